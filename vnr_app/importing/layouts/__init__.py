"""Layouts of tables: each recognises its own sheets and reads them into the plan."""
