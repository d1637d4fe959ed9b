"""Finds what a text holds for machines: variables, entities, addresses, files and their folders.

They are called the same in every script. core.tokens knows tags and most addresses; what is here
goes further, and is only for conversion: a match counts “sud.uz” as the words it is made of.
"""

import re

from core.tokens import BLANK

# What people write next to a full stop without a space is a name only with an ending they know.
_FILES = (
    "docx?|docm|dotx?|odt|rtf|txt|pdf|xlsx?|xlsm|ods|csv|tsv|pptx?|odp|xml|html?|json|po|pot|tmx|tbx"
    "|xlf|xliff|sdlxliff|srx|terjiman|zip|rar|7z|jpe?g|png|gif|tiff?|bmp|svg|mp[34]|avi|exe"
)
_DOMAINS = "uz|kz|kg|tj|tm|ru|com|org|net|int|gov|edu|info|eu|рф|қаз"
_IN_NAME = r"\w.@+'‘’ʻʼ`´-"
_REST = r"(?:/(?:[^\s<>«»“”\"|\[\]]*[\w/])?)?"

# A path begins behind nothing that it may hold: else a long row of strokes, which is none, would
# be read through again from each of them.
_NAME = re.compile(
    rf"""
    (?<![0-9])(?<![0-9]\s)\$[A-Za-z_][A-Za-z0-9_]*
  | (?<![0-9])%[A-Za-z][A-Za-z0-9_]+%(?![A-Za-z%])
  | &(?:[A-Za-z][A-Za-z0-9]*|\#[0-9]+|\#[xX][0-9A-Fa-f]+);
  | \\[nrt]
  | (?<!\w)(?:mailto:|(?:https?|ftp|file)://[^\s<>«»“”"|\[\]]*[\w/])
  | (?:(?<!\w)[A-Za-z]:|(?<![\w.\\-])\\)\\[\w.\\-]*\w
  | (?<![\w./)<~-])(?:~|\.\.?)?/[\w.-]+/[\w./-]*\w
  | (?<![{_IN_NAME}])[{_IN_NAME}]*
    (?:\.(?:{_FILES}|{_FILES.upper()})(?!\w) | (?<![0-9])\.(?:{_DOMAINS})(?!\w){_REST})
    """,
    re.VERBOSE,
)


def without_names(text: str) -> str:
    """`text` with such names blanked out, at the same length."""
    return _NAME.sub(lambda match: BLANK * len(match[0]), text)
