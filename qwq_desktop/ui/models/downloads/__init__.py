"""The downloads in the window: their list in the model manager, and what tells of them outside.

`background` follows the queue from the start of the program; the strip is made with the manager.
"""
