"""The command line: the same services without a window.

`parser` knows the commands and options, `ask` and `inspect` do them, `output` prints. Exit status 0
fine, 1 failed with a message on stderr, 2 wrong usage.
"""
