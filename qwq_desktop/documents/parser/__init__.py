"""The parser process: a document in, bounded text and numbers out.

It alone opens files of formats that others made, with the libraries that read them. It may crash,
run out of memory or be killed at any file; `documents/parser_client.py` starts it and believes
nothing that it says before checking it. No Qt, no network, no module of the application but
`platform` and the pure ones of `documents`.
"""
