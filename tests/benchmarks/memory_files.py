"""How quick memory files are: `python -m tests.benchmarks.memory_files [UNITS…]`.

Each figure of a whole process is one of a fresh Python that does nothing else; peaks are of its
resident memory, in which mapped pages of files count. Seconds are those of the clock.
"""

import gzip
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import click

from core.memory.match import comparable
from core.memory.unit import TranslationUnit
from services.memories import Memory, create_memory, open_memory
from tests.benchmarks.memory import line, real_sources, timed, told
from tests.shared import shared_path

ROOT = Path(__file__).resolve().parents[2]
SIZES = (10_000, 100_000)
ADDED = 200
ASKED = 200

OPEN = """
from services.memories import open_memory
began = perf_counter()
memory = open_memory(path, read_only=True)
assert memory.find(queries[0], "en", "ru")
"""
LOAD = """
from services.memories import create_memory
from services.memory_transfer import import_files
began = 0.0
memory = create_memory(path)
import_files(memory, [tmx])
for query in queries:
    memory.find(query, "en", "ru")
"""
CHILD = """
import json, re, sys
from pathlib import Path
from time import perf_counter
path, tmx = map(Path, sys.argv[1:3])
queries = json.load(sys.stdin)
{work}
seconds = perf_counter() - began
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text()).group(1)
print(json.dumps([seconds, int(peak) / 1024]))
"""


def main() -> None:
    """Print a table for each size."""
    queries = json.loads(shared_path("tm/queries.json").read_text(encoding="utf-8"))
    edited = [query["query"] for query in queries][:ASKED]
    grown = runpy.run_path(str(shared_path("tm/grow.py")))["grown"]
    real = [(source, "–") for source in real_sources()]
    with TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "cache")
        show_load(Path(folder), edited)
        for size in [int(argument) for argument in sys.argv[1:]] or SIZES:
            grown_units = grown(real, size)
            units = [TranslationUnit(source, "–", "en", "ru") for source, _ in grown_units]
            click.echo(f"\n{size:,} units")
            show(Path(folder) / f"{size}.memory", units, edited)


def show_load(folder: Path, queries: Sequence[str]) -> None:
    tmx = folder / "100k.tmx"
    with gzip.open(shared_path("tm/tm_100k.tmx.gz")) as file:
        tmx.write_bytes(file.read())
    began = perf_counter()
    _, peak = child(LOAD, folder / "load.memory", tmx, queries)
    line(
        f"load 100,000 units, ask {len(queries)} times",
        f"{perf_counter() - began:.2f} s, peak {peak:.0f} MB, as a whole process",
    )


def show(path: Path, units: Sequence[TranslationUnit], queries: Sequence[str]) -> None:
    began = perf_counter()
    with closing(create_memory(path)) as memory:
        memory.add(units)
        seconds = perf_counter() - began
    line("add all, ready to match", f"{seconds:.1f} s, {len(units) / seconds:,.0f} units/s")
    line("the file", f"{path.stat().st_size / 1e6:.0f} MB")
    times = [child(OPEN, path, path, queries[:1]) for _ in range(3)]
    seconds, peak = sorted(times)[1]
    line("open until the first match answers", f"{seconds:.3f} s, peak {peak:.0f} MB")
    with closing(open_memory(path)) as memory:
        asked = timed(lambda query: memory.find(query, "en", "ru"), queries)
        line("find ≥ 50, p50/p95", told(asked))
        show_adding(memory, units)


def show_adding(memory: Memory, units: Sequence[TranslationUnit]) -> None:
    def in_index(number: int) -> None:
        source = f"{units[number].source} {number}"
        index.extend([(-number - 1, source, "en", "ru")])
        assert -number - 1 in index.alike(comparable(source), 100, ("en", "ru")).numbers

    def in_file(number: int) -> None:
        source = f"{units[number].source} {number} {number}"
        [added] = memory.add([TranslationUnit(source, "–", "en", "ru")])
        [match] = memory.find(source, threshold=100, limit=1)
        assert match.unit_id == added

    index = memory._index.ready()
    line("add one to the index and find it", told(timed(in_index, range(ADDED))))
    line("add one to the file and find it", told(timed(in_file, range(ADDED))))


def child(work: str, path: Path, tmx: Path, queries: Sequence[str]) -> tuple[float, float]:
    """The seconds and the peak of memory in MB of a process that does this work."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD.format(work=work), path, tmx],
        input=json.dumps(queries),
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        check=True,
    )
    seconds, peak = json.loads(done.stdout)
    return seconds, peak


if __name__ == "__main__":
    main()
