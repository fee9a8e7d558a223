"""The order of what was found: which model decides it, in an engine process of its own.

`model` finds re-rankers on this computer, `engine_reranker` is the `Reranker` that the search is
handed. All of it waits and belongs on a worker thread.
"""
