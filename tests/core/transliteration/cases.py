"""The tables of cases, and words that come back from the other script as they were."""

from pathlib import Path

from hypothesis import strategies as st

from core.transliteration import alphabets

DATA = Path(__file__).parents[2] / "data/transliteration"
TABLES = [("uz", ""), ("tk", ""), ("kk", ""), *(("kk", one.name) for one in alphabets("kk")[1:])]


def cases(language: str, name: str) -> list[tuple[str, str, str]]:
    path = DATA / f"{language}{'-' if name else ''}{name}.tsv"
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [(ways, cyrillic, latin) for ways, cyrillic, latin in (x.split("\t") for x in lines)]


ALL = [(*table, *case) for table in TABLES for case in cases(*table)]


# The words that come back as they were: syllables of these letters, as the docs say.
REVERSIBLE = {
    "uz": ("аеёиоуўюя", "бвгғджзкқлмнпрстфхҳчш"),
    "tk": ("аәеёиоөуүыюя", "бвгджҗзклмнңпрстфхчш"),
    "kk": ("аәеоөұүыіи", "бвгғджзкқлмнңпрстфхш"),
}


def syllables(language: str) -> st.SearchStrategy[str]:
    vowels, consonants = REVERSIBLE[language]
    syllable = st.builds(
        "".join,
        st.tuples(
            st.sampled_from(consonants), st.sampled_from(vowels), st.sampled_from(f" й{consonants}")
        ),
    ).map(lambda text: text.replace(" ", ""))
    small = st.lists(syllable, min_size=1, max_size=5).map("".join)
    return st.one_of(small, small.map(str.capitalize), small.map(str.upper))
