"""The first schema."""

import sqlalchemy as sa
from alembic import op

from db.sqlite import create_append_only_triggers

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_APPEND_ONLY = (
    "history_operation",
    "history_change",
    "history_revision",
    "history_key",
    "history_observation",
)

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """To the new schema."""
    op.create_table(
        "area",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
        sa.UniqueConstraint("code", name=op.f("uq_area_code")),
    )
    op.create_table(
        "breakdown",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("dimensions", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breakdown")),
    )
    op.create_table(
        "context",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("nature", sa.String(length=40), nullable=False),
        sa.Column("footnote", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_context")),
    )
    op.create_table(
        "history_key",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("series_id", BIG, nullable=False),
        sa.Column("area_id", BIG, nullable=False),
        sa.Column("breakdown_id", BIG, nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("period_label", sa.String(length=60), nullable=False),
        sa.CheckConstraint("period_start <= period_end", name=op.f("ck_history_key_period")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history_key")),
    )
    op.create_index(op.f("ix_history_key_series_id"), "history_key", ["series_id"], unique=False)
    op.create_table(
        "history_observation",
        sa.Column("id", BIG, nullable=False),
        sa.Column("key_id", BIG, nullable=False),
        sa.Column("operation_number", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("operator", sa.String(length=2), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("context_id", BIG, nullable=False),
        sa.Column("table_id", BIG, nullable=False),
        sa.Column("cell_row", sa.Integer(), nullable=False),
        sa.Column("cell_column", sa.Integer(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "operator IN ('<', '>', '<=', '>=', '~')", name=op.f("ck_history_observation_operator")
        ),
        sa.CheckConstraint(
            "state IN ('observed', 'estimated', 'projected', 'provisional', 'missing', "
            "'suppressed', 'not-applicable')",
            name=op.f("ck_history_observation_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history_observation")),
    )
    op.create_index(
        op.f("ix_history_observation_key_id"), "history_observation", ["key_id"], unique=False
    )
    op.create_index(
        op.f("ix_history_observation_operation_number"),
        "history_observation",
        ["operation_number"],
        unique=False,
    )
    op.create_table(
        "history_operation",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("arguments", sa.Text(), nullable=False),
        sa.Column("refers_to", sa.String(length=36), nullable=True),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_history_operation")),
        sa.UniqueConstraint("id", name=op.f("uq_history_operation_id")),
    )
    op.create_table(
        "observation",
        sa.Column("key_id", BIG, autoincrement=False, nullable=False),
        sa.Column("version_id", BIG, nullable=False),
        sa.PrimaryKeyConstraint("key_id", name=op.f("pk_observation")),
    )
    op.create_index(op.f("ix_observation_version_id"), "observation", ["version_id"], unique=False)
    op.create_table(
        "review",
        sa.Column("country", sa.String(length=3), nullable=False),
        sa.Column("country_name", sa.String(length=200), nullable=False),
        sa.Column("year", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("framework_version", sa.String(length=40), nullable=False),
        sa.Column("outline_version", sa.String(length=40), nullable=False),
        sa.Column("fiscal_month", sa.Integer(), nullable=False),
        sa.Column("marked_as", sa.String(length=400), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("fiscal_month BETWEEN 1 AND 12", name=op.f("ck_review_fiscal_month")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_review_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_table(
        "section",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("parent_id", sa.String(length=36), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=True),
        sa.Column("word_budget", sa.Integer(), nullable=True),
        sa.Column("left_out", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "status IN ('not-started', 'drafting', 'in-review', 'cleared', 'locked')",
            name=op.f("ck_section_status"),
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["section.id"], name=op.f("fk_section_parent_id_section")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section")),
        sa.UniqueConstraint("key", name=op.f("uq_section_key")),
    )
    op.create_table(
        "series",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )
    op.create_index(op.f("ix_series_code"), "series", ["code"], unique=False)
    op.create_table(
        "source_file",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", BIG, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_file")),
    )
    op.create_table(
        "draft",
        sa.Column("section_id", sa.String(length=36), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("base_revision", sa.String(length=64), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("saved_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["section_id"], ["section.id"], name=op.f("fk_draft_section_id_section")
        ),
        sa.PrimaryKeyConstraint("section_id", "language", name=op.f("pk_draft")),
    )
    op.create_table(
        "history_change",
        sa.Column("id", BIG, nullable=False),
        sa.Column("operation_number", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(length=60), nullable=False),
        sa.Column("row_id", sa.String(length=200), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["operation_number"],
            ["history_operation.number"],
            name=op.f("fk_history_change_operation_number_history_operation"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history_change")),
    )
    op.create_index(
        op.f("ix_history_change_operation_number"),
        "history_change",
        ["operation_number"],
        unique=False,
    )
    op.create_index(
        "ix_history_change_row", "history_change", ["table_name", "row_id"], unique=False
    )
    op.create_table(
        "history_revision",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("section_key", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("parents", sa.Text(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("format", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("operation_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operation_number"],
            ["history_operation.number"],
            name=op.f("fk_history_revision_operation_number_history_operation"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history_revision")),
    )
    op.create_index(
        op.f("ix_history_revision_section_key"), "history_revision", ["section_key"], unique=False
    )
    op.create_table(
        "history_undone",
        sa.Column("operation_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["operation_number"],
            ["history_operation.number"],
            name=op.f("fk_history_undone_operation_number_history_operation"),
        ),
        sa.PrimaryKeyConstraint("operation_number", name=op.f("pk_history_undone")),
    )
    op.create_table(
        "section_head",
        sa.Column("section_id", sa.String(length=36), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("revision_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["section_id"], ["section.id"], name=op.f("fk_section_head_section_id_section")
        ),
        sa.PrimaryKeyConstraint("section_id", "language", name=op.f("pk_section_head")),
    )
    op.create_table(
        "series_indicator",
        sa.Column("series_id", BIG, nullable=False),
        sa.Column("indicator", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name=op.f("fk_series_indicator_series_id_series")
        ),
        sa.PrimaryKeyConstraint("series_id", "indicator", name=op.f("pk_series_indicator")),
    )
    op.create_index(
        op.f("ix_series_indicator_indicator"), "series_indicator", ["indicator"], unique=False
    )
    op.create_table(
        "source_table",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("file_id", BIG, nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("region", sa.String(length=60), nullable=False),
        sa.Column("layout", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["source_file.id"], name=op.f("fk_source_table_file_id_source_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_table")),
    )
    if op.get_bind().dialect.name == "sqlite":
        create_append_only_triggers(op.get_bind(), _APPEND_ONLY)


def downgrade() -> None:
    """Back to an empty file; only tests do that."""
    for table in (
        "source_table",
        "series_indicator",
        "section_head",
        "history_undone",
        "history_revision",
        "history_change",
        "draft",
        "source_file",
        "series",
        "section",
        "review",
        "observation",
        "history_operation",
        "history_observation",
        "history_key",
        "context",
        "breakdown",
        "area",
    ):
        op.drop_table(table)
