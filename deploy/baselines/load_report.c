// What the load saw: a histogram of latencies (within 0.2 %), how often each status, which errors.
#include "load.h"

#include <string.h>
#include <sys/resource.h>

enum { SUB_BUCKETS = 512, EXPONENTS = 32, KINDS_OF_ERROR = 8 };

static uint64_t buckets[SUB_BUCKETS * (EXPONENTS + 1)], statuses[600], answers, largest_us;
static struct {
    const char *what;
    uint64_t count;
} errors[KINDS_OF_ERROR];

// Below 1,024 µs a bucket is 1 µs wide; in each doubling after that there are 512 of equal width.
static size_t bucket_of(uint64_t us) {
    int exponent = 0;
    while (us >> exponent >= 2 * SUB_BUCKETS) exponent++;
    if (exponent >= EXPONENTS) return SUB_BUCKETS * (EXPONENTS + 1) - 1;
    return (size_t)exponent * SUB_BUCKETS + (size_t)(us >> exponent);
}

static double upper_us(size_t bucket) {
    if (bucket < 2 * SUB_BUCKETS) return (double)bucket;
    size_t exponent = bucket / SUB_BUCKETS - 1;
    return (double)(((uint64_t)(bucket - exponent * SUB_BUCKETS) + 1) << exponent) - 1;
}

static double percentile_ms(double share) {
    uint64_t wanted = (uint64_t)(share * (double)answers + 0.999999), seen = 0;
    for (size_t bucket = 0; bucket < sizeof buckets / sizeof *buckets; bucket++) {
        seen += buckets[bucket];
        if (seen >= wanted && seen) {
            double us = upper_us(bucket);
            return (us > (double)largest_us ? (double)largest_us : us) / 1000;
        }
    }
    return 0;
}

void report_status(int status, uint64_t latency_ns) {
    uint64_t us = latency_ns / 1000;
    buckets[bucket_of(us)]++;
    statuses[status]++;
    answers++;
    if (us > largest_us) largest_us = us;
}

void report_error(const char *what) {
    for (int index = 0; index < KINDS_OF_ERROR; index++) {
        if (errors[index].what && strcmp(errors[index].what, what)) continue;
        errors[index].what = what;
        errors[index].count++;
        return;
    }
}

uint64_t report_answers(void) { return answers; }

void report_print(const options_t *options, double seconds, uint64_t unsent) {
    uint64_t other = 0, failed = 0;
    for (int status = 0; status < 600; status++)
        if (status < 200 || status > 299) other += statuses[status];
    for (int index = 0; index < KINDS_OF_ERROR; index++) failed += errors[index].count;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("{\"tool\": \"load\", \"mode\": \"%s\", \"clients\": %d, \"requests\": %llu, \"seconds\": %.3f, "
           "\"rate\": %.1f, \"p50_ms\": %.3f, \"p95_ms\": %.3f, \"p99_ms\": %.3f, \"max_ms\": %.3f, \"non_2xx\": %llu, "
           "\"errors\": %llu, \"unsent\": %llu, \"statuses\": {",
           options->rate > 0 ? "paced" : "closed", options->clients, (unsigned long long)answers, seconds,
           (double)answers / seconds, percentile_ms(0.5), percentile_ms(0.95), percentile_ms(0.99),
           (double)largest_us / 1000, (unsigned long long)other, (unsigned long long)failed,
           (unsigned long long)unsent);
    const char *separator = "";
    for (int status = 0; status < 600; status++) {
        if (!statuses[status]) continue;
        printf("%s\"%d\": %llu", separator, status, (unsigned long long)statuses[status]);
        separator = ", ";
    }
    printf("}, \"error_kinds\": {");
    separator = "";
    for (int index = 0; index < KINDS_OF_ERROR && errors[index].what; index++) {
        printf("%s\"%s\": %llu", separator, errors[index].what, (unsigned long long)errors[index].count);
        separator = ", ";
    }
    double cpu = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                 (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    printf("}, \"cpu_s\": %.2f}\n", cpu);
}
