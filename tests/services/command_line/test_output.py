import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from services.command_line import commands, output
from tests.services.command_line.running import ROOT, TEXTS, done, run, start
from tests.services.contents import contents, files_in

PROGRAM = [sys.executable, str(ROOT / "main.py")]
KAZAKH = TEXTS / "kk_only.txt"


def test_every_command_and_option_explains_itself() -> None:
    context = click.Context(commands)
    names = commands.list_commands(context)
    assert set(names) >= {
        "new", "identify", "segment", "align", "import", "status", "check", "export",
    }  # fmt: skip
    for name in names:
        command = commands.get_command(context, name)
        assert command
        assert command.help, name
        text = run(name, "--help").stdout
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.opts[0] in text
                assert parameter.help, f"{name} {parameter.name}"


def test_commands_on_texts_do_without_the_database() -> None:
    look = (
        "import sys; from services.command_line import commands; "
        "commands(['segment', sys.argv[1]], standalone_mode=False); "
        "assert 'sqlalchemy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", look, KAZAKH], check=True, cwd=ROOT, capture_output=True)


def test_tables_have_numbers_to_the_right(capsys: pytest.CaptureFixture[str]) -> None:
    output.print_table([("document", "words"), ("a", 5), ("b 2", 1000)])
    assert capsys.readouterr().out == "document  words\na             5\nb 2        1000\n"


def test_a_message_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    output.say("One\ntwo.")
    assert capsys.readouterr().err == "terjiman: One two.\n"


def test_the_program_by_itself(tmp_path: Path) -> None:
    found = start("identify", KAZAKH, "--json")
    assert (found.returncode, found.stderr) == (0, b"")
    assert [p["language"] for p in json.loads(found.stdout)["paragraphs"]] == ["kk"] * 4
    failed = start("identify", tmp_path / "missing")
    assert (failed.returncode, failed.stdout) == (1, b"")
    assert failed.stderr.decode().startswith("terjiman: “")
    assert failed.stderr.count(b"\n") == 1
    assert start("identify").returncode == 2


def test_output_is_utf8_whatever_the_system_says() -> None:
    found = subprocess.run(
        [*PROGRAM, "segment", KAZAKH],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert found.stdout.decode("utf-8").startswith("ҚОСТАНАЙ – облыстық сотта")


@pytest.mark.skipif(sys.platform == "win32", reason="names of files are text there")
def test_names_of_files_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xff.txt")
    path.write_text("One.", encoding="utf-8")
    found = start("segment", path, "--json")
    assert json.loads(found.stdout) == [{"file": str(path), "segments": ["One."]}]
    failed = start("segment", tmp_path / os.fsdecode(b"\xfe.txt"))
    assert (failed.returncode, failed.stderr.count(b"\n")) == (1, 1)


@pytest.mark.parametrize("command", [["identify"], ["segment", "--json"]])
def test_a_reader_that_goes_away_hears_nothing(command: list[str]) -> None:
    with subprocess.Popen(
        [*PROGRAM, *command, KAZAKH], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes")
@pytest.mark.skipif(signal.getsignal(signal.SIGINT) is signal.SIG_IGN, reason="Ctrl+C is off")
def test_an_interrupted_import_says_so(tmp_path: Path) -> None:
    project, pipe = tmp_path / "a.terjiman", tmp_path / "a.txt"
    done("new", project, "--source", "en", "--target", "kk")
    before = contents(project)
    os.mkfifo(pipe)
    with (
        subprocess.Popen([*PROGRAM, "import", project, pipe], stderr=subprocess.PIPE) as process,
        pipe.open("wb"),  # opens when the program begins to read
    ):
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 1
        assert process.stderr
        assert process.stderr.read() == b"terjiman: cancelled; nothing was changed.\n"
    assert contents(project) == before
    assert "a.terjiman.lock" not in files_in(tmp_path)


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    if sys.platform == "win32":
        pytest.skip("there are no pseudo-terminals")
    try:
        ends = os.openpty()
    except OSError:
        pytest.skip("this system lends no pseudo-terminals")
    yield ends
    os.close(ends[0])


def test_progress_is_for_terminals_only(terminal: tuple[int, int]) -> None:
    ours, theirs = terminal
    found = subprocess.run(
        [*PROGRAM, "identify", KAZAKH, "--json"], check=True, stdout=subprocess.PIPE, stderr=theirs
    )
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    assert len(json.loads(found.stdout)["paragraphs"]) == 4
    assert " 50%" in shown
    assert shown.endswith("\r\x1b[K")
    assert "\n" not in shown
