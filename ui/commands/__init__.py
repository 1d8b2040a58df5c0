"""The commands of the window: one module a menu or a task."""
