"""The text editor and its bridge to the text model."""
