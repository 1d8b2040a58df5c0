"""From the bytes of a foreign file to an import plan or a text."""
