"""The models on this computer as the window keeps them: looked at, checked, taken in, moved.

Objects with signals for the main thread; what they do to files is the functions of `models`, on
workers. Nothing here draws.
"""
