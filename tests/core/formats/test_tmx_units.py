"""What becomes of the units of a TMX: pairs of languages, inline codes, and what is noted."""

from collections import deque
from io import BytesIO

import pytest

from core.errors import Cancelled, EncodingError, UnreadableFileError
from core.formats.tmx_stream import TmxReader
from core.formats.tmx_units import Numbered, TmxUnits
from core.memory.report import Example, Problem
from core.progress import Progress
from tests.core.formats.tmx_contents import read_units


def tmx(*units: str, srclang: str | None = "en", head: str = "") -> bytes:
    said = "" if srclang is None else f' srclang="{srclang}"'
    return f'{head}<tmx version="1.4"><header{said}/><body>\n{"".join(units)}</body></tmx>'.encode()


def tu(attributes: str = "", **texts: str) -> str:
    variants = "".join(
        f'<tuv xml:lang="{tag.replace("_", "-")}"><seg>{text}</seg></tuv>'
        for tag, text in texts.items()
    )
    return f"<tu {attributes}>{variants}</tu>\n"


def found(data: bytes, *pair: str) -> list[tuple[str, str, str, str]]:
    return [
        (unit.source_language, unit.target_language, unit.source, unit.target)
        for unit in read_units(data, *pair).units
    ]


class TestPairs:
    THREE = tu(kk="к", en="e", ru="р")

    def test_each_other_text_is_a_target_of_the_source(self) -> None:
        assert found(tmx(self.THREE)) == [("en", "kk", "e", "к"), ("en", "ru", "e", "р")]

    @pytest.mark.parametrize("srclang", ["*all*", None, "", "fr", "tk"])
    def test_without_a_usable_source_language_the_first_text_is_it(self, srclang: str) -> None:
        data = tmx(self.THREE, srclang=srclang)
        assert found(data) == [("kk", "en", "к", "e"), ("kk", "ru", "к", "р")]
        assert any("do not say which text is the source" in w for w in read_units(data).warnings)

    def test_a_unit_may_have_a_source_of_its_own(self) -> None:
        data = tmx(tu('srclang="RU-ru"', en="e", ru="р"))
        assert found(data) == [("ru", "en", "р", "e")]
        assert read_units(data).warnings == ()

    @pytest.mark.parametrize("srclang", ["en", "*all*", "ru"])
    def test_a_wanted_pair_holds_whatever_the_file_says(self, srclang: str) -> None:
        data = tmx(self.THREE, tu(en="e", ru="р"), srclang=srclang)
        assert found(data, "ru", "kk") == [("ru", "kk", "р", "к")]

    @pytest.mark.parametrize(
        ("spelled", "tag"),
        [("UZ-cyrl-uz", "uz-Cyrl"), ("uz", "uz-Latn"), ("UZB", "uz-Latn"), ("kk_KZ", "kk"),
         ("kaz-Cyrl-KZ", "kk"), ("TK-Latn", "tk"), ("ru-x-legal", "ru"), ("kir", "ky")],
    )  # fmt: skip
    def test_languages_in_any_spelling(self, spelled: str, tag: str) -> None:
        data = tmx(f'<tu><tuv lang="EN-gb"><seg>a</seg></tuv><tuv lang="{spelled}"><seg>b</seg>'
                   "</tuv></tu>", srclang="EN")  # fmt: skip
        assert found(data) == [("en", tag, "a", "b")]
        assert read_units(data).languages == ("EN-gb", spelled)


class TestInlineCodes:
    @pytest.mark.parametrize(
        ("seg", "text"),
        [
            ('<bpt i="1">&lt;b&gt;</bpt>a<ept i="1">&lt;/b&gt;</ept>', "<b>a</b>"),
            ('<bpt i="7" x="3">{\\b </bpt>a<ept i="7">}</ept>', "<3>a</3>"),
            ('<bpt i="1"/><bpt i="2"/>a<ept i="1"/>b<ept i="2"/>', "<1><2>a</1>b</2>"),
            ('a<ph x="2"/><ph/><ph x="2">%s</ph>', "a<2/><3/>%s"),
            ('<it pos="begin" x="4">{\\i</it>a<it pos="end">}</it>', "<4>a</5>"),
            ("<ut>{\\f1</ut>a<hi>b<hi>c</hi></hi>", "<1/>abc"),
            ('a<ph>&lt;img alt="<sub>text</sub>"/&gt;</ph>', 'a<img alt="text"/>'),
            ("a<ph>\\footnote{<sub>text</sub>}</ph>", "a<1/>"),
            ("a<ph>&lt;w:r&gt;&lt;w:t&gt;</ph>", "a<1/>"),
            ("a<ept i='9'/>", "a</1>"),
        ],
    )
    def test_codes_are_tags_in_the_text(self, seg: str, text: str) -> None:
        assert found(tmx(tu(en=seg, kk="x")))[0][2] == text

    def test_what_they_lost_is_noted(self) -> None:
        data = tmx(
            tu(en="<ph>{<sub>a</sub>}</ph><ph>\\f{<sub>a</sub>}</ph><ut/><new>b</new>", kk="x")
        )
        assert read_units(data).warnings == (
            "Inline codes that stand as numbered tags in the texts: 2.",
            "Texts inside inline codes, which are left out: 1.",
            "Elements in texts that TMX does not have; their text is kept: 1.",
        )


def problems(data: bytes, *, keep_empty: bool = False) -> TmxUnits:
    units = TmxUnits(TmxReader(BytesIO(data), len(data)), keep_empty=keep_empty)
    units.findings.file = "a.tmx"
    for _ in units.read():
        pass
    return units


class TestNotes:
    @pytest.mark.parametrize(
        ("data", "problem"),
        [
            (tmx(), Problem.NO_UNITS),
            (tmx(tu(en="a")), Problem.PAIR),
            (tmx(tu(en="a", kk=" \u00a0")), Problem.EMPTY),
            (tmx(tu(en="a", fr="b")), Problem.FOREIGN),
            (tmx(tu(en="a", kk_Latn="b")), Problem.FOREIGN),
            (tmx(tu(en="a", en_US="b", kk="c")), Problem.VARIANTS),
            (tmx('<tu><tuv><seg>a</seg></tuv></tu>'), Problem.NO_LANGUAGE),
            (tmx(tu('creationdate="soon"', en="a", kk="b")), Problem.DATES),
            (tmx(tu('colour="red"', en="a", kk="b")), Problem.ATTRIBUTES),
            (tmx().replace(b"<body>", b"<note>n</note><body>"), Problem.HEADER),
            (tmx(tu(en="&x;", kk="b"), head='<!DOCTYPE tmx [<!ENTITY x "y">]>'), Problem.ENTITIES),
            (tmx(head='<?xml version="1.0" encoding="koi8-r"?>').decode().encode("utf-16"),
             Problem.NO_UNITS),
            (tmx(head='<?xml version="1.0" encoding="UTF-16"?>'), Problem.ENCODING),
            (tmx(tu(en="a", kk="b")).decode().encode("utf-16-le"), Problem.NO_MARK),
        ],
    )  # fmt: skip
    def test_each_problem_is_noted(self, data: bytes, problem: Problem) -> None:
        assert problems(data).findings.counts[problem] == 1

    def test_a_good_file_leaves_nothing_to_note(self) -> None:
        assert problems(tmx(tu(en="a", kk="b"))).findings.all() == ()

    def test_places_are_told_for_the_first_few(self) -> None:
        (pair,) = problems(tmx(tu(en="a", kk="b"), *[tu(en="e" * 99)] * 9)).findings.all()
        assert (pair.problem, pair.count, len(pair.examples)) == (Problem.PAIR, 9, 3)
        assert pair.examples[0] == Example("a.tmx", 2, 3, "e" * 79 + "…")

    def test_empty_targets_are_kept_when_wanted(self) -> None:
        data = tmx(tu(en="a", kk=""), tu(en="", kk="b"))
        assert problems(data, keep_empty=True).findings.counts[Problem.EMPTY] == 1


class TestHugeAndHostile:
    @pytest.mark.parametrize(
        "middle",
        ["<!--{}-->", "<tu {}='1'/>", "<tu><tuv xml:lang='en'><seg>{}</seg></tuv></tu>"],
    )
    def test_a_text_or_tag_without_end_is_refused(self, middle: str) -> None:
        head, tail = f"<tmx><body>{middle}</body></tmx>".encode().split(b"{}")
        data = head + b"a" * (20 << 20) + tail
        with pytest.raises(UnreadableFileError, match="line 1 begins a text or tag of more than"):
            read_units(data)

    @pytest.mark.parametrize(
        "element", ["<tuv xml:lang='en'/>", "<prop type='a'>b</prop>", "<note>a</note>"]
    )
    def test_parts_without_end_are_refused(self, element: str) -> None:
        data = tmx("<tu>" + element * 10_001 + "</tu>")
        with pytest.raises(UnreadableFileError, match="line 2 has more than 10,000"):
            read_units(data)

    @pytest.mark.parametrize(
        ("seg", "what"),
        [
            ("<ph/>" * 10_001, "10,000 inline elements"),
            (("a" * (1 << 20) + "<ph/>") * 17, "characters"),
            ("<hi>" * 257 + "</hi>" * 257, "inside each other"),
        ],
    )
    def test_codes_without_end_are_refused(self, seg: str, what: str) -> None:
        with pytest.raises(UnreadableFileError, match=what):
            read_units(tmx(tu(en=seg, kk="x")))

    def test_a_long_text_is_read(self) -> None:
        long = "ә\n" * 3_000_000
        assert found(tmx(tu(en="a", kk=long))) == [("en", "kk", "a", long)]

    def test_units_come_before_the_file_is_read_to_its_end(self) -> None:
        data = tmx(*[tu(en=f"a{number}", kk="b") for number in range(50_000)])
        file = BytesIO(data)
        first = next(TmxUnits(TmxReader(file, len(data))).read())
        assert first.unit.source == "a0"
        assert file.tell() < len(data) / 2

    def test_cancelling_stops_between_two_units(self) -> None:
        data = tmx(*[tu(en=f"a{number}", kk="b") for number in range(50_000)])
        progress = Progress()
        units = TmxUnits(TmxReader(BytesIO(data), len(data))).read(progress)
        taken: list[Numbered] = []

        def cancel(unit: Numbered) -> None:
            taken.append(unit)
            progress.cancel()

        with pytest.raises(Cancelled):
            deque(map(cancel, units))
        assert 0 < len(taken) < 10_000

    @pytest.mark.parametrize(
        "name", ["idna", "unicode_escape", "punycode", "utf-7", "hex", "rot13"]
    )
    def test_codecs_that_are_not_made_for_texts(self, name: str) -> None:
        data = tmx(tu(en="a\\ud800 ә", kk="b"), head=f'<?xml version="1.0" encoding="{name}"?>')
        with pytest.raises((UnreadableFileError, EncodingError)):
            read_units(data)
        with pytest.raises((UnreadableFileError, EncodingError)):
            read_units(tmx(tu(en="a\\ud800 ә", kk="b")), encoding=name)

    def test_an_entity_from_outside_in_an_attribute(self) -> None:
        with pytest.raises(UnreadableFileError):
            read_units(tmx(tu('tuid="&x;"', en="a", kk="b")))
