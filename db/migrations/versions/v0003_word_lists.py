"""Concepts tell which list of words they came from."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What there is came from no list."""
    op.add_column("concepts", sa.Column("word_list", sa.Text, nullable=False, server_default=""))
