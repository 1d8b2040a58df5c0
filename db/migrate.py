"""The schema of a review: made new, or brought to the present version by Alembic."""

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

from db import sqlite
from db.models import Base

if TYPE_CHECKING:
    from alembic.config import Config

SCHEMA_VERSION = 5
"""Version of the schema that this program writes; kept in the file's `user_version`."""

SCRIPTS = Path(__file__).parent / "migrations"


_VERSION_TABLE = """
CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)
"""


def create(engine: Engine) -> None:
    """Make the tables of the present schema in a new file.

    Without Alembic: to load it and run all migrations takes most of the time of making a review.
    """
    with engine.begin() as connection:
        Base.metadata.create_all(connection, checkfirst=False)
        sqlite.create_append_only_triggers(connection)
        connection.exec_driver_sql(_VERSION_TABLE)
        newest = (f"{SCHEMA_VERSION:04}",)
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", newest)
        _sign(connection, SCHEMA_VERSION)


def _config(connection: Connection, scripts: Path) -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - only a migration needs Alembic

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["target_metadata"] = Base.metadata
    return config


def upgrade(engine: Engine, scripts: Path = SCRIPTS, version: int = SCHEMA_VERSION) -> None:
    """Run the missing migrations in one transaction, with foreign keys off and checked after.

    Rebuilding a table under foreign keys deletes what points to it; switching them off works
    only outside a transaction.
    """
    from alembic import command  # noqa: PLC0415 - only a migration needs Alembic

    on_sqlite = engine.dialect.name == "sqlite"
    if on_sqlite:
        sqlite.raw(engine).execute("PRAGMA foreign_keys=OFF")
    try:
        with engine.begin() as connection:
            command.upgrade(_config(connection, scripts), "head")
            if on_sqlite:
                _verify(connection)
                _sign(connection, version)
    finally:
        if on_sqlite:
            sqlite.raw(engine).execute("PRAGMA foreign_keys=ON")


def _sign(connection: Connection, version: int) -> None:
    """Mark the file as a review of this schema."""
    connection.exec_driver_sql(f"PRAGMA application_id={sqlite.APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={version}")


def _verify(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise sqlite3.IntegrityError(f"the migration broke {len(broken)} references")
