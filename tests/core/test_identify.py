import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.identify import SURE, Identified, identify, identify_paragraphs, parts
from core.language import TAGS, Script, language
from core.orthography import script_shares
from tests.shared import shared_path

ROOT = Path(__file__).parents[2]
PARAGRAPHS: dict[str, list[str]] = json.loads(
    (ROOT / "tests/data/identification/paragraphs.json").read_bytes()
)
LINES = {
    path.stem: path.read_text(encoding="utf-8").splitlines()
    for path in (ROOT / "tests/data/identification/lines").glob("*.txt")
}
MIXED = [
    "12 July 2012 Баспаға арналған нұсқаPDF download PDF",
    "Версия для печати Print version of this page",
    "Ushbu hujjat: Закон о судах и статусе судей",
]


@pytest.mark.parametrize(
    ("expected", "text"), [(tag, text) for tag in TAGS for text in PARAGRAPHS[tag]]
)
def test_each_paragraph_is_in_its_language(expected: str, text: str) -> None:
    found = identify(text)
    assert found.language == expected
    assert 0 < found.confidence <= 1
    assert found.sure == (found.confidence >= SURE)


@pytest.mark.parametrize("tag", TAGS)
def test_sentences_are_sure(tag: str) -> None:
    sentences = [text for text in PARAGRAPHS[tag] if len(text.split()) > 5]
    assert len(sentences) >= 3
    assert all(identify(text).sure for text in sentences)


@pytest.mark.parametrize("text", PARAGRAPHS[""])
def test_what_is_in_none_of_our_languages_is_not_forced_into_one(text: str) -> None:
    assert identify(text) == Identified("", 0.0, sure=False)


@pytest.mark.parametrize("text", MIXED)
def test_a_text_in_two_scripts_is_not_sure(text: str) -> None:
    assert not identify(text).sure


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    found = identify(text)
    assert found.language in (*TAGS, "")
    assert 0 <= found.confidence <= 1
    assert found.sure == (found.confidence >= SURE)


def test_an_unsure_paragraph_takes_the_language_of_the_nearest_in_its_script() -> None:
    kazakh, english, uzbek = (PARAGRAPHS[tag][0] for tag in ("kk", "en", "uz-Cyrl"))
    name, latin_name, number = "Марат Саидов", "Marat Saidov", "2012"
    assert not identify(name).sure
    assert not identify(latin_name).sure
    found = identify_paragraphs([kazakh, english, name, latin_name, name, number, uzbek])
    assert [one.language for one in found] == ["kk", "en", "kk", "en", "uz-Cyrl", "", "uz-Cyrl"]
    assert [one.sure for one in found] == [True, True, False, False, False, False, True]


def test_without_a_neighbour_in_its_script_a_paragraph_keeps_its_own_language() -> None:
    alone = identify("Марат Саидов")
    assert identify_paragraphs([PARAGRAPHS["en"][0], "Марат Саидов"])[1] == alone
    assert identify_paragraphs([]) == []


def test_a_foreign_paragraph_inherits_nothing() -> None:
    turkish = "Herkesin kişi özgürlüğüne ve güvenliğine hakkı vardır."
    assert identify_paragraphs([PARAGRAPHS["tk"][0], turkish])[1].language == ""


def test_all_neighbours_of_many_unsure_paragraphs_are_found() -> None:
    texts = [PARAGRAPHS["kk"][0], *["Марат Саидов"] * 500, PARAGRAPHS["uz-Cyrl"][0]]
    found = [one.language for one in identify_paragraphs(texts)]
    assert found == ["kk"] * 251 + ["uz-Cyrl"] * 251


@given(st.lists(st.sampled_from([text for texts in PARAGRAPHS.values() for text in texts])))
def test_inheriting_changes_only_the_language_of_unsure_paragraphs(texts: list[str]) -> None:
    for text, found in zip(texts, identify_paragraphs(texts), strict=True):
        alone = identify(text)
        assert (found.confidence, found.sure) == (alone.confidence, alone.sure)
        if alone.sure or not alone.language:
            assert found == alone
        else:
            assert language(found.language).script is language(alone.language).script


def test_threads_get_the_same_answers() -> None:
    texts = [text for texts in PARAGRAPHS.values() for text in texts]
    alone = [identify(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(identify, texts)) == alone


def test_the_model_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, core.identify; sys.exit('py3langid' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


# The samples: the language of each paragraph, and how many there are in a row.
SAMPLES = {
    "000_95a02fc35197f4b3.txt": [("tk", 1), ("en", 8)],
    "001_46e35a21a64a93f2.txt": [("uz-Cyrl", 3), ("en", 5)],
    "002_d5b067f4afcd9e6f.txt": [("kk", 6), ("en", 7)],
    "004_54035fae270ab93c.txt": [("kk", 6)],
}


@pytest.mark.parametrize("name", SAMPLES)
def test_samples(name: str) -> None:
    found = identify_paragraphs(paragraphs(name))
    expected = [tag for tag, count in SAMPLES[name] for _ in range(count)]
    assert [one.language for one in found] == expected


def test_the_sample_with_a_mixed_line() -> None:
    texts = paragraphs("003_451890a390776fa8.txt")
    found = identify_paragraphs(texts)
    mixed = next(number for number, text in enumerate(texts) if "Версия" in text)
    assert [one.sure for one in found].index(False) == mixed
    assert {one.language for number, one in enumerate(found) if number != mixed} == {"en"}


def paragraphs(name: str) -> list[str]:
    lines = shared_path(f"samples/{name}").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip()]


def test_shares_count_letters_of_any_script() -> None:
    shares = script_shares("Суд, court: 12 ελ")
    assert [round(share, 2) for share in shares.values()] == [0.3, 0.5]
    assert set(script_shares("12.").values()) == {0.0}


SWITCHED = [
    [("12 July 2012", "en"), ("Версия для печатиPDFPDF", "ru")],
    [("12 July 2012", "en"), ("Баспаға арналған нұсқа", "kk"), ("PDF download PDF", "en")],
    [("Ushbu hujjat:", "uz-Latn"), ("Закон о судах и статусе судей", "ru")],
    [("Сот шешім қабылдады.", "kk"), ("Суд вынес решение.", "ru")],
    [("Сот шешімі", "kk"), ("(“court decision”)", "en"), ("күшіне енді.", "kk")],
    [("The term", "en"), ("«құқық үстемдігі»", "kk"), ("means the rule of law.", "en")],
    [
        ("Статья 12. Каждый имеет право на жизнь.", "ru"),
        ("Everyone has the right to life.", "en"),
        ("Ҳар ким яшаш ҳуқуқига эга.", "uz-Cyrl"),
    ],
]


@pytest.mark.parametrize("expected", SWITCHED)
def test_a_line_in_several_languages_is_told_with_its_parts(
    expected: list[tuple[str, str]],
) -> None:
    line = "  ".join(text for text, _ in expected)
    found = [(line[part.start : part.end], part.language) for part in parts(line)]
    assert found == expected


@pytest.mark.parametrize(
    "line",
    [
        "Компания Apple Inc. сообщила об этом",
        "Судья Karimov вынес решение, см. www.sud.example.uz",
        "The visit of Mr. Berdiyev and Ms. Żukowska was postponed.",
        "2012",
        "",
    ],
)
def test_names_and_numbers_make_no_parts(line: str) -> None:
    (part,) = parts(line)
    assert (part.start, part.end) == (0, len(line))


@pytest.mark.parametrize("text", [text for texts in PARAGRAPHS.values() for text in texts])
def test_a_paragraph_in_one_language_has_one_part(text: str) -> None:
    (part,) = parts(text)
    alone = identify(text)
    assert (part.language, part.sure) == (alone.language, alone.sure)


@given(st.lists(st.sampled_from([" ", ". ", "суд ", "и ", "the ", "court ", "(", "12", "PDF"])))
def test_parts_lie_one_after_another(texts: list[str]) -> None:
    line = "".join(texts)
    places = [(part.start, part.end) for part in parts(line)]
    assert all(start <= end for start, end in places)
    between = [line[end:start] for (_, end), (start, _) in pairwise(places)]
    assert not "".join(between).strip()
    assert not line[: places[0][0]].strip()
    assert not line[places[-1][1] :].strip()


@pytest.mark.parametrize(
    "text",
    [
        "Herkes, ırk, renk, cinsiyet, dil bakımından eşittir.",
        "Mahkeme kararını bugün açıkladı.",
        "Суд кеше ҳуқықларын қорғайды ҳәм ҳәкимият бөлимлериниң ғәрезсизлигин тәмийинлейди.",
        "Бөтен кешеләр дә ирекле һәм үз абруйлары белән тигез булып туа.",
        "12.05.2021 – 14:30",
        "№ 7 (2020)",
    ],
)
def test_other_languages_and_numbers_are_never_forced(text: str) -> None:
    assert identify(text).language == ""


def test_addresses_say_nothing_about_the_language() -> None:
    found = identify("Ариза намунаси www.sud.example.uz")
    assert language(found.language).script is Script.CYRILLIC
    assert identify("office@sud.example.uz").language == ""


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("ky", "КЫРГЫЗ РЕСПУБЛИКАСЫНЫН МЫЙЗАМЫ"),
        ("kk", "АЗАМАТТЫҚ ПРОЦЕСТІК КОДЕКС"),
        ("uz-Cyrl", "СУДЛАР ТЎҒРИСИДАГИ ҚОНУН"),
        ("ru", "ЗАКОН О СУДАХ"),
        ("ky", "2021-жылдын 5-марты"),
        ("uz-Cyrl", "2021 йил 5 март"),
        ("kk", "Мен күнде дүкенге барамын."),
        ("ky", "Мен күндө дүкөнгө барам."),
        ("uz-Cyrl", "Мактабга боргим келмаяпти."),
        ("uz-Cyrl", "Шикоят бериш тартиби"),
        ("tg", "Тартиби пешниҳоди шикоят"),
    ],
)
def test_headings_dates_and_short_sentences(expected: str, text: str) -> None:
    assert identify(text).language == expected


@pytest.mark.parametrize("tag", sorted(LINES))
def test_lines_of_running_text_are_in_their_language(tag: str) -> None:
    assert [line for line in LINES[tag] if identify(line).language != tag] == []


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("kk", "Microsoft Visio құжаты"),
        ("kk", "Japan Airlines әуе компаниясы"),
        ("ky", "Logitech Cordless Desktop (башка түрү)"),
        ("uz-Latn", "“Ак Барс” banki mijozlari"),
    ],
)
def test_names_in_the_other_script_do_not_decide(expected: str, text: str) -> None:
    found = identify(text)
    assert found.language == expected
    assert not found.sure


def test_one_small_word_does_not_outweigh_capitals() -> None:
    assert language(identify("РЕСПУБЛИКА КАЗАХСТАН kz").language).script is Script.CYRILLIC


@pytest.mark.parametrize("text", ["т. и. д. Орозова", "Х. и. А. Саидов"])
def test_a_letter_that_stands_for_a_word_is_no_russian_word(text: str) -> None:
    assert identify(text.replace(".", "")).confidence > identify(text).confidence


def test_the_name_after_an_initial_is_no_everyday_word() -> None:
    assert identify("Ю. Ким баромад").language == "tg"


def test_an_initial_shows_which_letters_a_language_has() -> None:
    assert identify("А.Қ. Иманов").language not in ("ru", "ky")


@pytest.mark.parametrize("text", ["Судья А. К. Иманов", "С. Н. Жапаров", "СУДЬЯ", "Rustamov A. K."])
def test_names_with_initials_are_not_sure(text: str) -> None:
    assert not identify(text).sure


@pytest.mark.parametrize(
    "text",
    [
        "Бөтә кешеләр ҙә азат һәм тиҙ хоҡуҡлы булып тыуа.",
        "Усе людзі нараджаюцца свабоднымі і роўнымі.",
        "Всички хора се раждат свободни и равни.",
        "Хүн бүр эрх чөлөөтэй.",
        "Bütün insanlar azad və bərabər doğulurlar.",
        "Барлық адамлар өз ҳуқықларында тең болып туўылады.",
    ],
)
def test_neighbours_are_told_from_ours(text: str) -> None:
    assert identify(text).language == ""
