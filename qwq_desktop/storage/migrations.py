"""The database's schema as numbered steps: the n-th entry leads from version n - 1 to n.

A step that was released is never edited; a change of the schema is a new step.
"""

Migration = tuple[str, ...]

_CHATS_AND_MESSAGES: Migration = (
    """
    CREATE TABLE chats (
        id INTEGER PRIMARY KEY,
        title TEXT NOT NULL,
        model_id TEXT NOT NULL,
        created_at REAL NOT NULL,
        updated_at REAL NOT NULL,
        deleted_at REAL,
        archived_at REAL,
        pinned INTEGER NOT NULL DEFAULT 0,
        folder TEXT NOT NULL DEFAULT '',
        system_prompt TEXT,
        preset TEXT,
        leaf_id INTEGER REFERENCES messages (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    # The small columns come first: SQLite reads them without the pages of a long text.
    # Parents are not cascaded: SQLite follows at most a thousand links, and a chat may be longer.
    """
    CREATE TABLE messages (
        id INTEGER PRIMARY KEY,
        chat_id INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
        parent_id INTEGER REFERENCES messages (id) DEFERRABLE INITIALLY DEFERRED,
        role TEXT NOT NULL,
        status TEXT NOT NULL,
        created_at REAL NOT NULL,
        deleted_at REAL,
        rating INTEGER NOT NULL DEFAULT 0,
        turn TEXT NOT NULL,
        text TEXT NOT NULL,
        thinking TEXT NOT NULL
    )
    """,
    "CREATE INDEX messages_of_chat ON messages (chat_id, parent_id)",
    "CREATE INDEX messages_of_parent ON messages (parent_id)",
    "CREATE INDEX messages_streaming ON messages (id) WHERE status = 'streaming'",
    """
    CREATE TABLE tool_steps (
        id INTEGER PRIMARY KEY,
        message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
        after_thinking INTEGER NOT NULL,
        name TEXT NOT NULL,
        arguments TEXT NOT NULL,
        result TEXT NOT NULL
    )
    """,
    "CREATE INDEX tool_steps_of_message ON tool_steps (message_id)",
    """
    CREATE TABLE attachments (
        id INTEGER PRIMARY KEY,
        message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        text TEXT NOT NULL
    )
    """,
    "CREATE INDEX attachments_of_message ON attachments (message_id)",
    # Where older turns left the prompt: `message_id` is the first that stayed.
    """
    CREATE TABLE context_cuts (
        id INTEGER PRIMARY KEY,
        chat_id INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
        message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
        created_at REAL NOT NULL,
        summary TEXT NOT NULL DEFAULT ''
    )
    """,
    "CREATE INDEX context_cuts_of_chat ON context_cuts (chat_id)",
    # What stands unsent in the composer; chat 0 is the one that doesn't exist yet.
    "CREATE TABLE drafts (chat_id INTEGER PRIMARY KEY, text TEXT NOT NULL)",
    """
    CREATE TABLE saved_prompts (
        id INTEGER PRIMARY KEY,
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        used_at REAL NOT NULL
    )
    """,
    # Only messages that are being written: it needs no index, so an append touches one page.
    """
    CREATE TABLE journal (
        id INTEGER PRIMARY KEY,
        message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        text TEXT NOT NULL
    )
    """,
)

MIGRATIONS: tuple[Migration, ...] = (_CHATS_AND_MESSAGES,)
