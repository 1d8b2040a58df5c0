"""The writing desk: comments, named versions, sources, words, pictures, translations."""

import sqlalchemy as sa
from alembic import op

from db.sqlite import create_append_only_triggers

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To the new schema."""
    op.add_column(
        "section", sa.Column("person", sa.String(length=200), server_default="", nullable=False)
    )
    op.add_column("section_head", sa.Column("translation_of", sa.String(length=64), nullable=True))
    _create_siblings()
    _create_comments()
    _create_named_versions()
    _create_sources_and_words()
    _create_images()
    if op.get_bind().dialect.name == "sqlite":
        create_append_only_triggers(op.get_bind(), ("history_image",))


def _stamps() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
    )


def _create_siblings() -> None:
    op.create_table(
        "section_sibling",
        sa.Column("section_id", sa.String(length=36), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("revision_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["section_id"], ["section.id"], name=op.f("fk_section_sibling_section_id_section")
        ),
        sa.PrimaryKeyConstraint(
            "section_id", "language", "revision_id", name=op.f("pk_section_sibling")
        ),
    )


def _create_comments() -> None:
    op.create_table(
        "comment",
        *_stamps(),
        sa.Column("section_id", sa.String(length=36), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("parent_id", sa.String(length=36), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("resolved", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["section_id"], ["section.id"], name=op.f("fk_comment_section_id_section")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["comment.id"], name=op.f("fk_comment_parent_id_comment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    op.create_index(op.f("ix_comment_section_id"), "comment", ["section_id"], unique=False)


def _create_named_versions() -> None:
    op.create_table(
        "named_version",
        *_stamps(),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_named_version")),
    )
    op.create_table(
        "named_text",
        sa.Column("version_id", sa.String(length=36), nullable=False),
        sa.Column("section_id", sa.String(length=36), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("revision_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["named_version.id"],
            name=op.f("fk_named_text_version_id_named_version"),
        ),
        sa.ForeignKeyConstraint(
            ["section_id"], ["section.id"], name=op.f("fk_named_text_section_id_section")
        ),
        sa.PrimaryKeyConstraint("version_id", "section_id", "language", name=op.f("pk_named_text")),
    )


def _create_sources_and_words() -> None:
    op.create_table(
        "source",
        *_stamps(),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
    )
    op.create_table(
        "word",
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("word", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("language", "word", name=op.f("pk_word")),
    )


def _create_images() -> None:
    op.create_table(
        "history_image",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("mime", sa.String(length=60), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("added_by", sa.String(length=200), nullable=False),
        sa.Column("added_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history_image")),
    )


def downgrade() -> None:
    """Back to the schema before; only tests do that."""
    for table in (
        "history_image",
        "word",
        "source",
        "named_text",
        "named_version",
        "comment",
        "section_sibling",
    ):
        op.drop_table(table)
    op.drop_column("section_head", "translation_of")
    op.drop_column("section", "person")
