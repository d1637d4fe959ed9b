"""Every menu entry with its keys, in one table; menus, shortcuts and help are drawn from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from core.people import Role
from desktop import theme


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One act of a person: its name in code, its words, its keys, and where the menus show it.

    `needs` is "" for always, "project" for an open project, "segment" for a current segment.
    `role` is whose act it is, None everybody's; two rows may share their keys where roles differ.
    Keys never use Ctrl+Alt, which is AltGr on many keyboards.
    """

    name: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    needs: str = "segment"
    role: Role | None = None


ACTIONS: tuple[ActionRow, ...] = (
    ActionRow("new_project", "New project…", "File", ("Ctrl+N",), "file-plus", ""),
    ActionRow("open_project", "Open project…", "File", ("Ctrl+O",), "folder-open", ""),
    ActionRow("open_sample", "Open the sample project", "File", (), "book-open", ""),
    ActionRow("close_project", "Close project", "File", ("Ctrl+W",), "x", "project"),
    ActionRow("-", "", "File"),
    ActionRow("import_files", "Import…", "File", ("Ctrl+I",), "download", "project"),
    ActionRow("export", "Export…", "File", ("Ctrl+Shift+X",), "upload", "project"),
    ActionRow("align", "Align documents…", "File", ("Ctrl+Shift+D",), "columns-2", "project"),
    ActionRow("-", "", "File"),
    ActionRow("project_settings", "Project settings…", "File", (), "settings", "project"),
    ActionRow("quit", "Quit", "File", ("Ctrl+Q",), "", ""),
    ActionRow("undo", "Undo", "Edit", ("Ctrl+Z",), "undo-2", "project"),
    ActionRow("redo", "Redo", "Edit", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo-2", "project"),
    ActionRow("-", "", "Edit"),
    ActionRow("copy_source", "Copy source", "Edit", ("Ctrl+Shift+S", "Ctrl+Ins"), "copy"),
    ActionRow("clear_target", "Clear target", "Edit", ("Alt+Del",), "trash-2"),
    ActionRow("no_break_space", "Insert no-break space", "Edit", ("Ctrl+Shift+Space",)),
    ActionRow("repair", "Repair text", "Edit", ("Shift+F8",)),
    ActionRow("convert_script", "Convert script…", "Edit", (), "", "project"),
    ActionRow("-", "", "Edit"),
    ActionRow("preferences", "Preferences…", "Edit", (), "settings", ""),
    ActionRow("confirm", "Confirm and go on", "Segment", ("Ctrl+Enter", "Ctrl+Return"), "check"),
    ActionRow(
        "send_back", "Send back…", "Segment", ("Ctrl+Shift+Enter", "Ctrl+Shift+Return"),
        "circle-arrow-left", role=Role.REVIEWER,
    ),
    ActionRow(
        "confirm_quietly", "Confirm, but not into memories", "Segment",
        ("Ctrl+Shift+Enter", "Ctrl+Shift+Return"), role=Role.TRANSLATOR,
    ),
    ActionRow(
        "approve_all", "Approve all shown…", "Segment", (), "check-check", "project",
        role=Role.REVIEWER,
    ),
    ActionRow("-", "", "Segment"),
    ActionRow("comment", "Comment", "Segment", ("Ctrl+M",), "message-square"),
    ActionRow("toggle_lock", "Lock or unlock", "Segment", ("Ctrl+Shift+L",), "lock"),
    ActionRow("never_break", "Never break here…", "Segment", ("Ctrl+Shift+J",)),
    ActionRow("machine", "Ask the machine", "Segment", ("Ctrl+Shift+M",), "languages"),
    ActionRow("-", "", "Segment"),
    *(
        ActionRow(f"match_{n}", f"Insert match {n}", "Matches", (f"Ctrl+{n}",))
        for n in range(1, 10)
    ),
    ActionRow("insert_match", "Insert the chosen match", "Matches", ("Ctrl+0",)),
    ActionRow("previous_match", "Match above", "Matches", ("Alt+PgUp",)),
    ActionRow("next_match", "Match below", "Matches", ("Alt+PgDown",)),
    ActionRow("edit_match", "Edit unit of the match…", "Matches", ("Ctrl+Shift+E",), "pencil"),
    ActionRow(
        "delete_match", "Delete unit of the match", "Matches", ("Ctrl+Shift+Del",), "trash-2"
    ),
    ActionRow("-", "", "Matches"),
    ActionRow(
        "concordance", "Look up the selection", "Matches", ("Ctrl+K", "F3"), "search", "project"
    ),
    ActionRow("-", "", "Matches"),
    ActionRow("memories", "Memories…", "Matches", ("Ctrl+Shift+K",), "database", "project"),
    ActionRow("pretranslate", "Pre-translate…", "Matches", ("Ctrl+Shift+T",), "", "project"),
    ActionRow("analyse", "Match analysis…", "Matches", (), "", "project"),
    ActionRow("next_unfinished", "Next unfinished", "Go", ("Ctrl+Down",), "arrow-down"),
    ActionRow("previous_unfinished", "Previous unfinished", "Go", ("Ctrl+Up",), "arrow-up"),
    ActionRow("go_to", "Go to segment…", "Go", ("Ctrl+G",), "", "project"),
    ActionRow("find", "Filter", "Go", ("Ctrl+F",), "list-filter", "project"),
    ActionRow("check", "Check the document", "Go", ("F8",), "list-checks", "project"),
    ActionRow("light", "Light", "View", needs=""),
    ActionRow("dark", "Dark", "View", needs=""),
    ActionRow("follow_system", "Follow the system", "View", needs=""),
    ActionRow("guide", "Guide", "Help", ("F1",), "book-open", ""),
    ActionRow("about", "About Terjiman", "Help", (), "info", ""),
)  # fmt: skip


def make(
    window: QMainWindow,
    handlers: Mapping[str, Callable[[], object]],
    more: Mapping[str, Sequence[QAction]],
    rows: Sequence[ActionRow] = ACTIONS,
) -> dict[str, QAction]:
    """The actions of a window by name, in its menu bar, each calling its handler.

    `more` are the window's own actions for the end of a menu. Raises KeyError for an action
    without a handler.
    """
    actions: dict[str, QAction] = {}
    menus: dict[str, QMenu] = {}
    for row in rows:
        menu = menus.get(row.menu) or window.menuBar().addMenu(row.menu)
        menus[row.menu] = menu
        if row.name == "-":
            menu.addSeparator()
            continue
        action = QAction(row.text, window)
        action.setShortcuts([QKeySequence(keys) for keys in row.keys])
        action.triggered.connect(lambda _checked=False, act=handlers[row.name]: act())
        if row.icon:
            action.setIcon(theme.icon(row.icon))
        menu.addAction(action)
        actions[row.name] = action
    for title, some in more.items():
        menus[title].addSeparator()
        menus[title].addActions(some)
    return actions


def choose_one(window: QMainWindow, actions: Sequence[QAction], chosen: QAction) -> None:
    """Let one of the actions be chosen at a time, as the marks in their menu show."""
    group = QActionGroup(window)
    for action in actions:
        action.setCheckable(True)
        group.addAction(action)
    chosen.setChecked(True)


def show_role(actions: Mapping[str, QAction], role: Role) -> None:
    """Show the actions of a role and of everybody; Qt takes no keys of those that are hidden."""
    for row in ACTIONS:
        if row.name in actions:
            actions[row.name].setVisible(row.role in (None, role))


def enable(actions: Mapping[str, QAction], *, project: bool, segment: bool) -> None:
    """Switch actions on or off by what is open."""
    there = {"": True, "project": project, "segment": segment}
    for row in ACTIONS:
        if row.name in actions:
            actions[row.name].setEnabled(there[row.needs])
