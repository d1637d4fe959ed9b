"""The house is built as docs/architecture.md says: who may import whom, and files one can read."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ["resources", "core", "db", "services", "desktop"]
"""From the ground up: each may import those before it."""

NEIGHBOURS_ONLY = {"desktop": {"services", "core", "resources"}}
"""Layers that may not even import everything below them."""

HOMES = {
    "PySide6": ["desktop/"],
    "sqlalchemy": ["db/"],
    "alembic": ["db/"],
    "sqlite3": ["db/sqlite.py", "db/memory_"],
    "deep_translator": ["services/machine_translation.py"],
}
"""The only places that know these libraries."""

NETWORK = {"requests", "urllib3", "socket", "http", "urllib.request", "aiohttp", "httpx"}
LONGEST = 500

MODULES = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> set[str]:
    """Every module that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name(path)}: relative import"
            found.add(node.module or "")
    return found


def top(module: str) -> str:
    return module.partition(".")[0]


def test_there_is_something_to_look_at() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in MODULES} == set(LAYERS)
    assert "sqlalchemy" in imported(ROOT / "db" / "models.py")


def test_imports_go_one_way() -> None:
    wrong = []
    for path in MODULES:
        layer = path.relative_to(ROOT).parts[0]
        allowed = NEIGHBOURS_ONLY.get(layer, set(LAYERS[: LAYERS.index(layer)])) | {layer}
        reached = set(map(top, imported(path))) & {*LAYERS, "tests", "main"}
        wrong += [(name(path), module) for module in reached - allowed]
    assert wrong == []


@pytest.mark.parametrize("library", HOMES)
def test_a_library_has_one_home(library: str) -> None:
    users = [name(path) for path in MODULES if library in map(top, imported(path))]
    assert users
    assert [user for user in users if not user.startswith(tuple(HOMES[library]))] == []


def test_core_has_no_network() -> None:
    for path in (path for path in MODULES if name(path).startswith("core/")):
        modules = imported(path)
        assert not {top(module) for module in modules} & NETWORK, name(path)
        assert not modules & NETWORK, name(path)


def test_a_module_says_in_one_sentence_what_it_is_for() -> None:
    assert [name(path) for path in MODULES if not is_sentence(docstring(path))] == []


def test_a_file_can_be_read_in_one_go() -> None:
    lines = {name(path): len(path.read_text("utf-8").splitlines()) for path in MODULES + TESTS}
    assert [long for long in lines.items() if long[1] > LONGEST] == []


def docstring(path: Path) -> str:
    """The first paragraph of a module's docstring, as one line."""
    says = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return says.partition("\n\n")[0].replace("\n", " ")


def is_sentence(text: str) -> bool:
    return text.endswith(".") and ". " not in text
