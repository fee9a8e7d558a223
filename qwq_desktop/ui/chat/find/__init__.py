"""Find in the open chat: the bar, what is searched (texts, not widgets), the marks of the hits."""
