"""The segmentation rules of this machine: the person's own, asked first, and those beneath them.

Both are SRX files in the person's folder of settings; where they are missing there are no own
rules, and beneath are those that come with the program.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import platformdirs
import regex

from core.errors import ExpectedError
from core.segmentation import Segmenter, shipped_rules
from core.srx import FLAGS, LanguageMap, Rule, RuleSet, combined, read_srx, write_srx
from services import files

OwnRules = Mapping[str, Sequence[Rule]]
"""Rules by language tag."""

_NONE = RuleSet("", cascade=True, rules={}, maps=())


def segment(text: str, language: str) -> list[str]:
    """`text` cut into sentences by the rules in force; see core.segmentation.segment.

    Raises UnreadableFileError when a file of rules cannot be used.
    """
    return _segmenter(language, _stamp(_own_file()), _stamp(_base_file())).segment(text)


def try_out(text: str, language: str, own: OwnRules, base: Path | None) -> list[str]:
    """`text` cut as it would be with these own rules over those of `base`; see `base_file`.

    Raises ExpectedError for a rule that is no regular expression or takes too long, and
    UnreadableFileError.
    """
    rules = combined(_rule_set(own), _base(base))
    return Segmenter(rules.rules_for(language), rules.file).segment(text)


def own_rules() -> dict[str, tuple[Rule, ...]]:
    """The person's own rules. Raises UnreadableFileError."""
    found = _own().rules
    return {tag: tuple(replace(rule, line=0) for rule in some) for tag, some in found.items()}


def keep_own_rules(own: OwnRules) -> None:
    """Put these in the place of the person's own rules.

    Raises ExpectedError for a rule that is no regular expression, ExportError where they cannot
    be written.
    """
    _keep_own(_rule_set(own))


def keep_rules(own: OwnRules, base: Path | None) -> None:
    """Put these in the place of the person's own rules, and those of `base` beneath them.

    Raises ExpectedError for a rule that is no regular expression, UnreadableFileError; nothing is
    changed then. Raises ExportError where they cannot be written.
    """
    rules = _rule_set(own)
    use_rules(base)
    _keep_own(rules)


def never_break_after(words: str, language: str) -> None:
    """Add an own rule: after `words`, such as an abbreviation, no sentence ends."""
    own = own_rules()
    rule = exception(words)
    if rule not in own.get(language, ()):
        keep_own_rules({**own, language: (*own.get(language, ()), rule)})


def exception(words: str) -> Rule:
    """The rule that no sentence ends after `words`, which do not begin inside a word.

    Spaces in them stand for spaces of any kind, such as those that do not break.
    """
    before = r"\s".join(regex.escape(part) for part in regex.split(r"\s", words))
    return Rule(breaks=False, before=rf"(?<![\p{{L}}\p{{N}}]){before}", after=r"\s")


def base_file() -> Path | None:
    """The SRX file of the rules beneath the own ones; None for those of the program."""
    return _base_file() if _base_file().exists() else None


def use_rules(base: Path | None) -> None:
    """Let the rules of an SRX file be those beneath the own ones; see `base_file`.

    Raises UnreadableFileError, ExportError.
    """
    if base is None:
        _base_file().unlink(missing_ok=True)
    elif base != _base_file():
        _write(_base_file(), read_srx(base))


def export_rules(path: Path, own: OwnRules, base: Path | None) -> None:
    """Write these own rules and those of `base` to an SRX file; see `base_file`.

    Raises ExpectedError for a rule that is no regular expression, UnreadableFileError, ExportError.
    """
    _write(path, combined(_rule_set(own), _base(base)))


@lru_cache(maxsize=32)
def _segmenter(language: str, _own_stamp: object, _base_stamp: object) -> Segmenter:
    rules = combined(_own(), _base(base_file()))
    return Segmenter(rules.rules_for(language), rules.file)


def _own() -> RuleSet:
    return read_srx(_own_file()) if _own_file().exists() else _NONE


def _base(file: Path | None) -> RuleSet:
    return read_srx(file) if file else shipped_rules()


def _keep_own(rules: RuleSet) -> None:
    if rules.rules:
        _write(_own_file(), rules)
    else:
        _own_file().unlink(missing_ok=True)


def _rule_set(own: OwnRules) -> RuleSet:
    wanted = {language: tuple(rules) for language, rules in own.items() if rules}
    for rules in wanted.values():
        for rule in rules:
            _require_expressions(rule)
    maps = tuple(LanguageMap(regex.escape(language), language) for language in wanted)
    return RuleSet(_own_file().name, cascade=True, rules=wanted, maps=maps)


def _require_expressions(rule: Rule) -> None:
    for expression in (rule.before, rule.after):
        try:
            regex.compile(expression, FLAGS)
            if not expression.isprintable():
                raise regex.error("it holds a sign that cannot be seen")
        except regex.error as error:
            raise ExpectedError(
                f"“{expression}” is not a regular expression ({error}). Correct that rule."
            ) from error


def _write(path: Path, rules: RuleSet) -> None:
    files.make_folder(path.parent)
    files.replace(path, write_srx(rules))


def _own_file() -> Path:
    return platformdirs.user_config_path("terjiman", appauthor=False) / "own.srx"


def _base_file() -> Path:
    return platformdirs.user_config_path("terjiman", appauthor=False) / "rules.srx"


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size
