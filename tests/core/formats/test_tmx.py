"""TMX from other tools is understood, ours is accepted, and nothing outside is ever read."""

import socket
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from core.errors import EncodingError, ExportError, UnreadableFileError
from core.formats.format import Filled
from core.formats.tmx import TmxFormat
from core.formats.tmx_props import own_props
from core.formats.tmx_writing import Level, holdable
from core.formats.xml_source import without_invalid
from core.memory.unit import TranslationUnit
from core.segment import Origin, OriginKind, State
from tests.core.formats.promises import DATA, FormatPromises
from tests.core.formats.tmx_contents import read_back_tmx, read_units, write_tmx, written

TMX = TmxFormat()
STANDARD = etree.DTD(str(DATA / "tmx14.dtd"))
INLINE = (DATA / "inline.tmx").read_bytes()
LEVEL1 = (DATA / "level1.tmx").read_bytes()
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HEAD = '<header creationtool="x" segtype="sentence" srclang="en"/>'


class TestPromises(FormatPromises):
    format = TMX
    files = ("level1.tmx", "inline.tmx")
    junk = (*FormatPromises.junk, b"", b" \n", b"<tmx", b"<html/>", b"no xml at all")


def made(body: str, version: str = "1.4", doctype: str = "") -> bytes:
    return f'{doctype}<tmx version="{version}">{HEAD}<body>{body}</body></tmx>'.encode()


def pair(source: str, target: str, attributes: str = "", inside: str = "") -> str:
    return (
        f'<tu {attributes}>{inside}<tuv xml:lang="en"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="kk"><seg>{target}</seg></tuv></tu>'
    )


def sources(data: bytes) -> list[str]:
    return [unit.source for unit in read_units(data, "en", "kk").units]


class TestReading:
    def test_plain_lang_attributes_of_1_1(self) -> None:
        contents = read_units(LEVEL1, "en", "kk")
        assert contents.warnings == ()
        assert contents.languages == ("EN-US", "KK-KZ")
        first, second = contents.units
        assert first.source == "The court sits in public."
        assert first.target == "Сот ашық отырыс өткізеді."
        assert (first.changed_by, first.changed) == ("aigul", "2026-01-02T03:04:05Z")
        assert second.source == "The  fee is paid once."
        assert second.changed == "2026-01-02T00:00:00Z"
        assert second.notes == ("ask the ministry",)
        assert second.props == (("file", "act.txt"),)
        assert second.origin == Origin(OriginKind.IMPORTED)

    def test_any_pair_of_a_file_in_several_languages(self) -> None:
        contents = read_units(INLINE, "en", "uz-Cyrl")
        assert contents.languages == ("en-us", "fr", "uz_Cyrl_UZ", "uz-Cyrl")
        assert [unit.source for unit in contents.units] == [
            "The <b>court</b> sits in public.<2/>",
            "Nobody is above the law.",
        ]
        first = contents.units[0]
        assert first.target == "Суд <b>очиқ</b> ўтади."
        assert (first.uid, first.author, first.created) == ("one", "ANNA", "2025-01-01T00:00:00Z")
        assert first.context_before == "Article 1"
        assert first.props == (("client", "Ministry"),)
        assert contents.warnings == (
            "Notes and properties of a file as a whole, which are left out: 1.",
            "Units left out because they lack one of the two languages: 1.",
            "Texts left out because they are in languages that Terjiman does not work with: 1.",
            "Inline codes that stand as numbered tags in the texts: 1.",
            "Texts inside inline codes, which are left out: 1.",
            "Attributes left out because TMX does not have them: 1.",
        )
        turned = read_units(INLINE, "uz-Cyrl", "en").units
        assert [unit.source for unit in turned] == [unit.target for unit in contents.units]
        assert read_units(INLINE, "en", "uz-Latn").units == ()

    @pytest.mark.parametrize(
        ("body", "count", "warning"),
        [
            ("<tu><tuv><seg>a</seg></tuv><tuv><seg>b</seg></tuv></tu>", 0, "say their language: 2"),
            (pair("", "x") + pair("a", " \u00a0"), 0, "is empty: 2"),
            (pair("a", "b").replace("</tu>", '<tuv xml:lang="KK-kz"/></tu>'), 1, "before: 1"),
            (pair("a", "b", 'creationdate="99999999T999999Z" changedate="soon"'), 1, "sense: 2"),
            ("", 0, "no translation units"),
            (pair("<x>a</x>", "b"), 1, "TMX does not have; their text is kept: 1"),
        ],
    )
    def test_what_is_left_out_is_counted(self, body: str, count: int, warning: str) -> None:
        contents = read_units(made(body), "en", "kk")
        assert len(contents.units) == count
        assert any(warning in sentence for sentence in contents.warnings)

    @pytest.mark.parametrize(
        ("date", "ours"),
        [
            ("20260102T030405Z", "2026-01-02T03:04:05Z"),
            ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z"),
            ("2026-01-02T08:04:05+05:00", "2026-01-02T03:04:05Z"),
            ("20260102", "2026-01-02T00:00:00Z"),
            ("2026-01-02", "2026-01-02T00:00:00Z"),
            ("0001-01-01T00:00:00+05:00", ""),
            ("tomorrow", ""),
        ],
    )
    def test_dates_in_all_spellings(self, date: str, ours: str) -> None:
        (unit,) = read_units(made(pair("a", "b", f'changedate="{date}"')), "en", "kk").units
        assert unit.changed == ours

    def test_a_namespace_does_not_matter(self) -> None:
        data = made(pair("a", "b")).replace(b"<tmx ", b'<tmx xmlns="http://example.org/tmx" ')
        assert sources(data) == ["a"]
        values = {"0:1": Filled("a", "c", State.DRAFT)}
        (block,) = TMX.read(TMX.fill(data, "utf-8", values)).blocks
        assert (block.target, block.state) == ("c", State.DRAFT)

    def test_foreign_values_of_our_props_are_kept_as_props(self) -> None:
        inside = '<prop type="x-status">approved</prop><prop type="x-score">many</prop>'
        (unit,) = read_units(made(pair("a", "b", inside=inside)), "en", "kk").units
        assert unit.state is State.TRANSLATED
        assert unit.props == (("x-status", "approved"), ("x-score", "many"))

    def test_cdata_comments_and_references_are_text_or_nothing(self) -> None:
        data = made(pair("<![CDATA[<b>&]]><!-- not text --><?x y?>&#x2028;&amp;", "b"))
        assert sources(data) == ["<b>&\u2028&"]

    def test_a_document_takes_the_languages_of_the_file(self) -> None:
        parsed = TMX.read(INLINE)
        assert (parsed.source_language, parsed.target_language) == ("en", "uz-Cyrl")
        assert [block.key for block in parsed.blocks] == ["0:2", "1:1"]
        french = TMX.read(made(pair("a", "b").replace("kk", "fr")))
        assert french.blocks == ()
        assert any("two of the languages" in sentence for sentence in french.warnings)


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    @pytest.mark.parametrize("declared", ["", 'encoding="UTF-16"', 'encoding="utf-8"'])
    def test_utf16_without_a_mark(self, encoding: str, declared: str) -> None:
        text = f'<?xml version="1.0" {declared}?>' + made(pair("Сот", "әділ")).decode()
        assert sources(text.encode(encoding)) == ["Сот"]

    @pytest.mark.parametrize("declared", ["windows-1251", "koi8-r", "UTF-8", "iso-8859-5"])
    def test_the_declared_encoding(self, declared: str) -> None:
        text = f'<?xml version="1.0" encoding="{declared}"?>\n' + made(pair("Суд", "Сот")).decode()
        data = text.encode(declared)
        assert sources(data) == ["Суд"]
        after = TMX.fill(data, TMX.read(data).encoding, {"0:1": Filled("", "ә", State.TRANSLATED)})
        assert after.startswith(text.encode(declared).partition(b"\n")[0])
        assert [unit.target for unit in read_units(after, "en", "kk").units] == ["ә"]
        assert [entry.target for entry in read_back_tmx(after)] == ["ә"]

    def test_a_common_misspelling_of_utf8(self) -> None:
        assert sources(b'<?xml version="1.0" encoding="UTF8"?>' + made(pair("Суд", "Сот"))) == [
            "Суд"
        ]

    def test_a_declaration_that_lies(self) -> None:
        data = b'<?xml version="1.0" encoding="UTF-16"?>\n' + made(pair("Суд", "Сот"))
        contents = read_units(data, "en", "kk")
        assert [unit.source for unit in contents.units] == ["Суд"]
        assert "do not say truly" in contents.warnings[0]
        after = TMX.fill(data, "utf-8", {"0:1": Filled("", "ә", State.TRANSLATED)})
        assert [entry.target for entry in read_back_tmx(after)] == ["ә"]

    def test_bytes_that_are_not_what_they_say(self) -> None:
        data = made("\n" + pair("Суд", "Сот")).decode().encode("cp1251")
        with pytest.raises(EncodingError, match="line 2 stands the byte 0xD1"):
            read_units(data, "en", "kk")
        assert TMX.read(data, "cp1251").blocks[0].source == "Суд"
        with pytest.raises(UnreadableFileError, match="nobody knows"):
            read_units(b'<?xml version="1.0" encoding="x-klingon"?><tmx/>', "en", "kk")


class TestHostile:
    @pytest.fixture(autouse=True)
    def no_network(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object) -> None:
            raise AssertionError("a connection was tried")

        monkeypatch.setattr(socket.socket, "connect", refuse)

    def test_nothing_outside_the_file_is_read(self, tmp_path: Path) -> None:
        secret = tmp_path / "secret.txt"
        secret.write_text("SECRET", encoding="utf-8")
        (tmp_path / "evil.dtd").write_text('<!ENTITY x "SECRET">', encoding="utf-8")

        def refill(data: bytes) -> bytes:
            return TMX.fill(data, "utf-8", {"0:1": Filled("", "new", State.DRAFT)})

        for doctype in (
            f'<!DOCTYPE tmx [<!ENTITY x SYSTEM "{secret.as_uri()}">]>',
            '<!DOCTYPE tmx [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]>',
            f'<!DOCTYPE tmx [<!ENTITY % p SYSTEM "{tmp_path.as_uri()}/evil.dtd"> %p;]>',
            f'<!DOCTYPE tmx SYSTEM "{tmp_path.as_uri()}/evil.dtd">',
        ):
            data = made(pair("&x;", "b"), doctype=doctype)
            for read in (TMX.read, sources, refill):
                with pytest.raises(UnreadableFileError, match="not defined"):
                    read(data)

    def test_entities_that_grow_are_refused(self) -> None:
        steps = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
        doctype = f'<!DOCTYPE tmx [<!ENTITY l0 "lol">{steps}]>'
        with pytest.raises(UnreadableFileError, match="broken in line"):
            read_units(made(pair("&l9;", "b"), doctype=doctype), "en", "kk")

    def test_usual_doctypes_and_small_entities_are_fine(self) -> None:
        assert sources(made(pair("a", "b"), doctype='<!DOCTYPE tmx SYSTEM "tmx14.dtd">')) == ["a"]
        small = '<!DOCTYPE tmx [<!ENTITY co "ACME">]>'
        assert sources(made(pair("&co; Ltd", "b"), doctype=small)) == ["ACME Ltd"]

    @pytest.mark.parametrize(
        "data",
        [
            INLINE[: len(INLINE) // 2],
            INLINE[:-3],
            made(pair("a&#8;b", "c")),
            made(pair("a&#xD800;b", "c")),
            made(pair("<hi>" * 5000 + "a" + "</hi>" * 5000, "c")),
            b'<map version="1.0"><tu/></map>',
            b"<x><tmx><body><tu/></body></tmx></x>",
        ],
    )
    def test_broken_and_foreign_files_are_refused_whole(self, data: bytes) -> None:
        with pytest.raises(UnreadableFileError):
            read_units(data, "en", "kk")
        with pytest.raises(UnreadableFileError):
            TMX.read(data)


class TestFilling:
    def test_inline_codes_of_unchanged_targets_stay(self) -> None:
        values = {"1:1": Filled("", "Ҳеч ким", State.REVIEWED)}
        after = TMX.fill(INLINE, "utf-8", values).decode()
        changed = INLINE.decode().replace(
            '<tu tuid="two">\n', '<tu tuid="two"><prop type="x-status">reviewed</prop>\n'
        )
        changed = changed.replace("Ҳеч ким қонундан устун эмас.", "Ҳеч ким")
        assert ElementTree.canonicalize(after, strip_text=True) == ElementTree.canonicalize(
            changed, strip_text=True
        )
        assert after.startswith(INLINE.decode().partition("\n")[0])
        assert "<!-- a comment that stays -->" in after

    def test_a_foreign_status_stays_beside_ours(self) -> None:
        foreign = '<prop type="x-status">approved</prop>'
        filled = {"0:1": Filled("", "c", State.REVIEWED)}
        once = TMX.fill(made(pair("a", "b", inside=foreign)), "utf-8", filled)
        assert f'<prop type="x-status">reviewed</prop>{foreign}'.encode() in once
        again = TMX.fill(once, "utf-8", {"0:1": Filled("", "c", State.FINAL)})
        assert f'<prop type="x-status">final</prop>{foreign}'.encode() in again

    @pytest.mark.parametrize(
        ("target", "seg"),
        [
            (
                "<b>Очиқ</b> суд.",
                '<bpt i="1">&lt;b&gt;</bpt>Очиқ<ept i="1">&lt;/b&gt;</ept> суд.',
            ),
            ("Суд<2/> <br/>", 'Суд<ph x="2"><sub>alt</sub></ph> &lt;br/&gt;'),
            ("</b><b><b>", '<ept i="1">&lt;/b&gt;</ept><bpt i="1">&lt;b&gt;</bpt>&lt;b&gt;'),
            ("Суд", "Суд"),
        ],
    )
    def test_tags_of_a_new_target_are_the_codes_of_the_unit(self, target: str, seg: str) -> None:
        after = TMX.fill(INLINE, "utf-8", {"0:2": Filled("", target, State.DRAFT)})
        assert f'<tuv xml:lang="uz_Cyrl_UZ"><seg>{seg}</seg>' in after.decode()
        assert TMX.read(after).blocks[0].target == target

    def test_a_character_xml_cannot_hold_stops_the_export(self) -> None:
        with pytest.raises(ExportError, match=r"U\+000B in the target of “Nobody”"):
            TMX.fill(INLINE, "utf-8", {"1:1": Filled("Nobody", "a\x0bb", State.DRAFT)})


FULL = TranslationUnit(
    " Two \u00a0\n\u2028 lines\t",
    "<b>Екі & жол</b> ]]> ʻ\r\n",
    "en",
    "kk",
    uid="act/1 \n",
    state=State.REJECTED,
    origin=Origin(OriginKind.MEMORY, 87, "old acts"),
    author="Анна",
    created="2026-01-02T03:04:05Z",
    changed_by="Ербол",
    changed="2026-11-22T10:15:00Z",
    document="act.txt",
    context_before="before",
    context_after="after",
    notes=("one", "two"),
    props=(("client", "Ministry"), ("client", "Court")),
)


class TestWriting:
    def test_the_required_attributes_are_there(self) -> None:
        root = ElementTree.fromstring(write_tmx([FULL]))
        header = root[0]
        assert root.attrib == {"version": "1.4"}
        assert header.attrib == {
            "creationtool": "Terjiman",
            "creationtoolversion": "1",
            "segtype": "sentence",
            "o-tmf": "Terjiman",
            "adminlang": "en",
            "srclang": "en",
            "datatype": "plaintext",
        }
        (unit,) = root[1]
        assert unit.attrib == {
            "tuid": FULL.uid,
            "creationdate": "20260102T030405Z",
            "creationid": "Анна",
            "changedate": "20261122T101500Z",
            "changeid": "Ербол",
        }
        # the DTD wants notes and props before the variants
        assert [child.tag for child in unit] == ["note"] * 2 + ["prop"] * 7 + ["tuv"] * 2
        source, target = unit.findall("tuv")
        assert (source.get(XML_LANG), target.get(XML_LANG)) == ("en", "kk-Cyrl")
        assert [prop.get("type") for prop in source.findall("prop")] == [
            "x-context-pre",
            "x-context-post",
        ]

    @pytest.mark.parametrize("level", [1, 2])
    @pytest.mark.parametrize("target", ["ru", "kk", "ky", "tg", "tk", "uz-Cyrl", "uz-Latn"])
    def test_all_of_a_unit_comes_back(self, target: str, level: Level) -> None:
        unit = replace(FULL, target_language=target)
        contents = read_units(write_tmx([unit], level=level), "en", target)
        assert contents.units == (unit,)
        assert contents.warnings == ()

    def test_another_source_than_the_header_is_said(self) -> None:
        data = write_tmx([replace(FULL, source_language="ru")])
        assert ElementTree.fromstring(data)[1][0].get("srclang") == "ru"
        assert read_units(data).units[0].source_language == "ru"

    def test_tags_stand_in_inline_codes_at_level_2(self) -> None:
        unit = TranslationUnit("<b>A</b> %s <br/> </i> <u>", "%s <b>Ә</b> <b>", "en", "kk")
        first, second = ElementTree.fromstring(write_tmx([unit], level=2)).iter("seg")
        assert [(code.tag, code.attrib, code.text) for code in first] == [
            ("bpt", {"i": "1", "x": "1"}, "<b>"),
            ("ept", {"i": "1"}, "</b>"),
            ("ph", {"x": "2"}, "<br/>"),
            ("it", {"pos": "end", "x": "3"}, "</i>"),
            ("it", {"pos": "begin", "x": "4"}, "<u>"),
        ]
        assert [(code.tag, code.attrib, code.text) for code in second] == [
            ("bpt", {"i": "1", "x": "1"}, "<b>"),
            ("ept", {"i": "1"}, "</b>"),
            ("it", {"pos": "begin", "x": "5"}, "<b>"),
        ]
        first, _ = ElementTree.fromstring(write_tmx([unit], level=1)).iter("seg")
        assert (len(first), first.text) == (0, unit.source)

    def test_a_language_that_is_none_of_ours_goes_out_as_it_is(self) -> None:
        root = ElementTree.fromstring(write_tmx([replace(FULL, target_language="fr-CA")]))
        assert [tuv.get(XML_LANG) for tuv in root.iter("tuv")] == ["en", "fr-CA"]

    def test_bytes_are_utf8_without_a_mark_and_the_same_again(self) -> None:
        data = write_tmx([FULL])
        assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n')
        assert data == write_tmx([FULL])
        assert write_tmx(read_units(data, "en", "kk").units) == data

    def test_what_xml_cannot_hold_is_left_out_and_told(self) -> None:
        unit = replace(FULL, source="a\x0bb", target="c\ufffed\ud800\x00", uid="\x01")
        data, warnings = written([FULL, unit])
        assert warnings == [
            "TMX cannot hold U+0000, U+000B, U+D800, U+FFFE; it was left out of “ab”."
        ]
        second = read_units(data, "en", "kk").units[1]
        assert (second.source, second.target, second.uid) == ("ab", "cd", "")


ANY = st.text(st.characters())
PIECES = ["<b>", "</b>", "<br/>", "%s", "{0}", "<1>", "</1>", "<2/>", "50%", "<", "&", "a", " "]
TAGGED = st.lists(st.sampled_from(PIECES)).map("".join)
TEXT = (ANY | TAGGED).filter(lambda text: without_invalid(text).strip())
UNITS = st.builds(
    TranslationUnit,
    TEXT,
    TEXT,
    st.just("en"),
    st.just("kk"),
    uid=ANY,
    state=st.sampled_from(State),
    origin=st.builds(Origin, st.sampled_from(OriginKind), st.none() | st.integers(0, 9999), ANY),
    author=ANY,
    document=ANY,
    notes=st.lists(ANY.filter(without_invalid), max_size=2).map(tuple),
    # those of our own kinds are fields of a unit
    props=st.lists(st.tuples(ANY, ANY).filter(lambda prop: not own_props([prop])), max_size=2).map(
        tuple
    ),
)


@given(st.lists(UNITS, max_size=4), st.sampled_from([1, 2]))
def test_any_tmx_is_as_the_standard_says(units: list[TranslationUnit], level: Level) -> None:
    found = etree.fromstring(write_tmx(units, level=level))
    assert STANDARD.validate(found), STANDARD.error_log
    for seg in found.iter("seg"):
        begins, ends = ([str(code.get("i")) for code in seg.iter(name)] for name in ("bpt", "ept"))
        assert sorted(begins) == sorted(ends)
        assert len(set(begins)) == len(begins)


@given(st.lists(UNITS, max_size=4), st.sampled_from([1, 2]))
def test_any_units_come_back_and_all_readers_agree(
    units: list[TranslationUnit], level: Level
) -> None:
    data = write_tmx(units, level=level)
    meant = tuple(holdable(unit) for unit in units)
    assert [unit.source for unit in meant] == [without_invalid(unit.source) for unit in units]
    assert [unit.target for unit in meant] == [without_invalid(unit.target) for unit in units]
    assert read_units(data, "en", "kk").units == meant
    assert [(each.source, each.target, each.key) for each in read_back_tmx(data)] == [
        (unit.source, unit.target, unit.uid) for unit in meant
    ]
    theirs = [
        ["".join(seg.itertext()) for seg in tu.iter("seg")]
        for tu in ElementTree.fromstring(data).iter("tu")
    ]
    assert theirs == [[unit.source, unit.target] for unit in meant]


@given(st.lists(st.sampled_from(INLINE.decode().split(">")), max_size=30))
def test_shuffled_markup_is_read_or_refused(pieces: list[str]) -> None:
    data = ('<tmx version="1.4"><body>' + ">".join(pieces)).encode()
    for whole in (data, data + b"</body></tmx>"):
        try:
            parsed = TMX.read(whole)
        except (UnreadableFileError, EncodingError):
            continue
        assert TMX.fill(whole, parsed.encoding, {}) == whole
