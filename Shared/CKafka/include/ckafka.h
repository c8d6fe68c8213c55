// The C side of the Kafka module: what Swift cannot call (variadic functions, macros) or should not
// call once per record (producing, collecting delivery reports, fetching).
//
// Ownership: a function named `..._new` or `jk_produce` gives its caller something to free with the
// function its comment names. Nothing else is handed over.

#pragma once

#include <librdkafka/rdkafka.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// ---------------------------------------------------------------------------------------------
// Producing

// A record's header; `value` NULL is a null value, which is not an empty one.
typedef struct jk_header {
    const char *name;
    size_t name_size;
    const void *value;
    size_t value_size;
} jk_header;

// A record to produce; `value` NULL is a tombstone, `key` NULL is no key, `topic` NULL is refused.
typedef struct jk_record {
    rd_kafka_topic_t *topic;
    const void *key;
    size_t key_size;
    const void *value;
    size_t value_size;
    const jk_header *headers;
    size_t header_count;
    // RD_KAFKA_PARTITION_UA leaves the choice to the partitioner.
    int32_t partition;
} jk_record;

// What became of one record.
typedef struct jk_report {
    rd_kafka_resp_err_t error;
    rd_kafka_msg_status_t status;
    int64_t offset;
    int32_t partition;
    // The record's place in its batch, from which the batch itself is found.
    uint32_t index;
} jk_report;

// Records produced together, and their reports.
typedef struct jk_batch jk_batch;

// Enqueues the records in order, copying them, and returns a batch to be freed with jk_batch_free.
//
// When the local queue is full, or the handle failed for good, the record at hand and all after it
// are reported as failed: none may overtake another. `*complete` tells whether every report is
// already there; if not, jk_poll_reports returns the batch once, when the last one comes.
// Returns NULL when memory is short.
jk_batch *jk_produce(rd_kafka_t *handle, const jk_record *records, size_t count, void *context, bool *complete);

void *jk_batch_context(const jk_batch *batch);
size_t jk_batch_count(const jk_batch *batch);
const jk_report *jk_batch_reports(const jk_batch *batch);
void jk_batch_free(jk_batch *batch);

// Waits up to `timeout_ms` for an event, then takes what else is there without waiting.
//
// Returns the batches whose last report came, linked by jk_batch_next, or NULL. An event that is
// not a delivery report ends the call early and is handed over through `*other` (to be destroyed with
// rd_kafka_event_destroy).
jk_batch *jk_poll_reports(rd_kafka_queue_t *queue, int timeout_ms, rd_kafka_event_t **other);
jk_batch *jk_batch_next(const jk_batch *batch);

// ---------------------------------------------------------------------------------------------
// Fetching

// A fetched record; the bytes belong to the jk_fetch it is in.
typedef struct jk_view {
    const void *key;
    size_t key_size;
    // NULL for a tombstone.
    const void *value;
    size_t value_size;
    int64_t offset;
    int64_t timestamp_ms;
    int32_t partition;
    // Place in the fetch's table of topics.
    uint32_t topic;
    // Whether its headers were given out to be used as long as the fetch is there.
    bool keeps_headers;
    const rd_kafka_message_t *message;
} jk_view;

// The records of one poll; owns librdkafka's events until freed.
typedef struct jk_fetch jk_fetch;

jk_fetch *jk_fetch_new(size_t capacity);
void jk_fetch_free(jk_fetch *fetch);
size_t jk_fetch_count(const jk_fetch *fetch);
const jk_view *jk_fetch_views(const jk_fetch *fetch);
size_t jk_fetch_topic_count(const jk_fetch *fetch);
const char *jk_fetch_topic(const jk_fetch *fetch, size_t index);

// How a poll ended.
typedef enum jk_poll_end {
    // Nothing more is there, or the time is over.
    JK_POLL_DRAINED,
    // The fetch holds as many records or bytes as asked.
    JK_POLL_FULL,
    // An event that is not a record came: `*other`, to be destroyed with rd_kafka_event_destroy.
    JK_POLL_OTHER,
    // Memory is short; what was taken before is in the fetch.
    JK_POLL_NO_MEMORY,
} jk_poll_end;

// Waits up to `timeout_ms` for an event, then takes what else is there without waiting, until the
// fetch holds `max_records` or `max_bytes`. May be called again on the same fetch, to add to it.
jk_poll_end jk_fetch_poll(jk_fetch *fetch, rd_kafka_queue_t *queue, int timeout_ms, size_t max_records,
                          size_t max_bytes, rd_kafka_event_t **other);

// The headers of the record at `index`, in order, duplicates included: fills up to `capacity` and returns how many
// there are. They are valid as long as the fetch is.
size_t jk_fetch_headers(jk_fetch *fetch, size_t index, jk_header *headers, size_t capacity);

// Finds the last header of each of `count` names in one pass. A header that is absent has a NULL `name` in `found`.
//
// librdkafka keeps the headers of a record in some twenty allocations. Those of a batch that is read through once would
// take more memory than its records, so they are handed over: what `found` points to is valid until the returned list is
// destroyed with rd_kafka_headers_destroy, or as long as the fetch when it is NULL. Asked for again they are parsed again.
rd_kafka_headers_t *jk_fetch_find_headers(jk_fetch *fetch, size_t index, const jk_header *wanted, size_t count,
                                          jk_header *found);
