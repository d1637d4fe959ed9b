"""Versions are what acts change of a segment; an act knows whether it changed anything."""

from dataclasses import replace

from core.history import Act, ChangeKind, Version
from core.segment import State
from tests.build import make_segment


def test_a_version_is_text_state_and_origin() -> None:
    segment = make_segment(target="текст")
    version = Version.of(segment)
    assert version == Version("текст", State.TRANSLATED, segment.origin)
    assert Version.of(replace(segment, version=9, locked=True, note="new")) == version
    assert Version.of(replace(segment, state=State.DRAFT)) != version


def test_an_act_without_a_difference_changed_nothing() -> None:
    segment = make_segment()
    assert not Act(ChangeKind.EDIT, (), ()).changed
    assert not Act(ChangeKind.EDIT, (segment,), (segment,)).changed
    assert Act(ChangeKind.EDIT, (segment,), (replace(segment, target="текст"),)).changed
