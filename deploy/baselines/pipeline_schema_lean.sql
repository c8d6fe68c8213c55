-- A lighter store than any of Jisr's (--schema): the same tables without the indexes that the pipeline itself never
-- looks at. It shows what those indexes cost, and what a C program that gave up their guarantees would reach.
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA cache_size = -32768;
PRAGMA mmap_size = 268435456;
PRAGMA wal_autocheckpoint = 8000;
PRAGMA temp_store = MEMORY;

CREATE TABLE topic(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE event_type(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

CREATE TABLE log(
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    type INTEGER NOT NULL,
    aggregate BLOB NOT NULL,
    version INTEGER NOT NULL,
    key BLOB NOT NULL,
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    correlation BLOB NOT NULL,
    causation BLOB,
    payload BLOB NOT NULL
);

CREATE TABLE outbox(
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    log_seq INTEGER,
    topic INTEGER NOT NULL,
    key BLOB,
    epoch INTEGER NOT NULL,
    keyseq INTEGER NOT NULL,
    partition INTEGER,
    offset INTEGER,
    published_at INTEGER
);
CREATE INDEX outbox_todo ON outbox(seq) WHERE published_at IS NULL;

CREATE TABLE outbox_key(
    topic INTEGER NOT NULL, key BLOB NOT NULL, epoch INTEGER NOT NULL, last_keyseq INTEGER NOT NULL,
    PRIMARY KEY(topic, key, epoch)
) WITHOUT ROWID;

CREATE TABLE producer(
    id INTEGER PRIMARY KEY, source TEXT NOT NULL, epoch INTEGER NOT NULL, topic INTEGER NOT NULL,
    UNIQUE(source, epoch, topic)
);
CREATE TABLE inbox_offset(
    topic INTEGER NOT NULL, partition INTEGER NOT NULL, next_offset INTEGER NOT NULL,
    PRIMARY KEY(topic, partition)
) WITHOUT ROWID;
CREATE TABLE inbox_key(
    producer INTEGER NOT NULL, key BLOB NOT NULL, last_keyseq INTEGER NOT NULL,
    PRIMARY KEY(producer, key)
) WITHOUT ROWID;

-- What the decision reads and changes: one row a case.
CREATE TABLE case_state(
    case_id BLOB PRIMARY KEY, version INTEGER NOT NULL, deliveries INTEGER NOT NULL, hours REAL NOT NULL
) WITHOUT ROWID;

-- What a query would read: one row a case and service.
CREATE TABLE read_case_service(
    case_id BLOB NOT NULL, service TEXT NOT NULL, deliveries INTEGER NOT NULL, hours REAL NOT NULL,
    last_date TEXT NOT NULL,
    PRIMARY KEY(case_id, service)
) WITHOUT ROWID;
