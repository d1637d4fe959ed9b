"""PO keeps everything it came with, and polib and our second reader agree on what it says."""

import gzip

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import EncodingError, UnreadableFileError
from core.formats.format import Filled, ParsedFile
from core.formats.po import PoFormat
from core.formats.po_lines import PoLines, statement
from core.formats.proof import differences, expected_filled
from core.formats.proof_po import read_back_po
from core.segment import State
from tests.core.formats.promises import DATA, FormatPromises
from tests.shared import shared_path

PO = PoFormat()
RICH = (DATA / "rich.po").read_bytes()
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: kk\\n"\n"Content-Type: text/plain; charset={charset}\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
# What a translator may type or a foreign file may hold; NUL and half surrogates are in no file.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


class TestPromises(FormatPromises):
    format = PO
    files = ("rich.po",)
    junk = (*FormatPromises.junk, b"", b"# only a comment\n", b"<html></html>")


def made(body: str, charset: str = "UTF-8") -> bytes:
    return (HEADER.format(charset=charset) + body).encode("utf-8")


def entry(source: str, target: str = "") -> str:
    lines = [*statement("msgid", source, 0), *statement("msgstr", target, 0)]
    return "\n".join(lines) + "\n\n"


def filled(parsed: ParsedFile, **changes: Filled) -> dict[str, Filled]:
    return {b.key: Filled(b.source, b.target, b.state) for b in parsed.blocks} | changes


def lines_of(data: bytes) -> list[str]:
    return data.decode("utf-8").split("\n")


class TestReading:
    def test_everything_a_translator_needs_is_there(self) -> None:
        parsed = PO.read(RICH)
        assert (parsed.source_language, parsed.target_language) == ("en", "kk")
        assert parsed.warnings == ()
        assert [block.key for block in parsed.blocks] == ["0", "1", "1#1", "3", "4", "5"]
        heading, one, many, long, sent_back, new = parsed.blocks
        assert heading.context == "heading"
        assert heading.note == "Heading of the first chapter"
        assert heading.state is State.TRANSLATED
        assert one.source == "The court heard %d case."
        assert many.source == "The court heard %d cases."
        assert one.state is many.state is State.DRAFT
        assert one.note == "the lawyer asked to keep the number"
        assert long.source.endswith("without a decision of the court.")
        assert long.state is new.state is State.NEW
        assert sent_back.state is State.REJECTED
        assert sent_back.target == 'Прокурор\tқарсы: "жоқ" \\ ешқашан'

    @pytest.mark.parametrize(
        ("name", "tag"),
        [
            ("kk_KZ.UTF-8", "kk"),
            ("uz", "uz-Latn"),
            ("uz@cyrillic", "uz-Cyrl"),
            ("uz_UZ@latin", "uz-Latn"),
            ("uz-Cyrl", "uz-Cyrl"),
            ("RUS", "ru"),
            ("fr", ""),
            ("", ""),
        ],
    )
    def test_languages_in_any_spelling(self, name: str, tag: str) -> None:
        data = RICH.replace(b"Language: kk", f"Language: {name}".encode())
        assert PO.read(data).target_language == tag

    @pytest.mark.parametrize(
        ("plurals", "forms"),
        [
            ("nplurals=1; plural=0;", 2),  # the file itself has two
            ("nplurals=3; plural=(n%10==1 ? 0 : n>4 && n<2 || n!=3 ? 1 : 2);", 3),
            ("nplurals=INTEGER; plural=EXPRESSION;", 2),
            ("nplurals=2; plural=__import__('os').system('id');", 2),
            ("nplurals=99999999; plural=n;", 2),
        ],
    )
    def test_plural_forms_are_counted_and_never_run(self, plurals: str, forms: int) -> None:
        data = RICH.replace(b"nplurals=2; plural=(n != 1);", plurals.encode())
        parsed = PO.read(data)
        assert len([block for block in parsed.blocks if block.key.startswith("1")]) == forms
        makes_sense = plurals.startswith(("nplurals=1", "nplurals=3"))
        assert any("plural forms" in warning for warning in parsed.warnings) is not makes_sense

    def test_forms_of_the_language_where_the_header_says_nothing(self) -> None:
        data = b'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\n'
        parsed = PO.read(data)
        assert [block.key for block in parsed.blocks] == ["0", "0#1", "0#2"]
        targets = {k: Filled("", t, State.TRANSLATED) for k, t in [("0#1", "x"), ("0#2", "y")]}
        after = PO.fill(data, parsed.encoding, targets)
        assert after == data + b'msgstr[1] "x"\nmsgstr[2] "y"\n'

    @pytest.mark.parametrize(
        ("body", "count", "warning"),
        [
            ('msgid "a"\nmsgstr "1"\n\nmsgid "a"\nmsgstr "2"\n', 2, "repeat another one"),
            ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "1"\nmsgstr[5] "6"\n', 3, "gaps"),
            ('domain "other"\nmsgid "a"\nmsgstr ""\n', 1, "domains"),
            ('msgid "a\\q"\nmsgstr "b\\x41"\n', 1, "escape sequences"),
            ('#,fuzzy\n#comment\n#.note\n#:ref\n#|msgid"z"\nmsgid"a"\r\nmsgstr "1"', 1, "ends its"),
            ("", 0, "no entries"),
        ],
    )
    def test_oddities_are_accepted_and_told(self, body: str, count: int, warning: str) -> None:
        parsed = PO.read(made(body))
        assert len(parsed.blocks) == count
        assert any(warning in sentence for sentence in parsed.warnings)
        assert PO.fill(made(body), parsed.encoding, filled(parsed)) == made(body)

    def test_signs_without_a_space_mean_the_same(self) -> None:
        (block,) = PO.read(made('#,fuzzy\n#comment\n#.note\n#=x\nmsgid"a"\nmsgstr"1"\n')).blocks
        assert (block.note, block.state, block.target) == ("note\ncomment", State.DRAFT, "1")

    def test_no_header_is_accepted(self) -> None:
        parsed = PO.read(b'# about a\nmsgid "a"\nmsgstr "b"\n')
        assert [(block.source, block.target) for block in parsed.blocks] == [("a", "b")]
        assert any("no header" in sentence for sentence in parsed.warnings)

    @pytest.mark.parametrize(
        "end", ['#~| msgid "x"', "#:", "#,", "#", "# x", "#~", '#~ msgid "y"\n#~ msgstr ""']
    )
    def test_the_last_entry_survives_whatever_follows_it(self, end: str) -> None:
        blocks = PO.read(made(f'msgid "a"\nmsgstr "b"\n{end}\n')).blocks
        assert [(block.source, block.target) for block in blocks] == [("a", "b")]

    @pytest.mark.parametrize(
        ("body", "line"),
        [
            ('msgid "a\nmsgstr "b"\n', 7),
            ('msgid "a"\nmsgstr "b\n', 8),
            ('msgid "a"\nmsgstr "b"c"\n', 8),
            ('msgid "a"\n\nmsgid "b"\nmsgstr ""\n', 7),
            ('msgid "a"\n', 7),
            ('msgid "a"\nmsgstr "b"\nnonsense\n', 9),
            ('"lost"\nmsgstr[x] "b"\n', 8),
            ('msgid "a"\nmsgstr[12] "b"\n', 8),
            ('msgstr "b"\n', 7),
            ('msgid "a"\nmsgstr[0] "b"\n', 8),
            ('msgid "a"\nmsgid_plural "as"\nmsgstr "b"\n', 9),
            ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 9),
            ('msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[0] "c"\n', 10),
            ('msgid "a"\nmsgid_plural "b"\nmsgstr[1] "b"\nmsgstr[0] "c"\n', 10),
            ('msgid "a"\n#~ msgstr "b"\n', 8),
            ('msgctxt "c"\n#~ msgid "a"\n#~ msgstr "b"\n', 8),
            ('msgid "a"\nmsgstr "b"\n#~ "c"\n', 9),
            ('msgid "a"\nmsgstr "b"\n#| "c"\n', 9),
        ],
    )
    def test_a_broken_file_is_refused_with_its_line(self, body: str, line: int) -> None:
        with pytest.raises(UnreadableFileError, match=f"line {line}:"):
            PO.read(made(body))


class TestCharsets:
    def test_the_declared_charset_is_read_and_written(self) -> None:
        data = made(entry("law", "закон"), "windows-1251").decode().encode("cp1251")
        parsed = PO.read(data)
        assert (parsed.encoding, parsed.blocks[0].target) == ("cp1251", "закон")
        after = PO.fill(data, "cp1251", {"0": Filled("law", "право", State.TRANSLATED)})
        assert after == data.replace("закон".encode("cp1251"), "право".encode("cp1251"))

    def test_letters_it_lacks_make_the_file_utf8_and_say_so(self) -> None:
        data = made(entry("law", "закон"), "windows-1251").decode().encode("cp1251")
        after = PO.fill(data, "cp1251", {"0": Filled("law", "заң", State.TRANSLATED)})
        assert b"charset=UTF-8" in after
        assert PO.read(after).blocks[0].target == "заң"
        assert [entry.target for entry in read_back_po(after)] == ["заң"]
        assert [entry.target for entry in read_back_po(data)] == ["закон"]

    @pytest.mark.parametrize("placeholder", ["CHARSET", "x-klingon"])
    def test_a_template_gets_a_charset_with_its_first_letters(self, placeholder: str) -> None:
        data = made(entry("law"), placeholder)
        parsed = PO.read(data)
        assert any("no known encoding" in sentence for sentence in parsed.warnings)
        assert PO.fill(data, parsed.encoding, filled(parsed)) == data
        after = PO.fill(data, parsed.encoding, {"0": Filled("law", "заң", State.TRANSLATED)})
        assert after == made(entry("law", "заң"))

    def test_utf16_stays_utf16(self) -> None:
        data = made(entry("law"), "UTF-16").decode().encode("utf-16")
        after = PO.fill(data, "utf-16-le", {"0": Filled("law", "заң", State.TRANSLATED)})
        assert after == made(entry("law", "заң"), "UTF-16").decode().encode("utf-16")

    def test_a_text_that_speaks_of_a_charset_is_no_header(self) -> None:
        data = entry("charset=x", "б").encode() + entry("law").encode()
        after = PO.fill(data, "utf-8", {"1": Filled("law", "заң", State.TRANSLATED)})
        assert after == (entry("charset=x", "б") + entry("law", "заң")).encode()

    def test_a_charset_that_is_not_true_is_refused_with_advice(self) -> None:
        data = made(entry("Article", "Статья закона")).decode().encode("cp1251")
        with pytest.raises(EncodingError, match=r"line 8 .* looks like Cyrillic \(Windows-1251\)"):
            PO.read(data)
        assert PO.read(data, "cp1251").blocks[0].target == "Статья закона"


class TestFilling:
    def test_only_what_changed_differs(self) -> None:
        before = lines_of(RICH)
        after = lines_of(PO.fill(RICH, "utf-8", {"0": Filled("", "Бала", State.REVIEWED)}))
        assert [line for line in after if line not in before] == ['msgstr "Бала"']
        assert [line for line in before if line not in after] == ['msgstr "Баланың құқықтары"']
        assert len(after) == len(before)

    @pytest.mark.parametrize(
        ("state", "fuzzy"),
        [
            (State.DRAFT, True),
            (State.REJECTED, True),
            (State.TRANSLATED, False),
            (State.REVIEWED, False),
            (State.FINAL, False),
        ],
    )
    def test_states_become_fuzzy_or_clean(self, state: State, fuzzy: bool) -> None:
        parsed = PO.read(RICH)
        values = {b.key: Filled(b.source, "x", state, "why") for b in parsed.blocks}
        after = PO.fill(RICH, "utf-8", values)
        entries = [one for one in polib.pofile(after.decode()) if not one.obsolete]
        assert {one.fuzzy for one in entries} == {fuzzy}
        assert [one.flags for one in entries if "c-format" in one.flags] == [
            ["fuzzy", "c-format"] if fuzzy else ["c-format"]
        ]

    def test_new_is_an_empty_msgstr(self) -> None:
        parsed = PO.read(RICH)
        after = PO.fill(RICH, "utf-8", {b.key: Filled("", "", State.NEW) for b in parsed.blocks})
        assert {(b.target, b.state) for b in PO.read(after).blocks} == {("", State.NEW)}
        assert not any(one.fuzzy for one in polib.pofile(after.decode()))

    def test_the_reason_is_written_once_replaced_and_taken_away(self) -> None:
        def fill(data: bytes, state: State, reason: str) -> bytes:
            return PO.fill(data, "utf-8", {"0": Filled("", "Сот", state, reason)})

        commented = PO.fill(RICH, "utf-8", {"1": Filled("", "Сот", State.REJECTED, "bad")})
        at = lines_of(commented).index("# Sent back: bad")
        assert lines_of(commented)[at - 1] == "# the lawyer asked to keep the number"

        first = fill(RICH, State.REJECTED, "not the\nterm")
        assert lines_of(first).count("# Sent back: not the term") == 1
        assert fill(first, State.REJECTED, "not the\nterm") == first
        second = fill(first, State.REJECTED, "still not")
        assert "# Sent back: not the term" not in lines_of(second)
        at = lines_of(second).index("# Sent back: still not")
        assert lines_of(second)[at + 1] == "#. Heading of the first chapter"
        assert fill(second, State.REJECTED, "") == second
        assert PO.read(second).blocks[0].state is State.REJECTED
        assert "# Sent back: still not" not in lines_of(fill(second, State.TRANSLATED, ""))

    def test_a_reason_that_another_tool_left_behind_stays_until_the_text_changes(self) -> None:
        data = made("# Sent back: wrong\n" + entry("law", "заң"))
        same = {"0": Filled("law", "заң", State.TRANSLATED)}
        assert PO.fill(data, "utf-8", same) == data
        other = {"0": Filled("law", "құқық", State.TRANSLATED)}
        assert PO.fill(data, "utf-8", other) == made(entry("law", "құқық"))

    def test_one_form_leaves_the_others(self) -> None:
        after = PO.fill(RICH, "utf-8", {"1#1": Filled("", "Сот істер", State.TRANSLATED)})
        assert 'msgstr[0] "Сот %d істі қарады."' in lines_of(after)
        assert 'msgstr[1] "Сот істер"' in lines_of(after)
        # the first form is still a draft, and there is one flag for both
        assert "#, fuzzy, c-format" in lines_of(after)

    def test_a_form_that_was_missing_goes_between_its_neighbours(self) -> None:
        data = made('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "1"\nmsgstr[5] "6"\n')
        after = PO.fill(data, "utf-8", {"0#1": Filled("", "2", State.TRANSLATED)})
        assert after == data.replace(b"msgstr[5]", b'msgstr[1] "2"\nmsgstr[5]')
        assert [block.target for block in PO.read(after).blocks] == ["1", "2", "6"]

    def test_everything_else_stays_in_its_place(self) -> None:
        parsed = PO.read(RICH)
        values = {b.key: Filled("", "x", State.TRANSLATED) for b in parsed.blocks}
        kept = [
            "# Copyright: nobody.",
            '"PO-Revision-Date: 2026-03-02 10:11+0500\\n"',
            '"X-Poedit-Basepath: .\\n"',
            "#: act.xml:12 act.xml:40",
            '#| msgctxt "old context"',
            '#~| msgid "An earlier wording"',
            '#~ msgstr "Күші жойылған бап"',
            "#, no-wrap, range: 0..10",
            "# a last word at the end of the file",
        ]
        after = lines_of(PO.fill(RICH, "utf-8", values))
        assert [line for line in after if line in kept] == kept

    def test_long_targets_wrap_as_the_file_does(self) -> None:
        text = "сөз сөйлем " * 20 + "соңы\nекінші жол"
        wrapped = PO.fill(RICH, "utf-8", {"3": Filled("", text, State.TRANSLATED)})
        assert max(len(line) for line in lines_of(wrapped)) <= 79
        plain = made(entry("long " * 30, "x"))
        after = PO.fill(plain, "utf-8", {"0": Filled("", text, State.TRANSLATED)})
        assert f'"{text.partition(chr(10))[0]}\\n"' in lines_of(after)
        for data in (wrapped, after):
            assert text in [block.target for block in PO.read(data).blocks]

    def test_crlf_stays_crlf(self) -> None:
        data = RICH.replace(b"\n", b"\r\n")
        values = {b.key: Filled("", "a\nb", State.REJECTED, "why") for b in PO.read(data).blocks}
        after = PO.fill(data, "utf-8", values)
        assert after.count(b"\n") == after.count(b"\r\n") > data.count(b"\n")
        assert after.replace(b"\r\n", b"\n") == PO.fill(RICH, "utf-8", values)


@given(st.lists(st.tuples(TEXTS, st.sampled_from(State), TEXTS), max_size=6))
def test_any_target_comes_back_and_both_readers_agree(
    rows: list[tuple[str, State, str]],
) -> None:
    parsed = PO.read(RICH)
    keys = [block.key for block in parsed.blocks]
    values = {
        key: Filled("", text, state, reason)
        for key, (text, state, reason) in zip(keys, rows, strict=False)
    }
    after = PO.fill(RICH, "utf-8", values)
    targets = {block.key: block.target for block in PO.read(after).blocks}
    assert targets == {b.key: b.target for b in parsed.blocks} | {
        key: value.target for key, value in values.items()
    }
    assert differences(expected_filled(parsed, values), read_back_po(after)) == []
    assert PO.fill(after, "utf-8", values) == after


@given(TEXTS.filter(bool), TEXTS, st.just(0) | st.integers(20, 100))
def test_a_statement_holds_any_text_at_any_width(source: str, target: str, width: int) -> None:
    lines = [*statement("msgid", source, width), *statement("msgstr", target, width)]
    (found,) = read_back_po("\n".join(lines).encode())
    assert (found.source, found.target) == (source, target)
    assert PoLines.of("\n".join(lines)).text() == "\n".join(lines)


@given(st.lists(st.sampled_from(RICH.decode().split("\n")), max_size=30))
def test_shuffled_lines_are_read_or_refused(lines: list[str]) -> None:
    data = "\n".join(lines).encode()
    try:
        parsed = PO.read(data)
    except (UnreadableFileError, EncodingError):
        return
    assert PO.fill(data, parsed.encoding, filled(parsed)) == data
    assert differences(expected_filled(parsed, {}), read_back_po(data)) == []


def test_ten_thousand_real_entries_agree_with_polib_and_come_back() -> None:
    data = gzip.decompress(shared_path("tm/po_10k.po.gz").read_bytes())
    parsed = PO.read(data)
    theirs = [one for one in polib.pofile(data.decode()) if not one.obsolete]
    assert [b.source for b in parsed.blocks if "#" not in b.key] == [one.msgid for one in theirs]
    assert PO.fill(data, parsed.encoding, filled(parsed)) == data
    assert differences(expected_filled(parsed, {}), read_back_po(data)) == []
