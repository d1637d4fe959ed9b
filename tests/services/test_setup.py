"""The set-up: what it decides, what it says, and whole first starts with a made-up library."""

import ast
import hashlib
import json
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from core.errors import ExpectedError
from services import setup
from services.setup import Venv

LOCK = setup.ROOT / "requirements.lock"
BEFORE_SET_UP = [
    "main.py", "services/__init__.py", "services/setup.py", "core/__init__.py", "core/errors.py",
]  # fmt: skip
"""All of our files that run in a Python with nothing installed."""


# The lock


def locked() -> dict[str, list[str]]:
    """The versions of each library in the lock, often more than one for different systems."""
    versions: dict[str, list[str]] = {}
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        if not line.startswith((" ", "#")):
            name, _, version = line.split(" ")[0].partition("==")
            versions.setdefault(canonicalize_name(name), []).append(version)
    return versions


def declared() -> list[Requirement]:
    """What pyproject.toml asks for, the libraries of the tests among it."""
    project = tomllib.loads((setup.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = project["dependencies"] + project["optional-dependencies"]["test"]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("requirement", declared(), ids=lambda requirement: requirement.name)
def test_lock_holds_every_library_within_its_range(requirement: Requirement) -> None:
    versions = locked().get(canonicalize_name(requirement.name))
    assert versions
    assert all(requirement.specifier.contains(version) for version in versions)


def test_lock_names_hashes_and_no_place() -> None:
    text = LOCK.read_text(encoding="utf-8")
    assert "http" not in text
    assert "file:" not in text
    pins = [line for line in text.splitlines() if "==" in line and not line.startswith(" ")]
    assert pins
    assert all(line.endswith(" \\") for line in pins)  # a hash follows
    assert "://" not in text


# What runs before anything is installed


@pytest.mark.parametrize("name", BEFORE_SET_UP)
def test_an_old_python_can_read_what_runs_first(name: str) -> None:
    ast.parse((setup.ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 8))


def test_what_runs_first_needs_the_standard_library_alone() -> None:
    show = "import sys; import main; print(*{name.partition('.')[0] for name in sys.modules})"
    bare = [sys.executable, "-S", "-B", "-c", show]
    loaded = subprocess.run(bare, cwd=setup.ROOT, check=True, capture_output=True, text=True)
    others = set(loaded.stdout.split()) - set(sys.stdlib_module_names)
    assert others <= {"__main__", "main", "services", "core"}


@pytest.mark.parametrize("version", [(3, 8, 18), (3, 10, 13)])
def test_an_old_python_gets_a_sentence(version: tuple[int, ...]) -> None:
    with pytest.raises(ExpectedError, match=r"3\.11 or newer is needed, and this is 3\.(8|10)\."):
        setup.demand_python(version)
    setup.demand_python((3, 11))
    setup.demand_python((3, 14, 0))


# Screens


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux leaves a choice")
@pytest.mark.parametrize(
    ("environment", "screens", "platform"),
    [
        ({}, ["offscreen"], "offscreen"),
        ({"DISPLAY": ""}, ["offscreen"], "offscreen"),
        ({"DISPLAY": ":0"}, ["xcb"], None),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ["wayland", "xcb"], None),
        ({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, ["offscreen"], "offscreen"),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, ["vnc"], "vnc:size=800x600"),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, ["wayland", "xcb"], "wayland;xcb"),
    ],
)
def test_screens_are_what_may_draw_here(
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    screens: list[str],
    platform: str | None,
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert setup.choose_screens() == screens
    assert os.environ.get("QT_QPA_PLATFORM") == platform


# The stamp


@pytest.fixture
def venv(tmp_path: Path) -> Venv:
    """An environment whose Python is the one that runs now, without libraries."""
    (tmp_path / "requirements.lock").write_text("tiny==1.0 \\\n    --hash=sha256:00\n")
    venv = Venv(tmp_path)
    venv.python.parent.mkdir(parents=True)
    venv.python.symlink_to(sys.executable)
    return venv


def test_one_that_the_person_made_is_used_and_not_yet_installed(venv: Venv) -> None:
    assert venv.is_sound()
    assert not venv.is_installed()


def test_a_half_made_one_is_made_anew(venv: Venv) -> None:
    venv.note_installed()
    assert venv.is_installed()
    venv.note_begin()
    assert not venv.is_installed()
    assert not venv.is_sound()


def test_a_changed_lock_asks_for_new_libraries_in_the_same_one(venv: Venv) -> None:
    venv.note_installed()
    venv.lock.write_text("tiny==1.1 \\\n    --hash=sha256:00\n")
    assert not venv.is_installed()
    assert venv.is_sound()


def test_an_update_that_fails_is_not_trusted(venv: Venv, monkeypatch: pytest.MonkeyPatch) -> None:
    venv.note_installed()
    venv.lock.write_text("tiny==1.1 \\\n    --hash=sha256:00\n")
    failing_pip = [sys.executable, "-c", "raise SystemExit('ERROR: the disk is full')"]
    monkeypatch.setattr(setup, "_find_pip", lambda _: failing_pip)
    with pytest.raises(ExpectedError, match="What pip said: ERROR: the disk is full"):
        setup.install(venv)
    assert not venv.is_sound()


def test_another_python_makes_it_anew(venv: Venv) -> None:
    venv.stamp.write_text("0" * 64 + " cpython-310\n")
    assert not venv.is_sound()


def test_a_python_that_is_gone_makes_it_anew(venv: Venv) -> None:
    venv.note_installed()
    venv.python.unlink()
    venv.python.symlink_to(venv.folder / "gone")
    assert not venv.is_installed()
    assert not venv.is_sound()


def test_an_exchanged_python_is_noticed_from_inside(
    venv: Venv, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv.stamp.write_text(f"{hashlib.sha256(venv.lock.read_bytes()).hexdigest()} cpython-310\n")
    assert venv.is_installed()
    monkeypatch.setattr(sys, "executable", str(venv.python))
    assert venv.is_running()
    assert not venv.is_installed()


def test_each_kind_of_screen_is_tried_once(venv: Venv) -> None:
    venv.note_installed()
    assert not venv.has_loaded(["xcb"])
    venv.note_loaded(["offscreen"])
    venv.note_loaded(["wayland", "xcb"])
    assert venv.has_loaded(["offscreen"])
    assert venv.has_loaded(["wayland", "xcb"])
    assert not venv.has_loaded(["xcb"])
    assert not Venv(venv.folder).has_loaded([])
    assert venv.is_installed()


def test_a_python_that_has_all_needs_no_environment(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    pytest_pin = f"pytest=={pytest.__version__} \\\n    --hash=sha256:00\n"
    elsewhere = "nowhere==1 ; sys_platform == 'win32' \\\n    --hash=sha256:00\n"
    lock.write_text(pytest_pin + elsewhere)
    assert setup.has_all(lock)
    lock.write_text(pytest_pin + "nowhere==1 \\\n    --hash=sha256:00\n")
    assert not setup.has_all(lock)
    lock.write_text("pytest==0.1 \\\n    --hash=sha256:00\n")
    assert not setup.has_all(lock)


# The libraries of the system


QT_OF_A_BARE_SYSTEM = """
import pathlib
if not pathlib.Path(__file__).with_name("libEGL.so.1").exists():
    raise ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
"""


@pytest.fixture
def bare_system(venv: Venv, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Qt that lacks libEGL, and an apt-get that writes down what it is told and adds libEGL."""
    qt = venv.folder.parent / "PySide6"
    programs = venv.folder.parent / "programs"
    for folder in (qt, programs):
        folder.mkdir()
    (qt / "__init__.py").touch()
    (qt / "QtWidgets.py").write_text(QT_OF_A_BARE_SYSTEM)
    apt = programs / "apt-get"
    apt.write_text(f'#!/bin/sh\necho "$@" >> {programs}/told\n: > {qt}/libEGL.so.1\n')
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setenv("PYTHONPATH", str(qt.parent))
    return programs


def test_the_administrator_gets_what_qt_lacks(
    venv: Venv,
    bare_system: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    setup.find_system_libraries(venv, [])
    update, install = (bare_system / "told").read_text().splitlines()
    assert update == "update"
    assert install == "install -y --no-install-recommends " + setup.DEBIAN_PACKAGES["offscreen"]
    assert capsys.readouterr().out == ""
    setup.find_system_libraries(venv, [])  # nothing is missing now
    assert len((bare_system / "told").read_text().splitlines()) == 2


def test_anyone_else_is_told_the_line(
    venv: Venv, bare_system: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(ExpectedError, match=r"libEGL\.so\.1") as told:
        setup.find_system_libraries(venv, ["xcb"])
    packages = f"{setup.DEBIAN_PACKAGES['offscreen']} {setup.DEBIAN_PACKAGES['xcb']}"
    assert f"\n    apt-get install -y --no-install-recommends {packages}\n" in str(told.value)
    assert not (bare_system / "told").exists()


def test_without_apt_the_library_is_named(venv: Venv, bare_system: Path) -> None:
    (bare_system / "apt-get").unlink()
    with pytest.raises(ExpectedError, match=r"libEGL\.so\.1.*Install the package"):
        setup.find_system_libraries(venv, ["offscreen"])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt has no choice of screens")
def test_one_screen_that_loads_is_enough() -> None:
    def load(*screens: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", setup._LOAD_QT, *screens]
        return subprocess.run(command, check=False, capture_output=True, text=True)

    assert load("nowhere", "offscreen").returncode == 0
    alone = load("nowhere")
    assert alone.returncode == 1
    assert "libqnowhere.so" in alone.stderr


# Whole first starts


class Checkout:
    """A folder with the real set-up, a main.py that tells where it runs, and a made-up library."""

    def __init__(self, root: Path) -> None:
        self.root, self.venv = root, Venv(root)
        for name in set(BEFORE_SET_UP) - {"main.py"}:
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_bytes((setup.ROOT / name).read_bytes())
        (root / "main.py").write_text(
            "import json, sys\n"
            "from services.setup import ensure\n"
            "ensure()\n"
            "import tiny\n"
            "print(json.dumps([sys.prefix, sys.argv[1:], tiny.__version__]))\n"
        )
        self.shadows = root / "shadows"
        self.shadows.mkdir()
        self.release("1.0")

    def release(self, version: str) -> None:
        """Writes a wheel of the library, and a lock that names it."""
        wheel = self.root / f"tiny-{version}-py3-none-any.whl"
        info = f"tiny-{version}.dist-info"
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr("tiny.py", f"__version__ = '{version}'\n")
            archive.writestr("PySide6/__init__.py", "")
            archive.writestr("PySide6/QtWidgets.py", "import ctypes\nctypes.CDLL = str\n")
            archive.writestr(
                f"{info}/METADATA", f"Metadata-Version: 2.1\nName: tiny\nVersion: {version}\n"
            )
            archive.writestr(
                f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            )
            archive.writestr(f"{info}/RECORD", "")
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        self.venv.lock.write_text(f"tiny=={version} \\\n    --hash=sha256:{digest}\n")

    def hide(self, module: str) -> None:
        """Lets a module fail, as if it were not there."""
        (self.shadows / f"{module}.py").write_text(f"raise ImportError('no {module} here')\n")

    def begin(self, *arguments: str) -> subprocess.Popen[str]:
        """Starts main.py in a Python without libraries, and without a network."""
        environment = os.environ | {
            "PATH": str(self.shadows),
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_FIND_LINKS": str(self.root),
            "PIP_NO_INDEX": "1",
            "PYTHONPATH": str(self.shadows),
        }
        return subprocess.Popen(
            [Path(sys.executable).resolve(), "main.py", *arguments],
            cwd=self.root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def start(self, *arguments: str) -> tuple[int, str, str]:
        """The exit code of a start, and what it wrote on stdout and stderr."""
        process = self.begin(*arguments)
        out, err = process.communicate()
        return process.returncode, out, err

    def runs(self, version: str, *arguments: str) -> str:
        """What main.py prints when it runs in the environment, with this version of the library."""
        return json.dumps([str(self.venv.folder), list(arguments), version]) + "\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_the_first_start_sets_up_and_later_ones_only_when_needed(checkout: Checkout) -> None:
    right = checkout.venv.lock.read_text()
    checkout.venv.lock.write_text("tiny==1.0\n")  # anybody's tiny would do
    code, out, err = checkout.start()
    assert (code, out) == (1, "")
    assert "could not be installed" in err
    assert "Hashes are required" in err
    assert "Traceback" not in err

    checkout.venv.lock.write_text(right)  # what the failure has left is not trusted
    code, out, err = checkout.start("identify", "a file", "--json")
    assert (code, out) == (0, checkout.runs("1.0", "identify", "a file", "--json"))
    assert err.startswith("Setting up Terjiman, once")

    assert checkout.start() == (0, checkout.runs("1.0"), "")

    checkout.release("1.1")
    code, out, err = checkout.start()
    assert (code, out) == (0, checkout.runs("1.1"))
    assert err.startswith("Bringing the libraries")


def test_two_starts_at_once_set_up_once(checkout: Checkout) -> None:
    starts = [checkout.begin(), checkout.begin()]
    said = [start.communicate() for start in starts]
    assert [out for out, _ in said] == [checkout.runs("1.0")] * 2
    assert sum("Setting up" in err for _, err in said) == 1


@pytest.mark.parametrize(
    ("has_apt", "advice"),
    [
        (
            True,
            f"apt-get install -y --no-install-recommends python3.{sys.version_info.minor}-venv\n",
        ),
        (False, "https://pip.pypa.io/en/stable/installation"),
    ],
)
def test_without_pip_the_way_to_it_is_told(checkout: Checkout, has_apt: bool, advice: str) -> None:
    checkout.hide("pip")
    checkout.hide("ensurepip")
    if has_apt:
        (checkout.shadows / "apt-get").write_text("#!/bin/sh\n")
        (checkout.shadows / "apt-get").chmod(0o755)
    code, out, err = checkout.start()
    assert (code, out) == (1, "")
    assert "pip is missing" in err
    assert advice in err
    assert "Traceback" not in err


def test_an_installed_program_has_nothing_to_set_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setup.ensure(tmp_path)  # no lock, as in a wheel
    (tmp_path / "requirements.lock").write_text("nowhere==1 \\\n    --hash=sha256:00\n")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    setup.ensure(tmp_path)
    assert not (tmp_path / ".venv").exists()
