"""The list of connections that the program made, for whoever wants to know."""
