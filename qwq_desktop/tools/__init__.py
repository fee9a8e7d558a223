"""Tools that a model may call: each has a JSON schema and a function from arguments to text.

Tools here need no consent: they touch nothing outside the program.
"""
