"""The SQLite database: schema, numbered migrations, and the repositories that read and write chats.

Owns the database file and its one worker thread. Only `chat` and the command line call the
repositories.
"""
