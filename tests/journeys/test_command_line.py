"""The whole job through the command line: two texts come in, approved memory and PO leave."""

import json
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

from core.formats.proof import Entry
from core.formats.proof_po import read_back_po
from core.segment import Segment
from services import editing, projects, reviewing
from tests.build import REVIEWER, TRANSLATOR, segments_of
from tests.core.formats.tmx_contents import read_back_tmx
from tests.services.command_line.running import TEXTS, start

RULES, RULES_KK, FORM = (TEXTS / name for name in ("registry.en.txt", "registry.kk.txt", "form.po"))


def command(*arguments: object) -> str:
    """What the program printed, run by itself as a script would."""
    done = start(*arguments)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout.decode()


def test_from_two_texts_to_memory_for_the_next_project(tmp_path: Path) -> None:
    project, tmx, po = (tmp_path / name for name in ("court.terjiman", "court.tmx", "form.po"))
    command("new", project, "--source", "en", "--target", "kk", "--name", "Court")
    command("import", project, RULES, "--translation", RULES_KK)
    command("import", project, FORM)
    whole = _work(project)

    found = json.loads(command("status", project, "--json"))
    assert found["segments"] == {
        "new": 2, "draft": 1, "rejected": 1, "translated": 12, "reviewed": 2, "final": 0,
    }  # fmt: skip
    [issue] = json.loads(command("check", project, "--json"))["issues"]
    assert (issue["document"], issue["segment"], issue["check"]) == (
        "registry.en.txt",
        9,
        "numbers",
    )

    rules = [s for s in whole if s.is_confirmed and s.document_id == whole[0].document_id]
    command(
        "export", project, "--to", "tmx", "-o", tmx,
        "--from-state", "translated", "--document", "registry.en.txt",
    )  # fmt: skip
    assert _texts(read_back_tmx(tmx.read_bytes())) == [(s.source, s.target) for s in rules]
    command("export", project, "--to", "po", "-o", po, "--document", "form.po")
    form = [s for s in whole if s.document_id != whole[0].document_id]
    assert _texts(read_back_po(po.read_bytes())) == [(s.source, s.target) for s in form]

    _next_project(tmp_path / "next.terjiman", tmx, tmp_path / "again.tmx", len(rules))


def _work(project: Path) -> list[Segment]:
    """The rules are confirmed, one with a wrong number; two are approved and one sent back."""
    store, _ = projects.open_project(project)
    confirmed: list[Segment] = []
    for segment in segments_of(store):
        text = segment.target.replace("25 жыл", "35 жыл")
        confirmed += editing.confirm(store, segment, text, TRANSLATOR).after
    reviewing.approve(store, confirmed[:2], REVIEWER)
    reviewing.send_back(store, confirmed[4], "“Тіркеу” емес.", REVIEWER)
    whole = [*segments_of(store, 0), *segments_of(store, 1)]
    store.close()
    return whole


def _next_project(project: Path, tmx: Path, again: Path, number: int) -> None:
    """The memory of one project serves in the next, and helps there with the same text."""
    command("new", project, "--source", "en", "--target", "kk")
    assert command("import", project, tmx) == f"Imported {number} units into memory.\n"
    assert json.loads(command("status", project, "--json"))["units"] == number
    command("import", project, tmx, "--as", "source")
    command("export", project, "--to", "tmx", "-o", again)
    before, after = (read_back_tmx(path.read_bytes()) for path in (tmx, again))
    assert [astuple(entry)[:3] for entry in after] == [astuple(entry)[:3] for entry in before]


def _texts(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    return [(entry.source, entry.target) for entry in entries]
