"""Attached memories, and how matches are taken."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of attached memories; a project has its own choices for matches."""
    op.create_table(
        "attached_memories",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "project_id",
            sa.Integer,
            sa.ForeignKey("projects.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("writable", sa.Boolean, nullable=False),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("penalty", sa.Integer, nullable=False),
        sa.Column("enabled", sa.Boolean, nullable=False),
        sa.UniqueConstraint("project_id", "path"),
    )
    with op.batch_alter_table("projects") as batch:
        batch.add_column(sa.Column("matching", sa.JSON, nullable=False, server_default="{}"))
    op.add_column(
        "segments", sa.Column("joined", sa.Boolean, nullable=False, server_default=sa.false())
    )
    op.create_table(
        "alignment_texts",
        sa.Column(
            "alignment_id",
            sa.Integer,
            sa.ForeignKey("alignments.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        *(
            sa.Column(name, sa.JSON, nullable=False)
            for name in ("source", "target", "source_places", "target_places", "beads", "moved")
        ),
        sa.Column("original", sa.LargeBinary, nullable=True),
        sa.Column("format", sa.String(32), nullable=False),
        sa.Column("encoding", sa.String(32), nullable=False),
    )
    op.execute(
        "INSERT INTO alignment_texts SELECT id, source, target, '[]', '[]', beads, '[]', NULL, "
        "'', '' FROM alignments"
    )
    with op.batch_alter_table("alignments") as batch:
        for name in ("source", "target", "beads", "parallel"):
            batch.drop_column(name)
        # An alignment of the first schema has become a document already.
        batch.add_column(
            sa.Column("stage", sa.String(32), nullable=False, server_default="finished")
        )
        for name in ("done", "rows", "accepted", "rejected"):
            batch.add_column(sa.Column(name, sa.Integer, nullable=False, server_default="0"))
    op.execute(
        "UPDATE alignments SET rows = (SELECT json_array_length(beads) FROM alignment_texts "
        "WHERE alignment_id = alignments.id) "
        "WHERE id IN (SELECT alignment_id FROM alignment_texts WHERE json_valid(beads))"
    )
    op.create_table(
        "alignment_steps",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "alignment_id",
            sa.Integer,
            sa.ForeignKey("alignments.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("removed", sa.Integer, nullable=False),
        sa.Column("rows", sa.JSON, nullable=False),
        sa.UniqueConstraint("alignment_id", "number"),
    )
