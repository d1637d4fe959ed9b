"""What every format promises, as tests that each format's own tests inherit."""

from pathlib import Path

import pytest

from core.errors import EncodingError, UnreadableFileError
from core.formats.format import Block, Filled, Format
from core.segment import State

DATA = Path(__file__).resolve().parents[2] / "data" / "formats"

TARGET = "Сот “ашық” — әділ\u00a0шешім <b>& 50 %</b> \\n \u2028 ʻ"


class FormatPromises:
    """A subclass names its format and at least one good file; the rest is promised.

    `junk` are bytes that the format must refuse; `filled_state` is the state a translated target
    has when the file is read again.
    """

    format: Format
    files: tuple[str, ...]
    junk: tuple[bytes, ...] = (b"%PDF-1.7 x", b"PK\x03\x04 x", b"a\x00b\x00\x00", bytes(range(256)))

    @pytest.fixture(params=["plain", "bom", "utf-16-le", "utf-16-be", "crlf"])
    def how(self, request: pytest.FixtureRequest) -> str:
        return str(request.param)

    def original(self, name: str, how: str = "plain") -> bytes:
        text = (DATA / name).read_bytes().decode("utf-8").replace("charset=UTF-8", "charset=UTF-16")
        declared = text.replace('"utf-8"', '"utf-16"').replace('"UTF-8"', '"UTF-16"')
        match how:
            case "bom":
                return b"\xef\xbb\xbf" + (DATA / name).read_bytes()
            case "crlf":
                return (DATA / name).read_bytes().replace(b"\n", b"\r\n")
            case "utf-16-le":
                return b"\xff\xfe" + declared.encode(how)
            case "utf-16-be":
                return b"\xfe\xff" + declared.encode(how)
        return (DATA / name).read_bytes()

    def test_an_untouched_fill_gives_the_same_bytes(self, how: str) -> None:
        for name in self.files:
            data = self.original(name, how)
            parsed = self.format.read(data)
            assert parsed.blocks
            assert self.format.fill(data, parsed.encoding, {}) == data
            as_read = {b.key: Filled(b.source, b.target, b.state) for b in parsed.blocks}
            assert self.format.fill(data, parsed.encoding, as_read) == data

    def test_every_encoding_gives_the_same_blocks(self, how: str) -> None:
        for name in self.files:
            texts = [
                [
                    (block.source, block.target, block.state)
                    for block in self.format.read(data).blocks
                ]
                for data in (self.original(name), self.original(name, how))
            ]
            assert texts[0] == texts[1]

    def test_targets_arrive_where_they_belong(self, how: str) -> None:
        for name in self.files:
            data = self.original(name, how)
            parsed = self.format.read(data)
            for block in parsed.blocks:
                filled = {block.key: Filled(block.source, TARGET, State.TRANSLATED)}
                after = self.format.fill(data, parsed.encoding, filled)
                assert self.format.fill(after, self.format.read(after).encoding, {}) == after
                self.check_filled(parsed.blocks, block.key, after)

    def test_a_second_fill_changes_nothing(self, how: str) -> None:
        for name in self.files:
            if self.format.running_text:
                continue
            data = self.original(name, how)
            parsed = self.format.read(data)
            for state in State:
                filled = {b.key: Filled(b.source, TARGET, state, "why") for b in parsed.blocks}
                once = self.format.fill(data, parsed.encoding, filled)
                assert once != data
                assert self.format.fill(once, self.format.read(once).encoding, filled) == once

    def test_keys_are_unique_and_paragraphs_ascend(self) -> None:
        for name in self.files:
            blocks = self.format.read(self.original(name)).blocks
            assert len({block.key for block in blocks}) == len(blocks)
            assert [block.paragraph for block in blocks] == sorted(b.paragraph for b in blocks)

    def test_junk_is_refused_in_a_sentence(self) -> None:
        for data in self.junk:
            with pytest.raises((UnreadableFileError, EncodingError), match=r"\.$"):
                self.format.read(data)

    def check_filled(self, before: tuple[Block, ...], key: str, after: bytes) -> None:
        """The block `key` has TARGET, and no other has changed."""
        found = {block.key: block for block in self.format.read(after).blocks}
        assert found[key].target == TARGET
        for block in before:
            if block.key != key:
                assert (found[block.key].source, found[block.key].target) == (
                    block.source,
                    block.target,
                )
