"""The index of the user's documents: their texts, chunks, words and vectors, in a file of its own.

It is derived from the files and can be made again from them; nothing else lies in it. Used from
one worker thread, through `DocumentIndex`.
"""
