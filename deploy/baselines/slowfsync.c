// Preloaded into a program: every fsync and fdatasync takes FSYNC_DELAY_MS (default 5) milliseconds longer, as on
// a disk that is not a virtual machine's cache.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static void delay(void) {
    const char *text = getenv("FSYNC_DELAY_MS");
    double milliseconds = text ? atof(text) : 5;
    if (milliseconds <= 0) return;
    struct timespec left = {(time_t)(milliseconds / 1000), (long)(milliseconds * 1e6) % 1000000000};
    while (clock_nanosleep(CLOCK_MONOTONIC, 0, &left, &left)) {}
}

int fsync(int file) {
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    delay();
    return real(file);
}

int fdatasync(int file) {
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    delay();
    return real(file);
}
