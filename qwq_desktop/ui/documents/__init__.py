"""The user's documents on the screen: their page, and the source that stands beside an answer."""
