"""Encodings are told apart by what they hold, and bytes come back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.encoding import ENCODINGS, decode, detect, encode, holds
from core.errors import EncodingError, UnreadableFileError
from tests.shared import shared_path

RUSSIAN = "Статья 5. Каждый имеет право на свободу и личную неприкосновенность."
KAZAKH = "5-бап. Әркімнің бас бостандығына және жеке басына тиіспеушілікке құқығы бар."
UZBEK = "5-модда. Ҳар ким ўз ҳуқуқларини ҳимоя қилиши мумкин."
TURKMEN = "5-nji madda. Her bir adamyň şahsy eldegrilmesizlik hukugy bardyr; ýazgy we möhür."
ENGLISH = "Article 5. “Everyone” has the right – or shall have – to it; the State’s duty."
FRENCH_NAMES = "The café of Mr Benoît Lefèvre is a naïve façade."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((text, "utf-8") for text in (RUSSIAN, KAZAKH, UZBEK, TURKMEN, ENGLISH, "ASCII only")),
        *((text, "utf-16-le") for text in (RUSSIAN, KAZAKH, UZBEK, TURKMEN, ENGLISH, "ASCII")),
        *((text, "utf-16-be") for text in (RUSSIAN, KAZAKH, UZBEK, TURKMEN, ENGLISH, "ASCII")),
        (RUSSIAN, "cp1251"),
        (RUSSIAN.upper(), "cp1251"),
        ("Да", "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN.upper(), "koi8-r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN.upper(), "cp866"),
        (KAZAKH, "kz1048"),
        (KAZAKH.upper(), "kz1048"),
        (TURKMEN, "cp1250"),
        (FRENCH_NAMES, "cp1252"),
    ],
)
def test_detects(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.bom) == (text, encoding, False)
    assert encode(decoded.text, decoded.encoding, decoded.bom) == data


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_a_byte_order_mark_decides_and_comes_back(encoding: str, text: str) -> None:
    data = encode(text, encoding, bom=True)
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.bom) == (text, encoding, True)
    assert encode(decoded.text, decoded.encoding, decoded.bom) == data


def test_quotation_marks_alone_read_the_same_in_every_candidate() -> None:
    assert decode(ENGLISH.encode("cp1252")).text == ENGLISH


@given(st.binary())
def test_any_bytes_are_text_that_comes_back_or_an_expected_error(data: bytes) -> None:
    try:
        decoded = decode(data)
    except (UnreadableFileError, EncodingError):
        return
    assert encode(decoded.text, decoded.encoding, decoded.bom) == data
    assert "\x00" not in decoded.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (b"PK\x03\x04...", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
        (b"{\\rtf1 text}", "RTF"),
        (b"one\x00two", "NUL"),
        (b"one\x00two\n", "NUL"),
        (b"\x00" * 64, "NUL"),
        (bytes(range(1, 256)) * 4, "any encoding"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFileError, match=words):
        decode(data)


def test_a_damaged_utf8_file_names_the_line_and_the_byte() -> None:
    data = f"{KAZAKH}\n{RUSSIAN}".encode() + b"\xd0\nend"
    assert detect(data) == "utf-8"
    with pytest.raises(EncodingError, match="line 2 stands the byte 0xD0"):
        decode(data)


def test_a_chosen_encoding_must_fit_and_exist() -> None:
    data = RUSSIAN.encode("cp1251")
    assert decode(data, "windows-1251").encoding == "cp1251"
    assert decode(RUSSIAN.encode("utf-16"), "utf-16").encoding == "utf-16-le"
    assert decode(RUSSIAN.encode("utf-8-sig"), "utf-8-sig").bom
    with pytest.raises(EncodingError, match="not in Unicode"):
        decode(data, "utf-8")
    for nonsense in ("klingon", "rot13", "hex"):
        with pytest.raises(EncodingError, match="no encoding called"):
            decode(data, nonsense)


def test_a_character_the_encoding_lacks_is_named() -> None:
    assert not holds("cp1251", KAZAKH)
    assert holds("kz1048", KAZAKH)
    with pytest.raises(EncodingError, match=r"“Ә” \(U\+04D8\)"):
        encode("Ә", "cp1251", bom=False)


def test_every_offered_encoding_exists() -> None:
    for known in ENCODINGS:
        assert decode("abc".encode(known.name), known.name).text == "abc"


def test_lines_of_real_texts_are_hardly_ever_mistaken() -> None:
    lines = {"kk": "kz1048", "ru": "cp1251"}
    for language, encoding in lines.items():
        path = shared_path(f"align/gold/xwmt_dev/ru-kk.{language}")
        texts = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        coded = [(t, t.encode(encoding)) for t in texts[:200] if holds(encoding, t)]
        wrong = [text for text, data in coded if decode(data).text != text]
        assert len(wrong) * 100 <= len(coded)
