"""Which files belong together, by their names and else by what is in them."""

from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest

from core.project import Project
from services.pairing import Pair, Pairing, by_name, find_pairs

ENGLISH = "Everyone has the right to rest and to a fair hearing.\n"
KAZAKH = "Әркімнің демалуға және әділ сотқа құқығы бар.\n"
RUSSIAN = "Каждый человек имеет право на отдых и на справедливый суд.\n"


def project(source: str, target: str) -> Project:
    return Project(1, "p", source, target, "")


def paths(*names: str) -> list[Path]:
    return [Path("/texts") / name for name in names]


NAMES = [
    ("en", "kk", "law_en.txt", "law_kk.txt"),
    ("ru", "uz-Latn", "doc.ru.txt", "doc.uz-Latn.txt"),
    ("ru", "uz-Cyrl", "doc_ru-RU.txt", "doc_uz_Cyrl.txt"),
    ("ru", "uz-Cyrl", "doc ru.txt", "doc uz.txt"),
    ("en", "tk", "en/rules.txt", "tk/rules.txt"),
    ("en", "tg", "en/2020/rules_en.txt", "tg/2020/rules_tg.txt"),
    ("en", "kk", "Law (English).txt", "Law (Kazakh).txt"),
    ("ru", "kk", "Закон рус RUS.txt", "Закон рус KAZ.txt"),
    ("en", "kk", "LAW-KZ-12 EN.txt", "LAW-KZ-12 KZ.txt"),
    ("en", "ky", "report.EN.text", "report.KG.txt"),
    ("en", "kk", "Қазақстан en.txt", "Қазақстан қазақша.txt"),
]


@pytest.mark.parametrize(("source_language", "target_language", "source", "target"), NAMES)
def test_names_that_differ_in_the_language_are_a_pair(
    source_language: str, target_language: str, source: str, target: str
) -> None:
    left, right = paths(source, target)
    expected: tuple[list[Pair], list[Path]] = ([Pair(left, right)], [])
    assert by_name([left, right], source_language, target_language) == expected
    assert by_name([right, left], source_language, target_language) == expected


@pytest.mark.parametrize(
    "names",
    [
        ("law_en.txt", "rules_kk.txt"),
        ("law.txt", "law_kk.txt"),
        ("law_en.txt", "law_ru.txt"),
        ("then.txt", "thkk.txt"),
        ("law_en.txt", "law_kk.txt", "law-kk.txt"),
    ],
)
def test_what_is_no_pair_or_not_a_clear_one_is_left(names: tuple[str, ...]) -> None:
    found = paths(*names)
    assert by_name(found, "en", "kk") == ([], found)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_and_apostrophes_are_known_however_they_are_spelled(
    form: Literal["NFC", "NFD"],
) -> None:
    for tag, names in {
        "ru": ("Йод (Русский).txt", "Йод (English).txt"),
        "tg": ("Қарори Тоҷикӣ.txt", "Қарори English.txt"),
        "uz-Latn": ("Qonun oʻzbekcha.txt", "Qonun English.txt"),
    }.items():
        target, source = paths(normalize("NFD", names[0]), normalize(form, names[1]))
        assert by_name([target, source], "en", tag) == ([Pair(source, target)], [])
    target, source = paths("Davlat o‘zbekcha.txt", "Davlat English.txt")
    assert by_name([target, source], "en", "uz-Latn") == ([Pair(source, target)], [])


def test_many_files_in_any_order() -> None:
    names = [f"{kind} {n}_{tag}.txt" for n in range(3) for tag in ("kk", "en") for kind in "ab"]
    pairs, left = by_name(paths(*names), "en", "kk")
    assert len(pairs) == 6
    assert left == []
    assert all(pair.target and pair.source.name[:3] == pair.target.name[:3] for pair in pairs)


def write(folder: Path, texts: dict[str, str]) -> list[Path]:
    for name, text in texts.items():
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text(text * 5, encoding="utf-8")
    return [folder / name for name in texts]


def test_folders_are_looked_into(tmp_path: Path) -> None:
    write(tmp_path, {"en/a.txt": ENGLISH, "kk/a.txt": KAZAKH, "kk/readme.md": ""})
    found = find_pairs(project("en", "kk"), [tmp_path])
    assert found.pairs == (Pair(tmp_path / "en/a.txt", tmp_path / "kk/a.txt"),)
    assert found.left == ()


def test_what_systems_hide_in_folders_is_left_alone(tmp_path: Path) -> None:
    english, kazakh = write(tmp_path, {"law_en.txt": ENGLISH, "law_kk.txt": KAZAKH})
    for path in (english, kazakh):
        (tmp_path / f"._{path.name}").write_bytes(b"\0\5\x16\7")
    (tmp_path / "texts_en.txt").mkdir()
    (tmp_path / "moved_en.txt").symlink_to(tmp_path / "nowhere.txt")
    found = find_pairs(project("en", "kk"), [tmp_path])
    assert found == Pairing((Pair(english, kazakh),), ())


def test_what_cannot_be_read_keeps_no_others_from_being_paired(tmp_path: Path) -> None:
    texts = {"law_en.txt": ENGLISH, "law_kk.txt": KAZAKH, "one.txt": ENGLISH, "two.txt": KAZAKH}
    files = write(tmp_path, texts)
    broken, gone = tmp_path / "photo.txt", tmp_path / "gone.txt"
    broken.write_bytes(b"\x89PNG\r\n")
    found = find_pairs(project("en", "kk"), [broken, *files, gone])
    assert found.pairs == (Pair(*files[:2]), Pair(*files[2:]))
    assert [sentence.count("photo.txt") for sentence in found.left] == [1, 0]
    assert [sentence.count("gone.txt") for sentence in found.left] == [0, 1]


def test_names_that_tell_nothing_are_read(tmp_path: Path) -> None:
    kazakh, english, both = write(
        tmp_path, {"first.txt": KAZAKH, "other.txt": ENGLISH, "all.txt": ENGLISH + KAZAKH}
    )
    found = find_pairs(project("en", "kk"), [kazakh, english, both])
    assert found.pairs == (Pair(both, None), Pair(english, kazakh))


def test_a_file_without_a_partner_is_told_with_its_language(tmp_path: Path) -> None:
    files = write(tmp_path, {"a.txt": RUSSIAN, "12.txt": "12\n", "b.txt": RUSSIAN})
    found = find_pairs(project("en", "kk"), files)
    assert found.pairs == ()
    assert [sentence.partition(" has")[0] for sentence in found.left] == [
        "“a.txt” (in Russian)",
        "“12.txt” (in no language that was recognised)",
        "“b.txt” (in Russian)",
    ]


def test_two_files_alone_are_meant_to_be_a_pair(tmp_path: Path) -> None:
    unknown, english, russian = write(
        tmp_path, {"12.txt": "12\n", "b.txt": ENGLISH, "c.txt": RUSSIAN}
    )
    for chosen in ([unknown, english], [english, unknown]):
        assert find_pairs(project("en", "kk"), chosen).pairs == (Pair(english, unknown),)
    assert find_pairs(project("en", "kk"), [russian, unknown]).pairs == (Pair(russian, unknown),)
