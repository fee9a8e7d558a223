"""The manager's third section: what the hubs have, by words, by name, or by address."""
