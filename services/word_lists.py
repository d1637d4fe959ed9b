"""Lists of words and their translations, as people keep them in text files."""

from pathlib import Path

from core.errors import UnreadableFileError
from services import files


def read_words(path: Path) -> tuple[tuple[str, str], ...]:
    """The pairs of a list with a word, a tab and its translation in each line.

    Empty lines, and what follows a second tab, are passed over. Raises UnreadableFileError and
    EncodingError.
    """
    found = []
    for number, line in enumerate(files.lines(path), 1):
        word, tab, rest = line.partition("\t")
        pair = word.strip(), rest.partition("\t")[0].strip()
        if tab and all(pair):
            found.append(pair)
        elif line.strip():
            raise UnreadableFileError(
                f"Line {number} of “{path.name}” is no word with its translation. Put a tab "
                "between the two, or take the line out."
            )
    return tuple(found)
