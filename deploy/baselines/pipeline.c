// The pipeline's raw work in C: consume, drop duplicates, decide, store, publish, mark (README.md).
//
// One thread of ours does everything that touches the store; librdkafka's threads fetch, decompress, compress, send
// and receive beside it, as they do for any C program.
#include "pipeline.h"

#include <getopt.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { MAXIMUM_PARTITIONS = 256, MAXIMUM_BATCH = 10000, STALLED_AFTER_SECONDS = 60 };

static struct {
    const char *bootstrap, *input, *output, *database, *schema;
    int64_t events;
    int batch;
} options = {"127.0.0.1:9092", NULL, NULL, NULL, SCHEMA_PATH, 0, 500};

static receipt_t *receipts;
static size_t receipt_count, receipt_capacity;
static int64_t failed_deliveries;

static double monotonic_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double seconds_of(struct timeval time) { return (double)time.tv_sec + (double)time.tv_usec / 1e6; }

static void delivered(rd_kafka_t *client, const rd_kafka_message_t *message, void *opaque) {
    (void)client, (void)opaque;
    if (message->err) {
        failed_deliveries++;
        return;
    }
    if (receipt_count == receipt_capacity) {
        receipt_capacity = receipt_capacity ? receipt_capacity * 2 : 4096;
        receipts = realloc(receipts, receipt_capacity * sizeof *receipts);
        if (!receipts) DIE("out of memory");
    }
    receipts[receipt_count++] =
        (receipt_t){(int64_t)(intptr_t)message->_private, message->offset, message->partition};
}

static void set(rd_kafka_conf_t *configuration, const char *name, const char *value) {
    char error[256];
    if (rd_kafka_conf_set(configuration, name, value, error, sizeof error)) DIE("%s: %s", name, error);
}

static rd_kafka_t *make_client(rd_kafka_type_t type, rd_kafka_conf_t *configuration) {
    char error[256];
    set(configuration, "bootstrap.servers", options.bootstrap);
    set(configuration, "socket.nagle.disable", "true");
    set(configuration, "receive.message.max.bytes", "2000000000");
    rd_kafka_t *client = rd_kafka_new(type, configuration, error, sizeof error);
    if (!client) DIE("%s", error);
    return client;
}

static rd_kafka_t *make_producer(void) {
    rd_kafka_conf_t *configuration = rd_kafka_conf_new();
    set(configuration, "enable.idempotence", "true");
    set(configuration, "acks", "all");
    set(configuration, "linger.ms", "5");
    set(configuration, "compression.codec", "lz4");
    set(configuration, "partitioner", "murmur2_random");
    rd_kafka_conf_set_dr_msg_cb(configuration, delivered);
    return make_client(RD_KAFKA_PRODUCER, configuration);
}

static rd_kafka_t *make_consumer(void) {
    rd_kafka_conf_t *configuration = rd_kafka_conf_new();
    set(configuration, "group.id", "jisr.bench.c");
    set(configuration, "enable.auto.commit", "false");
    set(configuration, "enable.auto.offset.store", "false");
    set(configuration, "auto.offset.reset", "error");
    set(configuration, "fetch.wait.max.ms", "50");
    rd_kafka_t *consumer = make_client(RD_KAFKA_CONSUMER, configuration);
    rd_kafka_poll_set_consumer(consumer);
    return consumer;
}

static void assign_from_the_start(rd_kafka_t *consumer) {
    const struct rd_kafka_metadata *metadata;
    rd_kafka_topic_t *topic = rd_kafka_topic_new(consumer, options.input, NULL);
    rd_kafka_resp_err_t code = rd_kafka_metadata(consumer, 0, topic, &metadata, 10000);
    if (code || metadata->topic_cnt != 1 || metadata->topics[0].partition_cnt < 1)
        DIE("%s: %s", options.input, code ? rd_kafka_err2str(code) : "no partition");
    if (metadata->topics[0].partition_cnt > MAXIMUM_PARTITIONS) DIE("more than %d partitions", MAXIMUM_PARTITIONS);
    rd_kafka_topic_partition_list_t *partitions = rd_kafka_topic_partition_list_new(12);
    for (int partition = 0; partition < metadata->topics[0].partition_cnt; partition++)
        rd_kafka_topic_partition_list_add(partitions, options.input, partition)->offset = 0;
    code = rd_kafka_assign(consumer, partitions);
    if (code) DIE("assign: %s", rd_kafka_err2str(code));
    rd_kafka_topic_partition_list_destroy(partitions);
    rd_kafka_metadata_destroy(metadata);
    rd_kafka_topic_destroy(topic);
}

// The first record of a topic waits up to a second for its metadata in librdkafka 2.0.2; not counted here.
static void warm_up(rd_kafka_t *producer) {
    const struct rd_kafka_metadata *metadata;
    rd_kafka_topic_t *topic = rd_kafka_topic_new(producer, options.output, NULL);
    rd_kafka_resp_err_t code = rd_kafka_metadata(producer, 0, topic, &metadata, 10000);
    if (code || metadata->topics[0].partition_cnt < 1) DIE("%s must be there", options.output);
    rd_kafka_metadata_destroy(metadata);
}

static void publish(rd_kafka_t *producer, const decision_t *decision) {
    rd_kafka_headers_t *headers = decision_headers(decision);
    for (;;) {
        rd_kafka_resp_err_t code = rd_kafka_producev(
            producer, RD_KAFKA_V_TOPIC(options.output), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
            RD_KAFKA_V_KEY(decision->key.bytes, decision->key.length),
            RD_KAFKA_V_VALUE((void *)decision->payload, decision->payload_length), RD_KAFKA_V_HEADERS(headers),
            RD_KAFKA_V_OPAQUE((void *)(intptr_t)decision->outbox_sequence), RD_KAFKA_V_END);
        if (!code) return;
        if (code != RD_KAFKA_RESP_ERR__QUEUE_FULL) DIE("produce: %s", rd_kafka_err2str(code));
        rd_kafka_poll(producer, 10);
    }
}

static size_t mark_receipts(int64_t now) {
    size_t count = receipt_count;
    for (size_t index = 0; index < count; index++) store_mark(&receipts[index], now);
    receipt_count = 0;
    return count;
}

// One transaction: the receipts so far, the batch's records, where they end. Gives how many records were new.
static size_t apply(rd_kafka_message_t **messages, size_t count, decision_t *decisions, int64_t now,
                    size_t *marked, int64_t *duplicates) {
    static int64_t next_offsets[MAXIMUM_PARTITIONS];
    size_t decided = 0;
    memset(next_offsets, 0, sizeof next_offsets);
    store_begin();
    *marked = mark_receipts(now);
    for (size_t index = 0; index < count; index++) {
        const rd_kafka_message_t *message = messages[index];
        if (message->err) DIE("consume: %s", rd_kafka_message_errstr(message));
        delivery_t delivery;
        delivery_read(&delivery, message);
        next_offsets[message->partition] = message->offset + 1;
        if (store_accept(&delivery)) {
            decision_t *decision = &decisions[decided++];
            decision->key = delivery.key;
            decision->id = uuid_v7(now);
            decision->occurred_at_ms = delivery.occurred_at_ms;
            decision->recorded_at_ms = now;
            decision->correlation_id = delivery.correlation_id;
            decision->causation_id = delivery.id;
            store_apply(decision, &delivery);
        } else {
            (*duplicates)++;
        }
        delivery_free(&delivery);
    }
    for (int32_t partition = 0; partition < MAXIMUM_PARTITIONS; partition++)
        if (next_offsets[partition]) store_offset(partition, next_offsets[partition]);
    store_commit();
    return decided;
}

static void read_options(int argc, char **argv) {
    static const struct option names[] = {{"bootstrap", 1, 0, 'b'}, {"topic", 1, 0, 't'},  {"output", 1, 0, 'o'},
                                          {"events", 1, 0, 'e'},    {"db", 1, 0, 'd'},     {"fsync-per", 1, 0, 'f'},
                                          {"schema", 1, 0, 's'},    {NULL, 0, NULL, 0}};
    for (int option; (option = getopt_long(argc, argv, "", names, NULL)) != -1;) switch (option) {
            case 'b': options.bootstrap = optarg; break;
            case 't': options.input = optarg; break;
            case 'o': options.output = optarg; break;
            case 'e': options.events = atoll(optarg); break;
            case 'd': options.database = optarg; break;
            case 'f': options.batch = atoi(optarg); break;
            case 's': options.schema = optarg; break;
            default: exit(2);
        }
    if (!options.input || !options.output || !options.database || options.events < 1 || options.batch < 1 ||
        options.batch > MAXIMUM_BATCH)
        DIE("usage: %s --topic T --output T --db PATH --events N [--bootstrap B] [--fsync-per 1...%d] [--schema PATH]",
            argv[0], MAXIMUM_BATCH);
}

int main(int argc, char **argv) {
    read_options(argc, argv);
    store_open(options.database, options.schema, options.input, options.output);
    rd_kafka_t *producer = make_producer();
    warm_up(producer);
    rd_kafka_t *consumer = make_consumer();
    assign_from_the_start(consumer);
    rd_kafka_queue_t *queue = rd_kafka_queue_get_consumer(consumer);
    rd_kafka_message_t **messages = calloc((size_t)options.batch, sizeof *messages);
    decision_t *decisions = calloc((size_t)options.batch, sizeof *decisions);
    if (!messages || !decisions) DIE("out of memory");

    double started = 0, progressed = monotonic_seconds();
    int64_t stored = 0, marked = 0, duplicates = 0;
    while (marked < options.events) {
        // Once all are stored only receipts are awaited, a linger's worth at a time.
        ssize_t count = 0;
        if (stored < options.events) count = rd_kafka_consume_batch_queue(queue, 20, messages, (size_t)options.batch);
        if (count < 0) DIE("consume: %s", rd_kafka_err2str(rd_kafka_last_error()));
        if (count && started == 0) started = monotonic_seconds();
        rd_kafka_poll(producer, count ? 0 : 5);
        if (failed_deliveries) DIE("%lld records were not acknowledged", (long long)failed_deliveries);
        if (!count && !receipt_count) {
            if (monotonic_seconds() - progressed > STALLED_AFTER_SECONDS)
                DIE("stalled: %lld stored, %lld marked", (long long)stored, (long long)marked);
            continue;
        }
        int64_t now = now_ms();
        size_t newly_marked;
        size_t decided = apply(messages, (size_t)count, decisions, now, &newly_marked, &duplicates);
        for (size_t index = 0; index < decided; index++) publish(producer, &decisions[index]);
        for (ssize_t index = 0; index < count; index++) rd_kafka_message_destroy(messages[index]);
        stored += (int64_t)decided;
        marked += (int64_t)newly_marked;
        progressed = monotonic_seconds();
    }
    double seconds = monotonic_seconds() - started;

    int64_t log_rows = store_count("SELECT count(*) FROM log");
    int64_t unmarked = store_count("SELECT count(*) FROM outbox WHERE published_at IS NULL");
    if (log_rows != stored || unmarked) DIE("%lld rows, %lld unmarked", (long long)log_rows, (long long)unmarked);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("{\"tool\": \"pipeline_c\", \"events\": %lld, \"seconds\": %.3f, \"events_per_s\": %.0f, "
           "\"duplicates\": %lld, \"fsync_per\": %d, \"cpu_s\": %.2f, \"peak_mb\": %.0f}\n",
           (long long)stored, seconds, (double)stored / seconds, (long long)duplicates, options.batch,
           seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime), (double)usage.ru_maxrss / 1024);
    store_close();
    free(messages);
    free(decisions);
    free(receipts);
    rd_kafka_queue_destroy(queue);
    rd_kafka_consumer_close(consumer);
    rd_kafka_destroy(consumer);
    rd_kafka_destroy(producer);
    return 0;
}
