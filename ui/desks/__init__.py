"""Desks: each connects the pages and panels of one task with its presenter."""
