// HTTP load on a service of this machine, one thread, keep-alive connections.
//
// Closed loop (--clients): each client sends its next request when the last is answered. Paced (--rate besides):
// requests are due at a fixed rate whatever the answers do, and latency counts from when a request was due, so that a
// server that stalls is charged for every request that should have been sent meanwhile.
#define _GNU_SOURCE
#include "load.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MAXIMUM_CLIENTS = 4096, MAXIMUM_SECONDS = 3600, EVENTS = 256 };

typedef struct {
    int socket, is_busy;
    uint32_t interest;
    uint64_t due_ns, sent_ns;
    char *request;
    size_t request_length, request_capacity, written;
    response_t response;
} client_t;

static options_t options = {.host = "127.0.0.1", .method = "POST", .path = "/", .clients = 1, .seconds = 10,
                            .timeout_seconds = 30, .maximum_requests = 100000000, .with_idempotency_key = -1};
static client_t *clients, **idle;
static int poller, idle_count;
static uint64_t sent, failures;

static uint64_t now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

static void watch(client_t *client, uint32_t interest) {
    if (client->interest == interest) return;
    struct epoll_event event = {.events = interest, .data.ptr = client};
    if (epoll_ctl(poller, client->interest ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, client->socket, &event))
        DIE("epoll: %s", strerror(errno));
    client->interest = interest;
}

static int open_connection(client_t *client) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)options.port)};
    inet_pton(AF_INET, options.host, &address.sin_addr);
    client->interest = 0;
    client->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (client->socket < 0) DIE("socket: %s", strerror(errno));
    if (connect(client->socket, (struct sockaddr *)&address, sizeof address)) {
        close(client->socket);
        client->socket = -1;
        return 0;
    }
    int on = 1;
    setsockopt(client->socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    fcntl(client->socket, F_SETFL, O_NONBLOCK);
    return 1;
}

static void close_connection(client_t *client) {
    if (client->socket >= 0) close(client->socket);
    client->socket = -1;
}

static void finish(client_t *client) {
    client->is_busy = 0;
    idle[idle_count++] = client;
}

static void fail(client_t *client, const char *what) {
    report_error(what);
    if (++failures > 10000) DIE("ten thousand failed requests, the last: %s", what);
    close_connection(client);
    finish(client);
}

static void write_request(client_t *client) {
    while (client->written < client->request_length) {
        ssize_t count = send(client->socket, client->request + client->written,
                             client->request_length - client->written, MSG_NOSIGNAL);
        if (count < 0 && errno == EAGAIN) return watch(client, EPOLLIN | EPOLLOUT);
        if (count < 0) return fail(client, "write");
        client->written += (size_t)count;
    }
    watch(client, EPOLLIN);
}

static void start(client_t *client, uint64_t due_ns) {
    client->is_busy = 1;
    client->due_ns = due_ns;
    client->sent_ns = now_ns();
    client->written = 0;
    client->request_length = request_write(&options, sent++, &client->request, &client->request_capacity);
    response_reset(&client->response, !strcmp(options.method, "HEAD"));
    if (client->socket < 0 && !open_connection(client)) return fail(client, "connect");
    write_request(client);
}

static void complete(client_t *client) {
    report_status(client->response.status, now_ns() - client->due_ns);
    if (client->response.closes) close_connection(client);
    finish(client);
}

static void read_response(client_t *client) {
    static char bytes[256 * 1024];
    for (;;) {
        ssize_t count = recv(client->socket, bytes, sizeof bytes, 0);
        if (count < 0 && errno == EAGAIN) return;
        if (count < 0) return client->is_busy ? fail(client, "read") : close_connection(client);
        if (!client->is_busy) return close_connection(client);  // closed by the server while it was idle
        progress_t progress = count ? response_read(&client->response, bytes, (size_t)count)
                                    : response_end(&client->response);
        if (progress == COMPLETE) return complete(client);
        if (progress == MALFORMED) return fail(client, count ? "malformed response" : "closed by the server");
        if (count < (ssize_t)sizeof bytes) return;
    }
}

static void wait_until(uint64_t when_ns) {
    uint64_t now = now_ns(), left = when_ns > now ? when_ns - now : 0;
    struct timespec timeout = {(time_t)(left / 1000000000), (long)(left % 1000000000)};
    struct epoll_event events[EVENTS];
    int count = epoll_pwait2(poller, events, EVENTS, &timeout, NULL);
    if (count < 0 && errno != EINTR) DIE("epoll: %s", strerror(errno));
    for (int index = 0; index < count; index++) {
        client_t *client = events[index].data.ptr;
        if (client->socket < 0) continue;
        if (events[index].events & EPOLLOUT && client->is_busy) write_request(client);
        if (client->socket >= 0 && events[index].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) read_response(client);
    }
}

static void expire(uint64_t now) {
    uint64_t limit = (uint64_t)(options.timeout_seconds * 1e9);
    for (int index = 0; index < options.clients; index++)
        if (clients[index].is_busy && now - clients[index].sent_ns > limit) fail(&clients[index], "timeout");
}

static void run(void) {
    uint64_t begun = now_ns(), end = begun + (uint64_t)(options.seconds * 1e9), checked = begun, due_count = 0;
    double gap_ns = options.rate > 0 ? 1e9 / options.rate : 0;
    uint64_t last = begun;
    for (;;) {
        uint64_t now = now_ns();
        int may_send = now < end && sent < options.maximum_requests;
        uint64_t wake = now + 100000000;
        if (options.rate > 0) {
            // All that was due by the end is sent if a client comes free, even a little after the end.
            due_count = (uint64_t)((double)((now < end ? now : end) - begun) / gap_ns) + (now < end);
            if (due_count > options.maximum_requests) due_count = options.maximum_requests;
            uint64_t grace = end + 1000000000;
            while (sent < due_count && idle_count && now < grace)
                start(idle[--idle_count], begun + (uint64_t)((double)sent * gap_ns));
            if (may_send && idle_count) wake = begun + (uint64_t)((double)due_count * gap_ns);
            may_send = may_send || (sent < due_count && now < grace);
        } else {
            for (int ready = idle_count; may_send && ready > 0 && sent < options.maximum_requests; ready--)
                start(idle[--idle_count], now_ns());
        }
        if (!may_send && idle_count == options.clients) break;
        wait_until(wake);
        last = now_ns();
        if (last - checked > 100000000) expire(checked = last);
    }
    report_print(&options, (double)(last - begun) / 1e9, due_count > sent ? due_count - sent : 0);
}

static void read_body(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) DIE("%s: %s", path, strerror(errno));
    options.body = malloc(1 << 20);
    if (!options.body) DIE("out of memory");
    options.body_length = fread(options.body, 1, 1 << 20, file);
    if (options.body_length == 1 << 20) DIE("%s is larger than a megabyte", path);
    fclose(file);
}

// Each line of the file is one request's.
static void read_lines(const char *path) {
    FILE *file = fopen(path, "r");
    if (!file) DIE("%s: %s", path, strerror(errno));
    size_t capacity = 0, room = 0;
    char *line = NULL;
    for (ssize_t length; (length = getline(&line, &room, file)) > 0;) {
        if (line[length - 1] == '\n') line[length - 1] = 0;
        if (options.line_count == capacity) {
            capacity = capacity ? capacity * 2 : 1024;
            options.lines = realloc(options.lines, capacity * sizeof *options.lines);
            if (!options.lines) DIE("out of memory");
        }
        options.lines[options.line_count++] = strdup(line);
    }
    free(line);
    fclose(file);
    if (options.maximum_requests > options.line_count) options.maximum_requests = options.line_count;
}

static void read_options(int argc, char **argv) {
    static const struct option names[] = {
        {"host", 1, 0, 'h'},     {"port", 1, 0, 'p'},     {"method", 1, 0, 'm'},   {"path", 1, 0, 'P'},
        {"body", 1, 0, 'b'},     {"header", 1, 0, 'H'},   {"clients", 1, 0, 'c'},  {"seconds", 1, 0, 's'},
        {"rate", 1, 0, 'r'},     {"requests", 1, 0, 'n'}, {"timeout", 1, 0, 't'},  {"idempotency-key", 1, 0, 'i'},
        {"lines", 1, 0, 'l'},    {NULL, 0, NULL, 0}};
    for (int option; (option = getopt_long(argc, argv, "", names, NULL)) != -1;) switch (option) {
            case 'h': options.host = strcmp(optarg, "localhost") ? optarg : "127.0.0.1"; break;
            case 'p': options.port = atoi(optarg); break;
            case 'm': options.method = optarg; break;
            case 'P': options.path = optarg; break;
            case 'b': read_body(optarg); break;
            case 'H':
                if (options.header_count == MAXIMUM_HEADERS) DIE("more than %d headers", MAXIMUM_HEADERS);
                options.headers[options.header_count++] = optarg;
                break;
            case 'c': options.clients = atoi(optarg); break;
            case 's': options.seconds = atof(optarg); break;
            case 'r': options.rate = atof(optarg); break;
            case 'n': options.maximum_requests = strtoull(optarg, NULL, 10); break;
            case 't': options.timeout_seconds = atof(optarg); break;
            case 'l': read_lines(optarg); break;
            case 'i': options.with_idempotency_key = !strcmp(optarg, "yes"); break;
            default: exit(2);
        }
    if (options.with_idempotency_key < 0)
        options.with_idempotency_key = strcmp(options.method, "GET") && strcmp(options.method, "HEAD");
    if (strncmp(options.host, "127.", 4)) DIE("only a service of this machine (127.0.0.1) is loaded");
    if (options.port < 1 || options.clients < 1 || options.clients > MAXIMUM_CLIENTS || options.seconds <= 0 ||
        options.seconds > MAXIMUM_SECONDS || options.rate < 0)
        DIE("usage: %s --port P [--method M] [--path P] [--body FILE] [--header 'Name: value']... [--clients N]\n"
            "  [--seconds S] [--rate REQUESTS_PER_SECOND] [--requests MAXIMUM] [--timeout S]\n"
            "  [--idempotency-key yes|no] [--lines FILE]",
            argv[0]);
}

int main(int argc, char **argv) {
    read_options(argc, argv);
    poller = epoll_create1(EPOLL_CLOEXEC);
    clients = calloc((size_t)options.clients, sizeof *clients);
    idle = calloc((size_t)options.clients, sizeof *idle);
    if (poller < 0 || !clients || !idle) DIE("out of memory");
    for (int index = 0; index < options.clients; index++) {
        if (!open_connection(&clients[index])) DIE("%s:%d does not answer", options.host, options.port);
        watch(&clients[index], EPOLLIN);
        finish(&clients[index]);
    }
    run();
    return report_answers() ? 0 : 1;
}
