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

# Both indexes hold words as `platform.words.index_text` cuts them, parted by spaces; the tokenizer
# `ascii` parts them there and takes all other characters as they are. They keep no copy of the
# texts: what leaves must be told with the words that it came with.
_TO_WORDS = "index_text(new.text), index_text(new.thinking)"
_FROM_WORDS = "index_text(old.text), index_text(old.thinking)"
_IS_INDEXED = "{row}.status <> 'streaming' AND {row}.id > (SELECT pending_to FROM search_progress)"

_SEARCH: Migration = (
    """
    CREATE VIRTUAL TABLE message_words USING fts5 (
        text, thinking, content = '', columnsize = 0, tokenize = 'ascii', prefix = '1 2 3'
    )
    """,
    """
    CREATE VIRTUAL TABLE title_words USING fts5 (
        title, content = '', columnsize = 0, tokenize = 'ascii', prefix = '1 2'
    )
    """,
    # Messages up to this id were there before the index and are not in it yet.
    "CREATE TABLE search_progress (pending_to INTEGER NOT NULL)",
    "INSERT INTO search_progress SELECT coalesce(max(id), 0) FROM messages",
    "INSERT INTO title_words (rowid, title) SELECT id, index_text(title) FROM chats",
    f"""
    CREATE TRIGGER message_words_added AFTER INSERT ON messages
    WHEN {_IS_INDEXED.format(row="new")}
    BEGIN
        INSERT INTO message_words (rowid, text, thinking) VALUES (new.id, {_TO_WORDS});
    END
    """,
    f"""
    CREATE TRIGGER message_words_removed AFTER DELETE ON messages
    WHEN {_IS_INDEXED.format(row="old")}
    BEGIN
        INSERT INTO message_words (message_words, rowid, text, thinking)
        VALUES ('delete', old.id, {_FROM_WORDS});
    END
    """,
    # One trigger for both: of two, SQLite would not say which comes first.
    f"""
    CREATE TRIGGER message_words_changed AFTER UPDATE OF status, text, thinking ON messages
    WHEN old.text <> new.text OR old.thinking <> new.thinking
        OR (old.status = 'streaming') <> (new.status = 'streaming')
    BEGIN
        INSERT INTO message_words (message_words, rowid, text, thinking)
        SELECT 'delete', old.id, {_FROM_WORDS} WHERE {_IS_INDEXED.format(row="old")};
        INSERT INTO message_words (rowid, text, thinking)
        SELECT new.id, {_TO_WORDS} WHERE {_IS_INDEXED.format(row="new")};
    END
    """,
    """
    CREATE TRIGGER title_words_added AFTER INSERT ON chats
    BEGIN
        INSERT INTO title_words (rowid, title) VALUES (new.id, index_text(new.title));
    END
    """,
    """
    CREATE TRIGGER title_words_removed AFTER DELETE ON chats
    BEGIN
        INSERT INTO title_words (title_words, rowid, title)
        VALUES ('delete', old.id, index_text(old.title));
    END
    """,
    """
    CREATE TRIGGER title_words_changed AFTER UPDATE OF title ON chats WHEN old.title <> new.title
    BEGIN
        INSERT INTO title_words (title_words, rowid, title)
        VALUES ('delete', old.id, index_text(old.title));
        INSERT INTO title_words (rowid, title) VALUES (new.id, index_text(new.title));
    END
    """,
)

# What the user brought, and what was read from it for a question. The texts themselves lie in an
# index of their own, which can be made again from the files.
_DOCUMENTS: Migration = (
    """
    CREATE TABLE collections (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        created_at REAL NOT NULL
    )
    """,
    """
    CREATE TABLE watched_folders (
        id INTEGER PRIMARY KEY,
        collection_id INTEGER NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
        path TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE documents (
        id INTEGER PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        added_at REAL NOT NULL,
        asked_at REAL NOT NULL DEFAULT 0,
        folder_id INTEGER REFERENCES watched_folders (id) ON DELETE SET NULL
    )
    """,
    """
    CREATE TABLE collection_documents (
        collection_id INTEGER NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
        document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        PRIMARY KEY (collection_id, document_id)
    ) WITHOUT ROWID
    """,
    # What a chat asks: documents and collections that are switched on there.
    """
    CREATE TABLE chat_documents (
        chat_id INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
        document_id INTEGER REFERENCES documents (id) ON DELETE CASCADE,
        collection_id INTEGER REFERENCES collections (id) ON DELETE CASCADE,
        CHECK ((document_id IS NULL) <> (collection_id IS NULL))
    )
    """,
    "CREATE INDEX chat_documents_of_chat ON chat_documents (chat_id)",
    # Passages are part of a question's prompt: they stay when their document leaves.
    """
    CREATE TABLE passages (
        message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        document_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        page INTEGER NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        text TEXT NOT NULL,
        heading TEXT NOT NULL,
        is_paged INTEGER NOT NULL,
        page_name TEXT NOT NULL,
        total REAL NOT NULL,
        words REAL NOT NULL,
        meaning REAL NOT NULL,
        is_pinned INTEGER NOT NULL,
        PRIMARY KEY (message_id, number)
    ) WITHOUT ROWID
    """,
)

# What came of reading each document (JSON of storage.documents.Reading), so that neither a file
# without fault nor a faulty one is read again while it stays the same.
_READINGS: Migration = (
    """
    CREATE TABLE readings (
        document_id INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
        reading TEXT NOT NULL
    )
    """,
    # What the user took out of a watched folder shall not come back by itself.
    """
    CREATE TABLE left_out (
        folder_id INTEGER NOT NULL REFERENCES watched_folders (id) ON DELETE CASCADE,
        path TEXT NOT NULL,
        PRIMARY KEY (folder_id, path)
    ) WITHOUT ROWID
    """,
    # A collection that goes, and a document that leaves, look for their rows here.
    "CREATE INDEX collection_documents_of_document ON collection_documents (document_id)",
    "CREATE INDEX documents_of_folder ON documents (folder_id)",
    "CREATE INDEX chat_documents_of_document ON chat_documents (document_id)",
)

# What a re-ranker made of a passage; NULL where none did.
_RANKED: Migration = ("ALTER TABLE passages ADD COLUMN ranked REAL",)

MIGRATIONS: tuple[Migration, ...] = (
    _CHATS_AND_MESSAGES,
    _SEARCH,
    _DOCUMENTS,
    _READINGS,
    _RANKED,
)
