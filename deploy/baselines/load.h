// The parts of load.c: requests and responses (load_http.c), what is measured (load_report.c).
#ifndef LOAD_H
#define LOAD_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define DIE(...) (fprintf(stderr, __VA_ARGS__), fputc('\n', stderr), exit(1))

enum { MAXIMUM_HEADERS = 32, RESPONSE_CAPACITY = 64 * 1024 };

typedef struct {
    const char *host, *method, *path, *headers[MAXIMUM_HEADERS];
    char *body, **lines;
    size_t body_length;
    uint64_t line_count;
    int port, header_count, clients, with_idempotency_key;
    double seconds, rate, timeout_seconds;
    uint64_t maximum_requests;
} options_t;

typedef enum { HEAD, BODY, CHUNK_SIZE, CHUNK_DATA, CHUNK_END, TRAILER, UNTIL_CLOSE } part_t;

// A response being read: bodies are passed over, never kept.
typedef struct {
    char head[RESPONSE_CAPACITY];
    size_t head_length, line_length;
    uint64_t left;
    int status, closes, has_no_body;
    part_t part;
} response_t;

typedef enum { INCOMPLETE, COMPLETE, MALFORMED } progress_t;

// Writes the request with this number into a buffer that grows; gives its length.
size_t request_write(const options_t *options, uint64_t number, char **buffer, size_t *capacity);
void response_reset(response_t *response, int has_no_body);
progress_t response_read(response_t *response, const char *bytes, size_t count);
progress_t response_end(response_t *response);

void report_status(int status, uint64_t latency_ns);
void report_error(const char *what);
void report_print(const options_t *options, double seconds, uint64_t unsent);
uint64_t report_answers(void);

#endif
