"""Plain text comes back byte for byte, with targets where sources were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.encoding import ENCODINGS, decode
from core.errors import UnreadableFileError
from core.formats.format import Block, Filled
from core.formats.text import TextFormat
from core.segment import State
from tests.core.formats.promises import TARGET, FormatPromises
from tests.shared import shared_path

TEXT = TextFormat()


class TestPromises(FormatPromises):
    format = TEXT
    files = ("articles.txt",)

    def check_filled(self, before: tuple[Block, ...], key: str, after: bytes) -> None:
        sources = [TARGET if block.key == key else block.source for block in before]
        joined = "".join("".join(source.split()) for source in sources)
        assert "".join(decode(after).text.split()) == joined


def test_paragraphs_are_lines_without_the_space_around_them() -> None:
    data = "  один \r\n\r\n\tдва\u00a0\rтри\u2028и\x0bчетыре\n \n".encode()
    blocks = TEXT.read(data).blocks
    assert [block.source for block in blocks] == ["один", "два", "три\u2028и\x0bчетыре"]
    assert [block.key for block in blocks] == ["2-6", "12-15", "17-29"]
    assert [block.paragraph for block in blocks] == [0, 1, 2]


def test_sentences_inside_a_block_are_replaced_and_the_rest_is_kept() -> None:
    data = "  Раз.  Два.\u00a0Три. \r\n".encode("utf-16-le")
    filled = {
        "13-17": Filled("Три.", "Three.", State.TRANSLATED),
        "2-6": Filled("Раз.", "One.", State.TRANSLATED),
        "8-12": Filled("Два.", "", State.NEW),
    }
    after = TEXT.fill(data, "utf-16-le", filled)
    assert after.decode("utf-16-le") == "  One.  Два.\u00a0Three. \r\n"


def test_what_the_encoding_lacks_makes_the_file_utf8() -> None:
    data = "Суд\r\n".encode("cp1251")
    parsed = TEXT.read(data)
    same = TEXT.fill(data, parsed.encoding, {"0-3": Filled("Суд", "Судья", State.DRAFT)})
    assert same == "Судья\r\n".encode("cp1251")
    wider = TEXT.fill(data, parsed.encoding, {"0-3": Filled("Суд", "Әділ", State.DRAFT)})
    assert wider == "Әділ\r\n".encode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_any_text_comes_back(encoding: str, text: str) -> None:
    data = text.encode(encoding)
    try:
        parsed = TEXT.read(data, encoding)
    except UnreadableFileError:
        assert encoding == "utf-8"  # begins like a file of another kind
        return
    assert TEXT.fill(data, encoding, {}) == data
    for block in parsed.blocks:
        start, end = map(int, block.key.split("-"))
        assert decode(data, encoding).text[start:end] == block.source
    doubled = {b.key: Filled(b.source, b.source * 2, State.TRANSLATED) for b in parsed.blocks}
    again = TEXT.read(TEXT.fill(data, encoding, doubled), encoding)
    assert [b.source for b in again.blocks] == [b.source * 2 for b in parsed.blocks]


@pytest.mark.parametrize("encoding", [known.name for known in ENCODINGS])
def test_every_offered_encoding_reads_and_writes(encoding: str) -> None:
    data = "Öýüne git.\r\n".encode(encoding, "ignore") + "b".encode(encoding)
    parsed = TEXT.read(data, encoding)
    assert parsed.encoding == encoding
    assert len(parsed.blocks) == 2
    assert TEXT.fill(data, encoding, {}) == data


def test_the_sample_documents_come_back() -> None:
    for path in sorted(shared_path("samples").glob("*.txt")):
        data = path.read_bytes()
        parsed = TEXT.read(data)
        assert parsed.blocks
        same = {b.key: Filled(b.source, b.source, State.DRAFT) for b in parsed.blocks}
        assert TEXT.fill(data, parsed.encoding, same) == data
