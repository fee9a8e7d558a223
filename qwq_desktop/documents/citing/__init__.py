"""Proves an answer: its quotes and its numbers in square brackets, against the documents. Pure.

`examine` is what the chat calls once an answer is done. What stands in the answer is read by
`marks`, `quotations` and `reading`; whether a quote stands in a document is decided by `matching`
alone, on texts that `folding` brings into one form. Nothing here asks a model anything.
"""
