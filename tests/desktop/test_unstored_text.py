"""What was typed waits until it is stored."""

from desktop.unstored_text import UnstoredText


def test_the_last_text_of_a_segment_counts() -> None:
    waiting = UnstoredText()
    assert not waiting
    waiting.put(1, "О")
    waiting.put(1, "Од")
    assert waiting
    assert list(waiting) == ["Од"]
    assert not waiting.has_others(1)
    assert waiting.has_others(2)
    assert waiting.take(2) is None
    assert waiting.take(1) == "Од"
    assert not waiting


def test_texts_are_handed_out_one_by_one() -> None:
    waiting = UnstoredText()
    waiting.put(1, "Одно")
    waiting.put(2, "")
    assert waiting.take_last() == (2, "")
    assert waiting.take_last() == (1, "Одно")
    waiting.put(3, "Три")
    waiting.clear()
    assert not waiting


def test_the_age_is_that_of_the_first_text() -> None:
    waiting = UnstoredText()
    waiting.put(1, "а")
    begun = waiting.age
    waiting.put(1, "аб")
    assert waiting.age >= begun
