"""Fetching model files: whole or not at all, over connections that break."""
