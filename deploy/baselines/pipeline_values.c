// Identifiers and instants: read from their written form, written into it.
#include "pipeline.h"

#include <sys/random.h>
#include <time.h>

static int nibble(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    DIE("an identifier that is not a UUID");
}

uuid_t uuid_read(text_t text) {
    if (text.length != ID_LENGTH) DIE("an identifier that is not a UUID");
    uuid_t uuid;
    const char *at = text.bytes;
    for (int index = 0; index < 16; index++, at += 2) {
        if (index == 4 || index == 6 || index == 8 || index == 10) at++;
        uuid.bytes[index] = (uint8_t)(nibble(at[0]) << 4 | nibble(at[1]));
    }
    return uuid;
}

void uuid_write(uuid_t uuid, char text[ID_LENGTH]) {
    static const char digits[] = "0123456789abcdef";
    char *at = text;
    for (int index = 0; index < 16; index++) {
        if (index == 4 || index == 6 || index == 8 || index == 10) *at++ = '-';
        *at++ = digits[uuid.bytes[index] >> 4];
        *at++ = digits[uuid.bytes[index] & 15];
    }
}

static uint8_t random_byte(void) {
    static uint8_t pool[8192];
    static size_t left = 0;
    if (!left) {
        while (left < sizeof pool) {
            ssize_t got = getrandom(pool + left, sizeof pool - left, 0);
            if (got > 0) left += (size_t)got;
        }
    }
    return pool[--left];
}

uuid_t uuid_v7(int64_t milliseconds) {
    uuid_t uuid;
    for (int index = 0; index < 6; index++) uuid.bytes[index] = (uint8_t)(milliseconds >> (40 - 8 * index));
    for (int index = 6; index < 16; index++) uuid.bytes[index] = random_byte();
    uuid.bytes[6] = 0x70 | (uuid.bytes[6] & 0x0f);
    uuid.bytes[8] = 0x80 | (uuid.bytes[8] & 0x3f);
    return uuid;
}

int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int digits_at(const char *at, int count) {
    int value = 0;
    while (count--) {
        if (*at < '0' || *at > '9') DIE("an instant that is not RFC 3339");
        value = value * 10 + (*at++ - '0');
    }
    return value;
}

// `2018-03-05T10:00:00.000Z`, as every Jisr service writes it. Days from the civil calendar: timegm is far slower.
int64_t instant_read(text_t text) {
    if (text.length != INSTANT_LENGTH || text.bytes[23] != 'Z') DIE("an instant that is not RFC 3339");
    int year = digits_at(text.bytes, 4), month = digits_at(text.bytes + 5, 2), day = digits_at(text.bytes + 8, 2);
    if (month <= 2) year--;
    int64_t era = year / 400, year_of_era = year % 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t days = era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
    int64_t seconds = digits_at(text.bytes + 11, 2) * 3600 + digits_at(text.bytes + 14, 2) * 60 +
                      digits_at(text.bytes + 17, 2);
    return (days * 86400 + seconds) * 1000 + digits_at(text.bytes + 20, 3);
}

static char *put_digits(char *at, int64_t value, int count) {
    for (int index = count - 1; index >= 0; index--, value /= 10) at[index] = (char)('0' + value % 10);
    return at + count;
}

void instant_write(int64_t milliseconds, char text[INSTANT_LENGTH]) {
    int64_t days = milliseconds / 86400000, rest = milliseconds % 86400000;
    int64_t shifted = days + 719468, era = shifted / 146097, day_of_era = shifted % 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted_month = (5 * day_of_year + 2) / 153;
    int64_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    char *at = put_digits(text, year_of_era + era * 400 + (month <= 2), 4);
    *at++ = '-';
    at = put_digits(at, month, 2);
    *at++ = '-';
    at = put_digits(at, day_of_year - (153 * shifted_month + 2) / 5 + 1, 2);
    *at++ = 'T';
    at = put_digits(at, rest / 3600000, 2);
    *at++ = ':';
    at = put_digits(at, rest / 60000 % 60, 2);
    *at++ = ':';
    at = put_digits(at, rest / 1000 % 60, 2);
    *at++ = '.';
    at = put_digits(at, rest % 1000, 3);
    *at = 'Z';
}
