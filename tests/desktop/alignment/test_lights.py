"""What lights up in the rows: each sentence knows its own part, and Qt's way of counting it."""

from core.alignment.evidence import SharedKind
from core.alignment.session import Row, Sentence, TextSide
from desktop.alignment.lights import Lights, ranges
from services.alignment_evidence import Evidence

ROW = Row(
    (Sentence("Article 12.", 0), Sentence("The duty of 30 days.", 1)),
    (Sentence("12-бап. 30 күндік міндет.", 0),),
)
FOR_EVER = 60.0


def looked_at(row: Row) -> Lights:
    lights = Lights()
    lights.set_evidence(Evidence([("duty", "міндет")]))
    assert lights.of(0, row, TextSide.SOURCE) is None
    assert lights.is_waiting
    assert lights.look(range(1), FOR_EVER) == [0]
    return lights


def pieces(lights: Lights, row: Row, side: TextSide) -> list[list[str]]:
    lit = lights.of(0, row, side)
    assert lit is not None
    return [
        [sentence.text[begin:end] for begin, end, _ in found]
        for sentence, found in zip(row.cell(side), lit, strict=True)
    ]


def test_each_sentence_knows_its_own_part() -> None:
    lights = looked_at(ROW)
    assert pieces(lights, ROW, TextSide.SOURCE) == [["12"], ["duty", "30"]]
    assert pieces(lights, ROW, TextSide.TARGET) == [["12", "міндет", "30"]]
    assert not lights.is_waiting


def test_the_same_text_cut_elsewhere_is_another_row() -> None:
    lights = looked_at(ROW)
    whole = Row((Sentence(ROW.text(TextSide.SOURCE), 0),), ROW.target)
    assert lights.of(0, whole, TextSide.SOURCE) is None
    lights.look(range(1), FOR_EVER)
    assert pieces(lights, whole, TextSide.SOURCE) == [["12", "duty", "30"]]


def test_rows_that_left_the_window_are_not_looked_at() -> None:
    lights = Lights()
    lights.set_evidence(Evidence([]))
    lights.of(7, ROW, TextSide.SOURCE)
    assert lights.look(range(5), FOR_EVER) == []
    assert not lights.is_waiting


def test_a_side_that_is_empty_and_no_evidence_light_nothing() -> None:
    lights = Lights()
    assert lights.of(0, ROW, TextSide.SOURCE) is None
    lights.set_evidence(Evidence([]))
    assert lights.of(0, Row(ROW.source, ()), TextSide.SOURCE) is None
    assert not lights.is_waiting


def test_places_are_counted_as_qt_counts_them() -> None:
    (found,) = ranges("😀 12", [(2, 4, SharedKind.NUMBER)])
    assert (found.start, found.length) == (3, 2)
