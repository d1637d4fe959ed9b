"""A person is a name and a role; where the machine knows no name, there is still one."""

import getpass

import pytest

from core.people import Person, Role, login_name


def test_people_translate_unless_they_say_otherwise() -> None:
    assert Person("Aigul") == Person("Aigul", Role.TRANSLATOR)


@pytest.mark.parametrize("error", [KeyError, OSError, ImportError])
def test_a_machine_without_users(error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise error

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert login_name() == "translator"


def test_the_login_name_is_the_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "айгүл")
    assert login_name() == "айгүл"
