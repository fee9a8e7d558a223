"""Vectors for texts: which model makes them, and the engine process of its own that it runs in.

`model` finds embedding models on this computer, `engine_embedder` is the `Embedder` that the index
and the search are handed. `process` and `kept` hold the process, also for re-rankers. All of it
waits and belongs on a worker thread.
"""
