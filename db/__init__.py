"""Storage: engine, operations, models, queries, migrations, backup."""
