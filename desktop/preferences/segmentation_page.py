"""Where sentences end: the person's own rules, what lies beneath them, and a box to try them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.errors import ExpectedError
from core.language import LANGUAGES
from core.progress import Progress
from core.srx import Rule, read_srx
from desktop import theme
from desktop.dialogs import documents_folder, show
from desktop.jobs import Job, Jobs
from desktop.preferences.rule_table import RuleTable
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.heading import Heading
from desktop.widgets.plain_text import label
from services import segmenting

_NEW = Rule(breaks=False, before="", after=r"\s")
_PAUSE = 200  # milliseconds without typing after which the box is cut anew
_SAMPLES = {
    "en": "The applicant, Mr. J. Smith, lodged it on 5 Mar. 2024. See Art. 5 § 3. It was refused.",
    "ru": "Заявитель А. Б. Иванов подал её 5 марта 2024 г. в суд. См. ст. 5 п. 3. Ему отказали.",
    "kk": "А. Б. Сәрсенов 2024 ж. 5 наурызда сотқа жүгінді. 5-баптың 3-т. қараңыз. Қабылданбады.",
    "ky": "А. Б. Асанов 2024-ж. 5-мартта сотко кайрылган. 5-берене. Арыз кабыл алынган жок.",
    "tg": "А. Б. Раҳимов 5 марти с. 2024 ба суд муроҷиат кард. Моддаи 5. Ариза рад карда шуд.",
    "tk": "A. B. Myradow 2024-nji ý. 5-nji martda kazyýete ýüz tutdy. 5-nji madda. Ret edildi.",
    "uz-Cyrl": "А. Б. Каримов 2024 й. 5 мартда судга мурожаат қилди. 5-модда. Ариза рад этилди.",
    "uz-Latn": "A. B. Karimov 2024 y. 5 martda sudga murojaat qildi. 5-modda. Ariza rad etildi.",
}


class SegmentationPage(QWidget):
    """Changes, also of what lies beneath, are tried at once in the box, and kept by `keep`."""

    def __init__(self) -> None:
        super().__init__()
        self._jobs = Jobs(self)
        self._job: Job | None = None
        self._rules: dict[str, tuple[Rule, ...]] = {}
        self._base = segmenting.base_file()
        self._shown = ""
        self._unreadable = ""
        self.language, self.table = QComboBox(), RuleTable()
        self.language.setAccessibleName("Language of the rules")
        for each in LANGUAGES:
            self.language.addItem(each.name, each.tag)
        self.text, self.sentences = QPlainTextEdit(), QListWidget()
        self._beneath, self._problem = ElidedLabel(), label()
        self._shipped = QPushButton("Back to Terjiman’s")
        self._add = _button("Add rule", lambda: self.table.add_rule(_NEW))
        self._remove = _button("Remove rule", self.table.remove_current)
        self._problem.setProperty("error", True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._lay_out()
        self._connect()
        self._load()

    @property
    def busy(self) -> bool:
        """Whether the box is being cut, or soon will be."""
        return self._jobs.busy or self._pause.isActive()

    def keep(self) -> None:
        """Keep the own rules and those beneath. Raises ExpectedError for any that cannot be used.

        A file of own rules that cannot be read stays as it is.
        """
        self._remember()
        if self._unreadable:
            segmenting.use_rules(self._base)
        else:
            segmenting.keep_rules(self._rules, self._base)

    def close_jobs(self) -> None:
        """Stop what is under way, or soon would be."""
        self._pause.stop()
        self._jobs.close()

    def _load(self) -> None:
        try:
            self._rules = segmenting.own_rules()
        except ExpectedError as error:
            self._unreadable = str(error)
        for widget in (self.table, self._add):
            widget.setEnabled(not self._unreadable)
        self._show_language()
        self._show_beneath()

    def _show_language(self) -> None:
        self._remember()
        self._shown = self.language.currentData()
        self.table.show_rules(self._rules.get(self._shown, ()))
        self._follow()
        self.text.setPlainText(_SAMPLES[self._shown])
        self._try()

    def _remember(self) -> None:
        if self._shown:
            self._rules[self._shown] = self.table.rules()

    def _show_beneath(self) -> None:
        if self._base is None:
            self._beneath.setText("After these: the rules of Terjiman")
        elif self._base == segmenting.base_file():
            self._beneath.setText("After these: an imported file")
        else:
            self._beneath.setText(f"After these: “{self._base.name}”")
        self._shipped.setEnabled(bool(self._base))

    def _follow(self) -> None:
        """Offer what can be done with the rule that is chosen, if one is."""
        self._remove.setEnabled(not self._unreadable and self.table.currentRow() >= 0)

    # -- trying -----------------------------------------------------------------------------

    def _try(self) -> None:
        self._remember()
        if self._job:
            self._job.cancel()
        text, tag = self.text.toPlainText(), self._shown
        own, base = dict(self._rules), self._base

        def cut(_progress: Progress) -> list[str]:
            return segmenting.try_out(text, tag, own, base)

        self._job = self._jobs.start(cut, self._show_sentences, self._on_failed)

    def _show_sentences(self, found: list[str]) -> None:
        self.say("")
        self.sentences.clear()
        self.sentences.addItems([f"{n}.  {part.strip()}" for n, part in enumerate(found, 1)])

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ExpectedError):
            self.say(str(error))
        else:
            raise error

    def say(self, problem: str) -> None:
        """Say what is wrong beside the rules, or nothing any more."""
        said = problem or self._unreadable
        self._problem.setText(said)
        self._problem.setVisible(bool(said))

    # -- files ------------------------------------------------------------------------------

    def _ask(self, title: str, *, save: bool = False) -> QFileDialog:
        dialog = QFileDialog(self, title, str(documents_folder()), "SRX rules (*.srx)")
        if save:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("srx")
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        show(dialog)
        return dialog

    def _ask_import(self) -> None:
        dialog = self._ask("Import rules")
        dialog.fileSelected.connect(lambda path: self._do(partial(self._import, Path(path))))

    def _ask_export(self) -> None:
        dialog = self._ask("Export all rules", save=True)
        dialog.fileSelected.connect(lambda path: self._do(partial(self._export, Path(path))))

    def _import(self, path: Path) -> None:
        read_srx(path)
        self._base = path

    def _export(self, path: Path) -> None:
        self._remember()
        segmenting.export_rules(path, self._rules, self._base)

    def _go_back(self) -> None:
        self._base = None

    def _do(self, act: Callable[[], None]) -> None:
        try:
            act()
        except ExpectedError as error:
            self.say(str(error))
            return
        self._show_beneath()
        self._try()

    # -- making -----------------------------------------------------------------------------

    def _connect(self) -> None:
        self.language.currentIndexChanged.connect(self._show_language)
        self._pause.timeout.connect(self._try)
        self.table.changed.connect(self._pause.start)
        self.table.itemSelectionChanged.connect(self._follow)
        self.text.textChanged.connect(self._pause.start)
        self._shipped.clicked.connect(lambda: self._do(self._go_back))

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE_SMALL)
        page.addLayout(_row(Heading("Where sentences end"), None, self.language))
        page.addWidget(
            label(
                "Your own rules are asked first, from the top: regular expressions for what stands "
                "before a place and what follows it.",
                muted=True,
            )
        )
        page.addWidget(self.table, 3)
        page.addLayout(
            _row(
                self._add,
                self._remove,
                None,
                self._beneath,
                self._shipped,
                _button("Import…", self._ask_import),
                _button("Export…", self._ask_export),
            )
        )
        page.addWidget(self._problem)
        page.addSpacing(theme.SPACE_SMALL)
        page.addWidget(Heading("Try it out"))
        both = QHBoxLayout()
        both.setSpacing(theme.SPACE_SMALL)
        self.text.setAccessibleName("Text to be cut")
        self.text.setTabChangesFocus(True)
        self.sentences.setAccessibleName("Its sentences")
        self.sentences.setWordWrap(True)
        both.addWidget(self.text, 1)
        both.addWidget(self.sentences, 1)
        page.addLayout(both, 2)


def _button(words: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(False)
    button.clicked.connect(lambda: act())
    return button


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets side by side; None is room that is left."""
    row = QHBoxLayout()
    row.setSpacing(theme.SPACE_SMALL)
    for widget in widgets:
        if widget is None:
            row.addStretch()
        else:
            row.addWidget(widget)
    return row
