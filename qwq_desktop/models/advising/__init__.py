"""Advice on the catalogue's models for this computer: asks a hub, remembers what it said.

`ModelAdvisor` is what the window talks to; the rest is its parts. Nothing is asked before the user
wants to see models.
"""
