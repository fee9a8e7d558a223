"""What a search over all chats found: its list in the sidebar and how each hit is drawn."""
