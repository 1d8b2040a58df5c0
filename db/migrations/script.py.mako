"""${message}."""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To the new schema."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Back; only tests do that."""
    ${downgrades if downgrades else "pass"}
