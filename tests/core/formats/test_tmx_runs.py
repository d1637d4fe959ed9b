"""Units that are told by what stands around their texts are what the XML parser makes of them."""

from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ExpectedError
from core.formats import tmx_runs, xml_stream
from core.formats.tmx_runs import UnitRuns
from core.formats.tmx_stream import TmxReader
from core.formats.tmx_units import TmxUnits
from core.memory.report import Finding, Pair
from core.memory.unit import TranslationUnit
from core.progress import Progress

Outcome = tuple[list[TranslationUnit], tuple[Finding, ...], Counter[str]] | tuple[type, str]


def by_parser(units: TmxUnits) -> Iterator[TranslationUnit]:
    return (each.unit for each in units.read())


def by_runs(units: TmxUnits) -> Iterator[TranslationUnit]:
    return (unit for run in UnitRuns(units).read(Progress()) for unit in run.units())


def outcome(
    read: Callable[[TmxUnits], Iterator[TranslationUnit]], data: bytes, wanted: list[Pair]
) -> Outcome:
    """The units, the findings and the languages of a file, or why it is refused."""
    try:
        units = TmxUnits(TmxReader(BytesIO(data), len(data)), wanted)
        return list(read(units)), units.findings.all(), units.languages
    except ExpectedError as error:
        return type(error), str(error)


TEXTS = st.one_of(
    st.sampled_from(["Court", "Сот", " Сот\n ", "", " \r\n", "&lt;b&gt; &amp;amp;", "&#1089;от",
                     "&quot;&apos;", "&own;", "&unknown;", "a ]]&gt; b", "<![CDATA[<b> </tu>]]>",
                     "<hi>Law</hi>", '<ph x="1">{1}</ph> s.', "<!-- </tu> -->Law", "<?x </tu>?>Law",
                     "tu>", 'x="1"', "\ufeff", "e\u0301 \U0001f600"]),
    st.text("Aaа \n\r&<>]\x07\ufffe", max_size=4),
)  # fmt: skip
LANGUAGES = st.sampled_from(
    ['xml:lang="EN-US"', 'xml:lang="kk"', "lang='ru'", 'xml:lang="de"', 'xml:lang=""', "",
     'xml:lang="kaz" changedate="20260102T030405Z"', 'xml:lang="en" creationid="a>b"']
)  # fmt: skip
EXTRAS = st.sampled_from(
    ["", "", "<prop type=\"x\">1</prop>\n ", "<note>Why </note>", "<prop>&amp;</prop>",
     '<prop type="x-status">final</prop>', "<!-- <seg> -->", "<note>a</prop>"]
)  # fmt: skip
ATTRIBUTES = st.sampled_from(
    ["", "", ' tuid="1"', ' tuid="2"', ' tuid="a&amp;b"', ' tuid="a\tb"', " tuid='3'", ' tuid="1" ',
     ' srclang="kk"', ' changedate="never"', ' mine="1"', ' tuid="1" tuid="2"', ' creationid="я"',
     ' tuid="4" creationid="x>y"', ' creationid="z" tuid="5"', "2", "/"]
)  # fmt: skip


@st.composite
def variants(draw: st.DrawFn) -> str:
    language, extras, text = draw(LANGUAGES), draw(EXTRAS), draw(TEXTS)
    return f"<tuv {language}>{extras}<seg>{text}</seg>{draw(st.sampled_from(['', ' ']))}</tuv>"


@st.composite
def units(draw: st.DrawFn) -> str:
    variant = draw(st.lists(variants(), min_size=1, max_size=3))
    between = draw(st.sampled_from(["", "\n", "\r\n  ", "\r", " <!-- <tu></tu> -->", "</tu>"]))
    return f"{between}<tu{draw(ATTRIBUTES)}>{draw(EXTRAS)}{' '.join(variant)}</tu>"


GOOD = st.sampled_from(
    ["Court", "Сот", " \r\n Law ", "&lt;b&gt; &amp;amp;", "x>", "e\u0301 \U0001f600"]
)
KINDS = st.sampled_from([
    '<tu><tuv xml:lang="en"><seg>{}</seg></tuv><tuv xml:lang="kk"><seg>{}</seg></tuv></tu>',
    """\n<tu tuid="{uid}">\r\n<tuv xml:lang="kk">\n <seg>{}</seg></tuv>\r\n
    <tuv lang="en"><prop type="x">1</prop><seg>{}</seg>\n</tuv></tu>""",
    """<tu tuid="{uid}" mine="1" changedate="never"><note>a</note><tuv xml:lang="en"><seg>{}</seg>
    </tuv><tuv xml:lang="kk" changedate="20260102T030405Z"><seg>{}</seg></tuv></tu>""",
    """<tu a="{{"><tuv xml:lang="de"><seg>{}</seg></tuv> <tuv xml:lang="kk">
    <seg>{}</seg></tuv></tu>""",
])  # fmt: skip
ALIKE = st.builds(
    lambda kind, first, second, uid: kind.format(first, second, uid=uid),
    KINDS, GOOD, GOOD, st.sampled_from(["", "1", "2 ", "ә", "{b}", ">"]),
)  # fmt: skip


def kin(number: int) -> str:
    """One of several units, of four kinds."""
    source, target = [("en", "kk"), ("kk", "en"), ("ru", "kk"), ("en", "ru")][number % 4]
    return (
        f'\n<tu tuid="{number}"><tuv xml:lang="{source}"><seg>Court &amp; {number}</seg></tuv> '
        f'<tuv xml:lang="{target}"><seg>{number} сот</seg></tuv></tu>'
    )


HEADS = st.sampled_from(
    ["<tmx>", '<tmx><header srclang="en"><prop>a</prop></header>', '<tmx><header srclang="*all*"/>',
     "<!DOCTYPE tmx SYSTEM 'tmx14.dtd'><tmx><header srclang='kk'/>",
     "<!DOCTYPE tmx [<!ENTITY own 'mine'><!ATTLIST tuv xml:lang CDATA 'ky'>]><tmx>",
     "<?xml version='1.0'?>\n<!-- </tu> <tu> --><tmx>"]
)  # fmt: skip
WANTED = st.sampled_from([[], [("en", "kk")], [("kk", "en")], [("en", "kk"), ("kk", "en")]])
BODIES = st.one_of(
    st.lists(st.one_of(ALIKE, ALIKE, units()), max_size=8).map("".join),
    st.lists(ALIKE, min_size=8, max_size=20).map("".join),
)


@given(HEADS, BODIES, st.sampled_from(["</tmx>", "</tmx>", "\n</tmx>", ""]), WANTED, st.data())
def test_runs_are_what_the_parser_makes(
    head: str, body: str, end: str, wanted: list[Pair], data: st.DataObject
) -> None:
    file = f"{head}{body}{end}".encode(data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])))
    pieces = data.draw(st.sampled_from([64, 100, 300, 1 << 16]))
    waiting = data.draw(st.sampled_from([1, 40, 1 << 20]))
    expected = outcome(by_parser, file, wanted)
    with (
        patch.object(xml_stream, "_CHUNK", pieces),
        patch.object(tmx_runs, "_PATIENCE", waiting),
        patch.object(tmx_runs, "_MOST", data.draw(st.sampled_from([0, 1, 1024]))),
        patch.object(tmx_runs, "_RARE", data.draw(st.sampled_from([200, 2_000]))),
    ):
        assert outcome(by_runs, file, wanted) == expected


def test_most_units_never_meet_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    fed: list[str] = []
    feed = TmxReader.fed

    def counted(self: TmxReader, text: str) -> object:
        fed.append(text)
        return feed(self, text)

    monkeypatch.setattr(TmxReader, "fed", counted)
    body = "".join(map(kin, range(1000)))
    data = f"<tmx>{body}</tmx>".encode()
    found = list(by_runs(TmxUnits(TmxReader(BytesIO(data), len(data)))))
    assert len(found) == 1000
    assert found[999].source == "Court & 999"
    assert sum(map(len, fed)) < len(body) / 50
    assert outcome(by_runs, data, []) == outcome(by_parser, data, [])
