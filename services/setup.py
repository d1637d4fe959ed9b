"""Makes the program ready on a machine that has nothing but Python and pip.

`ensure()` runs before anything else, in whichever Python the person typed. It makes `.venv`
beside main.py, installs the libraries of `requirements.lock` into it, sees that Qt finds its
system libraries, and starts the same command again inside `.venv`. Where all that has been done
it only compares a stamp.

Standard library only, and nothing that Python 3.8 could not read: an old Python is to get a
sentence and not a syntax error.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import ExpectedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

if sys.platform != "win32":
    import fcntl

ROOT = Path(__file__).resolve().parent.parent

DEBIAN_PACKAGES = {
    "offscreen": "libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0 libxkbcommon0",
    "xcb": "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0",
    "wayland": "libwayland-cursor0 libwayland-egl1",
}
"""Debian's packages for Qt: those it always needs, and those for X11 and Wayland in addition."""

_LOAD_QT = """
import ctypes, pathlib, sys
try:
    import PySide6.QtWidgets
except ImportError as error:
    sys.exit(str(error))
plugins = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
reason = None
for screen in sys.argv[1:]:
    try:
        ctypes.CDLL(str(plugins / f"libq{screen}.so"))
    except OSError as error:
        reason = str(error)
    else:
        sys.exit()
sys.exit(reason)
"""
"""Fails, naming the missing library, unless Qt and one of the given screens can be loaded."""

_FIND_PIP = """
import pip, sys
sys.exit([int(number) for number in pip.__version__.split(".")[:2]] < [22, 3])
"""
"""Fails unless there is a pip that can install into another environment (`--python`)."""


def ensure(root: Path = ROOT) -> None:
    """Returns once this process has all that the program needs, or replaces it by one that has.

    Where that is impossible the program ends with exit code 1 and a sentence on stderr. An
    installed program (frozen, or from a wheel) has no lock and nothing to set up.
    """
    screens = choose_screens()
    venv = Venv(root)
    if getattr(sys, "frozen", False) or not venv.lock.exists():
        return
    try:
        may_go_on = prepare(venv, screens)
    except ExpectedError as error:
        sys.exit(f"Terjiman: {error}")
    except OSError as error:
        sys.exit(
            f"Terjiman: the folder {root} cannot be written ({error}). Put it on a disk with "
            "room where you may write, and start again."
        )
    except KeyboardInterrupt:
        sys.exit("\nTerjiman: the set-up was interrupted. The next start does it again.")
    if not may_go_on:
        _continue_in(venv)


def prepare(venv: Venv, screens: list[str]) -> bool:
    """Brings the environment from whatever it is to one that is ready.

    Returns whether this process may go on; otherwise the command is to be started in the
    environment. Raises ExpectedError where the person has to do something first.
    """
    demand_python(sys.version_info)
    is_running, was_installed = venv.is_running(), venv.is_installed()
    if not was_installed:
        if not is_running and has_all(venv.lock):
            return True
        install(venv)
    if not venv.has_loaded(screens):
        find_system_libraries(venv, screens)
        venv.note_loaded(screens)
    return is_running and was_installed


def choose_screens() -> list[str]:
    """The names of Qt's platforms that may draw here; `offscreen` where there is no display.

    Only Linux leaves a choice; elsewhere the list is empty. Qt aborts where it finds no display,
    so QT_QPA_PLATFORM is set to `offscreen` there, unless the person has set it.
    """
    if sys.platform != "linux":
        return []
    wanted = os.environ.get("QT_QPA_PLATFORM", "")
    if not wanted:
        displays = {"wayland": "WAYLAND_DISPLAY", "xcb": "DISPLAY"}
        wanted = ";".join(name for name, variable in displays.items() if os.environ.get(variable))
    if not wanted:
        wanted = os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return [name.partition(":")[0] for name in wanted.split(";")]


def demand_python(version: tuple[object, ...]) -> None:
    """Raises ExpectedError for a Python that is too old."""
    if version < (3, 11):
        raise ExpectedError(
            f"Python 3.11 or newer is needed, and this is {version[0]}.{version[1]}. "
            "Install a newer one (https://www.python.org/downloads) and start with that."
        )


def has_all(lock: Path) -> bool:
    """Whether the running Python has every library of the lock, as in an image made for it.

    Libraries that only some systems need are not asked for.
    """
    from importlib.metadata import PackageNotFoundError, version  # slow, and seldom needed

    pin = re.compile(r"^(\S+)==(\S+)(?: \\)?$", re.MULTILINE)
    everywhere = pin.findall(lock.read_text(encoding="utf-8"))
    try:
        return all(version(name) == locked for name, locked in everywhere)
    except PackageNotFoundError:
        return False


class Venv:
    """The environment beside main.py, and the stamp in it that tells how far it has come.

    The stamp's first line is the lock's SHA-256 and the kind of Python (`cpython-311`). It is
    emptied before the first change and written after the last: an empty stamp is an interrupted
    set-up. Each line after it names the screens for one of which Qt was seen to load.
    """

    def __init__(self, root: Path) -> None:
        self.lock = root / "requirements.lock"
        self.folder = root / ".venv"
        self.stamp = self.folder / "terjiman-stamp"
        self.python = self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def is_running(self) -> bool:
        """Whether this process runs in the environment."""
        folder = self.python.parent
        return folder.exists() and folder.samefile(Path(sys.executable).parent)

    def is_installed(self) -> bool:
        """Whether it holds all that the lock names.

        That the system has exchanged its Python for another shows only from inside; to ask from
        outside would take as long as to start.
        """
        digest, _, kind = self._read_stamp()[0].partition(" ")
        fits = kind == sys.implementation.cache_tag or not self.is_running()
        return digest == self._digest() and fits and self.python.exists()

    def has_loaded(self, screens: list[str]) -> bool:
        """Whether Qt was seen to load for one of these screens."""
        return " ".join(screens) in self._read_stamp()[1:]

    def is_sound(self) -> bool:
        """Whether libraries can be added to it; otherwise it must be made anew.

        One without a stamp was made by the person, and is good if its Python runs.
        """
        kind = self._kind_of_python()
        recorded = self._read_stamp()[0].partition(" ")[2] if self.stamp.exists() else kind
        return bool(kind) and kind == recorded

    def note_begin(self) -> None:
        """From here until `note_installed` the environment counts as half-made."""
        self.stamp.write_text("", encoding="utf-8")

    def note_installed(self) -> None:
        """All that the lock names is in it."""
        self.stamp.write_text(f"{self._digest()} {self._kind_of_python()}\n", encoding="utf-8")

    def note_loaded(self, screens: list[str]) -> None:
        """Qt was seen to load for one of these screens.

        In an environment that somebody else owns this is not kept, and seen anew at each start.
        """
        if os.access(self.stamp, os.W_OK):
            with self.stamp.open("a", encoding="utf-8") as stamp:
                stamp.write(" ".join(screens) + "\n")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Its Python with these arguments, run to the end."""
        return _run(str(self.python), *arguments)

    def _read_stamp(self) -> list[str]:
        text = self.stamp.read_text(encoding="utf-8") if self.stamp.exists() else ""
        return text.splitlines() or [""]

    def _digest(self) -> str:
        return hashlib.sha256(self.lock.read_bytes()).hexdigest()

    def _kind_of_python(self) -> str:
        """Empty where it is missing, does not run, or is too old."""
        if not self.python.exists():
            return ""
        ask = (
            "import sys; print(sys.implementation.cache_tag if sys.version_info >= (3, 11) else '')"
        )
        return self.run("-c", ask).stdout.strip()


def install(venv: Venv) -> None:
    """Makes the environment, or only brings it up to date where it is sound."""
    begin = time.monotonic()
    with _alone(venv.lock):
        if venv.is_installed():  # meanwhile, by another start
            return
        if venv.is_sound():
            _say("Bringing the libraries of Terjiman up to date …")
        else:
            _say("Setting up Terjiman, once: fetching its libraries (about 150 MB) …")
            _make(venv)
        _run_pip(venv)
    _say(f"Done in {time.monotonic() - begin:.0f} s.")


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Lets a second start wait for the first, on systems that have such locks."""
    with lock.open("r+b") as file:
        if sys.platform != "win32":
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _make(venv: Venv) -> None:
    made = _run(sys.executable, "-m", "venv", "--clear", "--without-pip", str(venv.folder))
    if made.returncode:
        raise ExpectedError(f"Python could not make the folder .venv. It said: {_end(made)}")
    venv.note_begin()


def _run_pip(venv: Venv) -> None:
    pip = _find_pip(venv)
    options = ["--require-hashes", "--only-binary=:all:", "--no-user", "--no-input"]
    command = [*pip, "install", *options, "--disable-pip-version-check", "-r", str(venv.lock)]
    venv.note_begin()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        said = list(_show_progress(process.stdout or ()))
    if process.returncode:
        reason = next((line for line in said if line.startswith("ERROR")), "nothing")
        raise ExpectedError(
            "The libraries could not be installed. Look whether this computer is connected to "
            f"the internet, and start again. What pip said: {reason}"
        )
    venv.note_installed()


def _find_pip(venv: Venv) -> list[str]:
    """The command of a pip that installs into the environment.

    Its own, where the person gave it one; else the pip of the Python that runs now, which takes
    less time than to make one by `ensurepip`, and Debian keeps `ensurepip` in a package apart.
    """
    inside = [str(venv.python), "-m", "pip"]
    outside = [sys.executable, "-m", "pip", "--python", str(venv.python)]
    for pip in (inside, outside):
        if not _run(pip[0], "-c", _FIND_PIP).returncode:
            return pip
    if not venv.run("-m", "ensurepip").returncode:
        return inside
    if shutil.which("apt-get"):
        advice = "Install it with this line" + _apt_line(
            f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        )
    else:
        advice = "https://pip.pypa.io/en/stable/installation tells how to install it"
    raise ExpectedError(f"pip is missing, or older than 22.3. {advice}\nThen start again.")


def find_system_libraries(venv: Venv, screens: list[str]) -> None:
    """Sees that Qt can be loaded; as root on Debian, adds what the system lacks for it."""
    loaded = venv.run("-c", _LOAD_QT, *screens)
    if not loaded.returncode:
        return
    sets = [DEBIAN_PACKAGES[name] for name in ("offscreen", *screens) if name in DEBIAN_PACKAGES]
    packages = " ".join(dict.fromkeys(sets))
    advice = "Install the package that contains it."
    if shutil.which("apt-get"):
        advice = "Install it with this line" + _apt_line(packages)
        if os.geteuid() == 0:
            _say(f"Adding what Qt needs of the system: {packages}")
            _run("apt-get", "update")
            _run("apt-get", "install", "-y", "--no-install-recommends", *packages.split())
            loaded = venv.run("-c", _LOAD_QT, *screens)
    if loaded.returncode:
        raise ExpectedError(
            f"Qt lacks a library of the system: {_end(loaded)}. {advice}\nThen start again."
        )


def _apt_line(packages: str) -> str:
    administrator = "sudo " if os.geteuid() and shutil.which("sudo") else ""
    who = "" if administrator or not os.geteuid() else ", as administrator"
    return f"{who}:\n    {administrator}apt-get install -y --no-install-recommends {packages}"


def _continue_in(venv: Venv) -> None:
    """Starts the same command again in the environment; does not return."""
    command = [str(venv.python), *sys.orig_argv[1:]]
    if os.name == "nt":  # there, exec would give the console back at once
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(
        command, check=False, capture_output=True, text=True, errors="replace",
        stdin=subprocess.DEVNULL, env=environment,
    )  # fmt: skip


def _end(process: subprocess.CompletedProcess[str]) -> str:
    """The last thing it said, which is where programs put the reason."""
    return (process.stderr or process.stdout).strip().rpartition("\n")[2]


def _show_progress(lines: Iterable[str]) -> Iterator[str]:
    """Passes pip's lines on; a terminal shows on one line which library is being fetched."""
    for line in lines:
        if sys.stderr.isatty() and line.startswith(("Collecting", "Installing")):
            sys.stderr.write(f"  {line.strip():<70.70}\r")
            sys.stderr.flush()
        yield line.strip()
    if sys.stderr.isatty():
        sys.stderr.write(" " * 72 + "\r")


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()
