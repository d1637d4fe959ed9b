"""Keeps the keys of machine translation engines in the system's keyring and in no file of ours.

Where the system has no keyring, or it stays locked, a key lives until the program ends. A key
belongs to an engine *at an address*: a project that names another server does not get it.
"""

from core.engine import EngineSettings, server_address

SERVICE = "Terjiman"

_session: dict[str, str] = {}
"""Keys of this session by account; an empty one says that the keyring was asked and has none."""


def keep_key(settings: EngineSettings, key: str) -> bool:
    """Keep the key of an engine; an empty one forgets it.

    False when it lives for this session only, which the person should be told.
    """
    account, key = _account(settings), key.strip()
    _session[account] = key
    import keyring  # slow to import, and seldom needed
    from keyring.errors import KeyringError

    try:
        if key:
            keyring.set_password(SERVICE, account, key)
        elif keyring.get_password(SERVICE, account) is not None:
            keyring.delete_password(SERVICE, account)
    except KeyringError:
        return False
    return True


def key_for(settings: EngineSettings) -> str:
    """The key of an engine at its address, or an empty string."""
    account = _account(settings)
    if account not in _session:
        _session[account] = _from_keyring(account)
    return _session[account]


def _account(settings: EngineSettings) -> str:
    return f"{settings.name} {server_address(settings.url)}"


def _from_keyring(account: str) -> str:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(SERVICE, account) or ""
    except KeyringError:
        return ""
