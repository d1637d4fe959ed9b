"""A project has a name that no other has; repetitions are found by a key of their source."""

from hashlib import blake2b

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The identity is what the units in memories are called by; consent leaves the file."""
    with op.batch_alter_table("projects") as batch:
        batch.add_column(sa.Column("uid", sa.Text, nullable=False, server_default=""))
        batch.drop_column("engine_enabled")
    op.add_column(
        "segments", sa.Column("source_key", sa.LargeBinary, nullable=False, server_default="")
    )
    connection = op.get_bind()
    for id_, name, created in connection.execute(
        sa.text("SELECT id, name, created FROM projects")
    ).all():
        uid = blake2b(f"{name}\0{created}".encode(), digest_size=6).hexdigest()
        connection.execute(
            sa.text("UPDATE projects SET uid = :uid WHERE id = :id"), {"uid": uid, "id": id_}
        )
    keys = [
        {"id": id_, "key": blake2b(source.encode(), digest_size=8).digest()}
        for id_, source in connection.execute(sa.text("SELECT id, source FROM segments"))
    ]
    if keys:
        connection.execute(sa.text("UPDATE segments SET source_key = :key WHERE id = :id"), keys)
    op.create_index("ix_segments_source_key", "segments", ["source_key"])
