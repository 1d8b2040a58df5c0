"""Small drawn parts used in several places."""
