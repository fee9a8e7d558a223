"""Chats from files of this program and of others, as `storage.whole_chats.WholeChat` values.

Pure but for reading the file. A file is taken as hostile: sizes are bounded, each value is checked,
what isn't understood is left out or refused with a code that has a sentence.
"""
