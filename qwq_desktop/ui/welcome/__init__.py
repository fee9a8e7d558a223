"""The first minutes: what this program is, what fits this computer, and the way to a large model.

It stands in the place of the empty chat's words, so the chat works all the while.
"""
