"""How the program looks: colours, typeface, icons and the style sheet, light or dark."""

import atexit
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory

from PySide6.QtCore import QByteArray, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
    QRawFont,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

import resources
from core.segment import State

# Distances in pixels, the only ones used between and inside widgets.
SPACE_TINY = 4
SPACE_SMALL = 8
SPACE_MEDIUM = 12
SPACE_LARGE = 16

STATE_NAMES: dict[State, str] = {
    State.NEW: "New",
    State.DRAFT: "Draft",
    State.REJECTED: "Sent back",
    State.TRANSLATED: "Translated",
    State.REVIEWED: "Reviewed",
    State.FINAL: "Final",
}

# Six silhouettes, so that states differ for people who do not tell the colours apart.
_STATE_ICONS: dict[State, str] = {
    State.NEW: "circle-dashed",
    State.DRAFT: "pencil",
    State.REJECTED: "circle-arrow-left",
    State.TRANSLATED: "check",
    State.REVIEWED: "check-check",
    State.FINAL: "badge-check",
}

LETTERS = "әғқңөұүһіӣӯҳҷўäňşýžöüʻʼ«»"
"""What the typeface must have beside plain Latin and Russian."""

# Icons that the style sheet draws, and those of them that it draws paler where nothing can be done.
_SMALL = ("chevron-down", "chevron-up", "chevron-right", "square", "x")
_SMALL_DISABLED = ("chevron-down", "chevron-up")

_TYPEFACES = ("Inter", "Noto Sans", "Segoe UI", "SF Pro Text")
_SMALLEST_POINTS = 10.0  # a bare X server says 9, too small to read all day


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of the interface, named by what it is for.

    Backgrounds: window (behind everything), base and alternate (lists and fields), raised (menus,
    cards), hover, selection, current_row and the `_tint`s. Each text colour has a WCAG contrast of
    at least 4.5 on each background it is used on, `border` one of 3 (fields, boxes to tick);
    `line` and `edge` only part areas and `disabled` is meant to recede.
    """

    window: QColor
    base: QColor
    alternate: QColor
    raised: QColor
    hover: QColor
    selection: QColor
    current_row: QColor
    text: QColor
    muted: QColor
    disabled: QColor
    line: QColor
    border: QColor
    edge: QColor
    accent: QColor
    accent_hover: QColor
    accent_text: QColor
    error: QColor
    error_tint: QColor
    warning: QColor
    warning_tint: QColor
    hint: QColor
    hint_tint: QColor
    inserted: QColor
    inserted_tint: QColor
    deleted: QColor
    deleted_tint: QColor
    state_new: QColor
    state_draft: QColor
    state_translated: QColor
    state_rejected: QColor
    state_reviewed: QColor
    state_final: QColor

    def of_state(self, state: State) -> QColor:
        """The colour of a segment state, for its icon and its name."""
        colour: QColor = getattr(self, f"state_{state.value}")
        return colour


# name: light, dark
_COLOURS = {
    "window": ("#f3f6f5", "#161b1c"),
    "base": ("#ffffff", "#1d2324"),
    "alternate": ("#f8faf9", "#212829"),
    "raised": ("#ffffff", "#252d2e"),
    "hover": ("#e7eeec", "#2b3435"),
    "selection": ("#cfe6e3", "#21484a"),
    "current_row": ("#eaf4f2", "#223234"),
    "text": ("#1a2425", "#e4eaea"),
    "muted": ("#4f5d5e", "#a9b6b6"),
    "disabled": ("#9aa6a6", "#657173"),
    "line": ("#dfe6e4", "#2f393a"),
    "border": ("#84918f", "#748184"),
    "edge": ("#c5d0ce", "#414d4f"),
    "accent": ("#0f6466", "#67c7c2"),
    "accent_hover": ("#0b5153", "#83d6d1"),
    "accent_text": ("#ffffff", "#06282a"),
    "error": ("#a4221b", "#f5978e"),
    "error_tint": ("#fbeae8", "#402625"),
    "warning": ("#7a4d00", "#e8bd72"),
    "warning_tint": ("#fbf1dc", "#3a301c"),
    "hint": ("#1f558f", "#96bff2"),
    "hint_tint": ("#e6eff8", "#203142"),
    "inserted": ("#0a5c34", "#86d8a6"),
    "inserted_tint": ("#dcf3e5", "#1b3a2a"),
    "deleted": ("#9b2a24", "#f29d95"),
    "deleted_tint": ("#fae3e1", "#432827"),
    "state_new": ("#56646a", "#a3b0b5"),
    "state_draft": ("#7d4e00", "#e3b464"),
    "state_translated": ("#1f558f", "#8fbaf0"),
    "state_rejected": ("#a4221b", "#f5978e"),
    "state_reviewed": ("#1d6335", "#7fd094"),
    "state_final": ("#5f3c98", "#c3a9f1"),
}
LIGHT = Tokens(**{name: QColor(light) for name, (light, _) in _COLOURS.items()})
DARK = Tokens(**{name: QColor(dark) for name, (_, dark) in _COLOURS.items()})

_tokens = LIGHT
_follows_system = False


def tokens() -> Tokens:
    """The colours of the theme in force; light before `apply` was called."""
    return _tokens


def apply(app: QApplication, dark: bool | None) -> None:
    """Give the whole program its look; `dark` None follows the system, now and when it changes.

    Where a platform has no colour scheme (offscreen, some window managers) None means light.
    """
    global _follows_system
    hints = app.styleHints()
    if not app.property("terjiman_themed"):
        app.setProperty("terjiman_themed", True)
        app.setStyle("Fusion")
        app.setFont(_typeface(app.font()))
        hints.colorSchemeChanged.connect(lambda: _put_on(app) if _follows_system else None)
    _follows_system = False  # what is asked of the platform next must not come back to us
    wanted = {None: Qt.ColorScheme.Unknown, True: Qt.ColorScheme.Dark, False: Qt.ColorScheme.Light}
    hints.setColorScheme(wanted[dark])
    _follows_system = dark is None
    _put_on(app, dark)


def _put_on(app: QApplication, dark: bool | None = None) -> None:
    global _tokens
    if dark is None:
        dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    _tokens = DARK if dark else LIGHT
    app.setPalette(_palette(_tokens))
    app.setStyleSheet(_style_sheet(_tokens))


def _typeface(font: QFont) -> QFont:
    """`font` in the first of our typefaces, the system's or Debian's that has all letters."""
    present = [family for family in _TYPEFACES if QFontDatabase.hasFamily(family)]
    families = [*present, QFontInfo(font).family(), "DejaVu Sans"]
    chosen = QFont(font)
    # Where nothing is complete, Qt borrows single letters from other typefaces.
    chosen.setFamily(next((f for f in families if has_letters(QFont(f))), font.family()))
    chosen.setPointSizeF(max(font.pointSizeF(), _SMALLEST_POINTS))
    return chosen


def has_letters(font: QFont) -> bool:
    """Whether the typeface itself has every special letter of the seven languages."""
    raw = QRawFont.fromFont(font)
    return all(raw.supportsCharacter(ord(letter)) for letter in LETTERS + LETTERS.upper())


def _palette(colours: Tokens) -> QPalette:
    role = QPalette.ColorRole
    roles = {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.base,
        role.AlternateBase: colours.alternate,
        role.Text: colours.text,
        role.Button: colours.raised,
        role.ButtonText: colours.text,
        role.BrightText: colours.accent_text,
        role.Highlight: colours.selection,
        role.HighlightedText: colours.text,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.PlaceholderText: colours.muted,
        role.ToolTipBase: colours.raised,
        role.ToolTipText: colours.text,
        role.Light: colours.raised,
        role.Midlight: colours.hover,
        role.Mid: colours.line,
        role.Dark: colours.border,
        role.Shadow: colours.border,
    }
    palette = QPalette()
    for name, colour in roles.items():
        palette.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, colours.disabled)
    return palette


def _style_sheet(colours: Tokens) -> str:
    values = {field.name: getattr(colours, field.name).name() for field in fields(colours)}
    template = Template(resources.path("styles/terjiman.qss").read_text(encoding="utf-8"))
    return template.substitute(values, images=_indicators(colours))


@cache
def _image_folder() -> str:
    folder = TemporaryDirectory(prefix="terjiman-", ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return folder.name


def _indicators(colours: Tokens) -> str:
    """The prefix of the files with recoloured marks; a style sheet takes images only from files."""
    folder = Path(_image_folder())
    theme_name = colours.window.name()[1:]  # in the name, since Qt remembers images by file name
    for name in ("check", "minus"):
        data = _recoloured(name, colours.accent_text)
        (folder / f"{theme_name}-{name}.svg").write_bytes(data)
    for name, ending, colour in (
        *((name, "", colours.muted) for name in _SMALL),
        *((name, "-disabled", colours.disabled) for name in _SMALL_DISABLED),
    ):
        # Drawn very small, some as small as ten pixels, where a thin stroke is hard to see.
        data = _recoloured(name, colour).replace(b'stroke-width="2"', b'stroke-width="2.5"')
        (folder / f"{theme_name}-{name}{ending}.svg").write_bytes(data)
    return f"{folder.as_posix()}/{theme_name}-"


@cache
def _drawing(name: str) -> bytes:
    return resources.path(f"icons/{name}.svg").read_bytes()


def _recoloured(name: str, colour: QColor) -> bytes:
    return _drawing(name).replace(b"currentColor", colour.name().encode("ascii"))


@cache
def _rendered(name: str, colour: str, width: int, height: int) -> QPixmap:
    """The icon drawn for exactly this many device pixels."""
    pixmap = QPixmap(width, height)
    pixmap.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_recoloured(name, QColor(colour))))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    return pixmap


class _Engine(QIconEngine):
    """Draws an SVG in a colour of the theme in force, so that icons change with the theme."""

    # Qt deletes a clone, but Python must not do so first.
    _clones: list["_Engine"] = []  # noqa: RUF012 - shared on purpose

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        token = "disabled" if mode == QIcon.Mode.Disabled else self._colour
        colour: QColor = getattr(tokens(), token)
        return _rendered(self._name, colour.name(), size.width(), size.height())

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatio()
        pixmap = QPixmap(self.pixmap(rect.size() * ratio, mode, state))
        pixmap.setDevicePixelRatio(ratio)
        painter.drawPixmap(rect.topLeft(), pixmap)

    def clone(self) -> QIconEngine:
        copy = _Engine(self._name, self._colour)
        self._clones.append(copy)
        return copy


@cache
def icon(name: str, colour: str = "text") -> QIcon:
    """The icon `name` of resources/icons in the token `colour`; it follows changes of the theme."""
    if not resources.path(f"icons/{name}.svg").is_file():
        raise KeyError(name)
    getattr(LIGHT, colour)
    return QIcon(_Engine(name, colour))


def state_icon(state: State) -> QIcon:
    """The icon of a segment state, in the state's colour."""
    return icon(_STATE_ICONS[state], f"state_{state.value}")
