// The parts of pipeline.c: the record read (pipeline_event.c), its values
// (pipeline_values.c) and the store (pipeline_store.c).
#ifndef PIPELINE_H
#define PIPELINE_H

#include <librdkafka/rdkafka.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define DIE(...) (fprintf(stderr, __VA_ARGS__), fputc('\n', stderr), exit(1))

enum { ID_LENGTH = 36, INSTANT_LENGTH = 24, PAYLOAD_CAPACITY = 1024 };

typedef struct {
    const char *bytes;
    size_t length;
} text_t;

typedef struct {
    uint8_t bytes[16];
} uuid_t;

// What a record says: its envelope, from the headers, and its data, from the JSON (owned).
typedef struct {
    text_t key, source;
    uuid_t id, correlation_id, case_uuid;
    int64_t occurred_at_ms, key_sequence, store_epoch;
    struct cJSON *json;
    const char *case_id, *subject_id, *enrolment_id, *service, *institution_id, *agreement_id, *session_id, *date, *sex,
        *age_band, *stats_mode, *region;
    double hours;
    int is_child;
} delivery_t;

// What was decided about it: the event to store and publish.
typedef struct {
    uuid_t id, correlation_id, causation_id;
    text_t key;
    char payload[PAYLOAD_CAPACITY];
    size_t payload_length;
    int64_t version, occurred_at_ms, recorded_at_ms, outbox_sequence, deliveries;
    double hours;
} decision_t;

// An acknowledged record: which outbox row is where.
typedef struct {
    int64_t outbox_sequence, offset;
    int32_t partition;
} receipt_t;

void delivery_read(delivery_t *delivery, const rd_kafka_message_t *message);
void delivery_free(delivery_t *delivery);
void decision_encode(decision_t *decision, const delivery_t *delivery);
rd_kafka_headers_t *decision_headers(const decision_t *decision);
int64_t now_ms(void);

extern const char *const OUTPUT_TYPE;

uuid_t uuid_read(text_t text);
void uuid_write(uuid_t uuid, char text[ID_LENGTH]);
uuid_t uuid_v7(int64_t milliseconds);
int64_t instant_read(text_t text);
void instant_write(int64_t milliseconds, char text[INSTANT_LENGTH]);

void store_open(const char *path, const char *schema_path, const char *input_topic, const char *output_topic);
void store_begin(void);
void store_commit(void);
// 1: new; 0: applied before.
int store_accept(const delivery_t *delivery);
void store_apply(decision_t *decision, const delivery_t *delivery);
void store_offset(int32_t partition, int64_t next_offset);
void store_mark(const receipt_t *receipt, int64_t now);
int64_t store_count(const char *sql);
void store_close(void);

#endif
