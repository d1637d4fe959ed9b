"""The tables, without anything particular to SQLite: the same models run on PostgreSQL."""

from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import (
    JSON,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from core.alignment.editing import StepKind
from core.alignment.session import Stage
from core.errors import DamagedStoreError
from core.history import ChangeKind
from core.people import Role
from core.segment import OriginKind, State
from core.terms import TermStatus

E = TypeVar("E", bound=StrEnum)

# SQLite cannot alter a constraint that has no name.
_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


Moment = String(20)
Tag = String(16)
Word = String(32)


class Member(TypeDecorator[E], Generic[E]):
    """A member of an enumeration, stored as its word; any other word in a file is damage."""

    impl = Word
    cache_ok = True

    def __init__(self, kind: type[E]) -> None:
        super().__init__()
        self.kind = kind
        self._members = {member.value: member for member in kind}

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The word of a member."""
        return None if value is None else value.value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> E | None:  # noqa: ARG002
        """The member of a word. Raises DamagedStoreError."""
        try:
            return None if value is None else self._members[value]
        except KeyError:
            raise DamagedStoreError(
                f"The project file is damaged: “{value}” is no {self.kind.__name__}. "
                "Restore it from a backup."
            ) from None


class Base(DeclarativeBase):
    """Base of all tables; long texts are TEXT, moments are ISO 8601 in UTC."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        bytes: LargeBinary(),
        ChangeKind: Member(ChangeKind),
        OriginKind: Member(OriginKind),
        Role: Member(Role),
        Stage: Member(Stage),
        State: Member(State),
        StepKind: Member(StepKind),
        TermStatus: Member(TermStatus),
    }


class ProjectRow(Base):
    """A project. A SQLite file holds one, a server many."""

    __tablename__ = "projects"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    source_language: Mapped[str] = mapped_column(Tag)
    target_language: Mapped[str] = mapped_column(Tag)
    created: Mapped[str] = mapped_column(Moment)
    self_approval: Mapped[bool]
    engine_name: Mapped[str] = mapped_column(Word)
    engine_url: Mapped[str]
    matching: Mapped[dict[str, Any]] = mapped_column(JSON, server_default="{}")
    uid: Mapped[str] = mapped_column(server_default="")


class DocumentRow(Base):
    """An imported file with the bytes it was made from."""

    __tablename__ = "documents"
    __table_args__ = (UniqueConstraint("project_id", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str]
    format: Mapped[str] = mapped_column(Word)
    encoding: Mapped[str] = mapped_column(Word)
    source_language: Mapped[str] = mapped_column(Tag)
    target_language: Mapped[str] = mapped_column(Tag)
    original: Mapped[bytes]
    imported: Mapped[str] = mapped_column(Moment)
    imported_by: Mapped[str]


class SegmentRow(Base):
    """A segment as it stands now."""

    __tablename__ = "segments"
    __table_args__ = (
        Index(None, "document_id", "position"),  # a document is loaded whole, in its order
        # Progress is counted after every act: out of this index alone, without reading any text.
        Index(None, "document_id", "locked", "state"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    position: Mapped[int]
    key: Mapped[str]
    source: Mapped[str]
    target: Mapped[str]
    state: Mapped[State]
    origin_kind: Mapped[OriginKind]
    origin_score: Mapped[int | None]
    origin_detail: Mapped[str]
    language: Mapped[str] = mapped_column(Tag)
    language_sure: Mapped[bool]
    paragraph: Mapped[int]
    note: Mapped[str]
    context: Mapped[str]
    locked: Mapped[bool]
    version: Mapped[int]
    joined: Mapped[bool]
    checksum: Mapped[bytes]
    # Few bytes of the source's digest: an index of whole sources would be as large as they are.
    source_key: Mapped[bytes] = mapped_column(index=True)


class ChangeRow(Base):
    """One step in the history of a segment; rows are only ever added. The id is the order."""

    __tablename__ = "changes"
    id: Mapped[int] = mapped_column(primary_key=True)
    segment_id: Mapped[int] = mapped_column(
        ForeignKey("segments.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[ChangeKind]
    person: Mapped[str]
    role: Mapped[Role]
    at: Mapped[str] = mapped_column(Moment)
    reason: Mapped[str]
    before_target: Mapped[str]
    before_state: Mapped[State]
    before_origin_kind: Mapped[OriginKind]
    before_origin_score: Mapped[int | None]
    before_origin_detail: Mapped[str]
    after_target: Mapped[str]
    after_state: Mapped[State]
    after_origin_kind: Mapped[OriginKind]
    after_origin_score: Mapped[int | None]
    after_origin_detail: Mapped[str]
    locked: Mapped[bool]


class CommentRow(Base):
    """A comment; undo withdraws it, redo brings it back."""

    __tablename__ = "comments"
    id: Mapped[int] = mapped_column(primary_key=True)
    segment_id: Mapped[int] = mapped_column(
        ForeignKey("segments.id", ondelete="CASCADE"), index=True
    )
    person: Mapped[str]
    role: Mapped[Role]
    at: Mapped[str] = mapped_column(Moment)
    text: Mapped[str]
    is_reason: Mapped[bool]
    withdrawn: Mapped[bool]


class UnitRow(Base):
    """A translation unit that came from outside; the project's own are its confirmed segments."""

    __tablename__ = "units"
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(
        ForeignKey("projects.id", ondelete="CASCADE"), index=True
    )
    uid: Mapped[str]
    source: Mapped[str]
    target: Mapped[str]
    source_language: Mapped[str] = mapped_column(Tag)
    target_language: Mapped[str] = mapped_column(Tag)
    state: Mapped[State]
    origin_kind: Mapped[OriginKind]
    origin_score: Mapped[int | None]
    origin_detail: Mapped[str]
    author: Mapped[str]
    created: Mapped[str] = mapped_column(Moment)
    changed_by: Mapped[str]
    changed: Mapped[str] = mapped_column(Moment)
    document: Mapped[str]
    context_before: Mapped[str]
    context_after: Mapped[str]
    notes: Mapped[list[str]] = mapped_column(JSON)
    props: Mapped[list[list[str]]] = mapped_column(JSON)


class AttachedMemoryRow(Base):
    """A memory file that a project uses, and how."""

    __tablename__ = "attached_memories"
    __table_args__ = (UniqueConstraint("project_id", "path"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    path: Mapped[str]
    name: Mapped[str]
    writable: Mapped[bool]
    priority: Mapped[int]
    penalty: Mapped[int]
    enabled: Mapped[bool]


class ConceptRow(Base):
    """A notion of the project's terminology."""

    __tablename__ = "concepts"
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(
        ForeignKey("projects.id", ondelete="CASCADE"), index=True
    )
    definition: Mapped[str]
    note: Mapped[str]
    word_list: Mapped[str] = mapped_column(server_default="")


class TermRow(Base):
    """A word for a concept in one language."""

    __tablename__ = "terms"
    id: Mapped[int] = mapped_column(primary_key=True)
    concept_id: Mapped[int] = mapped_column(
        ForeignKey("concepts.id", ondelete="CASCADE"), index=True
    )
    language: Mapped[str] = mapped_column(Tag)
    text: Mapped[str]
    status: Mapped[TermStatus]


class AlignmentRow(Base):
    """An alignment in progress, in short; how it began and what was done since is elsewhere.

    SQLite writes a row anew when any of it changes, so what never changes has rows of its own.
    """

    __tablename__ = "alignments"
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(
        ForeignKey("projects.id", ondelete="CASCADE"), index=True
    )
    source_name: Mapped[str]
    target_name: Mapped[str]
    source_language: Mapped[str] = mapped_column(Tag)
    target_language: Mapped[str] = mapped_column(Tag)
    confidence: Mapped[float]
    stage: Mapped[Stage] = mapped_column(server_default=Stage.FINISHED.value)
    # How many steps hold, and what the rows are like then, so that a list need not replay them.
    done: Mapped[int] = mapped_column(server_default="0")
    rows: Mapped[int] = mapped_column(server_default="0")
    accepted: Mapped[int] = mapped_column(server_default="0")
    rejected: Mapped[int] = mapped_column(server_default="0")


class AlignmentTextRow(Base):
    """Sentences as they were cut, and the rows that the aligner made of them."""

    __tablename__ = "alignment_texts"
    alignment_id: Mapped[int] = mapped_column(
        ForeignKey("alignments.id", ondelete="CASCADE"), primary_key=True
    )
    source: Mapped[list[str]] = mapped_column(JSON)
    target: Mapped[list[str]] = mapped_column(JSON)
    source_places: Mapped[list[list[int]]] = mapped_column(JSON)
    target_places: Mapped[list[list[int]]] = mapped_column(JSON)
    beads: Mapped[list[list[Any]]] = mapped_column(JSON)
    moved: Mapped[list[list[Any]]] = mapped_column(JSON)
    # The source document, for a document of the project; there is none when it is one already.
    original: Mapped[bytes | None]
    format: Mapped[str] = mapped_column(Word)
    encoding: Mapped[str] = mapped_column(Word)


class AlignmentStepRow(Base):
    """One step of the work on an alignment: so many rows from `first` on became `rows`."""

    __tablename__ = "alignment_steps"
    __table_args__ = (UniqueConstraint("alignment_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    alignment_id: Mapped[int] = mapped_column(ForeignKey("alignments.id", ondelete="CASCADE"))
    number: Mapped[int]
    kind: Mapped[StepKind]
    first: Mapped[int]
    removed: Mapped[int]
    rows: Mapped[Any] = mapped_column(JSON)
