"""Palettes, type scale, icons, style."""
