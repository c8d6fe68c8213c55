-- The store of both pipelines (C and Python): the tables, types, indexes and settings of Shared/EventStore that the
-- pipeline's work touches, so that neither side of the comparison has a lighter store than the other.
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
    id BLOB NOT NULL UNIQUE,
    producer INTEGER,
    type INTEGER NOT NULL,
    aggregate BLOB NOT NULL,
    version INTEGER NOT NULL,
    key BLOB NOT NULL,
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    correlation BLOB NOT NULL,
    causation BLOB,
    actor TEXT,
    payload BLOB NOT NULL,
    subject BLOB,
    sealed BLOB
);
CREATE UNIQUE INDEX log_aggregate ON log(aggregate, version, coalesce(producer, 0));
CREATE INDEX log_key ON log(key, seq) WHERE key <> aggregate;

CREATE TABLE outbox(
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    log_seq INTEGER,
    topic INTEGER NOT NULL,
    key BLOB,
    epoch INTEGER NOT NULL,
    keyseq INTEGER NOT NULL,
    record BLOB,
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
