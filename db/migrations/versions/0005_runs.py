"""Observations are kept as runs of lines, not each by itself: see adr 20."""

import sqlalchemy as sa
from alembic import op

from db.sqlite import create_append_only_triggers
from vnr_app.domain.identity import line_id

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_OF_LINE = "k.series_id = l.series_id AND k.area_id = l.area_id AND k.breakdown_id = l.breakdown_id"
# A calendar year that is called by its number is that number; all else is "start/end/label".
_CODE = """
    CASE WHEN k.period_label GLOB '[1-9][0-9][0-9][0-9]'
          AND k.period_start = k.period_label || '-01-01'
          AND k.period_end = k.period_label || '-12-31'
    THEN CAST(k.period_label AS INTEGER)
    ELSE k.period_start || '/' || k.period_end || '/' || k.period_label END
"""


def upgrade() -> None:
    """To the new schema; each observation becomes a run of its own, under its old id."""
    _create_tables()
    bind = op.get_bind()
    if bind.dialect.name == "sqlite":
        create_append_only_triggers(bind, ("history_line", "history_run"))
    lines = bind.execute(
        sa.text(
            "SELECT DISTINCT series_id, area_id, breakdown_id FROM history_key ORDER BY 1, 2, 3"
        )
    ).all()
    for ids in lines:
        bind.execute(
            sa.text("INSERT INTO history_line VALUES (:id, :series, :area, :breakdown)"),
            dict(zip(("id", "series", "area", "breakdown"),
                     (line_id(*ids), *ids), strict=True)),
        )  # fmt: skip
    op.execute(
        sa.text(f"""
            INSERT INTO history_run
            SELECT o.id, l.id, o.operation_number, o.operator, o.state, o.context_id, o.table_id,
                   o.cell_row, o.cell_column, json_array({_CODE}), json_array(o.number),
                   CASE WHEN o.raw IS NULL THEN NULL ELSE json_array(o.raw) END
            FROM history_observation o
            JOIN history_key k ON k.id = o.key_id
            JOIN history_line l ON {_OF_LINE}
            ORDER BY o.id
        """)
    )
    op.execute(
        "INSERT INTO current_run SELECT o.version_id, r.line_id, NULL FROM observation o"
        " JOIN history_run r ON r.id = o.version_id"
    )
    for table in ("observation", "history_observation", "history_key"):
        op.drop_table(table)


def _create_tables() -> None:
    op.create_table(
        "history_line",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("series_id", BIG, nullable=False),
        sa.Column("area_id", BIG, nullable=False),
        sa.Column("breakdown_id", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history_line")),
    )
    op.create_table(
        "history_run",
        sa.Column("id", BIG, nullable=False),
        sa.Column("line_id", BIG, nullable=False),
        sa.Column("operation_number", sa.Integer(), nullable=False),
        sa.Column("operator", sa.String(length=2), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("context_id", BIG, nullable=False),
        sa.Column("table_id", BIG, nullable=False),
        sa.Column("cell_row", sa.Integer(), nullable=False),
        sa.Column("cell_column", sa.Integer(), nullable=False),
        sa.Column("periods", sa.Text(), nullable=False),
        sa.Column("numbers", sa.Text(), nullable=False),
        sa.Column("raws", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "operator IN ('<', '>', '<=', '>=', '~')", name=op.f("ck_history_run_operator")
        ),
        sa.CheckConstraint(
            "state IN ('observed', 'estimated', 'projected', 'provisional', 'missing', "
            "'suppressed', 'not-applicable')",
            name=op.f("ck_history_run_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history_run")),
    )
    op.create_table(
        "current_run",
        sa.Column("run_id", BIG, autoincrement=False, nullable=False),
        sa.Column("line_id", BIG, nullable=False),
        sa.Column("kept", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_current_run")),
    )
    for table, column in (
        ("history_line", "series_id"),
        ("history_run", "line_id"),
        ("history_run", "operation_number"),
        ("current_run", "line_id"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def downgrade() -> None:
    """Back to the schema before, without the observations; only tests do that."""
    for table in ("current_run", "history_run", "history_line"):
        op.drop_table(table)
    for statement in _BEFORE:
        op.execute(statement)


_BEFORE = (
    """
    CREATE TABLE history_key (
        id BIGINT PRIMARY KEY, series_id BIGINT NOT NULL, area_id BIGINT NOT NULL,
        breakdown_id BIGINT NOT NULL, period_start DATE NOT NULL, period_end DATE NOT NULL,
        period_label VARCHAR(60) NOT NULL)
    """,
    """
    CREATE TABLE history_observation (
        id BIGINT PRIMARY KEY, key_id BIGINT NOT NULL, operation_number INTEGER NOT NULL,
        removed BOOLEAN NOT NULL, number TEXT, operator VARCHAR(2), state VARCHAR(20) NOT NULL,
        context_id BIGINT NOT NULL, table_id BIGINT NOT NULL, cell_row INTEGER NOT NULL,
        cell_column INTEGER NOT NULL, raw TEXT)
    """,
    "CREATE TABLE observation (key_id BIGINT PRIMARY KEY, version_id BIGINT NOT NULL)",
)
