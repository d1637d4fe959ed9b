import pytest

from core.segment import Segment, State
from core.statistics import count_states, count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" — … № ", 0),
        ("The court shall decide.", 4),
        ("Oʻzbekiston O'zbekiston", 2),
        ("12-баптың 3-тармағы, 1 000,5 сом", 4),
        ("<b>қадір-қасиет</b> %s {0}", 1),
        ("https://example.org/a-b office@example.org", 2),
        ("____ бет", 1),
    ],
)
def test_words(text: str, words: int) -> None:
    assert count_words(text) == words


def test_segments_and_words_are_counted_by_state() -> None:
    segments = [
        Segment(1, 1, 0, "0", "One two.", "Бір екі."),
        Segment(2, 1, 1, "1", "Three.", "Үш.", State.FINAL),
        Segment(3, 1, 2, "2", "Four five six.", "", State.FINAL),
    ]
    counts = count_states(segments)
    assert list(counts.segments) == list(State)
    assert counts.segments[State.NEW] == 1
    assert counts.words[State.NEW] == 2
    assert counts.segments[State.FINAL] == 2
    assert counts.words[State.FINAL] == 4
    assert counts.segments[State.DRAFT] == counts.words[State.DRAFT] == 0
