"""A memory file is opened safely, or a sentence says why not; it is kept; and its log is true."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import DamagedStoreError, NewerStoreError, StoreError
from core.memory.memories import StoredUnit, UnitFilter
from core.memory.unit import TranslationUnit
from core.segment import Origin, OriginKind, State
from db import memory_file, memory_units, sqlite
from db.memory_file import MemoryFile, Moment
from tests.build import make_project

FULL = TranslationUnit(
    "«Сот»\u00a0шешімі\u202f12", "Решение суда\t12\n", "kk", "ru", "u-1", State.REVIEWED,
    Origin(OriginKind.ALIGNMENT, 93, "laws.tmx"), "Айгүл", "2024-02-03T04:05:06Z", "Rustam",
    "2025-02-03T04:05:06Z", "laws.txt", "Алдыңғы.", "Кейінгі.", ("a note", "ескерту"),
    (("x-domain", "law"), ("x-domain", "labour"), ("", "ʻ")),
)  # fmt: skip
PLAIN = TranslationUnit("Court", "Суд", "en", "ru")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[MemoryFile]:
    made = memory_file.create(tmp_path / "law.memory", "Law", "2026-11-22T10:15:00Z")
    yield made
    made.close()


def add(file: MemoryFile, *units: TranslationUnit) -> range:
    with file.transaction() as connection:
        return memory_units.add(connection, units)


def everything(file: MemoryFile, wanted: UnitFilter = UnitFilter()) -> list[StoredUnit]:
    return list(file.units(wanted))


def edited(path: Path, *statements: str) -> None:
    """What another program does to the file."""
    with closing(sqlite3.connect(path)) as other, other:
        for statement in statements:
            other.execute(statement)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# -- made, opened, closed -----------------------------------------------------------------------


def test_a_memory_is_complete_in_itself_when_it_is_closed(file: MemoryFile) -> None:
    add(file, FULL, PLAIN)
    file.close()
    file.close()
    assert names(file.path.parent) == ["law.memory"]
    with closing(memory_file.open_file(file.path)) as again:
        assert (again.name, again.count(), again.read_only) == ("Law", 2, False)
        assert [stored.unit for stored in everything(again)] == [FULL, PLAIN]


def test_writes_are_durable(file: MemoryFile) -> None:
    with file.transaction() as connection:
        asked = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_nothing_is_overwritten(file: MemoryFile) -> None:
    before = file.path.read_bytes()
    with pytest.raises(StoreError, match="exists already"):
        memory_file.create(file.path, "Another", "")
    assert file.path.read_bytes() == before
    with pytest.raises(StoreError, match="cannot be made"):
        memory_file.create(file.path / "below", "Another", "")


def test_a_failed_making_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_path: Path, _kind: sqlite.FileKind) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sqlite, "make_file", stop)
    with pytest.raises(KeyboardInterrupt):
        memory_file.create(tmp_path / "law.memory", "Law", "")
    assert names(tmp_path) == []


def test_a_disk_without_links_gets_a_memory_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, _target: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    path = tmp_path / "law.memory"
    with closing(memory_file.create(path, "Law", "")) as made:
        assert made.count() == 0
        with pytest.raises(StoreError, match="exists already"):
            memory_file.create(path, "Another", "")
    assert names(tmp_path) == ["law.memory"]


def test_a_memory_that_was_never_finished(tmp_path: Path) -> None:
    path = tmp_path / "half.memory"
    path.touch()
    sqlite.make_file(path, sqlite.MEMORY)
    with pytest.raises(DamagedStoreError, match="holds no memory"):
        memory_file.open_file(path)


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"", DamagedStoreError, "is empty"),
        (bytes(4096), DamagedStoreError, "overwritten with zeros"),
        (b"<?xml version='1.0'?><tmx/>" * 9, StoreError, "a TMX file is imported"),
    ],
)
def test_what_is_no_memory(
    content: bytes, error: type[StoreError], words: str, tmp_path: Path
) -> None:
    path = tmp_path / "strange.memory"
    path.write_bytes(content)
    with pytest.raises(error, match=words) as refused:
        memory_file.open_file(path)
    assert type(refused.value) is error
    assert path.read_bytes() == content
    assert names(tmp_path) == [path.name]


def test_a_project_is_no_memory(tmp_path: Path) -> None:
    store = make_project(tmp_path)
    store.close()
    with pytest.raises(StoreError, match="not a Terjiman memory"):
        memory_file.open_file(store.path)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened: No such file"):
        memory_file.open_file(tmp_path / "missing.memory")


def test_a_newer_schema(file: MemoryFile) -> None:
    edited(file.path, "PRAGMA user_version=99")
    with pytest.raises(NewerStoreError, match="by a newer Terjiman"):
        memory_file.open_file(file.path)  # as the log alone knows
    file.close()
    with pytest.raises(NewerStoreError, match="by a newer Terjiman"):
        memory_file.open_file(file.path)


@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_a_file_cut_short(share: float, file: MemoryFile) -> None:
    add(file, *[FULL] * 500)
    file.close()
    content = file.path.read_bytes()
    file.path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(DamagedStoreError, match="is damaged"):
        everything(memory_file.open_file(file.path, read_only=True))


def test_a_value_that_cannot_be(file: MemoryFile) -> None:
    add(file, PLAIN)
    edited(file.path, "UPDATE units SET state = 'perhaps'")
    with pytest.raises(DamagedStoreError, match="unit 1 cannot be understood"):
        everything(file)


def test_half_a_character_is_refused_and_nothing_is_stored(file: MemoryFile) -> None:
    half = TranslationUnit("Court \ud800", "Суд", "en", "ru")
    with pytest.raises(StoreError, match="half a character"):
        add(file, PLAIN, half)
    assert file.count() == 0
    assert everything(file) == []


def test_read_only(file: MemoryFile) -> None:
    add(file, PLAIN)
    with closing(memory_file.open_file(file.path, read_only=True)) as reader:
        assert reader.read_only
        with pytest.raises(StoreError, match="open to read only"):
            add(reader, PLAIN)
        add(file, PLAIN)
        assert reader.count() == 2


def test_what_may_not_be_written_is_opened_to_read_only(
    file: MemoryFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(file, PLAIN)
    file.close()
    monkeypatch.setattr(sqlite, "is_writable", lambda _path: False)
    with closing(memory_file.open_file(file.path)) as reader:
        assert reader.read_only
        assert reader.count() == 1
        assert names(file.path.parent) == ["law.memory"]


def test_while_another_program_writes(file: MemoryFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_BUSY_SECONDS", 0.05)
    with closing(memory_file.open_file(file.path)) as second, file.transaction():
        assert everything(second) == []
        with pytest.raises(StoreError, match="is busy"):
            add(second, PLAIN)
    add(file, PLAIN)
    assert file.count() == 1


def test_a_closed_memory_says_so(file: MemoryFile) -> None:
    file.close()
    with pytest.raises(StoreError, match="is closed"):
        file.count()
    with pytest.raises(StoreError, match="is closed"):
        add(file, PLAIN)


# -- the log ------------------------------------------------------------------------------------


def test_the_log_tells_what_happened_since(file: MemoryFile) -> None:
    beginning = file.now()
    assert beginning == Moment()
    add(file, PLAIN, FULL, PLAIN)
    then = file.now()
    with file.transaction() as connection:
        gone = memory_units.delete(connection, [2])
        memory_units.change(connection, 1, FULL)
        memory_units.add(connection, [FULL, FULL])
    news = file.news(then)
    assert news
    assert (news.touched, news.first_new, news.now) == ([1, 2], 4, file.now())
    entries = list(file.entries(news))
    assert [entry[0] for entry in entries] == [1, 4, 5]
    assert entries[0] == (1, FULL.source, "kk", "ru")
    with file.transaction() as connection:
        memory_units.restore(connection, gone)
    later = file.news(news.now)
    assert later
    assert (later.touched, [entry[0] for entry in file.entries(later)]) == ([2], [2])
    whole = file.news(beginning)
    assert whole
    assert [entry[0] for entry in file.entries(whole)] == [1, 2, 3, 4, 5]


def test_what_another_program_does_is_in_the_log(file: MemoryFile) -> None:
    add(file, PLAIN, PLAIN, PLAIN)
    then = file.now()
    edited(
        file.path,
        "UPDATE units SET source = 'Changed' WHERE id = 2",
        "DELETE FROM units WHERE id = 3",
    )
    news = file.news(then)
    assert news
    assert news.touched == [2, 3]
    assert file.count() == 2


def test_a_file_that_was_put_back_has_another_past(file: MemoryFile) -> None:
    add(file, PLAIN)
    file.close()
    backup = file.path.read_bytes()
    with closing(memory_file.open_file(file.path)) as first:
        add(first, FULL)
        then = first.now()
    file.path.write_bytes(backup)
    with closing(memory_file.open_file(file.path)) as second:
        assert second.news(then) is None
        add(second, PLAIN)
        assert second.now().revision == then.revision
        assert second.news(then) is None


# -- units --------------------------------------------------------------------------------------


def test_a_change_that_fails_changes_nothing(file: MemoryFile) -> None:
    add(file, PLAIN)
    then = file.now()

    def units() -> Iterator[TranslationUnit]:
        yield from [FULL] * 50
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add(file, *[PLAIN], *units())
    with pytest.raises(KeyboardInterrupt), file.transaction() as connection:
        memory_units.add(connection, units())
    assert (file.now(), file.count()) == (then, 1)


def test_ids_are_never_given_again(file: MemoryFile) -> None:
    assert add(file, PLAIN, PLAIN) == range(1, 3)
    with file.transaction() as connection:
        memory_units.delete(connection, [2])
    assert add(file, PLAIN) == range(3, 4)
    assert add(file) == range(4, 4)


def test_pages(file: MemoryFile) -> None:
    add(file, *[PLAIN, FULL] * 3)
    only = UnitFilter(source_language="kk")
    assert [stored.id for stored in file.page(UnitFilter(), 1, 3)] == [2, 3, 4]
    assert [stored.id for stored in file.page(only, 1, 5)] == [4, 6]
    assert [stored.id for stored in file.units(only, after=2)] == [4, 6]
    assert [stored.id for stored in file.get([5, 9, 1])] == [5, 1]


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (UnitFilter(), [1, 2]),
        (UnitFilter(source_language="kk-KZ"), [1]),
        (UnitFilter(target_language="ru"), [1, 2]),
        (UnitFilter(source_language="en", target_language="kk"), []),
        (UnitFilter(from_state=State.REVIEWED), [1]),
        (UnitFilter(from_state=State.DRAFT), [1, 2]),
        (UnitFilter(author="Айгүл"), [1]),
        (UnitFilter(author="Rustam"), [1]),
        (UnitFilter(author="АЙГ"), [1]),
        (UnitFilter(author=" rust "), [1]),
        (UnitFilter(author="Айгүл Rustam"), []),
        (UnitFilter(author="_"), []),
        (UnitFilter(document="laws.txt"), [1]),
        (UnitFilter(document="LAWS"), [1]),
        (UnitFilter(document="law s"), []),
        (UnitFilter(document="\u00a0"), [1, 2]),
        (UnitFilter(since="2025"), [1]),
        (UnitFilter(since="2025-02-04"), []),
        (UnitFilter(until="2025-02"), [1]),
        (UnitFilter(until="2025-01"), []),
        (UnitFilter(text="ШЕШІМІ 12"), [1]),
        (UnitFilter(text="суд"), [1, 2]),
        (UnitFilter(text="суд", source_language="en"), [2]),
        (UnitFilter(text="100%"), []),
    ],
)
def test_filters(wanted: UnitFilter, ids: list[int], file: MemoryFile) -> None:
    add(file, FULL, PLAIN)
    assert [stored.id for stored in everything(file, wanted)] == ids
    assert [stored.id for stored in file.page(wanted, 0, 9)] == ids


def test_a_file_that_went_while_it_was_open_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "a.tm"
    with closing(memory_file.create(path, "Acts", "2026-11-22T10:15:00Z")):
        path.rename(tmp_path / "b.tm")
        with pytest.raises(StoreError, match="cannot be opened: No such file"):
            memory_file.open_file(path)
