from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import UnreadableFileError
from core.srx import LanguageMap, Rule, RuleSet, combined, read_srx, write_srx
from resources import path

LETTERS = """<rule break="no"><beforebreak>\\bст\\.</beforebreak><afterbreak>\\s</afterbreak></rule>
<rule><beforebreak>\\.</beforebreak><afterbreak>\\s</afterbreak></rule>"""
MAPS = """<languagemap languagepattern="ru.*" languagerulename="Russian"/>
<languagemap languagepattern=".*" languagerulename="All"/>"""


def written(
    folder: Path,
    *,
    rules: str = LETTERS,
    maps: str = MAPS,
    cascade: str = "yes",
    version: str = "2.0",
) -> Path:
    file = folder / "rules.srx"
    file.write_text(
        f"""<?xml version="1.0" encoding="UTF-8"?>
<srx xmlns="http://www.lisa.org/srx20" version="{version}">
<header segmentsubflows="yes" cascade="{cascade}"/>
<body><languagerules>
<languagerule languagerulename="Russian">
{rules}
</languagerule>
<languagerule languagerulename="All">
<rule break="yes"><beforebreak>!</beforebreak></rule>
</languagerule>
</languagerules><maprules>
{maps}
</maprules></body></srx>""",
        encoding="utf-8",
    )
    return file


NO_BREAK = Rule(breaks=False, before=r"\bст\.", after=r"\s", line=6)
BREAK = Rule(breaks=True, before=r"\.", after=r"\s", line=7)
EVERYWHERE = Rule(breaks=True, before="!", after="", line=10)


def test_rules_of_every_matching_map_apply_in_the_order_of_the_maps(tmp_path: Path) -> None:
    rules = read_srx(written(tmp_path))
    assert rules.rules_for("ru") == (NO_BREAK, BREAK, EVERYWHERE)
    assert rules.rules_for("RU-kz") == (NO_BREAK, BREAK, EVERYWHERE)
    assert rules.rules_for("kk") == (EVERYWHERE,)


def test_without_cascade_the_first_matching_map_decides(tmp_path: Path) -> None:
    rules = read_srx(written(tmp_path, cascade="no"))
    assert rules.rules_for("ru") == (NO_BREAK, BREAK)
    assert rules.rules_for("kk") == (EVERYWHERE,)


def test_a_pattern_must_match_the_whole_tag(tmp_path: Path) -> None:
    maps = '<languagemap languagepattern="ru" languagerulename="Russian"/>'
    assert read_srx(written(tmp_path, maps=maps)).rules_for("run") == ()


@pytest.mark.parametrize(
    ("wrong", "line", "reason"),
    [
        ({"rules": "<rule>\n<beforebreak>(</beforebreak></rule>"}, 7, "“(”"),
        ({"rules": LETTERS.replace("</rule>", "", 1)}, 8, "mismatch"),
        ({"maps": '<languagemap languagepattern="[" languagerulename="All"/>'}, 13, "“[”"),
        ({"maps": '<languagemap languagepattern="ru" languagerulename="Rus"/>'}, 13, "“Rus”"),
        ({"maps": ""}, 2, "missing"),
        ({"version": "1.0"}, 2, "SRX 2.0"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(
    tmp_path: Path, wrong: dict[str, str], line: int, reason: str
) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_srx(written(tmp_path, **wrong))
    assert "rules.srx" in str(caught.value)
    assert f"line {line}:" in str(caught.value)
    assert reason in str(caught.value)


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"missing\.srx.*cannot be opened"):
        read_srx(tmp_path / "missing.srx")
    (tmp_path / "note.srx").write_bytes(b"\xff\x00not xml")
    with pytest.raises(UnreadableFileError, match=r"note\.srx.*line 1"):
        read_srx(tmp_path / "note.srx")
    (tmp_path / "empty.srx").write_bytes(b"")
    with pytest.raises(UnreadableFileError, match=r"empty\.srx"):
        read_srx(tmp_path / "empty.srx")


def test_an_external_entity_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x+", encoding="utf-8")
    file = written(tmp_path, rules="<rule><beforebreak>&secret;</beforebreak></rule>")
    doctype = f'<!DOCTYPE srx [<!ENTITY secret SYSTEM "{(tmp_path / "secret").as_uri()}">]>\n<srx '
    file.write_text(file.read_text(encoding="utf-8").replace("<srx ", doctype), encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=r"rules\.srx"):
        read_srx(file)


def test_the_shipped_rules_tell_the_two_scripts_of_uzbek_apart() -> None:
    shipped = read_srx(path("segmentation/terjiman.srx"))
    cyrillic, latin = shipped.rules_for("uz-Cyrl"), shipped.rules_for("uz-Latn")
    assert set(shipped.rules["Uzbek (Cyrillic)"]) <= set(cyrillic)
    assert set(shipped.rules["Uzbek (Latin)"]) <= set(latin)
    assert not set(shipped.rules["Uzbek (Latin)"]) & set(cyrillic)
    assert shipped.rules_for("uz") == latin


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    shipped = read_srx(path("segmentation/terjiman.srx"))
    copy = tmp_path / "copy.srx"
    copy.write_bytes(write_srx(shipped))
    found = read_srx(copy)
    assert found.cascade == shipped.cascade
    assert found.maps == shipped.maps
    assert {name: without_lines(rules) for name, rules in found.rules.items()} == {
        name: without_lines(rules) for name, rules in shipped.rules.items()
    }


def without_lines(rules: tuple[Rule, ...]) -> list[Rule]:
    return [replace(rule, line=0) for rule in rules]


@pytest.mark.parametrize("cascade", ["yes", "no"])
def test_rules_before_others_are_asked_first(tmp_path: Path, cascade: str) -> None:
    then = read_srx(written(tmp_path, cascade=cascade))
    mine = Rule(breaks=False, before="!", after="")
    first = RuleSet("own", True, {"All": (mine,)}, (LanguageMap("ru", "All"),))
    both = combined(first, then)
    for tag in ("ru", "ru-KZ", "kk"):
        own = (mine,) if tag == "ru" else ()
        assert both.rules_for(tag) == (*own, *then.rules_for(tag))


def test_languages_in_several_maps_keep_the_first_list_only() -> None:
    one, other = (Rule(breaks=True, before=name, after="") for name in ("1", "2"))
    maps = (LanguageMap("ru", "one"), LanguageMap("en|ru", "other"))
    then = RuleSet("then", False, {"one": (one,), "other": (other,)}, maps)
    both = combined(RuleSet("own", True, {}, ()), then)
    assert [both.rules_for(tag) for tag in ("ru", "en")] == [(one,), (other,)]
