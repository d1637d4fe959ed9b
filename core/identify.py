"""Which language a text is written in, how likely that is, and whether to rely on it.

A statistical model (py3langid) says how likely each language is, and spelling corrects it: a word
with a letter that a language does not write speaks against it, an everyday word or a usual ending
speaks for it. See docs/identification.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from math import exp, log
from typing import Protocol, cast

import regex

from core.language import LANGUAGES, TAGS, Script, language
from core.look_alikes import in_one_script, is_mixed
from core.orthography import ALPHABETS, misfits, script_shares, words
from core.progress import Progress
from core.wording import everyday, likeness

SURE = 0.7
"""The confidence from which an answer stands on its own."""

_MISFIT = -3.0  # what a word that a language cannot write adds to the logarithm of its odds
_LIMIT = 12.0  # what all words together add at most, for a language and against it
_FLOOR = 1e-4  # the least probability the model is taken by: it knows little of short texts
_NAMES = 0.2  # how much of the model counts for a text that seems to be all names
_OTHER = -1.4  # how much less likely, in the same logarithms, a language is that is not ours
_PLAINLY = 1.5  # by how much another language must be ahead of ours to be the answer
_MISFITS = 0.5  # the share of misfits from which a text is in none of our languages …
_FEW = 3  # … unless it has fewer words than this, which may all be names

_BY_SCRIPT = {
    script: tuple(entry.tag for entry in LANGUAGES if entry.script is script) for script in Script
}
# What else a text in the script could be: the languages whose spelling is known come first.
_OTHERS = {
    Script.CYRILLIC: ("uk", "tt", "kaa", "be", "bg", "mk", "sr", "mn", "ba"),
    Script.LATIN: (
        "tr", "az", "crh", "ku", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "ro", "hu",
        "fi", "et", "lt", "lv", "sv", "da", "no", "is", "sq", "bs", "hr", "sl", "la", "id", "vi",
    ),
}  # fmt: skip

# The model does not know Karakalpak and takes it for its neighbours, so that spelling decides.
_MODEL_NAMES = {"uz-Cyrl": ("uz",), "uz-Latn": ("uz",), "kaa": ("kk", "uz")}

_CLAUSE_OR_WORD = regex.compile(
    r"(?P<begin>[(«“„])|(?P<end>[.!?;:…]+\s+|\s[/|–—]\s|[)»”\"\t\n])|[\p{L}\p{M}]+"
)
_ONE_SCRIPT = regex.compile(r"(?P<CYRILLIC>\p{Cyrillic}+)|(?P<LATIN>\p{Latin}+)")
# Web and mail addresses are in no language.
_ADDRESS = regex.compile(r"(?:https?://|www\.)\S+|[\w.+-]++@[\w-]+(?:\.[\w-]+)+")
# An initial is no word of one letter, nor is what stands for a word (т.и.д.) the Russian “и”; and
# the name that follows is no other word: “Ю. Ким” has no Uzbek “ким”.
_INITIAL = regex.compile(r"(?<![\p{L}\p{N}])(?:\p{Lu}|[авикосуя])\.")
_NAME = regex.compile(rf"(?:{_INITIAL.pattern}\s*)+(?:\p{{Lu}}\p{{Ll}}+)?")
_SMALL = regex.compile(r"(?<!\p{L})\p{Ll}+(?!\p{L})")
_WORD = regex.compile(r"(?<![\p{L}\p{N}]-?)\p{L}\p{Ll}+")


@dataclass(frozen=True, slots=True)
class Identified:
    """The language of a text as a program tag, "" where it is none of them.

    `confidence` is a probability (0–1); `sure` says whether it is enough to go by.
    """

    language: str
    confidence: float
    sure: bool


_NONE = Identified("", 0.0, False)


class _Model(Protocol):
    def rank(self, text: str) -> list[tuple[str, float]]: ...


def identify(text: str) -> Identified:
    """The language of one text on its own.

    The confidence is lowered by the letters in the other script, so that a text in two is not
    sure. The language is "" for a text without letters and for one plainly in none of ours.
    """
    text = _ADDRESS.sub(" ", text)
    shares = script_shares(text)
    if sum(shares.values()) <= 0.5:
        return _NONE
    script = _script(text, shares)
    spelt, nameless = words(text, script), _NAME.sub(" ", text)
    found = spelt if nameless == text else words(nameless, script)
    scores = _scores(_INITIAL.sub(" ", text), script, found, spelt)
    best = max(_BY_SCRIPT[script], key=lambda tag: scores[tag])
    if max(scores.values()) > scores[best] + _PLAINLY or _unwritable(spelt, best):
        return _NONE
    likely = 1 / sum(exp(score - scores[best]) for score in scores.values())
    confidence = likely * max(0.0, 2 * shares[script] - sum(shares.values()))
    return Identified(best, confidence, confidence >= SURE)


def _script(text: str, shares: Mapping[Script, float]) -> Script:
    """The script that most letters are in; those of words in small letters count four times.

    Names of firms and products stay in Latin among Cyrillic words: “және Roc Nation”.
    """
    if all(shares.values()):
        small = " ".join(_SMALL.findall(text))
        shares = script_shares(" ".join([text, small, small, small]))
    return max(shares, key=lambda one: shares[one])


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line, `line[start:end]`, that is in one language."""

    start: int
    end: int
    language: str
    sure: bool


def parts(line: str) -> tuple[Part, ...]:
    """The stretches of a line that are in different languages, in order; one where it is in one.

    A new one can begin where the script changes, after what ends a clause and with what opens a
    bracket or quotation. A stretch that does not tell its language, such as a name, goes with the
    one before. White space between two is in neither.
    """
    found: list[Part] = []
    for start, end in _pieces(line):
        part = _identified(line, start, end)
        if _stands(line, part) and not (found and found[-1].language == part.language):
            found.append(part)
    if len(found) < 2:
        return (_identified(line, 0, len(line)),)
    starts = [0, *(part.start for part in found[1:]), len(line)]
    return tuple(
        replace(part, start=start, end=end)
        for part, place in zip(found, pairwise(starts), strict=True)
        for start, end in [_trimmed(line, *place)]
    )


def _identified(line: str, start: int, end: int) -> Part:
    start, end = _trimmed(line, start, end)
    found = identify(line[start:end])
    return Part(start, end, found.language, found.sure)


def _stands(line: str, part: Part) -> bool:
    """Whether a stretch tells its language: it is sure, or has nothing but everyday words."""
    if part.sure or not part.language:
        return part.sure
    found = words(line[part.start : part.end], language(part.language).script)
    return len("".join(found)) > 2 and everyday(found, part.language) == len(found)


def _trimmed(line: str, start: int, end: int) -> tuple[int, int]:
    text = line[start:end]
    start += len(text) - len(text.lstrip())
    return start, max(start, end - len(text) + len(text.rstrip()))


def _pieces(line: str) -> Iterator[tuple[int, int]]:
    """Where a line can change its language: the places of what lies between these points."""
    start, script = 0, None
    for match in _CLAUSE_OR_WORD.finditer(line):
        if match["begin"] or match["end"]:
            place = match.start() if match["begin"] else match.end()
            if script:
                yield start, place
            if script or match["end"]:
                start = place
            script = None
            continue
        for place, now in _scripts(match):
            if script not in (None, now):
                yield start, place
                start = place
            script = now
    if script:
        yield start, len(line)


def _scripts(word: regex.Match[str]) -> Iterator[tuple[int, Script]]:
    """Where in a word each script begins; letters that only look like the other one do not count.

    “нұсқаPDF” is two words that were run together, “Қазақcтан” with a Latin c is one.
    """
    text = word[0]
    if is_mixed(text):
        text = in_one_script(text, Script.CYRILLIC) or text
    for match in _ONE_SCRIPT.finditer(text):
        yield word.start() + match.start(), Script[match.lastgroup or ""]


def identify_paragraphs(texts: Sequence[str], progress: Progress | None = None) -> list[Identified]:
    """The language of each paragraph of one document.

    A paragraph that is not sure takes the language of the nearest sure one in the same script,
    the earlier of two as near, and stays not sure. Where there is none, it keeps its own.
    """
    progress = progress or Progress()
    alone = [identify(text) for text in progress.track(texts, len(texts))]
    earlier = _distances(alone)
    later = _distances(alone[::-1])[::-1]
    return [_inherited(*each) for each in zip(alone, earlier, later, strict=True)]


# For each script the nearest sure language in one direction, and how many paragraphs away.
_Nearest = dict[Script, tuple[int, str]]


def _distances(alone: Sequence[Identified]) -> list[_Nearest]:
    nearest: _Nearest = {}
    found = []
    for one in alone:
        nearest = {script: (away + 1, tag) for script, (away, tag) in nearest.items()}
        if one.sure:
            nearest[language(one.language).script] = (0, one.language)
        found.append(nearest)
    return found


def _inherited(own: Identified, earlier: _Nearest, later: _Nearest) -> Identified:
    if own.sure or not own.language:
        return own
    script = language(own.language).script
    near = [each[script] for each in (earlier, later) if script in each]
    return replace(own, language=min(near, key=lambda each: each[0])[1]) if near else own


def _unwritable(found: Sequence[str], tag: str) -> bool:
    return len(found) >= _FEW and misfits(found, tag) > _MISFITS * len(found)


def _scores(
    text: str, script: Script, found: Sequence[str], spelt: Sequence[str]
) -> dict[str, float]:
    """The logarithm of how likely each language is, those that are not ours included.

    `found` are the words of the text, `spelt` those of it and of the initials and names left out.
    """
    model = dict(_model().rank(text))
    trust, like = _trust(text), likeness(found)
    scores = {}
    for tag in _BY_SCRIPT[script] + _OTHERS[script]:
        likely = max(_FLOOR, *(model[name] for name in _MODEL_NAMES.get(tag, (tag,))))
        prior = 0.0 if tag in TAGS else _OTHER
        wording = min(like.get(tag, 0.0), _LIMIT)
        scores[tag] = trust * log(likely) + prior + wording + _misspelt(spelt, tag)
    return scores


def _trust(text: str) -> float:
    """How much of the model counts, from 0 to 1: less, the more of the text seems to be names."""
    found = _WORD.findall(text)
    small = sum(word[0].islower() for word in found)
    return 1.0 if text.isupper() else min(_NAMES + small / max(1, len(found)), 1.0)


def _misspelt(found: Sequence[str], tag: str) -> float:
    return max(_MISFIT * misfits(found, tag), -_LIMIT) if tag in ALPHABETS else 0.0


@cache
def _model() -> _Model:
    """The model; it takes half a second to load, so it is loaded when it is first asked."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return cast(_Model, LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))
