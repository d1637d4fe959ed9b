"""One page that asks what a new project needs: name, languages, place, and who is working."""

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.language import LANGUAGES
from core.people import Person, Role
from core.project import SUFFIX
from desktop import theme
from desktop.widgets.heading import Heading
from desktop.widgets.plain_text import label
from desktop.widgets.snug_dialog import SnugDialog

_ROLES = {Role.TRANSLATOR: "Translator", Role.REVIEWER: "Reviewer"}
_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')  # what Windows refuses in a file name
_LONGEST_FILE_NAME = 100
_WIDTH = 560


@dataclass(frozen=True, slots=True)
class NewProject:
    """What the person wants: a project at `path` that does not exist yet, worked on by `person`."""

    name: str
    source_language: str
    target_language: str
    path: Path
    person: Person


def file_name(name: str) -> str:
    """A file name for a project called `name`, that every system takes."""
    safe = " ".join(_UNSAFE.sub(" ", name).split())[:_LONGEST_FILE_NAME].strip(" .")
    return f"{safe or 'project'}{SUFFIX}"


class NewProjectDialog(SnugDialog):
    """Says beside a field what is wrong with it, once the person has tried to go on.

    `folder` is where the project goes unless another place is chosen. `wanted()` is the answer
    after the dialog was accepted.
    """

    def __init__(self, folder: Path, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(_WIDTH, parent)
        self.setWindowTitle("New project")
        self._folder = folder
        self._place_is_chosen = False
        self._has_tried = False
        self.name = QLineEdit(placeholderText="For example: Housing code, third reading")
        self.source = _language_box()
        self.target = _language_box()
        self.place = QLineEdit(str(folder / file_name("")))
        self.person_name = QLineEdit(person.name)
        self.role = QComboBox()
        for role, word in _ROLES.items():
            self.role.addItem(word, role)
        self.role.setCurrentIndex(list(_ROLES).index(person.role))
        self._errors: dict[QWidget, QLabel] = {}
        self._lay_out()
        self._connect()

    def wanted(self) -> NewProject:
        """What the fields say."""
        return NewProject(
            self.name.text().strip(),
            self.source.currentData(),
            self.target.currentData(),
            self._path(),
            Person(self.person_name.text().strip(), Role(self.role.currentData())),
        )

    def accept(self) -> None:
        """Close when everything is right; otherwise say what is not, and go there."""
        self._has_tried = True
        wrong = self._show_problems()
        if wrong is None:
            super().accept()
        else:
            wrong.setFocus()

    def problems(self) -> dict[QWidget, str]:
        """What is wrong with which field; empty when the project can be made."""
        same = self.source.currentIndex() == self.target.currentIndex()
        found = {
            self.name: "" if self.name.text().strip() else "Give the project a name.",
            self.source: "" if self.source.currentData() else "Choose the language to read.",
            self.target: "" if self.target.currentData() else "Choose the language to write.",
            self.place: _problem_of_place(self._path()),
            self.person_name: ""
            if self.person_name.text().strip()
            else "Say who you are; every change carries your name.",
        }
        if same and not found[self.target]:
            found[self.target] = "Source and target are the same language."
        return {field: problem for field, problem in found.items() if problem}

    def _path(self) -> Path:
        path = self._folder / Path(self.place.text().strip()).expanduser()
        return path if path.name.lower().endswith(SUFFIX) else path.with_name(path.name + SUFFIX)

    def _show_problems(self) -> QWidget | None:
        """Show each problem below its field; the first field that has one."""
        problems = self.problems() if self._has_tried else {}
        for field, message in self._errors.items():
            message.setText(problems.get(field, ""))
            message.setVisible(field in problems)
            field.setAccessibleDescription(problems.get(field, ""))
            field.setProperty("error", field in problems)
            field.style().polish(field)  # the style sheet colours it by this property
        return next(iter(problems), None)

    def _connect(self) -> None:
        self.name.textChanged.connect(self._name_the_file)
        self.place.textEdited.connect(self._choose_place)
        for edit in (self.name, self.place, self.person_name):
            edit.textChanged.connect(self._show_problems)
        for box in (self.source, self.target):
            box.currentIndexChanged.connect(self._show_problems)

    def _name_the_file(self, name: str) -> None:
        if not self._place_is_chosen:
            self.place.setText(str(self._folder / file_name(name)))

    def _choose_place(self) -> None:
        self._place_is_chosen = True

    def _browse(self) -> None:
        dialog = QFileDialog(self, "Where to keep the project", str(self._path()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"Terjiman projects (*{SUFFIX})")
        dialog.setDefaultSuffix(SUFFIX[1:])
        dialog.fileSelected.connect(self._take_place)
        dialog.open()

    def _take_place(self, path: str) -> None:
        self._choose_place()
        self.place.setText(path)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE_LARGE)
        grid.setVerticalSpacing(theme.SPACE_MEDIUM)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addLayout(self._field("Name", self.name), 0, 0, 1, 2)
        grid.addLayout(self._field("Translate from", self.source), 1, 0)
        grid.addLayout(self._field("Into", self.target), 1, 1)
        grid.addLayout(
            self._field("Keep the project in", self.place, self._browse_button()), 2, 0, 1, 2
        )
        grid.addLayout(self._field("Your name", self.person_name), 3, 0)
        grid.addLayout(self._field("You work as", self.role), 3, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.SPACE_MEDIUM] * 4)
        column.setSpacing(theme.SPACE_LARGE)
        column.addWidget(Heading("New project", 1.5))
        column.addLayout(grid)
        column.addStretch()
        column.addWidget(self._buttons())

    def _field(self, title: str, field: QWidget, beside: QWidget | None = None) -> QVBoxLayout:
        """The title above the field, and room for an error below it."""
        name = QLabel(title)
        name.setBuddy(field)
        field.setAccessibleName(title)
        error = self._errors[field] = label()
        error.setProperty("error", True)
        error.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_SMALL)
        row.addWidget(field, 1)
        if beside:
            row.addWidget(beside)
        column = QVBoxLayout()
        column.setSpacing(theme.SPACE_TINY)
        column.addWidget(name)
        column.addLayout(row)
        column.addWidget(error)
        column.addStretch()
        return column

    def _browse_button(self) -> QPushButton:
        button = QPushButton("Browse…", autoDefault=False)
        button.clicked.connect(self._browse)
        return button

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        create = box.addButton("Create project", QDialogButtonBox.ButtonRole.AcceptRole)
        create.setDefault(True)
        create.setProperty("primary", True)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box


def _language_box() -> QComboBox:
    box = QComboBox(placeholderText="Choose a language")
    for language in LANGUAGES:
        names = dict.fromkeys((language.native_name, language.name))  # English once
        box.addItem(" · ".join(names), language.tag)
    box.setCurrentIndex(-1)
    return box


def _problem_of_place(path: Path) -> str:
    if path.exists():
        return "There is already a file of this name. Choose another name or place."
    if not path.parent.is_dir():
        return f"There is no folder {path.parent}. Choose one that exists."
    return ""
