import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.tokens import TokenKind, token_texts, tokens

KINDS = {
    TokenKind.WORD: [
        "Oʻzbekiston", "O'zbekiston", "O’zbekiston", "O‘zbekiston", "O`zbekiston", "O´zbekiston",
        "maʼno", "togʻ", "tog'", "tog‘", "БҰҰ-ның", "қадір-қасиет", "80-нен", "12-баптың", "1-nji",
        "IV-бап", "PDF-файл", "COVID-19", "12.05.2020-ж", "1 000-нан", "5G", "за\u0301мок",
        "сло\u00adво", "snake_case", "ҷумҳурӣ", "ýaňşylyk",
    ],
    TokenKind.NUMBER: [
        "5", "1 000,5", "1,000.5", "1\u00a0000\u00a0000", "1\u202f000,50", "12.05.2020", "3.2.1",
    ],
    TokenKind.TAG: [
        "%s", "%d", "%1$s", "%-5.2f", "%(name)s", "%ld", "%1", "%L1", "%n", "%%",
        "{0}", "{name}", "{}",
        "{0:N2}", "{value!r}", "{items[0]}", "{{name}}", "${name}", "<b>", "</b>", "<br/>",
        "<br />",
        '<a href="x.html" title=\'y z\'>', "<1>", "</1>", "<x:g id=\"1\">",
    ],
    TokenKind.ADDRESS: [
        "https://example.org/a?b=1#c", "www.example.org/a", "first.last@example.org",
        "https://қаз.example/бап",
    ],
    TokenKind.PUNCTUATION: ["—", "«", ".", "§", "№", "%", "<", "{", "'", "&"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"), [(text, kind) for kind, texts in KINDS.items() for text in texts]
)
def test_one_token(text: str, kind: TokenKind) -> None:
    for before, after in (("", ""), ("в ", " и"), ("«", "»"), ("(", "),")):
        found = [t for t in tokens(before + text + after) if t.start >= len(before)]
        assert (found[0].text, found[0].kind) == (text, kind)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'dog'", ["'", "dog", "'"]),
        ("students' law", ["students", "'", "law"]),
        ("2015-2019", ["2015", "-", "2019"]),
        ("12(3)", ["12", "(", "3", ")"]),
        ("in 2023 100 people", ["in", "2023", "100", "people"]),
        ("12, 13", ["12", ",", "13"]),
        ("50%dan", ["50", "%", "dan"]),
        ("20 %i", ["20", "%", "i"]),
        ("100% of", ["100", "%", "of"]),
        ("a<b and c>d", ["a", "<", "b", "and", "c", ">", "d"]),
        ("see https://example.org/a, b", ["see", "https://example.org/a", ",", "b"]),
        ("т.б. …", ["т", ".", "б", ".", "…"]),
        ("word—word", ["word", "—", "word"]),
        ("", []),
        (" \u00a0\n", []),
    ],
)
def test_several_tokens(text: str, expected: list[str]) -> None:
    assert [token.text for token in tokens(text)] == expected


PIECES = st.lists(
    st.one_of(
        st.text(max_size=4),
        st.sampled_from([text for texts in KINDS.values() for text in texts] + [" ", "-", "'"]),
    )
).map("".join)


@given(PIECES)
def test_tokens_stand_in_order_with_only_white_space_between(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert text[end : token.start].strip() == ""
        assert text[token.start : token.end] == token.text != ""
        assert token.start >= end
        end = token.end
    assert text[end:].strip() == ""


@given(PIECES)
def test_texts_alone_are_those_of_the_tokens(text: str) -> None:
    assert token_texts(text) == [token.text for token in tokens(text)]


def test_long_runs_of_one_sign_take_no_time() -> None:
    for sign in (".", "a.", "<", "%", "-", "1 000 ", "a@", "{", "http://", "o'"):
        assert tokens(sign * 20_000)
