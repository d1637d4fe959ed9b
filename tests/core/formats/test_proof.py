"""The proof notices what went wrong, and says it in sentences."""

import pytest

from core.errors import ExportError
from core.formats.proof import Entry, differences
from core.formats.proof_po import read_back_po
from core.memory.unit import TranslationUnit
from core.segment import State
from tests.core.formats.tmx_contents import read_back_tmx, read_units, write_tmx

A, B, C = (Entry(letter, letter.upper(), "translated", f"id-{letter}") for letter in "abc")


def test_nothing_to_say_where_all_is_well() -> None:
    assert differences([A, B], [A, B]) == []
    assert differences([A, B, A], [A, B]) == []  # PO merges what is equal


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ([A], "Missing in the file: “b” → “B” (translated) (id-b)."),
        ([A, B, C], "In the file but not meant to be: “c” → “C” (translated) (id-c)."),
        ([B, A], "The order differs from here on: “a” → “A” (translated) (id-a)."),
        ([A, Entry("b", "B", "draft", "id-b")], "Missing in the file: “b” → “B” (translated)"),
        ([A, Entry("b", "B\u00a0", "translated", "id-b")], "Missing in the file: “b” → “B”"),
    ],
)
def test_every_difference_is_a_sentence(found: list[Entry], sentence: str) -> None:
    assert differences([A, B], found)[0].startswith(sentence)


def test_many_differences_are_counted_not_listed() -> None:
    meant = [Entry(str(number), "x" * 100) for number in range(50)]
    sentences = differences(meant, [])
    assert len(sentences) == 11
    assert sentences[-1] == "… and 40 more."
    assert "x" * 59 + "…" in sentences[0]


def test_the_strict_po_reader_reads_all_that_po_has() -> None:
    data = (
        '# c\nmsgid ""\nmsgstr "Language: kk\\n"\n\n#, c-format, fuzzy\n#| msgid "old"\n'
        'msgctxt "x"\nmsgid "a"\n"b\\n"\nmsgid_plural "as"\nmsgstr[0] "1"\nmsgstr[1] ""\n'
        '"2\\t\\"\\\\"\n#~ msgid "gone"\n#~ msgstr "y"\n\nmsgid "c"\nmsgstr ""\n#, fuzzy\n'
    )
    assert read_back_po(data.encode("utf-16"), "utf-16") == [
        Entry("ab\n", "1", "fuzzy"),
        Entry("as", '2\t"\\', "fuzzy"),
        Entry("c", ""),
    ]


@pytest.mark.parametrize(
    "data", [b'msgid "a', b'"a"', b"nonsense", b'msgid "a"b"', b"\xff", b'msgid a\nmsgstr "b"']
)
def test_the_strict_po_reader_refuses_the_rest(data: bytes) -> None:
    with pytest.raises(ExportError, match="does not read back"):
        read_back_po(data)


def test_the_second_tmx_reader_reads_all_that_a_text_holds() -> None:
    data = (
        b'<tmx><body><tu tuid="1"><prop type="x-status">draft</prop><prop type="n">z</prop>'
        b"<tuv><prop type='x-status'>no</prop><seg>a<ph>x<sub>y</sub></ph><hi>b</hi></seg></tuv>"
        b"<tuv><seg>c</seg></tuv></tu></body></tmx>"
    )
    assert read_back_tmx(data) == [Entry("axyb", "c", "draft", "1")]


@pytest.mark.parametrize("data", [b"", b"<tmx>", b"<tmx>\x08</tmx>"])
def test_the_second_tmx_reader_refuses_broken_xml(data: bytes) -> None:
    with pytest.raises(ExportError, match="does not read back"):
        read_back_tmx(data)


def test_a_foreign_status_beside_our_own_is_written_back() -> None:
    foreign = (("x-status", "approved"), ("x-origin", "TM"), ("x-status", "draft"))
    unit = TranslationUnit("Life.", "Өмір.", "en", "kk", props=foreign)
    (back,) = read_units(write_tmx([unit])).units
    assert (back.state, back.props) == (State.TRANSLATED, foreign)
