"""The list of chats in the sidebar: its rows, how they are drawn, what can be done with them."""
