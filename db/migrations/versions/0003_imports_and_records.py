"""Imports: recipes, originals, learned names, national indicators; stakeholders' records."""

import sqlalchemy as sa
from alembic import op

from db.sqlite import create_append_only_triggers

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To the new schema."""
    _create_originals()
    _create_recipes()
    _create_names()
    _create_organisations()
    _create_records()
    if op.get_bind().dialect.name == "sqlite":
        create_append_only_triggers(op.get_bind(), ("history_original",))


def _stamps() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
    )


def _create_originals() -> None:
    op.create_table(
        "history_original",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("added_by", sa.String(length=200), nullable=False),
        sa.Column("added_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history_original")),
    )


def _create_recipes() -> None:
    op.create_table(
        "recipe",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        *_stamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipe")),
    )
    op.create_index(op.f("ix_recipe_name"), "recipe", ["name"], unique=False)


def _create_names() -> None:
    op.create_table(
        "synonym",
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("label", sa.String(length=500), nullable=False),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("kind", "label", name=op.f("pk_synonym")),
    )
    op.create_table(
        "national_indicator",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("target", sa.String(length=10), nullable=False),
        sa.Column("unit", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_national_indicator")),
    )


def _create_organisations() -> None:
    op.create_table(
        "organisation",
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("folded", sa.String(length=500), nullable=False),
        sa.Column("group_code", sa.String(length=60), nullable=False),
        *_stamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("folded", name=op.f("uq_organisation_folded")),
    )


def _create_records() -> None:
    op.create_table(
        "record",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("level", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=200), nullable=False),
        sa.Column("external_id", sa.String(length=200), nullable=False),
        sa.Column("content_key", sa.String(length=32), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("links", "scales", "consents", "extra")
        ),
        sa.Column("operation", sa.String(length=36), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("cell_row", sa.Integer(), nullable=False),
        *_stamps(),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_record_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
    )
    op.create_index(op.f("ix_record_organisation_id"), "record", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_record_content_key"), "record", ["content_key"], unique=False)
    op.create_table(
        "record_link",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("goal", sa.String(length=2), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_record_link_record_id_record")
        ),
        sa.PrimaryKeyConstraint("record_id", "code", name=op.f("pk_record_link")),
    )
    op.create_index(op.f("ix_record_link_goal"), "record_link", ["goal"], unique=False)


def downgrade() -> None:
    """Back to the schema before; only tests do that."""
    for table in (
        "record_link",
        "record",
        "organisation",
        "national_indicator",
        "synonym",
        "recipe",
        "history_original",
    ):
        op.drop_table(table)
