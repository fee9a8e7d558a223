"""Models that other programs keep on this computer, so that nothing is fetched twice.

Reads their folders and never writes to them.
"""
