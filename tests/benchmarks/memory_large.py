"""What importing a large TMX takes: `python -m tests.benchmarks.memory_large [MEGABYTES]`.

Peaks are of the resident memory of a process: the one that stores, and the one that reads.
"""

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tests.benchmarks.memory import line
from tests.shared import shared_path

LOAD = """
import json, os, re, resource, sys
from contextlib import suppress
from pathlib import Path
from threading import Timer
from time import perf_counter
os.environ["XDG_CACHE_HOME"] = sys.argv[1]
from core.errors import Cancelled
from core.progress import Progress
from services.memories import create_memory
from services.memory_transfer import import_files

def cancelled(after):
    memory = create_memory(Path(sys.argv[1]) / f"{after}.memory")
    progress = Progress()
    Timer(after, progress.cancel).start()
    began = perf_counter()
    with suppress(Cancelled):
        import_files(memory, [Path(sys.argv[2])], progress=progress)
    return perf_counter() - began - after

began = perf_counter()
memory = create_memory(Path(sys.argv[1]) / "law.memory")
done = import_files(memory, [Path(sys.argv[2])])
seconds = perf_counter() - began
own = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text()).group(1))
other = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
waits = [cancelled(seconds * share) for share in (0.03, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9)]
print(json.dumps([done.units, seconds, own / 1024, other / 1024, max(waits)]))
"""


def main(megabytes: int = 1000) -> None:
    """Print a table."""
    with TemporaryDirectory() as folder:
        tmx = Path(folder) / "large.tmx"
        write(tmx, megabytes * 1_000_000)
        command = [sys.executable, "-c", LOAD, folder, str(tmx)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    units, seconds, own, other, wait = found
    click.echo(f"\n{megabytes:,} MB, {units:,} units")
    line("TMX → memory, ready to match", f"{seconds:.1f} s")
    line("peak memory of storing and indexing", f"{own:.0f} MB")
    line("peak memory of reading", f"{other:.0f} MB")
    line("longest until it stopped when cancelled", f"{wait:.2f} s")


def write(tmx: Path, size: int) -> None:
    """A TMX of so many bytes, about: real units again and again, with numbers behind them."""
    with gzip.open(shared_path("tm/tm_100k.tmx.gz")) as file:
        head, body, foot = split(file.read().decode("utf-8"))
    with tmx.open("w", encoding="utf-8") as out:
        out.write(head)
        for number in range(size // len(body.encode())):
            again = body.replace("</seg>", f" {number}</seg>")
            out.write(again.replace('<tu tuid="', f'<tu tuid="{number}-'))
        out.write(foot)


def split(text: str) -> tuple[str, str, str]:
    """What stands before the units, the units, and what stands after them."""
    found = re.fullmatch(r"(.*?)(<tu\b.*</tu>)(.*)", text, re.DOTALL)
    assert found
    head, body, foot = found.groups()
    return head, body, foot


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
