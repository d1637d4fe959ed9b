"""Language tags and scripts: which tag names a language's texts in one script or the other."""

from core.language import Script, language, match_tag
from core.transliteration.alphabet import LANGUAGES, base

OTHER_SCRIPT = {Script.CYRILLIC: Script.LATIN, Script.LATIN: Script.CYRILLIC}


def written(tag: str) -> tuple[str, Script] | None:
    """The language and the script of a tag, for languages in two scripts.

    A tag without a script means the one that the program has for it.
    """
    primary, *rest = tag.strip().replace("_", "-").split("-")
    known = match_tag(primary)
    if known is None or base(known) not in LANGUAGES:
        return None
    named = next((part.title() for part in rest if len(part) == 4 and part.isalpha()), "")
    script = named or language(known).script
    return (base(known), Script(script)) if script in set(Script) else None


def tag_in(name: str, script: Script) -> str:
    """The tag of a language, without script, in this one: the program's own where it has one."""
    return match_tag(f"{name}-{script}") or f"{name}-{script}"


def in_other_script(tag: str) -> str:
    """The tag of the same language in the other script; empty where it has only one."""
    found = written(tag)
    return tag_in(found[0], OTHER_SCRIPT[found[1]]) if found else ""


def in_script(tag: str, name: str, script: Script) -> str:
    """The tag of texts in `tag` once they are in `script`.

    Empty where they are not of the language `name`, or in that script already.
    """
    return tag_in(base(name), script) if written(tag) == (base(name), OTHER_SCRIPT[script]) else ""
