"""The errors a person can expect, each a sentence that says what happened and what to do.

ExpectedError
├── UnreadableFileError     a file cannot be understood, or is no file of the wanted kind
├── EncodingError           a text cannot be decoded in the encoding that was asked for
├── StoreError              a project file cannot be opened or written
│   ├── NewerStoreError     … was written by a newer version of the program
│   ├── DamagedStoreError   … is damaged
│   └── StoreInUseError     … is open elsewhere
├── NotParallelError        two texts do not look like translations of each other
├── NotAllowedError         the person's role or the segment's state forbids the act
├── ConflictError           somebody else changed the segment in the meantime
├── ExportError             a file could not be written, or did not read back as it was meant
└── EngineError             a machine translation service did not answer as it should

Everything else that is raised is a bug, except `Cancelled`, which is what the person asked for.
"""


class ExpectedError(Exception):
    """A condition the program is not to blame for; its text is written for a translator."""


class UnreadableFileError(ExpectedError):
    """A file cannot be understood, or is not of the kind that was asked for."""


class EncodingError(ExpectedError):
    """A text cannot be decoded in the encoding that was asked for."""


class StoreError(ExpectedError):
    """A project file cannot be opened or written; the file is untouched."""


class NewerStoreError(StoreError):
    """A project file was written by a newer version of the program."""


class DamagedStoreError(StoreError):
    """A project file is damaged."""


class StoreInUseError(StoreError):
    """A project file is open in another window or on another machine."""


class NotParallelError(ExpectedError):
    """Two texts do not look like translations of each other."""


class NotAllowedError(ExpectedError):
    """The person's role, or the state of the segment, forbids the act."""


class ConflictError(ExpectedError):
    """Somebody else changed the segment since it was read."""


class ExportError(ExpectedError):
    """A file could not be written, or did not read back as it was meant; nothing was replaced."""


class EngineError(ExpectedError):
    """A machine translation service did not answer, or not as it should."""


class Cancelled(Exception):  # noqa: N818 - it is a wish of the person, not an error
    """The person cancelled; nothing of the act remains."""
