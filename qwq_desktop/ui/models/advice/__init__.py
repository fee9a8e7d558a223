"""Which models fit this computer: the recommended one with its files, the others folded below."""
