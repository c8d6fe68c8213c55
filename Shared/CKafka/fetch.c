#include "ckafka.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// librdkafka parses a record's headers when they are asked for, which must not happen on two threads at once. Records
// share a few locks, so that threads which read different ones hardly ever meet.
#define LOCKS 16

struct jk_fetch {
    size_t count;
    size_t capacity;
    size_t bytes;
    jk_view *views;
    // The event that owns the record at the same place.
    rd_kafka_event_t **events;
    pthread_mutex_t locks[LOCKS];
    size_t topic_count;
    size_t topic_capacity;
    rd_kafka_topic_t **topics;
};

jk_fetch *jk_fetch_new(size_t capacity) {
    jk_fetch *fetch = calloc(1, sizeof(jk_fetch));
    if (fetch == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < LOCKS; i++) {
        pthread_mutex_init(&fetch->locks[i], NULL);
    }
    fetch->capacity = capacity;
    fetch->views = malloc(capacity * sizeof(jk_view));
    fetch->events = malloc(capacity * sizeof(rd_kafka_event_t *));
    if (fetch->views == NULL || fetch->events == NULL) {
        jk_fetch_free(fetch);
        return NULL;
    }
    return fetch;
}

void jk_fetch_free(jk_fetch *fetch) {
    for (size_t i = 0; i < fetch->count; i++) {
        rd_kafka_event_destroy(fetch->events[i]);
    }
    for (size_t i = 0; i < LOCKS; i++) {
        pthread_mutex_destroy(&fetch->locks[i]);
    }
    free(fetch->views);
    free(fetch->events);
    free(fetch->topics);
    free(fetch);
}

size_t jk_fetch_count(const jk_fetch *fetch) { return fetch->count; }

const jk_view *jk_fetch_views(const jk_fetch *fetch) { return fetch->views; }

size_t jk_fetch_topic_count(const jk_fetch *fetch) { return fetch->topic_count; }

const char *jk_fetch_topic(const jk_fetch *fetch, size_t index) { return rd_kafka_topic_name(fetch->topics[index]); }

static bool make_room(jk_fetch *fetch) {
    if (fetch->count < fetch->capacity) {
        return true;
    }
    size_t capacity = fetch->capacity * 2;
    jk_view *views = realloc(fetch->views, capacity * sizeof(jk_view));
    if (views == NULL) {
        return false;
    }
    fetch->views = views;
    rd_kafka_event_t **events = realloc(fetch->events, capacity * sizeof(rd_kafka_event_t *));
    if (events == NULL) {
        return false;
    }
    fetch->events = events;
    fetch->capacity = capacity;
    return true;
}

// The topic's place in the table, which stays small: the last one used is at hand in most calls.
static bool topic_index(jk_fetch *fetch, rd_kafka_topic_t *topic, uint32_t *index) {
    if (fetch->count > 0) {
        uint32_t last = fetch->views[fetch->count - 1].topic;
        if (fetch->topics[last] == topic) {
            *index = last;
            return true;
        }
    }
    for (size_t i = 0; i < fetch->topic_count; i++) {
        if (fetch->topics[i] == topic) {
            *index = (uint32_t)i;
            return true;
        }
    }
    if (fetch->topic_count == fetch->topic_capacity) {
        size_t capacity = fetch->topic_capacity == 0 ? 4 : fetch->topic_capacity * 2;
        rd_kafka_topic_t **topics = realloc(fetch->topics, capacity * sizeof(rd_kafka_topic_t *));
        if (topics == NULL) {
            return false;
        }
        fetch->topics = topics;
        fetch->topic_capacity = capacity;
    }
    *index = (uint32_t)fetch->topic_count;
    fetch->topics[fetch->topic_count++] = topic;
    return true;
}

static bool add(jk_fetch *fetch, rd_kafka_event_t *event, const rd_kafka_message_t *message) {
    uint32_t topic;
    if (!make_room(fetch) || !topic_index(fetch, message->rkt, &topic)) {
        return false;
    }
    rd_kafka_timestamp_type_t type;
    fetch->events[fetch->count] = event;
    fetch->views[fetch->count] = (jk_view){
        .key = message->key,
        .key_size = message->key_len,
        .value = message->payload,
        .value_size = message->len,
        .offset = message->offset,
        .timestamp_ms = rd_kafka_message_timestamp(message, &type),
        .partition = message->partition,
        .topic = topic,
        .keeps_headers = false,
        .message = message,
    };
    fetch->count++;
    fetch->bytes += message->key_len + message->len;
    return true;
}

jk_poll_end jk_fetch_poll(jk_fetch *fetch, rd_kafka_queue_t *queue, int timeout_ms, size_t max_records,
                          size_t max_bytes, rd_kafka_event_t **other) {
    *other = NULL;
    while (fetch->count < max_records && fetch->bytes < max_bytes) {
        rd_kafka_event_t *event = rd_kafka_queue_poll(queue, timeout_ms);
        timeout_ms = 0;
        if (event == NULL) {
            return JK_POLL_DRAINED;
        }
        if (rd_kafka_event_type(event) != RD_KAFKA_EVENT_FETCH) {
            *other = event;
            return JK_POLL_OTHER;
        }
        // In this version an event of this kind carries exactly one record, which it owns.
        const rd_kafka_message_t *message = rd_kafka_event_message_next(event);
        if (message == NULL) {
            rd_kafka_event_destroy(event);
            continue;
        }
        if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) {
            *other = event;
            return JK_POLL_OTHER;
        }
        if (!add(fetch, event, message)) {
            // The record would be lost if polling went on behind it; the caller gives up.
            rd_kafka_event_destroy(event);
            return JK_POLL_NO_MEMORY;
        }
    }
    return JK_POLL_FULL;
}

static pthread_mutex_t *lock_of(jk_fetch *fetch, size_t index) { return &fetch->locks[index % LOCKS]; }

size_t jk_fetch_headers(jk_fetch *fetch, size_t index, jk_header *headers, size_t capacity) {
    jk_view *view = &fetch->views[index];
    rd_kafka_headers_t *list = NULL;
    pthread_mutex_lock(lock_of(fetch, index));
    rd_kafka_resp_err_t error = rd_kafka_message_headers(view->message, &list);
    view->keeps_headers = error == RD_KAFKA_RESP_ERR_NO_ERROR;
    pthread_mutex_unlock(lock_of(fetch, index));
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return 0;
    }
    size_t count = rd_kafka_header_cnt(list);
    for (size_t i = 0; i < count && i < capacity; i++) {
        jk_header *header = &headers[i];
        rd_kafka_header_get_all(list, i, &header->name, &header->value, &header->value_size);
        header->name_size = strlen(header->name);
    }
    return count;
}

rd_kafka_headers_t *jk_fetch_find_headers(jk_fetch *fetch, size_t index, const jk_header *wanted, size_t count,
                                          jk_header *found) {
    for (size_t i = 0; i < count; i++) {
        found[i] = (jk_header){0};
    }
    jk_view *view = &fetch->views[index];
    rd_kafka_headers_t *list = NULL;
    pthread_mutex_lock(lock_of(fetch, index));
    // Headers that were given out before must stay where they are.
    bool is_kept = view->keeps_headers;
    // librdkafka's interface asks for a message that may be written to; this one is its own.
    rd_kafka_message_t *message = (rd_kafka_message_t *)view->message;
    rd_kafka_resp_err_t error =
        is_kept ? rd_kafka_message_headers(message, &list) : rd_kafka_message_detach_headers(message, &list);
    pthread_mutex_unlock(lock_of(fetch, index));
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return NULL;
    }
    size_t guess = 0;
    jk_header header;
    for (size_t i = 0; rd_kafka_header_get_all(list, i, &header.name, &header.value, &header.value_size) == 0; i++) {
        header.name_size = strlen(header.name);
        // Producers write headers in one order, so the next wanted name is usually the next present.
        for (size_t step = 0; step < count; step++) {
            size_t candidate = guess + step < count ? guess + step : guess + step - count;
            if (wanted[candidate].name_size == header.name_size &&
                memcmp(wanted[candidate].name, header.name, header.name_size) == 0) {
                found[candidate] = header;
                guess = candidate + 1 < count ? candidate + 1 : 0;
                break;
            }
        }
    }
    return is_kept ? NULL : list;
}
