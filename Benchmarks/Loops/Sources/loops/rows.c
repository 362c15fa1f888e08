#include "rows.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static void fail(const char *text) {
    fprintf(stderr, "%s\n", text);
    exit(1);
}

static void *memory(size_t bytes) {
    void *found = calloc(1, bytes > 0 ? bytes : 1);
    if (found == NULL) { fail("no memory to be had"); }
    return found;
}

// MARK: Texts and their numbers

// Texts by their bytes, in the order of coming; `places` is a table of numbers + 1.
typedef struct {
    const char **texts;
    uint32_t *lengths, *places;
    uint32_t count, room;
} dictionary;

static uint64_t hash(const char *text, size_t length) {
    uint64_t sum = 0xcbf29ce484222325;
    for (size_t i = 0; i < length; i++) { sum = (sum ^ (uint8_t)text[i]) * 0x100000001b3; }
    return sum ^ sum >> 29;
}

static void place(dictionary *all, uint32_t number) {
    uint64_t at = hash(all->texts[number], all->lengths[number]);
    while (all->places[at & (all->room - 1)] != 0) { at++; }
    all->places[at & (all->room - 1)] = number + 1;
}

static uint32_t number_of(dictionary *all, const char *text, size_t length) {
    if (2 * all->count >= all->room) {
        all->room = all->room > 0 ? 2 * all->room : 1 << 12;
        all->texts = realloc(all->texts, all->room * sizeof *all->texts);
        all->lengths = realloc(all->lengths, all->room * sizeof *all->lengths);
        free(all->places);
        all->places = memory(all->room * sizeof *all->places);
        if (all->texts == NULL || all->lengths == NULL) { fail("no memory to be had"); }
        for (uint32_t number = 0; number < all->count; number++) { place(all, number); }
    }
    for (uint64_t at = hash(text, length);; at++) {
        uint32_t found = all->places[at & (all->room - 1)];
        if (found == 0) { break; }
        if (all->lengths[found - 1] == length && memcmp(all->texts[found - 1], text, length) == 0) { return found - 1; }
    }
    all->texts[all->count] = text;
    all->lengths[all->count] = (uint32_t)length;
    place(all, all->count);
    return all->count++;
}

static const dictionary *sorted_now;

static int by_bytes(const void *one, const void *other) {
    uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;
    uint32_t short_one = sorted_now->lengths[a] < sorted_now->lengths[b] ? sorted_now->lengths[a] : sorted_now->lengths[b];
    int order = memcmp(sorted_now->texts[a], sorted_now->texts[b], short_one);
    return order != 0 ? order : (int)sorted_now->lengths[a] - (int)sorted_now->lengths[b];
}

// The texts in order, and by the number of each its place there.
static names in_order(const dictionary *all, uint32_t *places) {
    uint32_t *order = memory(all->count * sizeof *order);
    for (uint32_t number = 0; number < all->count; number++) { order[number] = number; }
    sorted_now = all;
    qsort(order, all->count, sizeof *order, by_bytes);
    names found = {memory(all->count * sizeof *found.texts), all->count};
    for (uint32_t at = 0; at < all->count; at++) {
        places[order[at]] = at;
        found.texts[at] = strndup(all->texts[order[at]], all->lengths[order[at]]);
    }
    free(order);
    return found;
}

// MARK: Days

int32_t day_number(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year, m = month <= 2 ? month + 9 : month - 3;
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1;
}

// MARK: Reading

enum { FIELDS = 58 };

typedef struct {
    const char *start;
    size_t length;
} field;

static int whole(field text) {
    int sum = 0;
    for (size_t i = 0; i < text.length; i++) { sum = 10 * sum + (text.start[i] - '0'); }
    return sum;
}

// By the number of a row, where it goes: rows of one key stay in their order.
static void counting_sort(uint32_t *order, size_t count, const uint16_t *keys, uint32_t key_count) {
    size_t *next = memory((key_count + 1) * sizeof *next);
    uint32_t *sorted = memory(count * sizeof *sorted);
    for (size_t i = 0; i < count; i++) { next[keys[order[i]] + 1]++; }
    for (uint32_t key = 0; key < key_count; key++) { next[key + 1] += next[key]; }
    for (size_t i = 0; i < count; i++) { sorted[next[keys[order[i]]]++] = order[i]; }
    memcpy(order, sorted, count * sizeof *order);
    free(sorted);
    free(next);
}

#define MOVED(column, size) \
    do { \
        void *moved = memory(count * size); \
        for (size_t i = 0; i < count; i++) { memcpy((char *)moved + i * size, (char *)column + order[i] * (size_t)size, size); } \
        free(column); \
        column = moved; \
    } while (0)

void read_rows(const char *path, rows *all) {
    int file = open(path, O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) { fail("the file of rows cannot be opened"); }
    size_t size = (size_t)status.st_size;
    const char *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes == MAP_FAILED) { fail("the file of rows cannot be read"); }
    size_t count = 0;
    for (const char *at = bytes; (at = memchr(at, '\n', size - (size_t)(at - bytes))) != NULL; at++) { count++; }
    memset(all, 0, sizeof *all);
    all->count = count;
    int32_t *days = memory(count * sizeof *days);
    uint32_t *actor = memory(count * sizeof *actor), *target = memory(count * sizeof *target);
    uint16_t *kind = memory(count * sizeof *kind), *month = memory(count * sizeof *month);
    all->mentions = memory(count * sizeof *all->mentions);
    all->address = memory(count * sizeof *all->address);
    all->tone = memory(count * sizeof *all->tone);
    dictionary actors = {0}, kinds = {0}, countries = {0}, addresses = {0};
    number_of(&actors, "", 0);
    number_of(&countries, "", 0);
    // By number of an actor and of a kind, in the order of coming.
    uint32_t *country = memory((1 << 16) * sizeof *country);
    uint8_t *roles = memory(1 << 16), *root = memory(1 << 12);
    double *goldstein = memory((1 << 12) * sizeof *goldstein);
    const char *at = bytes;
    for (size_t row = 0; row < count; row++) {
        field fields[FIELDS];
        for (int i = 0; i < FIELDS; i++) {
            const char *end = memchr(at, i == FIELDS - 1 ? '\n' : '\t', size - (size_t)(at - bytes));
            if (end == NULL) { fail("a row has not the 58 fields of a daily file"); }
            fields[i] = (field){at, (size_t)(end - at)};
            at = end + 1;
        }
        int date = whole(fields[1]);
        days[row] = day_number(date / 10000, date / 100 % 100, date % 100);
        uint32_t *sides[2] = {actor, target};
        for (int side = 0; side < 2; side++) {
            const field *names = fields + 5 + 10 * side;
            uint32_t number = number_of(&actors, names[0].start, names[0].length);
            if (number >= 1 << 16) { fail("there are more actors than the loops have numbers for"); }
            sides[side][row] = number;
            if (names[0].length == 0) { continue; }
            country[number] = number_of(&countries, names[2].start, names[2].length);
            for (int role = 7; role < 10; role++) {
                if (names[role].length == 3 && memcmp(names[role].start, "GOV", 3) == 0) { roles[number] |= GOV; }
                if (names[role].length == 3 && memcmp(names[role].start, "MIL", 3) == 0) { roles[number] |= MIL; }
            }
        }
        uint32_t code = number_of(&kinds, fields[26].start, fields[26].length);
        if (code >= 1 << 12) { fail("there are more kinds than the loops have numbers for"); }
        kind[row] = (uint16_t)code;
        root[code] = (uint8_t)whole((field){fields[26].start, 2});
        goldstein[code] = strtod(fields[30].start, NULL);
        all->mentions[row] = (uint32_t)whole(fields[31]);
        all->tone[row] = strtod(fields[34].start, NULL);
        all->address[row] = number_of(&addresses, fields[57].start, fields[57].length);
    }
    // Numbers in the order of the texts.
    uint32_t *actor_places = memory(actors.count * sizeof *actor_places);
    uint32_t *kind_places = memory(kinds.count * sizeof *kind_places);
    uint32_t *country_places = memory(countries.count * sizeof *country_places);
    all->actors = in_order(&actors, actor_places);
    all->kinds = in_order(&kinds, kind_places);
    all->countries = in_order(&countries, country_places);
    if (all->countries.count > 256) { fail("there are more countries than the loops have numbers for"); }
    all->country = memory(actors.count);
    all->roles = memory(actors.count);
    for (uint32_t i = 0; i < actors.count; i++) {
        all->country[actor_places[i]] = (uint8_t)country_places[country[i]];
        all->roles[actor_places[i]] = roles[i];
    }
    all->goldstein = memory(kinds.count * sizeof *all->goldstein);
    all->root = memory(kinds.count);
    for (uint32_t i = 0; i < kinds.count; i++) {
        all->goldstein[kind_places[i]] = goldstein[i];
        all->root[kind_places[i]] = root[i];
    }
    // Days and months from the first.
    int32_t first = INT32_MAX, last = 0;
    for (size_t row = 0; row < count; row++) {
        if (days[row] < first) { first = days[row]; }
        if (days[row] > last) { last = days[row]; }
    }
    all->first_day = first;
    all->month_of_day = memory((size_t)(last - first + 1) * sizeof *all->month_of_day);
    int32_t number = -1;
    for (int year = first / 366; year <= last / 365 + 1; year++) {
        for (int of = 1; of <= 12; of++) {
            int32_t begin = day_number(year, of, 1), end = of == 12 ? day_number(year + 1, 1, 1) : day_number(year, of + 1, 1);
            if (end <= first || begin > last) { continue; }
            if (number < 0) { all->first_month = 12 * year + of - 1; }
            number++;
            for (int32_t day = begin > first ? begin : first; day < end && day <= last; day++) {
                all->month_of_day[day - first] = (uint16_t)number;
            }
        }
    }
    all->month_count = number + 1;
    all->day = memory(count * sizeof *all->day);
    all->actor = memory(count * sizeof *all->actor);
    all->target = memory(count * sizeof *all->target);
    uint32_t *order = memory(count * sizeof *order);
    for (size_t row = 0; row < count; row++) {
        order[row] = (uint32_t)row;
        all->day[row] = (uint16_t)(days[row] - first);
        all->actor[row] = (uint16_t)actor_places[actor[row]];
        all->target[row] = (uint16_t)actor_places[target[row]];
        kind[row] = (uint16_t)kind_places[kind[row]];
        month[row] = all->month_of_day[all->day[row]];
    }
    counting_sort(order, count, all->day, (uint32_t)(last - first + 1));
    counting_sort(order, count, kind, kinds.count);
    counting_sort(order, count, month, (uint32_t)all->month_count);
    MOVED(all->day, 2);
    MOVED(all->actor, 2);
    MOVED(all->target, 2);
    MOVED(all->mentions, 4);
    MOVED(all->address, 4);
    MOVED(all->tone, 8);
    MOVED(kind, 2);
    MOVED(month, 2);
    all->runs = memory(((size_t)all->month_count * kinds.count + 1) * sizeof *all->runs);
    for (size_t row = 0; row < count; row++) {
        run *open = all->run_count > 0 ? &all->runs[all->run_count - 1] : NULL;
        if (open == NULL || open->kind != kind[row] || open->month != month[row]) {
            open = &all->runs[all->run_count++];
            *open = (run){month[row], kind[row], (uint32_t)row, (uint32_t)row};
        }
        open->end = (uint32_t)row + 1;
    }
    // Addresses one behind the other.
    all->address_count = addresses.count;
    all->ends = memory(addresses.count * sizeof *all->ends);
    uint64_t end = 0;
    for (uint32_t i = 0; i < addresses.count; i++) { all->ends[i] = end += addresses.lengths[i]; }
    all->addresses = memory(end + 1);
    for (uint32_t i = 0; i < addresses.count; i++) {
        memcpy(all->addresses + all->ends[i] - addresses.lengths[i], addresses.texts[i], addresses.lengths[i]);
    }
    free(addresses.texts);
    free(addresses.lengths);
    free(addresses.places);
    free(order);
    free(days);
    free(actor);
    free(target);
    free(kind);
    free(month);
    munmap((void *)bytes, size);
    close(file);
}

range codes_of_country(const rows *all, const char *country) {
    uint32_t low = UINT32_MAX, high = 0;
    for (uint32_t code = 1; code < all->actors.count; code++) {
        if (strcmp(all->countries.texts[all->country[code]], country) != 0) { continue; }
        if (low != UINT32_MAX && code != high + 1) { fail("codes of one country are not neighbours"); }
        if (low == UINT32_MAX) { low = code; }
        high = code;
    }
    if (low == UINT32_MAX) { fail("a country of the questions does not occur"); }
    return (range){(uint16_t)low, (uint16_t)(high - low)};
}
