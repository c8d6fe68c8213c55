// The pipeline's SQLite store: statements prepared once, everything of a batch in one transaction.
#include "pipeline.h"

#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

static sqlite3 *database;
static int64_t input, output, output_type;
static sqlite3_stmt *begin, *commit, *find_producer, *accept_key, *last_key, *read_case, *write_case, *insert_log,
    *number_outbox, *insert_outbox, *write_read, *write_offset, *mark;

static void check(int code, int wanted, const char *what) {
    if (code != wanted) DIE("%s: %s", what, sqlite3_errmsg(database));
}

static sqlite3_stmt *prepare(const char *sql) {
    sqlite3_stmt *statement;
    check(sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL), SQLITE_OK, sql);
    return statement;
}

static void bind_text(sqlite3_stmt *statement, int index, const char *bytes, size_t length) {
    check(sqlite3_bind_text(statement, index, bytes, (int)length, SQLITE_STATIC), SQLITE_OK, "bind");
}

static void bind_string(sqlite3_stmt *statement, int index, const char *string) {
    bind_text(statement, index, string, strlen(string));
}

static void bind_uuid(sqlite3_stmt *statement, int index, const uuid_t *uuid) {
    check(sqlite3_bind_blob(statement, index, uuid->bytes, sizeof uuid->bytes, SQLITE_STATIC), SQLITE_OK, "bind");
}

static void bind_number(sqlite3_stmt *statement, int index, int64_t value) {
    check(sqlite3_bind_int64(statement, index, value), SQLITE_OK, "bind");
}

static void run(sqlite3_stmt *statement) {
    check(sqlite3_step(statement), SQLITE_DONE, sqlite3_sql(statement));
    sqlite3_reset(statement);
}

static int64_t name_number(const char *sql, const char *name) {
    sqlite3_stmt *statement = prepare(sql);
    bind_string(statement, 1, name);
    run(statement);
    sqlite3_finalize(statement);
    return sqlite3_last_insert_rowid(database);
}

void store_open(const char *path, const char *schema_path, const char *input_topic, const char *output_topic) {
    if (access(path, F_OK) == 0) DIE("%s is there already; the pipeline wants a new store", path);
    FILE *file = fopen(schema_path, "r");
    if (!file) DIE("%s cannot be read", schema_path);
    static char schema[16384];
    size_t length = fread(schema, 1, sizeof schema - 1, file);
    if (length == sizeof schema - 1) DIE("%s is too long", schema_path);
    fclose(file);
    check(sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL),
          SQLITE_OK, "open");
    check(sqlite3_exec(database, schema, NULL, NULL, NULL), SQLITE_OK, "schema");
    input = name_number("INSERT INTO topic(name) VALUES(?)", input_topic);
    output = name_number("INSERT INTO topic(name) VALUES(?)", output_topic);
    output_type = name_number("INSERT INTO event_type(name) VALUES(?)", OUTPUT_TYPE);
    begin = prepare("BEGIN IMMEDIATE");
    commit = prepare("COMMIT");
    find_producer = prepare("INSERT INTO producer(source, epoch, topic) VALUES(?, ?, ?)"
                            " ON CONFLICT DO UPDATE SET epoch = epoch RETURNING id");
    // One statement for both: it changes nothing unless the record is the next of its key.
    accept_key = prepare("INSERT INTO inbox_key(producer, key, last_keyseq) VALUES(?1, ?2, ?3)"
                         " ON CONFLICT DO UPDATE SET last_keyseq = ?3 WHERE last_keyseq = ?3 - 1");
    last_key = prepare("SELECT last_keyseq FROM inbox_key WHERE producer = ? AND key = ?");
    read_case = prepare("SELECT version, deliveries, hours FROM case_state WHERE case_id = ?");
    write_case = prepare("INSERT INTO case_state(case_id, version, deliveries, hours) VALUES(?1, ?2, ?3, ?4)"
                         " ON CONFLICT DO UPDATE SET version = ?2, deliveries = ?3, hours = ?4");
    insert_log = prepare("INSERT INTO log(id, type, aggregate, version, key, occurred_at, recorded_at, correlation,"
                         " causation, payload) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    number_outbox = prepare("INSERT INTO outbox_key(topic, key, epoch, last_keyseq) VALUES(?, ?, 1, 1)"
                            " ON CONFLICT DO UPDATE SET last_keyseq = last_keyseq + 1 RETURNING last_keyseq");
    insert_outbox = prepare("INSERT INTO outbox(log_seq, topic, key, epoch, keyseq) VALUES(?, ?, ?, 1, ?)");
    write_read = prepare("INSERT INTO read_case_service(case_id, service, deliveries, hours, last_date)"
                         " VALUES(?1, ?2, 1, ?3, ?4) ON CONFLICT DO UPDATE SET deliveries = deliveries + 1,"
                         " hours = hours + ?3, last_date = max(last_date, ?4)");
    write_offset = prepare("INSERT INTO inbox_offset(topic, partition, next_offset) VALUES(?1, ?2, ?3)"
                           " ON CONFLICT DO UPDATE SET next_offset = ?3");
    mark = prepare("UPDATE outbox SET partition = ?, offset = ?, published_at = ? WHERE seq = ?");
}

void store_begin(void) { run(begin); }

void store_commit(void) { run(commit); }

// A store hears few producers, and long runs of the same one.
static int64_t producer_of(const delivery_t *delivery) {
    static char source[256];
    static size_t length;
    static int64_t epoch, number;
    if (number && epoch == delivery->store_epoch && length == delivery->source.length &&
        !memcmp(source, delivery->source.bytes, length))
        return number;
    bind_text(find_producer, 1, delivery->source.bytes, delivery->source.length);
    bind_number(find_producer, 2, delivery->store_epoch);
    bind_number(find_producer, 3, input);
    check(sqlite3_step(find_producer), SQLITE_ROW, "producer");
    number = sqlite3_column_int64(find_producer, 0);
    sqlite3_reset(find_producer);
    if (delivery->source.length > sizeof source) DIE("a source too long");
    length = delivery->source.length;
    memcpy(source, delivery->source.bytes, length);
    epoch = delivery->store_epoch;
    return number;
}

int store_accept(const delivery_t *delivery) {
    int64_t producer = producer_of(delivery);
    uuid_t key = uuid_read(delivery->key);
    bind_number(accept_key, 1, producer);
    bind_uuid(accept_key, 2, &key);
    bind_number(accept_key, 3, delivery->key_sequence);
    run(accept_key);
    if (sqlite3_changes(database)) return 1;
    bind_number(last_key, 1, producer);
    bind_uuid(last_key, 2, &key);
    check(sqlite3_step(last_key), SQLITE_ROW, "last_keyseq");
    int64_t last = sqlite3_column_int64(last_key, 0);
    sqlite3_reset(last_key);
    if (delivery->key_sequence > last)
        DIE("a gap in a key's sequence: %lld after %lld", (long long)delivery->key_sequence, (long long)last);
    return 0;
}

void store_apply(decision_t *decision, const delivery_t *delivery) {
    const uuid_t *case_id = &delivery->case_uuid;
    bind_uuid(read_case, 1, case_id);
    int code = sqlite3_step(read_case);
    decision->version = 1;
    decision->deliveries = 1;
    decision->hours = delivery->hours;
    if (code == SQLITE_ROW) {
        decision->version += sqlite3_column_int64(read_case, 0);
        decision->deliveries += sqlite3_column_int64(read_case, 1);
        decision->hours += sqlite3_column_double(read_case, 2);
    } else {
        check(code, SQLITE_DONE, "case_state");
    }
    sqlite3_reset(read_case);
    decision_encode(decision, delivery);

    bind_uuid(write_case, 1, case_id);
    bind_number(write_case, 2, decision->version);
    bind_number(write_case, 3, decision->deliveries);
    sqlite3_bind_double(write_case, 4, decision->hours);
    run(write_case);

    bind_uuid(insert_log, 1, &decision->id);
    bind_number(insert_log, 2, output_type);
    bind_uuid(insert_log, 3, case_id);
    bind_number(insert_log, 4, decision->version);
    bind_uuid(insert_log, 5, case_id);
    bind_number(insert_log, 6, decision->occurred_at_ms);
    bind_number(insert_log, 7, decision->recorded_at_ms);
    bind_uuid(insert_log, 8, &decision->correlation_id);
    bind_uuid(insert_log, 9, &decision->causation_id);
    check(sqlite3_bind_blob(insert_log, 10, decision->payload, (int)decision->payload_length, SQLITE_STATIC), SQLITE_OK,
          "bind");
    run(insert_log);

    int64_t log_sequence = sqlite3_last_insert_rowid(database);
    bind_number(number_outbox, 1, output);
    bind_uuid(number_outbox, 2, case_id);
    check(sqlite3_step(number_outbox), SQLITE_ROW, "keyseq");
    int64_t key_sequence = sqlite3_column_int64(number_outbox, 0);
    sqlite3_reset(number_outbox);

    bind_number(insert_outbox, 1, log_sequence);
    bind_number(insert_outbox, 2, output);
    bind_uuid(insert_outbox, 3, case_id);
    bind_number(insert_outbox, 4, key_sequence);
    run(insert_outbox);
    decision->outbox_sequence = sqlite3_last_insert_rowid(database);

    bind_uuid(write_read, 1, case_id);
    bind_string(write_read, 2, delivery->service);
    sqlite3_bind_double(write_read, 3, delivery->hours);
    bind_string(write_read, 4, delivery->date);
    run(write_read);
}

void store_offset(int32_t partition, int64_t next_offset) {
    bind_number(write_offset, 1, input);
    bind_number(write_offset, 2, partition);
    bind_number(write_offset, 3, next_offset);
    run(write_offset);
}

void store_mark(const receipt_t *receipt, int64_t now) {
    bind_number(mark, 1, receipt->partition);
    bind_number(mark, 2, receipt->offset);
    bind_number(mark, 3, now);
    bind_number(mark, 4, receipt->outbox_sequence);
    run(mark);
}

int64_t store_count(const char *sql) {
    sqlite3_stmt *statement = prepare(sql);
    check(sqlite3_step(statement), SQLITE_ROW, sql);
    int64_t value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return value;
}

void store_close(void) {
    for (sqlite3_stmt *statement; (statement = sqlite3_next_stmt(database, NULL));) sqlite3_finalize(statement);
    check(sqlite3_close(database), SQLITE_OK, "close");
}
