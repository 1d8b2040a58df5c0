"""Frozen records and pure functions of the field; standard library only."""
