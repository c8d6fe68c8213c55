#include "ckafka.h"

#include <stdatomic.h>
#include <stdlib.h>

struct jk_batch {
    void *context;
    size_t count;
    // The next of the batches that one poll completed.
    jk_batch *next;
    // Reports still to come, plus one while jk_produce is at work, so that it cannot end under it.
    atomic_size_t pending;
    jk_report reports[];
};

void *jk_batch_context(const jk_batch *batch) { return batch->context; }

size_t jk_batch_count(const jk_batch *batch) { return batch->count; }

const jk_report *jk_batch_reports(const jk_batch *batch) { return batch->reports; }

jk_batch *jk_batch_next(const jk_batch *batch) { return batch->next; }

void jk_batch_free(jk_batch *batch) { free(batch); }

// Releases one of the things the batch waits for; true when it was the last.
static bool batch_release(jk_batch *batch, size_t amount) {
    return atomic_fetch_sub_explicit(&batch->pending, amount, memory_order_acq_rel) == amount;
}

static jk_batch *batch_of(jk_report *report) {
    jk_report *first = report - report->index;
    return (jk_batch *)(void *)((char *)first - offsetof(jk_batch, reports));
}

static rd_kafka_headers_t *headers_of(const jk_record *record) {
    rd_kafka_headers_t *headers = rd_kafka_headers_new(record->header_count);
    for (size_t i = 0; i < record->header_count; i++) {
        const jk_header *header = &record->headers[i];
        rd_kafka_header_add(headers, header->name, (ssize_t)header->name_size, header->value,
                            (ssize_t)header->value_size);
    }
    return headers;
}

static rd_kafka_resp_err_t produce_one(rd_kafka_t *handle, const jk_record *record, jk_report *report) {
    if (record->topic == NULL) {
        // The topic has a name librdkafka refuses.
        return RD_KAFKA_RESP_ERR__INVALID_ARG;
    }
    rd_kafka_vu_t values[7];
    size_t count = 0;
    values[count++] = (rd_kafka_vu_t){.vtype = RD_KAFKA_VTYPE_RKT, .u.rkt = record->topic};
    values[count++] = (rd_kafka_vu_t){.vtype = RD_KAFKA_VTYPE_PARTITION, .u.i32 = record->partition};
    values[count++] = (rd_kafka_vu_t){.vtype = RD_KAFKA_VTYPE_MSGFLAGS, .u.i = RD_KAFKA_MSG_F_COPY};
    values[count++] = (rd_kafka_vu_t){.vtype = RD_KAFKA_VTYPE_OPAQUE, .u.ptr = report};
    values[count++] = (rd_kafka_vu_t){.vtype = RD_KAFKA_VTYPE_KEY,
                                      .u.mem = {.ptr = (void *)record->key, .size = record->key_size}};
    values[count++] = (rd_kafka_vu_t){.vtype = RD_KAFKA_VTYPE_VALUE,
                                      .u.mem = {.ptr = (void *)record->value, .size = record->value_size}};
    rd_kafka_headers_t *headers = NULL;
    if (record->header_count > 0) {
        // Built here and not by librdkafka: before 2.12 it frees those of its own making twice when
        // the partition does not exist (its issue 4628).
        headers = headers_of(record);
        values[count++] = (rd_kafka_vu_t){.vtype = RD_KAFKA_VTYPE_HEADERS, .u.headers = headers};
    }
    rd_kafka_error_t *error = rd_kafka_produceva(handle, values, count);
    if (error == NULL) {
        return RD_KAFKA_RESP_ERR_NO_ERROR;
    }
    rd_kafka_resp_err_t code = rd_kafka_error_code(error);
    rd_kafka_error_destroy(error);
    if (headers != NULL) {
        rd_kafka_headers_destroy(headers);
    }
    return code;
}

// After these no later record may be tried: it could overtake the one refused.
static bool stops_batch(rd_kafka_resp_err_t code) {
    return code == RD_KAFKA_RESP_ERR__QUEUE_FULL || code == RD_KAFKA_RESP_ERR__FATAL ||
           code == RD_KAFKA_RESP_ERR__STATE;
}

jk_batch *jk_produce(rd_kafka_t *handle, const jk_record *records, size_t count, void *context, bool *complete) {
    *complete = false;
    jk_batch *batch = malloc(sizeof(jk_batch) + count * sizeof(jk_report));
    if (batch == NULL) {
        return NULL;
    }
    batch->context = context;
    batch->count = count;
    batch->next = NULL;
    atomic_init(&batch->pending, count + 1);
    for (size_t i = 0; i < count; i++) {
        batch->reports[i] = (jk_report){
            .error = RD_KAFKA_RESP_ERR_NO_ERROR,
            .status = RD_KAFKA_MSG_STATUS_NOT_PERSISTED,
            .offset = RD_KAFKA_OFFSET_INVALID,
            .partition = records[i].partition,
            .index = (uint32_t)i,
        };
    }
    rd_kafka_resp_err_t stopped_by = RD_KAFKA_RESP_ERR_NO_ERROR;
    size_t refused = 0;
    for (size_t i = 0; i < count; i++) {
        rd_kafka_resp_err_t code = stopped_by;
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
            code = produce_one(handle, &records[i], &batch->reports[i]);
            if (stops_batch(code)) {
                stopped_by = code;
            }
        }
        if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
            // Nobody else writes this report: librdkafka refused the record.
            batch->reports[i].error = code;
            refused++;
        }
    }
    *complete = batch_release(batch, refused + 1);
    return batch;
}

// Files the reports of one event; links the batches they complete behind `*last`.
static void file_reports(rd_kafka_event_t *event, jk_batch ***last) {
    const rd_kafka_message_t *message;
    while ((message = rd_kafka_event_message_next(event)) != NULL) {
        jk_report *report = message->_private;
        report->error = message->err;
        report->status = rd_kafka_message_status(message);
        report->offset = message->offset;
        report->partition = message->partition;
        jk_batch *batch = batch_of(report);
        if (batch_release(batch, 1)) {
            **last = batch;
            *last = &batch->next;
        }
    }
}

jk_batch *jk_poll_reports(rd_kafka_queue_t *queue, int timeout_ms, rd_kafka_event_t **other) {
    // Bounds how long a finished batch waits for the rest of a flood of reports.
    enum { max_events = 32 };
    jk_batch *complete = NULL;
    jk_batch **last = &complete;
    *other = NULL;
    for (int i = 0; i < max_events; i++) {
        rd_kafka_event_t *event = rd_kafka_queue_poll(queue, i == 0 ? timeout_ms : 0);
        if (event == NULL) {
            break;
        }
        if (rd_kafka_event_type(event) != RD_KAFKA_EVENT_DR) {
            *other = event;
            break;
        }
        file_reports(event, &last);
        rd_kafka_event_destroy(event);
    }
    return complete;
}
