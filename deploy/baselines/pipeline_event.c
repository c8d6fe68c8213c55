// Reading a record and writing the event that answers it.
#include "pipeline.h"

#include <cjson/cJSON.h>
#include <string.h>

const char *const OUTPUT_TYPE = "jisr.bench.delivery_counted.v1";

static int64_t number_of(text_t text) {
    int64_t value = 0;
    for (size_t index = 0; index < text.length; index++) {
        if (text.bytes[index] < '0' || text.bytes[index] > '9') DIE("a header that should be a number is not");
        value = value * 10 + (text.bytes[index] - '0');
    }
    return value;
}

static const char *string_of(const cJSON *item) {
    if (!cJSON_IsString(item)) DIE("a field that should be a string is not");
    return item->valuestring;
}

static void read_headers(delivery_t *delivery, const rd_kafka_message_t *message) {
    rd_kafka_headers_t *headers;
    if (rd_kafka_message_headers(message, &headers)) DIE("a record without headers");
    const char *name;
    const void *value;
    size_t length;
    text_t id = {0}, time = {0}, correlation = {0}, sequence = {0}, epoch = {0};
    for (size_t index = 0; !rd_kafka_header_get_all(headers, index, &name, &value, &length); index++) {
        text_t text = {value, length};
        if (strncmp(name, "ce_", 3)) continue;
        name += 3;
        if (!strcmp(name, "id")) id = text;
        else if (!strcmp(name, "source")) delivery->source = text;
        else if (!strcmp(name, "time")) time = text;
        else if (!strcmp(name, "correlationid")) correlation = text;
        else if (!strcmp(name, "keyseq")) sequence = text;
        else if (!strcmp(name, "storeepoch")) epoch = text;
    }
    if (!id.bytes || !delivery->source.bytes || !time.bytes || !correlation.bytes || !sequence.bytes || !epoch.bytes)
        DIE("a record without the headers of an event");
    delivery->id = uuid_read(id);
    delivery->occurred_at_ms = instant_read(time);
    delivery->correlation_id = uuid_read(correlation);
    delivery->key_sequence = number_of(sequence);
    delivery->store_epoch = number_of(epoch);
}

// One walk over the members: looking each up by name would walk them fourteen times.
static void read_json(delivery_t *delivery, const rd_kafka_message_t *message) {
    delivery->json = cJSON_ParseWithLength(message->payload, message->len);
    if (!cJSON_IsObject(delivery->json)) DIE("a record that is not a JSON object");
    const cJSON *item;
    cJSON_ArrayForEach(item, delivery->json) {
        const char *name = item->string;
        if (!strcmp(name, "enrolmentId")) delivery->enrolment_id = string_of(item);
        else if (!strcmp(name, "caseId")) delivery->case_id = string_of(item);
        else if (!strcmp(name, "subjectId")) delivery->subject_id = string_of(item);
        else if (!strcmp(name, "service")) delivery->service = string_of(item);
        else if (!strcmp(name, "providerInstitutionId")) delivery->institution_id = string_of(item);
        else if (!strcmp(name, "agreementId")) delivery->agreement_id = string_of(item);
        else if (!strcmp(name, "sessionId")) delivery->session_id = string_of(item);
        else if (!strcmp(name, "date")) delivery->date = string_of(item);
        else if (!strcmp(name, "hours")) delivery->hours = cJSON_GetNumberValue(item);
        else if (!strcmp(name, "sex")) delivery->sex = string_of(item);
        else if (!strcmp(name, "ageBand")) delivery->age_band = string_of(item);
        else if (!strcmp(name, "isChild")) delivery->is_child = cJSON_IsTrue(item);
        else if (!strcmp(name, "statsMode")) delivery->stats_mode = string_of(item);
        else if (!strcmp(name, "region")) delivery->region = string_of(item);
    }
    if (!delivery->enrolment_id || !delivery->case_id || !delivery->subject_id || !delivery->service ||
        !delivery->institution_id || !delivery->agreement_id || !delivery->session_id || !delivery->date ||
        !delivery->sex || !delivery->age_band || !delivery->stats_mode || !delivery->region)
        DIE("an event without a field that it must have");
    delivery->case_uuid = uuid_read((text_t){delivery->case_id, strlen(delivery->case_id)});
}

void delivery_read(delivery_t *delivery, const rd_kafka_message_t *message) {
    memset(delivery, 0, sizeof *delivery);
    delivery->key = (text_t){message->key, message->key_len};
    read_headers(delivery, message);
    read_json(delivery, message);
}

void delivery_free(delivery_t *delivery) { cJSON_Delete(delivery->json); }

static char *put(char *at, const char *text) {
    size_t length = strlen(text);
    memcpy(at, text, length);
    return at + length;
}

// Every string here is an identifier, a code or a date; one that needs escaping is refused rather than escaped.
static char *put_string(char *at, const char *end, const char *name, const char *value) {
    size_t length = strlen(value);
    if (at + strlen(name) + length + 8 > end) DIE("an event too long for its buffer");
    if (strpbrk(value, "\"\\\n\r\t")) DIE("a code that needs escaping");
    at = put(at, ",\"");
    at = put(at, name);
    at = put(at, "\":\"");
    memcpy(at, value, length);
    at += length;
    *at++ = '"';
    return at;
}

void decision_encode(decision_t *decision, const delivery_t *delivery) {
    char *at = decision->payload, *end = decision->payload + PAYLOAD_CAPACITY - 160;
    at = put_string(at, end, "caseId", delivery->case_id);
    decision->payload[0] = '{';
    at = put_string(at, end, "subjectId", delivery->subject_id);
    at = put_string(at, end, "enrolmentId", delivery->enrolment_id);
    at = put_string(at, end, "service", delivery->service);
    at = put_string(at, end, "providerInstitutionId", delivery->institution_id);
    at = put_string(at, end, "agreementId", delivery->agreement_id);
    at = put_string(at, end, "sessionId", delivery->session_id);
    at = put_string(at, end, "date", delivery->date);
    at = put_string(at, end, "sex", delivery->sex);
    at = put_string(at, end, "ageBand", delivery->age_band);
    at = put_string(at, end, "statsMode", delivery->stats_mode);
    at = put_string(at, end, "region", delivery->region);
    at += snprintf(at, 160, ",\"isChild\":%s,\"hours\":%g,\"deliveries\":%lld,\"totalHours\":%g}",
                   delivery->is_child ? "true" : "false", delivery->hours, (long long)decision->deliveries,
                   decision->hours);
    decision->payload_length = (size_t)(at - decision->payload);
}

static void add(rd_kafka_headers_t *headers, const char *name, const char *value, size_t length) {
    if (rd_kafka_header_add(headers, name, -1, value, (ssize_t)length)) DIE("a header could not be added");
}

static void add_uuid(rd_kafka_headers_t *headers, const char *name, uuid_t uuid) {
    char text[ID_LENGTH];
    uuid_write(uuid, text);
    add(headers, name, text, sizeof text);
}

static void add_instant(rd_kafka_headers_t *headers, const char *name, int64_t milliseconds) {
    char text[INSTANT_LENGTH];
    instant_write(milliseconds, text);
    add(headers, name, text, sizeof text);
}

static void add_number(rd_kafka_headers_t *headers, const char *name, const char *format, int64_t value) {
    char text[24];
    add(headers, name, text, (size_t)snprintf(text, sizeof text, format, (long long)value));
}

rd_kafka_headers_t *decision_headers(const decision_t *decision) {
    rd_kafka_headers_t *headers = rd_kafka_headers_new(17);
    add(headers, "ce_specversion", "1.0", 3);
    add_uuid(headers, "ce_id", decision->id);
    add(headers, "ce_source", "/jisr/bench/c", 13);
    add(headers, "ce_type", OUTPUT_TYPE, strlen(OUTPUT_TYPE));
    add(headers, "ce_subject", decision->key.bytes, decision->key.length);
    add_instant(headers, "ce_time", decision->occurred_at_ms);
    add_instant(headers, "ce_recordedtime", decision->recorded_at_ms);
    add(headers, "ce_dataschema", "urn:jisr:schema:bench.delivery_counted.v1", 41);
    add(headers, "ce_partitionkey", decision->key.bytes, decision->key.length);
    add_number(headers, "ce_sequence", "%020lld", decision->outbox_sequence);
    add_number(headers, "ce_keyseq", "%lld", decision->version);
    add(headers, "ce_storeepoch", "1", 1);
    add_number(headers, "ce_aggregateversion", "%lld", decision->version);
    add_uuid(headers, "ce_correlationid", decision->correlation_id);
    add_uuid(headers, "ce_causationid", decision->causation_id);
    add(headers, "ce_dataclassification", "restricted", 10);
    add(headers, "content-type", "application/json", 16);
    return headers;
}
