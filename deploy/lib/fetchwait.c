// Preloaded into the dev broker: makes an empty fetch wait a little before it is answered.
//
// A Kafka broker holds a fetch that finds nothing for up to fetch.wait.max.ms. The dev broker answers at once, so every
// idle consumer asks again at once, tens of thousands of times a second, and takes a core with it. Here the answer to
// a fetch without a record is held for JISR_FETCH_WAIT_MS (default 2) milliseconds: an idle consumer then costs next
// to nothing and a new record is seen that much later at worst.
//
// It relies on what the dev broker does: a thread a connection, which reads a request and then sends its response.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

enum { FETCH = 1, FIRST_FLEXIBLE_VERSION = 12, LARGEST_EMPTY_RESPONSE = 64 * 1024 };

static _Thread_local int fetch_version = -1;

typedef struct {
    const uint8_t *at, *end;
    int flexible;
} reader_t;

static uint32_t read_number(reader_t *reader, int width) {
    uint32_t value = 0;
    if (reader->end - reader->at < width) {
        reader->at = reader->end;
        return 0;
    }
    while (width--) value = value << 8 | *reader->at++;
    return value;
}

static void skip(reader_t *reader, uint64_t count) {
    reader->at = (uint64_t)(reader->end - reader->at) < count ? reader->end : reader->at + count;
}

// A length: a varint of one more than it in flexible versions, else a number of `width` bytes. Null counts as nothing.
static uint32_t read_length(reader_t *reader, int width) {
    if (!reader->flexible) {
        uint32_t value = read_number(reader, width);
        return value == (width == 2 ? 0xffffu : 0xffffffffu) ? 0 : value;
    }
    uint32_t value = 0;
    for (int shift = 0; shift < 32 && reader->at < reader->end; shift += 7) {
        uint8_t byte = *reader->at++;
        value |= (uint32_t)(byte & 0x7f) << shift;
        if (!(byte & 0x80)) break;
    }
    return value ? value - 1 : 0;
}

// Whether a fetch response (versions 7 to 15) carries no record.
static int is_empty(const uint8_t *bytes, size_t length, int version) {
    if (version < 7 || version > 15 || length > LARGEST_EMPTY_RESPONSE) return 0;
    reader_t reader = {bytes, bytes + length, version >= FIRST_FLEXIBLE_VERSION};
    skip(&reader, 8);  // size, correlation id
    if (reader.flexible) skip(&reader, 1);
    skip(&reader, 10);  // throttle time, error, session
    for (uint32_t topics = read_length(&reader, 4); topics && reader.at < reader.end; topics--) {
        skip(&reader, version >= 13 ? 16 : read_length(&reader, 2));
        for (uint32_t partitions = read_length(&reader, 4); partitions && reader.at < reader.end; partitions--) {
            skip(&reader, 30);  // partition, error, high watermark, last stable offset, log start
            uint64_t aborted = read_length(&reader, 4);
            skip(&reader, aborted * (reader.flexible ? 17 : 16));
            if (version >= 11) skip(&reader, 4);  // preferred replica
            if (read_length(&reader, 4)) return 0;
            if (reader.flexible) skip(&reader, 1);
        }
        if (reader.flexible) skip(&reader, 1);
    }
    return 1;
}

static struct timespec wait_time(void) {
    const char *text = getenv("JISR_FETCH_WAIT_MS");
    double milliseconds = text ? atof(text) : 2;
    return (struct timespec){(time_t)(milliseconds / 1000), (long)(milliseconds * 1e6) % 1000000000};
}

ssize_t recv(int socket, void *buffer, size_t capacity, int flags) {
    static ssize_t (*real)(int, void *, size_t, int);
    if (!real) real = (ssize_t(*)(int, void *, size_t, int))dlsym(RTLD_NEXT, "recv");
    ssize_t length = real(socket, buffer, capacity, flags);
    const uint8_t *bytes = buffer;
    if (length >= 12) fetch_version = bytes[4] == 0 && bytes[5] == FETCH ? bytes[6] << 8 | bytes[7] : -1;
    return length;
}

ssize_t send(int socket, const void *buffer, size_t length, int flags) {
    static ssize_t (*real)(int, const void *, size_t, int);
    if (!real) real = (ssize_t(*)(int, const void *, size_t, int))dlsym(RTLD_NEXT, "send");
    if (fetch_version >= 0 && is_empty(buffer, length, fetch_version)) {
        struct timespec left = wait_time();
        while (clock_nanosleep(CLOCK_MONOTONIC, 0, &left, &left)) {}
    }
    fetch_version = -1;
    return real(socket, buffer, length, flags);
}
