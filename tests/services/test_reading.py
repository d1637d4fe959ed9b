from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import Cancelled, UnreadableFileError
from core.progress import Progress
from services.reading import main_language, read_file

TEXTS = Path(__file__).resolve().parents[1] / "data" / "texts"

SENTENCES = st.sampled_from(
    [
        "Everyone has the right to life. No one shall be tortured.",
        "Каждый имеет право на жизнь.\u00a0Никто не может быть лишён её.",
        "1. Әркімнің өмір сүруге құқығы бар!  2. Ешкім азаптауға ұшырамауға тиіс.",
        "Her kesiň ýaşamaga hukugy bardyr. \u2028Hiç kim gynalmaly däldir.",
    ]
)
LETTERS = st.characters(exclude_characters="\x00", exclude_categories=["Cs"])
PARAGRAPHS = st.lists(st.one_of(SENTENCES, st.text(LETTERS, max_size=20)), min_size=1, max_size=6)


@given(
    paragraphs=PARAGRAPHS,
    ends=st.sampled_from(["\n", "\r\n", "\r", "\n\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16-le"]),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_keys_point_at_the_sources_in_the_text(
    tmp_path: Path, paragraphs: list[str], ends: str, encoding: str
) -> None:
    path = tmp_path / "any.txt"
    path.write_bytes(ends.join(paragraphs).encode(encoding))
    try:
        reading = read_file(path, "en", encoding)
    except UnreadableFileError:  # a few random letters may look like a file of another kind
        return
    text, done = reading.text(), 0
    for position, segment in enumerate(reading.segments):
        begin, end = (int(number) for number in segment.key.split("-"))
        assert segment.position == position
        assert segment.source
        assert text[begin:end] == segment.source
        assert not text[done:begin].strip()
        done = end
    assert not text[done:].strip()


@pytest.mark.parametrize(
    ("name", "languages", "unsure"),
    [
        ("tk_then_en.txt", "tk tk tk en en en en en", set()),
        ("uz_then_en.txt", "uz-Cyrl uz-Cyrl uz-Cyrl en en en en", set()),
        ("kk_then_en.txt", "kk kk kk kk kk en en en en", set()),
        ("en_with_a_mixed_line.txt", "en ru en en en en", {1}),
        ("kk_only.txt", "kk kk kk kk", set()),
    ],
)
def test_each_paragraph_has_its_language(name: str, languages: str, unsure: set[int]) -> None:
    reading = read_file(TEXTS / name, "en")
    found = {part.paragraph: (part.language, part.language_sure) for part in reading.segments}
    assert [language for language, _ in found.values()] == languages.split()
    assert {number for number, (_, sure) in found.items() if not sure} == unsure


def test_runs_and_languages() -> None:
    reading = read_file(TEXTS / "kk_then_en.txt", "kk")
    assert [(run.language, run.first, run.last) for run in reading.runs] == [
        ("kk", 0, 4), ("en", 5, 8),
    ]  # fmt: skip
    assert reading.languages() == ("kk", "en")
    assert reading.main_language() == "en"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], ""),
        ([("123", "")], ""),
        ([("123456789", ""), ("a", "en")], "en"),
        ([("abc", "en"), ("abcd", "tk"), ("ab", "en")], "en"),
    ],
)
def test_the_main_language_has_most_letters(parts: list[tuple[str, str]], expected: str) -> None:
    assert main_language(parts) == expected


def test_reading_can_be_cancelled() -> None:
    def report(_done: float, _text: str) -> None:
        progress.cancel()

    progress = Progress(report)
    with pytest.raises(Cancelled):
        read_file(TEXTS / "kk_then_en.txt", "kk", progress=progress)


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "scan.txt").write_bytes(b"%PDF-1.7 and so on")
    with pytest.raises(UnreadableFileError, match=r"“scan\.txt”: This is no text file but a PDF"):
        read_file(tmp_path / "scan.txt", "en")
    for path in (tmp_path / "missing.txt", tmp_path):
        with pytest.raises(UnreadableFileError, match=f"“{path}” cannot be read: "):
            read_file(path, "en")
