"""Schema migrations, run by Alembic from code."""
