"""What the program stands on: paths, logging, languages, hardware facts, errors, threads.

Knows nothing of chats or models. Everything above may use it.
"""
