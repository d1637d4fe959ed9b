"""The tables. Nothing here is particular to SQLite: the same models run on PostgreSQL."""

from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, LargeBinary, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# SQLite cannot alter a constraint that has no name.
_NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of all tables; long texts are TEXT, moments are ISO 8601 in UTC."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text(), bytes: LargeBinary()}


Moment = String(20)
Tag = String(16)
Word = String(32)


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
    engine_enabled: Mapped[bool]


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
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    key: Mapped[str]
    source: Mapped[str]
    target: Mapped[str]
    state: Mapped[str] = mapped_column(Word, index=True)
    origin_kind: Mapped[str] = mapped_column(Word)
    origin_score: Mapped[int | None]
    origin_detail: Mapped[str]
    language: Mapped[str] = mapped_column(Tag)
    language_sure: Mapped[bool]
    paragraph: Mapped[int]
    note: Mapped[str]
    context: Mapped[str]
    locked: Mapped[bool]
    version: Mapped[int]
    checksum: Mapped[bytes]


class ChangeRow(Base):
    """One step in the history of a segment; rows are only ever added. The id is the order."""

    __tablename__ = "changes"
    id: Mapped[int] = mapped_column(primary_key=True)
    segment_id: Mapped[int] = mapped_column(
        ForeignKey("segments.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(Word)
    person: Mapped[str]
    role: Mapped[str] = mapped_column(Word)
    at: Mapped[str] = mapped_column(Moment)
    reason: Mapped[str]
    before_target: Mapped[str]
    before_state: Mapped[str] = mapped_column(Word)
    before_origin_kind: Mapped[str] = mapped_column(Word)
    before_origin_score: Mapped[int | None]
    before_origin_detail: Mapped[str]
    after_target: Mapped[str]
    after_state: Mapped[str] = mapped_column(Word)
    after_origin_kind: Mapped[str] = mapped_column(Word)
    after_origin_score: Mapped[int | None]
    after_origin_detail: Mapped[str]


class CommentRow(Base):
    """A comment; undo withdraws it, redo brings it back."""

    __tablename__ = "comments"
    id: Mapped[int] = mapped_column(primary_key=True)
    segment_id: Mapped[int] = mapped_column(
        ForeignKey("segments.id", ondelete="CASCADE"), index=True
    )
    person: Mapped[str]
    role: Mapped[str] = mapped_column(Word)
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
    state: Mapped[str] = mapped_column(Word)
    origin_kind: Mapped[str] = mapped_column(Word)
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


class ConceptRow(Base):
    """A notion of the project's terminology."""

    __tablename__ = "concepts"
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(
        ForeignKey("projects.id", ondelete="CASCADE"), index=True
    )
    definition: Mapped[str]
    note: Mapped[str]


class TermRow(Base):
    """A word for a concept in one language."""

    __tablename__ = "terms"
    id: Mapped[int] = mapped_column(primary_key=True)
    concept_id: Mapped[int] = mapped_column(
        ForeignKey("concepts.id", ondelete="CASCADE"), index=True
    )
    language: Mapped[str] = mapped_column(Tag)
    text: Mapped[str]
    status: Mapped[str] = mapped_column(Word)


class AlignmentRow(Base):
    """An alignment in progress: sentences as lists of strings, beads as they stand now."""

    __tablename__ = "alignments"
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(
        ForeignKey("projects.id", ondelete="CASCADE"), index=True
    )
    source_name: Mapped[str]
    target_name: Mapped[str]
    source_language: Mapped[str] = mapped_column(Tag)
    target_language: Mapped[str] = mapped_column(Tag)
    source: Mapped[list[str]] = mapped_column(JSON)
    target: Mapped[list[str]] = mapped_column(JSON)
    beads: Mapped[list[list[Any]]] = mapped_column(JSON)
    parallel: Mapped[bool]
    confidence: Mapped[float]
