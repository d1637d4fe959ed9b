"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "projects",
        _id(),
        *_texts("name"),
        *_tags("source_language", "target_language"),
        _moment("created"),
        _flag("self_approval"),
        *_words("engine_name"),
        *_texts("engine_url"),
        _flag("engine_enabled"),
    )
    op.create_table(
        "documents",
        _id(),
        _parent("projects", "project_id"),
        _number("position"),
        *_texts("name"),
        *_words("format", "encoding"),
        *_tags("source_language", "target_language"),
        sa.Column("original", sa.LargeBinary, nullable=False),
        _moment("imported"),
        *_texts("imported_by"),
        sa.UniqueConstraint("project_id", "name"),
    )
    op.create_table(
        "segments",
        _id(),
        _parent("documents", "document_id"),
        _number("position"),
        *_texts("key", "source", "target"),
        *_words("state"),
        *_origin(""),
        *_tags("language"),
        _flag("language_sure"),
        _number("paragraph"),
        *_texts("note", "context"),
        _flag("locked"),
        _number("version"),
        sa.Column("checksum", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "changes",
        _id(),
        _parent("segments", "segment_id"),
        *_words("kind"),
        *_texts("person"),
        *_words("role"),
        _moment("at"),
        *_texts("reason", "before_target"),
        *_words("before_state"),
        *_origin("before_"),
        *_texts("after_target"),
        *_words("after_state"),
        *_origin("after_"),
        _flag("locked"),
    )
    op.create_table(
        "comments",
        _id(),
        _parent("segments", "segment_id"),
        *_texts("person"),
        *_words("role"),
        _moment("at"),
        *_texts("text"),
        _flag("is_reason"),
        _flag("withdrawn"),
    )
    op.create_table(
        "units",
        _id(),
        _parent("projects", "project_id"),
        *_texts("uid", "source", "target"),
        *_tags("source_language", "target_language"),
        *_words("state"),
        *_origin(""),
        *_texts("author"),
        _moment("created"),
        *_texts("changed_by"),
        _moment("changed"),
        *_texts("document", "context_before", "context_after"),
        *_json("notes", "props"),
    )
    op.create_table(
        "concepts",
        _id(),
        _parent("projects", "project_id"),
        *_texts("definition", "note"),
    )
    op.create_table(
        "terms",
        _id(),
        _parent("concepts", "concept_id"),
        *_tags("language"),
        *_texts("text"),
        *_words("status"),
    )
    op.create_table(
        "alignments",
        _id(),
        _parent("projects", "project_id"),
        *_texts("source_name", "target_name"),
        *_tags("source_language", "target_language"),
        *_json("source", "target", "beads"),
        _flag("parallel"),
        sa.Column("confidence", sa.Double, nullable=False),
    )
    op.create_index(None, "segments", ["document_id", "position"])
    op.create_index(None, "segments", ["document_id", "locked", "state"])
    op.create_index(None, "changes", ["segment_id"])
    op.create_index(None, "comments", ["segment_id"])
    op.create_index(None, "units", ["project_id"])
    op.create_index(None, "concepts", ["project_id"])
    op.create_index(None, "terms", ["concept_id"])
    op.create_index(None, "alignments", ["project_id"])


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _parent(table: str, name: str) -> sa.Column[int]:
    key = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(name, sa.Integer, key, nullable=False)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(32), nullable=False) for name in names]


def _tags(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(16), nullable=False) for name in names]


def _json(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.JSON, nullable=False) for name in names]


def _moment(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(20), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _origin(prefix: str) -> list[sa.Column[str] | sa.Column[int]]:
    return [
        *_words(f"{prefix}origin_kind"),
        sa.Column(f"{prefix}origin_score", sa.Integer, nullable=True),
        *_texts(f"{prefix}origin_detail"),
    ]
