"""The user's own documents: read, cut, indexed, found again, and proven in answers."""
