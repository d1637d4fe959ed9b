"""Files of units read for a memory file: large ones by a process of their own.

Reading takes as long as storing and indexing together, and Python uses one processor at a time.
"""

import gc
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from core.errors import ExpectedError, UnreadableFileError
from core.memory.report import Finding, Findings, ImportChoices
from core.progress import Progress
from db.memory_rows import Rows
from services.unit_files import UnitFiles

_LARGE = 4 << 20
"""Bytes of files that take longer to read than it takes to start a process."""

_PATIENCE = 0.1
"""Seconds until it is asked again whether to go on."""


@dataclass(slots=True)
class RowFiles:
    """The units of several files as rows, as a person chose.

    `count` is how many have come, and `findings` what was wrong, once all have.
    """

    paths: Sequence[Path]
    choices: ImportChoices
    count: int = field(default=0, init=False)
    findings: tuple[Finding, ...] = field(default=(), init=False)

    @contextmanager
    def reading(self, progress: Progress) -> Iterator[Iterator[Rows]]:
        """All rows in order, many at once.

        Raises, while they are taken, UnreadableFileError, EncodingError, Cancelled.
        """
        # A frozen program would open its window once more instead.
        if _size(self.paths) < _LARGE or getattr(sys, "frozen", False):
            yield self._counted(self._read_here(progress))
            return
        context = get_context("spawn")  # a fork would copy the threads' locks as they are
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(
            target=_send, args=(sender, self.paths, self.choices), daemon=True
        )
        process.start()
        sender.close()
        try:
            yield self._counted(self._received(receiver, progress))
        finally:
            process.kill()  # it only reads
            process.join()
            process.close()
            receiver.close()

    def _counted(self, batches: Iterator[Rows]) -> Iterator[Rows]:
        for rows in batches:
            self.count += len(rows)
            yield rows

    def _read_here(self, progress: Progress) -> Iterator[Rows]:
        source = UnitFiles(self.paths, self.choices)
        yield from source.rows(progress)
        self.findings = source.findings.all()

    def _received(self, receiver: Connection, progress: Progress) -> Iterator[Rows]:
        done, text = 0.0, ""
        while True:
            while not receiver.poll(_PATIENCE):
                progress.step(done, text)
            match _next(receiver):
                case Rows() as rows:
                    yield rows
                case done, text:
                    progress.step(done, text)
                case Findings() as findings:
                    self.findings = findings.all()
                    return
                case Exception() as error:
                    raise error


def _size(paths: Sequence[Path]) -> int:
    size = 0
    for path in paths:
        with suppress(OSError):  # who reads it says so
            size += path.stat().st_size
    return size


def _next(receiver: Connection) -> Any:
    """What the other process says next. Raises UnreadableFileError where it is no longer there."""
    try:
        return receiver.recv()
    except EOFError:
        raise UnreadableFileError(
            "Reading the files was broken off: the process that did so was ended from outside. "
            "Import them again."
        ) from None


# -- in the other process -----------------------------------------------------------------------


def _send(sender: Connection, paths: Sequence[Path], choices: ImportChoices) -> None:
    """Read files, and send their rows, the progress, and at last the findings or an error."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that waits for us tells when to stop
    gc.disable()  # nothing refers to itself here, and looking for it takes a fifteenth of the time
    source = UnitFiles(paths, choices)
    progress = Progress(lambda done, text: sender.send((done, text)))
    try:
        for rows in source.rows(progress):
            sender.send(rows)
        sender.send(source.findings)
    except BrokenPipeError:  # nobody waits any more
        return
    except ExpectedError as error:
        sender.send(error)
    except Exception as error:  # a bug, which is raised where the units are wanted
        error.add_note(traceback.format_exc())
        sender.send(error)
