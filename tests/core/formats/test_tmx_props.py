"""What foreign tools write into properties is understood as they mean it."""

import pytest

from core.formats.tmx_props import AFTER, BEFORE, told


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Court", "Court"),
        ("<seg>Court</seg>", "Court"),
        ("<seg>Law &amp; order &lt;b&gt;</seg>", "Law & order <b>"),
        ("<seg>Law & order</seg>", "Law & order"),
        ("Law &amp; order", "Law &amp; order"),
        ("<seg>", "<seg>"),
    ],
)
def test_neighbours_are_texts_or_xml(written: str, text: str) -> None:
    found = told(((BEFORE, written), (AFTER, written)))
    assert (found.before, found.after, found.others) == (text, text, ())
