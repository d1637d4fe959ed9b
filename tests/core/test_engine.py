import pytest

from core.engine import server_address
from core.errors import EngineError


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:5000",
        "http://[::1]:5000",
        "http://localhost:5000/",
        "http://192.168.7.3/mt",
        "http://10.1.1.1",
        "http://mt-server:5000",
        "http://mt.local",
        "http://mt.office.internal",
        "https://translate.example.org",
    ],
)
def test_addresses_that_may_be_used(url: str) -> None:
    assert server_address(f" {url} ") == url.rstrip("/")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://translate.example.org", "begins with http"),
        ("http://8.8.8.8:5000", "begins with http"),
        ("http://134744072", "begins with http"),
        ("http://localhost.example.org", "begins with http"),
        ("HTTP://TRANSLATE.EXAMPLE.ORG", "begins with http"),
        ("", "cannot be used"),
        ("translate.example.org", "cannot be used"),
        ("ftp://127.0.0.1", "cannot be used"),
        ("file:///etc/passwd", "cannot be used"),
        ("http://", "cannot be used"),
        ("http://127.0.0.1:99999", "cannot be used"),
        ("http://[::1", "cannot be used"),
        ("http://127.0.0.1\\.example.org", "cannot be used"),
        ("http://127.0.0.1 .example.org", "cannot be used"),
        ("https://name:pw@translate.example.org", "must not carry"),
        ("https://translate.example.org?api_key=1", "must not carry"),
        ("https://translate.example.org/#a", "must not carry"),
    ],
)
def test_addresses_that_are_refused(url: str, expected: str) -> None:
    with pytest.raises(EngineError, match=expected) as caught:
        server_address(url)
    assert "pw" not in str(caught.value)
