import GRDB

/// The tables that every store has, whatever its service.
enum StoreSchema {
    /// Raised with each migration below; a file with a higher number is refused.
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("store-1") { db in
            try db.execute(sql: Self.version1)
        }
        migrator.registerMigration("store-2") { db in
            // The first days' stores numbered keys by an index of the outbox; those made since have the tables below.
            let isOld = try Bool.fetchOne(
                db,
                sql: "SELECT EXISTS(SELECT 1 FROM sqlite_master WHERE type='index' AND name='outbox_key')"
            )
            if isOld == true { try db.execute(sql: Self.numberedByRow) }
        }
        migrator.registerMigration("store-3") { db in
            // How far each follower has come in the log.
            try db.execute(
                sql: "CREATE TABLE follower(name TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID"
            )
        }
        migrator.registerMigration("store-4") { try $0.execute(sql: Self.erasure) }
        migrator.registerMigration("store-5") { db in
            // By it a record is told from itself published again; unknown of marks made before.
            try db.execute(sql: "ALTER TABLE inbox_mark ADD COLUMN timestamp INTEGER")
        }
    }

    private static let numberedByRow = """
        DROP INDEX outbox_key;
        CREATE TABLE outbox_key(
            topic INTEGER NOT NULL, key BLOB NOT NULL, epoch INTEGER NOT NULL, last_keyseq INTEGER NOT NULL,
            PRIMARY KEY(topic, key, epoch)
        ) WITHOUT ROWID;
        INSERT INTO outbox_key(topic, key, epoch, last_keyseq)
            SELECT topic, key, epoch, max(keyseq) FROM outbox WHERE log_seq IS NOT NULL GROUP BY topic, key, epoch;
        """

    /// Erasure is the one change that the log allows: of what concerns somebody named in `erased`, and there only what
    /// the row says, never that something happened, to whom, when or by whom.
    private static let erasure = """
        CREATE TABLE erased(subject BLOB PRIMARY KEY, erased_at INTEGER NOT NULL) WITHOUT ROWID;
        DROP TRIGGER log_is_not_edited;
        CREATE TRIGGER log_is_not_edited BEFORE UPDATE ON log
        WHEN new.sealed IS NOT NULL
            OR (new.seq, new.id, new.type, new.aggregate, new.version, new.key, new.occurred_at, new.recorded_at,
                new.correlation) <> (old.seq, old.id, old.type, old.aggregate, old.version, old.key, old.occurred_at,
                old.recorded_at, old.correlation)
            OR new.producer IS NOT old.producer OR new.causation IS NOT old.causation OR new.actor IS NOT old.actor
            OR new.subject IS NOT old.subject
            OR NOT EXISTS(SELECT 1 FROM erased WHERE subject IN (old.key, old.aggregate, old.subject))
        BEGIN
            SELECT RAISE(ABORT, 'the log is append-only');
        END;
        CREATE TRIGGER erased_is_kept BEFORE DELETE ON erased BEGIN
            SELECT RAISE(ABORT, 'erasure is for good');
        END;
        """

    /// The first version of the tables.
    ///
    /// Integer columns `*_at` are milliseconds since 1970-01-01T00:00:00Z. Identifiers are 16-byte blobs; a key that
    /// is not an identifier is text.
    private static let version1 = """
        CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE topic(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE event_type(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

        -- The truth: everything this service decided (producer NULL) or was told and acted upon. Rows refer to names
        -- and to each other without declaring it: every event would pay for checks that its writing makes needless.
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
        -- A version is taken once by each producer: one restored from a backup counts its lost versions again.
        CREATE UNIQUE INDEX log_aggregate ON log(aggregate, version, coalesce(producer, 0));
        -- Most events have their aggregate's identifier for a key, and are found by that.
        CREATE INDEX log_key ON log(key, seq) WHERE key<>aggregate;
        CREATE TRIGGER log_is_append_only BEFORE DELETE ON log BEGIN
            SELECT RAISE(ABORT, 'the log is append-only');
        END;
        CREATE TRIGGER log_is_not_edited BEFORE UPDATE ON log BEGIN
            SELECT RAISE(ABORT, 'the log is append-only');
        END;

        -- Where an event goes and whether it is there. AUTOINCREMENT: a pruned number must never come back. A restored
        -- store counts each key from 1 again in its new epoch; what was queued before keeps the epoch it had.
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
        -- The last number that each key was given on a topic.
        CREATE TABLE outbox_key(
            topic INTEGER NOT NULL, key BLOB NOT NULL, epoch INTEGER NOT NULL, last_keyseq INTEGER NOT NULL,
            PRIMARY KEY(topic, key, epoch)
        ) WITHOUT ROWID;
        -- The last acknowledged record of each partition, for the check of the topic against the log.
        CREATE TABLE outbox_position(
            topic INTEGER NOT NULL, partition INTEGER NOT NULL, offset INTEGER NOT NULL, seq INTEGER NOT NULL,
            PRIMARY KEY(topic, partition)
        ) WITHOUT ROWID;

        CREATE TABLE producer(
            id INTEGER PRIMARY KEY, source TEXT NOT NULL, epoch INTEGER NOT NULL, topic INTEGER NOT NULL,
            UNIQUE(source, epoch, topic)
        );
        CREATE TABLE inbox_offset(
            topic INTEGER NOT NULL, partition INTEGER NOT NULL, next_offset INTEGER NOT NULL,
            PRIMARY KEY(topic, partition)
        ) WITHOUT ROWID;
        -- The identity of records applied lately, by which a lost tail of a partition is noticed.
        CREATE TABLE inbox_mark(
            topic INTEGER NOT NULL, partition INTEGER NOT NULL, offset INTEGER NOT NULL, id BLOB NOT NULL,
            PRIMARY KEY(topic, partition, offset)
        ) WITHOUT ROWID;
        CREATE TABLE inbox_key(
            producer INTEGER NOT NULL, key BLOB NOT NULL, last_keyseq INTEGER NOT NULL,
            PRIMARY KEY(producer, key)
        ) WITHOUT ROWID;
        CREATE TABLE parked(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            topic INTEGER NOT NULL, partition INTEGER NOT NULL, offset INTEGER NOT NULL,
            producer INTEGER NOT NULL, key BLOB NOT NULL, keyseq INTEGER NOT NULL,
            timestamp INTEGER NOT NULL, record BLOB NOT NULL, is_passed_over INTEGER NOT NULL,
            stage TEXT NOT NULL, reason TEXT NOT NULL,
            attempts INTEGER NOT NULL, next_attempt_at INTEGER NOT NULL, parked_at INTEGER NOT NULL,
            UNIQUE(producer, key, keyseq)
        );

        CREATE TABLE receipt(
            key TEXT PRIMARY KEY, request_hash BLOB NOT NULL, status INTEGER NOT NULL, etag TEXT, location TEXT,
            body BLOB NOT NULL, created_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX receipt_age ON receipt(created_at);

        -- A random data key for each subject, wrapped by the master key. Destroying the row erases the person.
        CREATE TABLE subject_key(subject BLOB PRIMARY KEY, wrapped BLOB NOT NULL, created_at INTEGER NOT NULL)
            WITHOUT ROWID;
        """
}
