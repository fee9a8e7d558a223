"""Model files: catalogue, library, GGUF metadata, and the plan that decides how to load one.

Owns which model is loaded (`session`). Called by `chat`, `ui` and the command line.
"""
