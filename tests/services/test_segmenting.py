"""The person's own segmentation rules come first, and what is beneath them can be another file."""

from pathlib import Path

import pytest

from core.errors import ExpectedError, ExportError, UnreadableFileError
from core.segmentation import segment as shipped
from core.srx import Rule, read_srx
from services import segmenting

TEXT = "Қараңыз: қолд. Бұл жаңа сөйлем. Соңы."
PARTS = ["Қараңыз: қолд. ", "Бұл жаңа сөйлем. ", "Соңы."]
JOINED = ["Қараңыз: қолд. Бұл жаңа сөйлем. ", "Соңы."]
OTHER = """<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header cascade="no"/><body>
<languagerules><languagerule languagerulename="All">
<rule break="yes"><beforebreak>:</beforebreak><afterbreak>\\s</afterbreak></rule>
</languagerule></languagerules>
<maprules><languagemap languagepattern=".*" languagerulename="All"/></maprules></body></srx>"""


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of settings for each test."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    return tmp_path / "settings" / "terjiman"


def test_without_own_rules_the_shipped_ones_cut() -> None:
    assert segmenting.segment(TEXT, "kk") == shipped(TEXT, "kk") == PARTS
    assert segmenting.own_rules() == {}
    assert segmenting.base_file() is None


def test_nothing_breaks_after_what_the_person_said() -> None:
    segmenting.never_break_after("қолд.", "kk")
    segmenting.never_break_after("қолд.", "kk")
    assert segmenting.segment(TEXT, "kk") == JOINED
    assert segmenting.segment(TEXT, "ru") == shipped(TEXT, "ru")
    assert segmenting.segment("Ескеқолд. Бұл жаңа сөйлем.", "kk") == [
        "Ескеқолд. ",
        "Бұл жаңа сөйлем.",
    ]
    assert len(segmenting.own_rules()["kk"]) == 1
    segmenting.keep_own_rules({})
    assert segmenting.segment(TEXT, "kk") == PARTS


def test_own_rules_can_be_tried_before_they_are_kept() -> None:
    own = {"kk": [segmenting.exception("қолд.")]}
    assert segmenting.try_out(TEXT, "kk", own, None) == JOINED
    assert segmenting.segment(TEXT, "kk") == PARTS


@pytest.mark.parametrize("before", ["(", "a\u0000", "["])
def test_a_rule_that_is_no_expression_is_refused(before: str) -> None:
    own = {"kk": [Rule(breaks=False, before=before, after="")]}
    with pytest.raises(ExpectedError, match="not a regular expression"):
        segmenting.keep_own_rules(own)
    with pytest.raises(ExpectedError, match="not a regular expression"):
        segmenting.try_out(TEXT, "kk", own, None)
    assert segmenting.own_rules() == {}


def test_another_file_of_rules_can_lie_beneath(tmp_path: Path) -> None:
    other = tmp_path / "other.srx"
    other.write_text(OTHER, encoding="utf-8")
    segmenting.use_rules(other)
    assert segmenting.base_file()
    assert segmenting.segment(TEXT, "kk") == ["Қараңыз: ", TEXT.removeprefix("Қараңыз: ")]
    segmenting.keep_own_rules({"kk": [Rule(breaks=False, before=":", after="")]})
    assert segmenting.segment(TEXT, "kk") == [TEXT]
    segmenting.use_rules(None)
    assert segmenting.segment(TEXT, "kk") == PARTS


def test_a_file_that_is_no_rules_changes_nothing(tmp_path: Path) -> None:
    other = tmp_path / "other.srx"
    other.write_text("<srx/>", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=r"other\.srx"):
        segmenting.use_rules(other)
    assert segmenting.segment(TEXT, "kk") == PARTS


def test_own_rules_and_those_beneath_are_kept_together_or_not_at_all(tmp_path: Path) -> None:
    other = tmp_path / "other.srx"
    other.write_text(OTHER, encoding="utf-8")
    with pytest.raises(ExpectedError, match="not a regular expression"):
        segmenting.keep_rules({"kk": [Rule(breaks=False, before="(", after="")]}, other)
    assert segmenting.base_file() is None
    own = {"kk": [segmenting.exception("қолд.")]}
    with pytest.raises(UnreadableFileError, match=r"gone\.srx"):
        segmenting.keep_rules(own, tmp_path / "gone.srx")
    assert segmenting.own_rules() == {}
    segmenting.keep_rules(own, other)
    assert segmenting.own_rules()
    assert segmenting.segment("Қолд: бар. Жоқ.", "kk") == ["Қолд: ", "бар. Жоқ."]
    segmenting.keep_rules({}, segmenting.base_file())
    assert segmenting.base_file(), "it stays"


def test_what_is_exported_cuts_as_the_rules_in_force(tmp_path: Path) -> None:
    segmenting.never_break_after("қолд.", "kk")
    segmenting.export_rules(tmp_path / "all.srx", segmenting.own_rules(), None)
    assert read_srx(tmp_path / "all.srx").cascade
    segmenting.keep_own_rules({})
    segmenting.use_rules(tmp_path / "all.srx")
    assert segmenting.segment(TEXT, "kk") == JOINED


def test_settings_that_cannot_be_written_are_told(settings: Path) -> None:
    settings.parent.mkdir()
    settings.touch()  # where the folder should be
    with pytest.raises(ExportError, match="cannot be made: File exists"):
        segmenting.never_break_after("қолд.", "kk")
    settings.unlink()
    assert segmenting.segment(TEXT, "kk") == PARTS


def test_a_file_spoilt_by_hand_is_named(settings: Path) -> None:
    segmenting.never_break_after("қолд.", "kk")
    (settings / "own.srx").write_text("<srx", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=r"own\.srx"):
        segmenting.segment(TEXT, "kk")
