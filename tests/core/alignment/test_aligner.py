"""Two texts in, beads out: right, complete, repeatable, and cancelled when asked."""

import re
from itertools import pairwise
from pathlib import Path
from random import Random
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.alignment.aligner import align, align_many
from core.alignment.bead import Alignment, Bead
from core.alignment.known import Known
from core.errors import Cancelled
from core.progress import Progress
from tests.shared import shared_path

DATA = Path(__file__).resolve().parents[2] / "data" / "alignment"


def sentences(name: str) -> list[str]:
    return (DATA / name).read_text(encoding="utf-8").splitlines()


def gold(name: str) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    sides = [line.split(":") for line in sentences(name)]
    return [
        (tuple(map(int, re.findall(r"\d+", left))), tuple(map(int, re.findall(r"\d+", right))))
        for left, right in sides
    ]


def pairs(alignment: Alignment) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in alignment.beads]


def test_a_contract_with_joined_split_and_missing_sentences() -> None:
    alignment = align(sentences("lease.en"), sentences("lease.ru"), "en", "ru")
    assert pairs(alignment) == gold("lease.gold")
    assert alignment.parallel
    assert alignment.confidence > 0.99


def test_the_other_direction_gives_the_same_beads() -> None:
    alignment = align(sentences("lease.ru"), sentences("lease.en"), "ru", "en")
    assert [(target, source) for source, target in pairs(alignment)] == gold("lease.gold")


def test_beads_that_are_hard_to_tell_are_less_sure() -> None:
    beads = align(sentences("lease.en"), sentences("lease.ru"), "en", "ru").beads
    sure = {bead.source: bead.confidence for bead in beads}
    assert sure[(0,)] > 0.95
    assert sure[(13,)] < 0.9  # a sentence the translator left out


def test_article_numbers_are_not_taken_for_each_other() -> None:
    body = "Everyone has the right to be heard by an independent court."
    other = "Ҳар кас ҳуқуқ дорад, ки суди мустақил ӯро бишнавад."
    source = [line for n in range(1, 9) for line in (f"Article {n}", body)]
    target = [line for n in range(1, 9) if n != 4 for line in (f"Моддаи {n}", other)]
    beads = align(source, target, "en", "tg").beads
    headings = {bead.source: bead.target for bead in beads if bead.source[0] % 2 == 0}
    assert headings[(8,)] == (6,)  # article 5, the first after the missing one


def test_words_learnt_from_the_texts_find_the_missing_sentence() -> None:
    """All sentences are equally long and share nothing: only repetition tells them apart."""
    nouns = ["ama", "bebe", "cici", "dodo", "efef", "gugu", "hoho", "ijij"]
    verbs = ["kal", "lem", "mun", "nor", "pes", "rit", "sov", "tux"]
    source = [f"{n}x {v}y" for v in verbs for n in nouns]
    numbers = {word: f"{chr(1072 + k) * 3}{chr(1082 + k)}" for k, word in enumerate(nouns)}
    numbers |= {word: f"{chr(1082 + k) * 2}{chr(1072 + k)}" for k, word in enumerate(verbs)}
    target = [f"{numbers[n]}щ {numbers[v]}ю" for v in verbs for n in nouns]
    del target[30]
    beads = align(source, target, "", "").beads
    assert next(bead.source for bead in beads if not bead.target) == (30,)


FIRST = ["Шёл дождь", "Старый пастух молчал", "Рынок опустел", "Дети смеялись", "Ветер стих"]
SECOND = ["и никто не вышел", "пока горел огонь", "когда вернулся отец", "а лампа погасла"]
THIRD = ["из дома", "у реки", "за перевалом", "в тот вечер", "без единого слова", "до утра"]


def foreign_sentences(count: int) -> list[str]:
    """Of many lengths, with numbers now and then, and hardly two alike."""
    random = Random(5)
    lists = FIRST, SECOND, THIRD, THIRD, SECOND
    return [
        ", ".join(random.choice(parts) for parts in lists[: random.randint(1, 5)])
        + (f" {random.randint(1, 2000)}." if random.random() < 0.2 else ".")
        for _ in range(count)
    ]


@pytest.mark.parametrize(("size", "side"), [(160, 0), (160, 1), (900, 1)])
def test_a_thousand_foreign_sentences_stay_alone_and_nothing_else(size: int, side: int) -> None:
    names = ["Almaty", "Bishkek", "Dushanbe", "Tashkent", "Ashgabat", "Samarkand"]
    english = [f"In {1500 + n} there lived {n * 7} people in {names[n % 6]}." for n in range(size)]
    russian = [f"В {1500 + n} году в {names[n % 6]} жило {n * 7} человек." for n in range(size)]
    texts = [english, russian]
    half = size // 2
    texts[side][half:half] = foreign_sentences(1000)
    alignment = align(texts[0], texts[1], "en", "ru")
    alone = [bead for bead in alignment.beads if not (bead.source and bead.target)]
    numbers = {n for bead in alone for n in (bead.source, bead.target)[side]}
    assert numbers == set(range(half, half + 1000))
    assert len(alignment.beads) == size + 1000
    assert alignment.parallel


def test_a_thousand_foreign_sentences_in_real_news_stay_alone() -> None:
    names = [f"align/gold/xwmt_dev/en-ru.{name}" for name in ("en", "ru", "gold")]
    names.append("align/tm/tatoeba.rus-eng.rus")
    texts = [shared_path(name).read_text(encoding="utf-8").splitlines() for name in names]
    source, target, right, foreign = texts
    target[120:120] = foreign
    beads = align(source, target, "en", "ru").beads
    alone = {number for bead in beads if not bead.source for number in bead.target}
    assert set(range(120, 120 + len(foreign))) <= alone
    assert abs(len(beads) - len(foreign) - len(right)) <= 15  # the rest as it was, or nearly


def test_a_heading_does_not_join_the_article_before_it() -> None:
    source = ["Article 1", "All are born free.", "Article 2", "All have these rights."]
    target = ["1-бап", "Барлық адамдар азат болып туады.", "2-бап", "3-бап", "Құқықтар ортақ."]
    beads = align(source, target, "en", "kk").beads
    assert next(bead.source for bead in beads if bead.target == (3,)) == ()


def test_where_one_text_goes_on_after_a_semicolon_no_bead_ends() -> None:
    """The short sentence behind it could as well belong to the next pair, for all that lengths,
    numbers and words know."""
    source: list[str] = []
    target: list[str] = []
    wanted = []
    before = False
    random = Random(2)
    for n in range(60):
        words = ["".join(random.choices("bdgklmnrst", k=5)) for _ in range(16)]
        source.append(f"{n + 100} {' '.join(words[:8])}.")
        split = random.random() < 0.3 and not before
        first = len(target)
        target.append(f"{n + 100} {' '.join(words[8 : 13 if split or before else 16])}.")
        if split:
            target[-1] = target[-1][:-1] + ";"
            target.append(f"{' '.join(words[13:16])}.")
            wanted.append(((n,), (first, first + 1)))
        before = split
    found = pairs(align(source, target, "", ""))
    assert len(set(wanted) & set(found)) > 0.8 * len(wanted)


@pytest.mark.parametrize("tags", [("", ""), ("de", "fr"), ("kk", "uz-Cyrl")])
def test_any_language_tags_will_do(tags: tuple[str, str]) -> None:
    assert pairs(align(sentences("lease.en"), sentences("lease.ru"), *tags)) == gold("lease.gold")


texts = st.lists(
    st.one_of(
        st.sampled_from(["", " ", "12", "Статья 5", "Article 5", "…", "Қазақстан.", "\u00a0«Ok»"]),
        st.text(max_size=30),
    ),
    max_size=9,
)


@settings(deadline=None, max_examples=60)
@given(texts, texts)
def test_beads_cover_both_texts_once_in_order(source: list[str], target: list[str]) -> None:
    alignment = align(source, target, "en", "ru")
    assert [i for bead in alignment.beads for i in bead.source] == list(range(len(source)))
    assert [j for bead in alignment.beads for j in bead.target] == list(range(len(target)))
    assert all(bead.source or bead.target for bead in alignment.beads)
    assert all(0 <= bead.confidence <= 1 for bead in alignment.beads)
    assert 0 <= alignment.confidence <= 1
    assert align(source, target, "en", "ru") == alignment


def test_very_unequal_texts_are_covered_too() -> None:
    alignment = align(["One sentence."], [f"Предложение {n}." for n in range(700)], "en", "ru")
    assert [j for bead in alignment.beads for j in bead.target] == list(range(700))
    assert not alignment.parallel


def test_progress_grows_and_comes_often() -> None:
    shares: list[float] = []
    times: list[float] = []

    def note(done: float, _: str) -> None:
        shares.append(done)
        times.append(perf_counter())

    source = [f"Sentence number {n} tells of {n * n} things." for n in range(300)]
    target = [f"Предложение {n} говорит о {n * n} вещах." for n in range(300)]
    align(source, target, "en", "ru", Progress(note))
    assert shares == sorted(shares)
    assert shares[-1] > 0.9
    assert max(b - a for a, b in pairwise(times)) < 1


def test_cancelling_stops_at_the_next_step() -> None:
    progress = Progress(lambda done, _: progress.cancel() if done > 0.3 else None)
    with pytest.raises(Cancelled):
        align(sentences("lease.en"), sentences("lease.ru"), "en", "ru", progress)


def invented(random: Random) -> list[tuple[str, str]]:
    """Words that nobody knows, of two languages that share no letter."""
    return [
        ("".join(random.choices("bdgklmnrst", k=6)), "".join(random.choices("аеиоуыэюя", k=6)))
        for _ in range(12)
    ]


def said(drawn: list[tuple[str, str]]) -> tuple[str, str]:
    """A sentence of these words in both languages."""
    return " ".join(word for word, _ in drawn), " ".join(other for _, other in drawn)


def test_texts_aligned_together_teach_each_other() -> None:
    """One sentence of each text is left out; which, only words of the other texts can tell."""
    random = Random(3)
    words = invented(random)
    texts, missing = [], []
    for _ in range(8):
        drawn = [said(random.sample(words, 4)) for _ in range(12)]
        missing.append(random.randrange(1, 11))
        source, target = [list(side) for side in zip(*drawn, strict=True)]
        del target[missing[-1]]
        texts.append((source, target))
    found = align_many(texts, "", "")
    alone = [[bead.source for bead in one.beads if not bead.target] for one in found]
    assert alone == [[(number,)] for number in missing]
    for (source, target), one in zip(texts, found, strict=True):
        assert [i for bead in one.beads for i in bead.source] == list(range(len(source)))
        assert [j for bead in one.beads for j in bead.target] == list(range(len(target)))


def test_known_sentences_teach_their_words() -> None:
    random = Random(5)
    words = invented(random)
    known = Known(sentences=tuple(said(random.sample(words, 4)) for _ in range(60)))
    source, target = map(list, zip(*[said(random.sample(words, 4)) for _ in range(9)], strict=True))
    del target[4]
    accepted = [Bead((0,), (0,), 1.0)]

    def left_alone(found: Alignment) -> list[tuple[int, ...]]:
        return [bead.source for bead in found.beads if not bead.target]

    assert left_alone(align(source, target, "", "")) != [(4,)]
    for told in (align(source, target, "", "", accepted=accepted, known=known),
                 *align_many([(source, target)], "", "", known=known)):  # fmt: skip
        assert left_alone(told) == [(4,)]
        assert [i for bead in told.beads for i in bead.source] == list(range(9))


def test_many_texts_may_be_none_or_empty() -> None:
    assert align_many([], "en", "ru") == []
    (one, other) = align_many([([], ["Да."]), (["Yes."], [])], "en", "ru")
    assert (pairs(one), pairs(other)) == ([((), (0,))], [((0,), ())])


def test_known_words_find_the_missing_sentence() -> None:
    words = [
        ("bread", "нон"),
        ("water", "об"),
        ("salt", "намак"),
        ("milk", "шир"),
        ("meat", "гӯшт"),
    ]
    source = [f"They brought {word} to them." for word, _ in words]
    target = [f"Ба онҳо {other} оварданд." for _, other in words if other != "намак"]
    beads = align(source, target, "", "", known=Known(words=tuple(words))).beads
    assert [bead.source for bead in beads if not bead.target] == [(2,)]


def test_long_texts_with_nothing_in_common_do_not_collapse() -> None:
    """Words that look alike by chance alone must not lead the way."""
    random = Random(1)
    letters = "abdefghiklmnoprstuvz"
    words = ["".join(random.choices(letters, k=random.randint(3, 9))) for _ in range(6000)]
    others = ["".join(random.choices("абвгдежзиклмнопрст", k=len(word))) for word in words]
    chances = [1 / (rank + 5) for rank in range(len(words))]
    drawn = [random.choices(range(6000), chances, k=random.randint(4, 16)) for _ in range(900)]
    source = [" ".join(words[n] for n in sentence) for sentence in drawn]
    target = [" ".join(others[n] for n in sentence) for sentence in drawn if len(sentence) != 9]
    beads = align(source, target, "", "").beads
    right = sum(len(bead.source) == len(bead.target) == 1 for bead in beads)
    assert right > 0.98 * len(target)
