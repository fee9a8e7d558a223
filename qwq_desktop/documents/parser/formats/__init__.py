"""One module a format, each with `read(source, draft)`; it imports the format's library itself."""
