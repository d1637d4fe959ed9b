from pathlib import Path

import pytest

from core.errors import ExpectedError, UnreadableFileError
from services.texts import align_files, identify_file, segment_file

TEXTS = Path(__file__).resolve().parents[1] / "data" / "texts"
RULES, RULES_KK = TEXTS / "registry.en.txt", TEXTS / "registry.kk.txt"


def test_paragraphs_have_languages() -> None:
    found = identify_file(TEXTS / "kk_then_en.txt")
    assert [paragraph.identified.language for paragraph in found] == ["kk"] * 5 + ["en"] * 4
    assert found[-1].text == "For more information call the library."


def test_sentences_in_a_given_or_a_found_language() -> None:
    found = segment_file(RULES)
    assert found == segment_file(RULES, "en")
    assert found[-2:] == [
        "The parties may read the file and make copies free of charge.",
        "Other persons need the permission of the judge.",
    ]


def test_two_files_are_aligned() -> None:
    (found,) = align_files([(RULES, RULES_KK)])
    assert (found.source_language, found.target_language) == ("en", "kk")
    assert found.pairs()[0][:2] == ("Rules of the court registry", "Сот кеңсесінің қағидалары")
    assert [n for bead in found.alignment.beads for n in bead.source] == list(range(12))
    assert [n for bead in found.alignment.beads for n in bead.target] == list(range(12))


def test_segmented_lines_stay_as_they_are(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.txt", "b.txt")]
    paths[0].write_bytes(b"One. Two.\r\n\r\n Three. \r\n")
    paths[1].write_bytes("Бір. Екі.\n\nҮш.".encode())
    (found,) = align_files([(paths[0], paths[1])], "en", "kk", segmented=True)
    assert found.source == ("One. Two.", "", " Three. ")
    assert found.target == ("Бір. Екі.", "", "Үш.")


@pytest.mark.parametrize("texts", [("", ""), ("One.", ""), ("", "Бір.")])
def test_a_side_may_be_empty(tmp_path: Path, texts: tuple[str, str]) -> None:
    paths = [tmp_path / name for name in ("a.txt", "b.txt")]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    (found,) = align_files([(paths[0], paths[1])])
    assert not found.alignment.parallel
    assert sum(len(bead.source) for bead in found.alignment.beads) == bool(texts[0])
    assert sum(len(bead.target) for bead in found.alignment.beads) == bool(texts[1])


def test_units_need_languages(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("1\n2\n3\n", encoding="utf-8")
    (found,) = align_files([(tmp_path / "a.txt", tmp_path / "b.txt")])
    with pytest.raises(ExpectedError, match="--source-lang"):
        found.units()


def test_the_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"PK\x03\x04")
    with pytest.raises(UnreadableFileError, match=r"“b\.txt”: This is no text file but a Word"):
        align_files([(RULES, tmp_path / "b.txt")])


def test_pairs_in_other_languages_keep_their_places(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Барлығы сот алдында тең болуға тиіс.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Все должны быть равны перед этим судом.", encoding="utf-8")
    other = tmp_path / "a.txt", tmp_path / "b.txt"
    found = align_files([(RULES, RULES_KK), other, (RULES, RULES_KK)])
    assert [one.source_language + one.target_language for one in found] == ["enkk", "kkru", "enkk"]
    assert [len(one.source) for one in found] == [12, 1, 12]


def test_known_words_help(tmp_path: Path) -> None:
    words = (("bread", "нан"), ("water", "су"), ("salt", "тұз"), ("milk", "сүт"))
    source = "\n".join(f"They brought {word} there." for word, _ in words)
    target = "\n".join(f"Олар {word} әкелді." for _, word in words if word != "су")
    for name, text in (("a.txt", source), ("b.txt", target)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    pair = tmp_path / "a.txt", tmp_path / "b.txt"

    def left_alone(words: tuple[tuple[str, str], ...]) -> list[tuple[int, ...]]:
        (found,) = align_files([pair], "en", "kk", segmented=True, words=words)
        return [bead.source for bead in found.alignment.beads if not bead.target]

    assert left_alone(()) != [(1,)]
    assert left_alone(words) == [(1,)]
