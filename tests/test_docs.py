"""The documentation is true: what it names exists, and its links and pictures are there."""

import ast
import re
import shlex
import struct
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import click
import pytest
from lxml import etree

from desktop.actions import ACTIONS, ActionRow
from desktop.alignment import actions as alignment_actions
from desktop.editor.segment_model import ORIGIN_NAMES
from desktop.theme import STATE_NAMES
from services.command_line import commands
from services.guide import guide

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
COMMAND_LINE = ROOT / "docs" / "command-line.md"
LAYERS = ("core", "db", "services", "desktop", "resources")
MODULES = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), guide()])
PICTURES = sorted((ROOT / "docs").rglob("*.png"))
PICTURE_BYTES = 120_000

WINDOW_COMMANDS = {"demo", "test"}
"""Those that main.py adds to the ones of services.command_line."""


def subcommands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """The commands of a group, and of those in it, by all the words that call them."""
    context = click.Context(group)
    for each in group.list_commands(context):
        command = group.get_command(context, each)
        assert command
        if isinstance(command, click.Group):
            yield from subcommands(command, f"{before}{each} ")
        elif each not in WINDOW_COMMANDS:
            yield before + each, command


COMMANDS = dict(subcommands(commands))
_GROUPS = {each.split()[0] for each in COMMANDS if " " in each}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# -- the guide -----------------------------------------------------------------------------------


@cache
def page() -> etree._ElementTree:
    return etree.parse(guide(), etree.HTMLParser(encoding="utf-8"))


def found(path: str) -> list[etree._Element]:
    return [part for part in page().iterfind(path) if isinstance(part, etree._Element)]


def text(part: etree._Element) -> str:
    return " ".join("".join(map(str, part.itertext())).split())


KEY_NAMES = {
    "Return": "Enter", "Ins": "Insert", "Del": "Delete", "PgUp": "Page Up", "PgDown": "Page Down",
    "Up": "↑", "Down": "↓",
}  # fmt: skip
"""How keys are printed on keyboards, where Qt calls them otherwise."""


def spelled(keys: str) -> str:
    return "+".join(KEY_NAMES.get(key, key) for key in keys.split("+"))


def keys_of_the_program(
    actions: Sequence[ActionRow] = ACTIONS,
) -> list[tuple[str, str, tuple[str, ...]]]:
    """Menu, words and keys of each action; the nine matches are told in one row."""
    rows: dict[tuple[str, str], dict[str, None]] = {}
    for row in actions:
        if row.name == "-":
            continue
        words = "Insert match 1 to 9" if re.fullmatch(r"match_\d", row.name) else row.text
        rows.setdefault((row.menu, words), {}).update(dict.fromkeys(map(spelled, row.keys)))
    return [(menu, words, tuple(keys)) for (menu, words), keys in rows.items()]


def keys_in_the_guide(table: str = "actions") -> list[tuple[str, str, tuple[str, ...]]]:
    rows, menu = [], ""
    for row in found(f".//table[@id='{table}']/tbody/tr"):
        if (head := row.find("th")) is not None:
            menu = text(head)
            continue
        words, keys = row.findall("td")
        rows.append((menu, text(words), tuple(text(key) for key in keys.findall("kbd"))))
    return rows


def test_the_guide_has_every_action_with_its_keys() -> None:
    assert keys_in_the_guide() == keys_of_the_program()


def test_the_guide_has_every_action_of_the_alignment_window() -> None:
    assert keys_in_the_guide("alignment-actions") == keys_of_the_program(alignment_actions.ACTIONS)


def test_the_guide_explains_every_state() -> None:
    rows = found(".//table[@id='states']/tbody/tr/td[@class]")
    shown = {(part.get("class", ""), text(part)) for part in rows}
    assert shown == {(f"state {state.value}", words) for state, words in STATE_NAMES.items()}


def test_the_guide_names_every_origin() -> None:
    whole = " ".join(text(row) for row in found(".//table[@id='origins']/tbody/tr")).lower()
    missing = [words for words in ORIGIN_NAMES.values() if words.lower() not in whole]
    assert missing == [ORIGIN_NAMES[next(iter(ORIGIN_NAMES))]]  # without a target there is none


@cache
def strings() -> tuple[str, ...]:
    """Every text in the program; what is filled in at run time parts it."""
    return tuple(
        node.value
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def said(words: str) -> bool:
    return any(words in string for string in strings())


def test_words_of_the_screen_are_in_the_program() -> None:
    labels = {text(part) for part in found(".//b")}
    assert {label for label in labels if not said(label)} == set()


def test_the_guide_quotes_messages_as_they_are() -> None:
    parts = {part.strip() for saying in found(".//samp") for part in text(saying).split("…")}
    assert {part for part in parts if not said(part)} == set()


# -- links and pictures --------------------------------------------------------------------------


def links(path: Path) -> Iterator[str]:
    """Where a page leads, pictures included."""
    if path.suffix == ".md":
        yield from re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8"))
        return
    for part in found(".//*"):
        yield from (link for link in map(part.get, ("href", "src")) if link)


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_links_lead_somewhere(path: Path) -> None:
    for link in links(path):
        if link.startswith(("https://", "mailto:")):
            continue
        file, _, place = link.partition("#")
        assert not file or (path.parent / file).exists(), link
        if place:
            assert path == guide(), f"{link}: only places in the guide are checked"
            assert page().find(f".//*[@id='{place}']") is not None, link


def test_the_guide_needs_nothing_from_outside() -> None:
    outside = [link for link in links(guide()) if "//" in link]
    assert outside == []
    assert not found(".//script")
    assert not found(".//link")


@pytest.mark.parametrize("path", PICTURES, ids=name)
def test_a_picture_is_small_and_whole(path: Path) -> None:
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert data.endswith(b"IEND\xaeB`\x82")
    assert len(data) <= PICTURE_BYTES


def test_pictures_of_the_guide_have_their_size_and_their_words() -> None:
    pictures = found(".//img")
    assert pictures
    for part in pictures:
        data = (guide().parent / part.get("src", "")).read_bytes()
        width, height = struct.unpack(">2I", data[16:24])
        assert (part.get("width"), part.get("height")) == (str(width), str(height))
        assert part.get("alt")


def test_no_picture_is_left_over() -> None:
    used = {(path.parent / link).resolve() for path in PAGES for link in links(path)}
    assert [name(path) for path in PICTURES if path not in used] == []


# -- the README ----------------------------------------------------------------------------------


def test_the_readme_begins_with_what_it_is_a_picture_and_two_commands() -> None:
    readme = README.read_text(encoding="utf-8")
    assert readme.startswith("# Terjiman\n\nA desktop program for translating")
    first = re.findall(r"^    (.+)$", readme, re.MULTILINE)[:2]
    assert first == ["python3 main.py demo", "python3 main.py test"]
    assert readme.index("![") < readme.index(first[0])


# -- the command line ----------------------------------------------------------------------------


def examples() -> Iterator[tuple[str, str]]:
    """Each command line that a page shows as one to type, with its page."""
    for path in PAGES:
        if path == COMMAND_LINE:  # shows their shapes, see below
            continue
        whole = path.read_text(encoding="utf-8")
        for arguments in re.findall(r"^(?:    |<pre>)?python3 main\.py ([^\n`<]+)", whole, re.M):
            yield name(path), arguments


def test_examples_are_understood() -> None:
    shown = list(examples())
    assert {page for page, _ in shown} >= {"README.md", "docs/user/guide.html"}
    for path, arguments in shown:
        command, *rest = shlex.split(arguments)
        if command in _GROUPS:
            command = f"{command} {rest.pop(0)}"
        if command in WINDOW_COMMANDS:
            continue
        assert command in COMMANDS, (path, arguments)
        COMMANDS[command].make_context(command, rest)  # raises UsageError


def shapes() -> dict[str, str]:
    """What docs/command-line.md shows first: the shape of each command by its name."""
    block = COMMAND_LINE.read_text(encoding="utf-8").split("```")[1]
    parts = re.split(r"^python3 main\.py +", block, flags=re.MULTILINE)[1:]
    words = ((part.split()[:2], part) for part in parts)
    return {" ".join(first[: 2 if first[0] in _GROUPS else 1]): part for first, part in words}


def test_every_command_is_documented() -> None:
    documented = set(shapes())
    opens_the_window = {"opens"}  # the line without a command
    assert documented - opens_the_window == COMMANDS.keys() | WINDOW_COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_documented(command: str) -> None:
    shape = shapes()[command]
    shown = set(re.findall(r"(?<!\w)--?[a-z][a-z-]*", shape))
    params = COMMANDS[command].params
    options = [option for option in params if isinstance(option, click.Option)]
    assert [option.opts for option in options if not shown & set(option.opts)] == []
    assert shown <= {spelling for option in options for spelling in option.opts}
    for argument in (each for each in params if isinstance(each, click.Argument)):
        assert str(argument.name).upper() in shape


@pytest.mark.parametrize("command", COMMANDS)
def test_every_choice_is_documented(command: str) -> None:
    whole = COMMAND_LINE.read_text(encoding="utf-8")
    for param in COMMANDS[command].params:
        if isinstance(param.type, click.Choice):
            missing = [word for word in param.type.choices if not re.search(rf"\b{word}\b", whole)]
            assert missing == [], param.name


# -- the words -----------------------------------------------------------------------------------


def test_words_of_the_glossary_are_in_the_code() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)
    table = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").partition("## ")[0]
    names = re.findall(r"`([^`]+)`", table)
    assert len(names) > 30
    wanted = [(each, each.rpartition(".")[2].rstrip("…")) for each in names]
    assert [each for each, word in wanted if not re.search(rf"\b{word}", code)] == []


# -- the architecture ----------------------------------------------------------------------------


def named_files() -> Iterator[tuple[str, str]]:
    """Every file or folder that docs/architecture.md names, with the folder it is looked for in.

    A bare name stands beside the one before it in its line.
    """
    for line in ARCHITECTURE.read_text(encoding="utf-8").splitlines():
        folder = ""
        for word in re.findall(r"`([^`\s]+)`", line):
            if word.startswith(LAYERS) and "." in word and "/" not in word:
                module = re.sub(r"\.[A-Z].*", "", word).replace(".", "/")
                yield "", module if (ROOT / module).is_dir() else f"{module}.py"
            elif word.startswith(tuple(f"{top}/" for top in (*LAYERS, "tests", "docs"))):
                folder = word.rpartition("/")[0]
                yield "", word
            elif word.endswith((".py", "/")):
                yield folder, word


def test_the_architecture_names_what_there_is() -> None:
    named = list(named_files())
    assert len(named) > 40
    assert [each for each in named if not list((ROOT / each[0]).glob(each[1].rstrip("/")))] == []


def test_the_architecture_names_every_room() -> None:
    named = {f"{folder}/{word}".strip("/") for folder, word in named_files()}
    rooms = {name(path.parent) for path in MODULES if path.name == "__init__.py"}
    assert {room for room in rooms if not any(each.startswith(room) for each in named)} == set()
