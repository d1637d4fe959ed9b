"""Lookup and loading beside OmegaT, in turn: `python -m tests.benchmarks.memory_peers JAR TMX`.

JAR is OmegaT's own (Debian's package omegat has it), TMX any memory from English into Russian.
Both load it and answer the same queries, sources of the memory with a word left out.
"""

import gzip
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np

from core.formats.tmx import TmxFormat
from services.memories import open_memory
from services.memory_transfer import export
from tests.benchmarks.memory import shortened

_DRIVER = Path(__file__).parent / "peers" / "OmegaTLookup.java"

OURS = """
import sys
from pathlib import Path
from time import perf_counter
from services.memories import create_memory
from services.memory_transfer import import_files
folder, tmx, queries = map(Path, sys.argv[1:])
begin = perf_counter()
memory = create_memory(folder / "ours.memory")
import_files(memory, [tmx])
print(perf_counter() - begin)
print(memory.count())
for query in queries.read_text("utf-8").splitlines():
    begin = perf_counter()
    memory.find(query, "en", "ru", 50, 5)
    print(1000 * (perf_counter() - begin))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds in all and for loading, units, milliseconds of queries, peak in MB."""

    wall: float
    load: float
    units: int
    queries: tuple[float, ...]
    peak: float


def run(command: Sequence[str]) -> Run:
    """Run a command that prints its time to load and that of each query."""
    begin = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        lines = process.stdout.read().decode().split()
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    load, units, *times = map(float, lines)
    wall = perf_counter() - begin
    return Run(wall, load, int(units), tuple(times), usage.ru_maxrss / 1024)


def prepare(given: Path, tmx: Path, queries: Path) -> None:
    """Write what both load, and what both are asked."""
    data = given.read_bytes()
    tmx.write_bytes(gzip.decompress(data) if given.suffix == ".gz" else data)
    sources = [block.source for block in TmxFormat().read(tmx.read_bytes()).blocks]
    queries.write_text("\n".join(shortened(sources)), encoding="utf-8")


def main(jar: str, given: Path, heap: str = "18g") -> None:
    """Print the table."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        tmx, queries = folder / "memory.tmx", folder / "queries.txt"
        # Linux counts the peak of a process as that of those it starts, too: this one stays small.
        with ProcessPoolExecutor(1) as apart:
            apart.submit(prepare, given, tmx, queries).result()
        subprocess.run(["javac", "-cp", jar, "-d", name, str(_DRIVER)], check=True)
        java = ["java", f"-Xmx{heap}", "-cp", f"{jar}:{name}", "OmegaTLookup"]
        languages = ["EN-US", "RU-RU"]
        theirs = run([*java, str(tmx), str(queries), *languages])
        ours = run([sys.executable, "-c", OURS, name, str(tmx), str(queries)])
        with closing(open_memory(folder / "ours.memory")) as memory:
            export(memory, tmx)
        queries.write_text("")
        read = run([*java, str(tmx), str(queries), *languages]).units
    print(f"{'':28}{'OmegaT':>12}{'Terjiman':>12}{'ratio':>10}")
    for words, one, other in rows(theirs, ours):
        print(f"{words:28}{one:12.2f}{other:12.2f}{one / other:10.1f}")
    print(f"OmegaT reads {read:,} of {ours.units:,} units of our TMX")


def rows(theirs: Run, ours: Run) -> list[tuple[str, float, float]]:
    """What is compared: OmegaT's figure, and ours."""
    # OmegaT's first query fills a cache of tokens.
    one, other = theirs.queries[1:], ours.queries
    return [
        ("whole process, s", theirs.wall, ours.wall),
        ("peak memory, MB", theirs.peak, ours.peak),
        ("load, s", theirs.load, ours.load),
        ("load and first answer, s", _answered(theirs), _answered(ours)),
        ("lookup p50, ms", float(np.percentile(one, 50)), float(np.percentile(other, 50))),
        ("lookup p95, ms", float(np.percentile(one, 95)), float(np.percentile(other, 95))),
    ]


def _answered(found: Run) -> float:
    return found.load + found.queries[0] / 1000


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
