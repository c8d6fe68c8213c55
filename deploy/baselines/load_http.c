// HTTP/1.1, as much of it as a load needs.
#define _GNU_SOURCE
#include "load.h"

#include <string.h>
#include <strings.h>
#include <sys/random.h>

typedef struct {
    char **bytes;
    size_t *capacity, length;
} buffer_t;

static void put(buffer_t *buffer, const char *bytes, size_t count) {
    if (!count) return;
    if (buffer->length + count > *buffer->capacity) {
        *buffer->capacity = (buffer->length + count) * 2;
        *buffer->bytes = realloc(*buffer->bytes, *buffer->capacity);
        if (!*buffer->bytes) DIE("out of memory");
    }
    memcpy(*buffer->bytes + buffer->length, bytes, count);
    buffer->length += count;
}

static void put_text(buffer_t *buffer, const char *text) { put(buffer, text, strlen(text)); }

static void put_uuid(buffer_t *buffer) {
    static uint8_t pool[16 * 256];
    static size_t left = 0;
    if (!left) {
        while (left < sizeof pool) {
            ssize_t got = getrandom(pool + left, sizeof pool - left, 0);
            if (got > 0) left += (size_t)got;
        }
    }
    left -= 16;
    uint8_t *bytes = pool + left;
    bytes[6] = 0x40 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    static const char digits[] = "0123456789abcdef";
    char text[36], *at = text;
    for (int index = 0; index < 16; index++) {
        if (index == 4 || index == 6 || index == 8 || index == 10) *at++ = '-';
        *at++ = digits[bytes[index] >> 4];
        *at++ = digits[bytes[index] & 15];
    }
    put(buffer, text, sizeof text);
}

// {{uuid}}: a new identifier at each place. {{n}}: the request's number, the same at each place of a request.
// {{line}}: the line of that number in the file of lines.
static void put_template(const options_t *options, buffer_t *buffer, const char *text, size_t length,
                         uint64_t number) {
    const char *end = text + length;
    while (text < end) {
        const char *mark = memmem(text, (size_t)(end - text), "{{", 2);
        if (!mark) mark = end;
        put(buffer, text, (size_t)(mark - text));
        size_t left = (size_t)(end - mark);
        text = mark;
        if (left >= 8 && !memcmp(mark, "{{uuid}}", 8)) {
            put_uuid(buffer);
            text += 8;
        } else if (left >= 5 && !memcmp(mark, "{{n}}", 5)) {
            char digits[24];
            put(buffer, digits, (size_t)snprintf(digits, sizeof digits, "%llu", (unsigned long long)number));
            text += 5;
        } else if (left >= 8 && !memcmp(mark, "{{line}}", 8) && options->line_count) {
            put_text(buffer, options->lines[number % options->line_count]);
            text += 8;
        } else if (left) {
            put(buffer, mark, 1);
            text += 1;
        }
    }
}

size_t request_write(const options_t *options, uint64_t number, char **bytes, size_t *capacity) {
    static char *body;
    static size_t body_capacity;
    buffer_t content = {&body, &body_capacity, 0}, buffer = {bytes, capacity, 0};
    put_template(options, &content, options->body ? options->body : "", options->body_length, number);
    char line[96];
    put_text(&buffer, options->method);
    put_text(&buffer, " ");
    put_template(options, &buffer, options->path, strlen(options->path), number);
    snprintf(line, sizeof line, " HTTP/1.1\r\nHost: %s:%d\r\n", options->host, options->port);
    put_text(&buffer, line);
    if (options->body) {
        snprintf(line, sizeof line, "Content-Type: application/json\r\nContent-Length: %zu\r\n", content.length);
        put_text(&buffer, line);
    }
    if (options->with_idempotency_key) {
        put_text(&buffer, "Idempotency-Key: ");
        put_uuid(&buffer);
        put_text(&buffer, "\r\n");
    }
    for (int index = 0; index < options->header_count; index++) {
        put_template(options, &buffer, options->headers[index], strlen(options->headers[index]), number);
        put_text(&buffer, "\r\n");
    }
    put_text(&buffer, "\r\n");
    put(&buffer, body, content.length);
    return buffer.length;
}

void response_reset(response_t *response, int has_no_body) {
    response->head_length = response->line_length = 0;
    response->left = 0;
    response->status = response->closes = 0;
    response->has_no_body = has_no_body;
    response->part = HEAD;
}

static const char *header_value(const char *line, const char *name) {
    size_t length = strlen(name);
    if (strncasecmp(line, name, length) || line[length] != ':') return NULL;
    line += length + 1;
    while (*line == ' ' || *line == '\t') line++;
    return line;
}

// The head is complete and ends in a NUL: what is the body, if any?
static progress_t read_head(response_t *response) {
    char *head = response->head;
    if (strncmp(head, "HTTP/1.", 7) || head[8] != ' ') return MALFORMED;
    response->status = atoi(head + 9);
    if (response->status < 100 || response->status > 599) return MALFORMED;
    if (response->status < 200) {  // an interim response; the real one follows
        response_reset(response, response->has_no_body);
        return INCOMPLETE;
    }
    int has_length = 0, is_chunked = 0;
    for (char *line = strstr(head, "\r\n"); line && line[2]; line = strstr(line + 2, "\r\n")) {
        const char *value;
        if ((value = header_value(line + 2, "content-length"))) {
            response->left = strtoull(value, NULL, 10);
            has_length = 1;
        } else if ((value = header_value(line + 2, "transfer-encoding"))) {
            is_chunked = !strncasecmp(value, "chunked", 7);
        } else if ((value = header_value(line + 2, "connection"))) {
            response->closes = !strncasecmp(value, "close", 5);
        }
    }
    if (response->has_no_body || response->status == 204 || response->status == 304) return COMPLETE;
    if (is_chunked) {
        response->left = 0;
        response->part = CHUNK_SIZE;
    } else if (has_length) {
        if (!response->left) return COMPLETE;
        response->part = BODY;
    } else {
        response->closes = 1;
        response->part = UNTIL_CLOSE;
    }
    return INCOMPLETE;
}

static progress_t read_chunk_size(response_t *response, char byte) {
    if (byte == '\n') {
        response->part = response->left ? CHUNK_DATA : TRAILER;
        response->line_length = 0;
    } else if (byte != '\r' && response->line_length == 0) {
        int lower = byte | 32, digit = -1;
        if (byte >= '0' && byte <= '9') digit = byte - '0';
        else if (lower >= 'a' && lower <= 'f') digit = lower - 'a' + 10;
        if (digit < 0) response->line_length = 1;  // an extension: passed over
        else response->left = response->left * 16 + (uint64_t)digit;
    }
    return INCOMPLETE;
}

progress_t response_read(response_t *response, const char *bytes, size_t count) {
    const char *end = bytes + count;
    while (bytes < end) {
        progress_t progress = INCOMPLETE;
        switch (response->part) {
            case HEAD:
                if (response->head_length + 1 >= sizeof response->head) return MALFORMED;
                response->head[response->head_length++] = *bytes++;
                if (response->head_length >= 4 && !memcmp(response->head + response->head_length - 4, "\r\n\r\n", 4)) {
                    response->head[response->head_length] = 0;
                    progress = read_head(response);
                }
                break;
            case BODY:
            case CHUNK_DATA: {
                uint64_t here = (uint64_t)(end - bytes) < response->left ? (uint64_t)(end - bytes) : response->left;
                bytes += here;
                response->left -= here;
                if (!response->left) {
                    if (response->part == BODY) progress = COMPLETE;
                    else response->part = CHUNK_END;
                }
                break;
            }
            case CHUNK_END:
                if (*bytes++ == '\n') response->part = CHUNK_SIZE;
                break;
            case CHUNK_SIZE: progress = read_chunk_size(response, *bytes++); break;
            case TRAILER:
                if (*bytes == '\n' && response->line_length == 0) progress = COMPLETE;
                else if (*bytes == '\n') response->line_length = 0;
                else if (*bytes != '\r') response->line_length++;
                bytes++;
                break;
            case UNTIL_CLOSE: bytes = end; break;
        }
        // One request is in flight on a connection, so nothing may follow its response.
        if (progress == COMPLETE) return bytes == end ? COMPLETE : MALFORMED;
        if (progress == MALFORMED) return MALFORMED;
    }
    return INCOMPLETE;
}

progress_t response_end(response_t *response) { return response->part == UNTIL_CLOSE ? COMPLETE : MALFORMED; }
