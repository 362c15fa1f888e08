// Loops written by hand for some of the questions: what a program could do that knows the question before it is built.
//
// loops FILE THREADS reads the rows, then names of questions from standard input, and prints {"seconds", "rows"} for each.
#define _GNU_SOURCE
#include "pool.h"
#include "rows.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static rows all;
// Of all threads.
static pthread_barrier_t barrier;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

// A thread's part of the runs, by their rows: each begins where the one before ends.
static void part_of_runs(int thread, size_t *first, size_t *end) {
    size_t bounds[2];
    for (int i = 0; i < 2; i++) {
        size_t wanted = all.count * (size_t)(thread + i) / (size_t)pool_threads(), low = 0, high = all.run_count;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (all.runs[middle].first < wanted) { low = middle + 1; } else { high = middle; }
        }
        // Months stay whole.
        while (low > 0 && low < all.run_count && all.runs[low].month == all.runs[low - 1].month) { low++; }
        bounds[i] = low;
    }
    *first = bounds[0];
    *end = bounds[1];
}

static int is_within(uint16_t code, range codes) { return (uint16_t)(code - codes.low) <= codes.span; }

// MARK: Q1

typedef struct {
    range usa, others[3];
    uint16_t first, last;
    uint64_t found[MOST_THREADS][8];
} q1;

static void count_q1(int thread, void *context) {
    q1 *asked = context;
    uint64_t found = 0;
    size_t at, end;
    part_of_runs(thread, &at, &end);
    range usa = asked->usa, a = asked->others[0], b = asked->others[1], c = asked->others[2];
    for (; at < end; at++) {
        run one = all.runs[at];
        uint8_t root = all.root[one.kind];
        if (root < 10 || root > 13 || one.month < asked->first || one.month > asked->last) { continue; }
        uint32_t sum = 0;
        for (uint32_t row = one.first; row < one.end; row++) {
            uint16_t actor = all.actor[row], target = all.target[row];
            sum += is_within(actor, usa) & (is_within(target, a) | is_within(target, b) | is_within(target, c));
        }
        found += sum;
    }
    asked->found[thread][0] = found;
}

static int month_number(int year, int month) {
    int number = 12 * year + month - 1 - all.first_month;
    return number < 0 ? 0 : number;
}

static void answer_q1(FILE *out) {
    q1 asked = {.usa = codes_of_country(&all, "USA")};
    const char *names[] = {"CHN", "RUS", "IRN"};
    for (int i = 0; i < 3; i++) { asked.others[i] = codes_of_country(&all, names[i]); }
    asked.first = (uint16_t)month_number(2016, 1);
    asked.last = (uint16_t)month_number(2019, 12);
    pool_run(count_q1, &asked);
    uint64_t sum = 0;
    for (int thread = 0; thread < pool_threads(); thread++) { sum += asked.found[thread][0]; }
    fprintf(out, "[[%lu]]", sum);
}

// MARK: Q2

enum { MOST = 50 };

typedef struct {
    uint32_t count, month, pair;
} dyad;

typedef struct {
    dyad found[MOST_THREADS][MOST];
    int counts[MOST_THREADS];
} q2;

static uint32_t *counters[MOST_THREADS];

// Into the most of a thread, the greatest first.
static void keep(dyad *most, int *count, dyad one) {
    int at = *count < MOST ? (*count)++ : MOST - 1;
    while (at > 0 && most[at - 1].count < one.count) {
        most[at] = most[at - 1];
        at--;
    }
    most[at] = one;
}

static void count_q2(int thread, void *context) {
    q2 *asked = context;
    uint32_t width = all.countries.count, *counts = counters[thread];
    size_t at, end;
    part_of_runs(thread, &at, &end);
    asked->counts[thread] = 0;
    while (at < end) {
        uint32_t month = all.runs[at].month;
        uint32_t first = all.runs[at].first;
        while (at < end && all.runs[at].month == month) { at++; }
        memset(counts, 0, width * width * sizeof *counts);
        for (uint32_t row = first; row < all.runs[at - 1].end; row++) {
            counts[all.country[all.actor[row]] * width + all.country[all.target[row]]]++;
        }
        for (uint32_t actor = 1; actor < width; actor++) {
            for (uint32_t target = 1; target < width; target++) {
                uint32_t count = counts[actor * width + target];
                int known = asked->counts[thread];
                if (count > 0 && (known < MOST || count > asked->found[thread][MOST - 1].count)) {
                    keep(asked->found[thread], &asked->counts[thread], (dyad){count, month, actor * width + target});
                }
            }
        }
    }
}

static void print_month(FILE *out, uint32_t month) {
    uint32_t number = (uint32_t)all.first_month + month;
    fprintf(out, "\"%04u-%02u-01\"", number / 12, number % 12 + 1);
}

static void answer_q2(FILE *out) {
    static q2 asked;
    uint32_t width = all.countries.count;
    for (int thread = 0; thread < pool_threads(); thread++) {
        if (counters[thread] == NULL) { counters[thread] = malloc(width * width * sizeof **counters); }
    }
    pool_run(count_q2, &asked);
    dyad most[MOST];
    int count = 0;
    for (int thread = 0; thread < pool_threads(); thread++) {
        for (int i = 0; i < asked.counts[thread]; i++) {
            if (count < MOST || asked.found[thread][i].count > most[MOST - 1].count) {
                keep(most, &count, asked.found[thread][i]);
            }
        }
    }
    fputc('[', out);
    for (int i = 0; i < count; i++) {
        uint32_t actor = most[i].pair / width, target = most[i].pair % width;
        fprintf(out, "%s[\"%s\",\"%s\",", i > 0 ? "," : "", all.countries.texts[actor], all.countries.texts[target]);
        print_month(out, most[i].month);
        fprintf(out, ",%u]", most[i].count);
    }
    fputc(']', out);
}

// MARK: Q4

typedef struct {
    range israel, palestine;
    double *sums;
    uint64_t *counts;
} q4;

static void count_q4(int thread, void *context) {
    q4 *asked = context;
    range israel = asked->israel, palestine = asked->palestine;
    size_t at, end;
    part_of_runs(thread, &at, &end);
    for (; at < end; at++) {
        run one = all.runs[at];
        uint32_t sum = 0;
        for (uint32_t row = one.first; row < one.end; row++) {
            uint16_t actor = all.actor[row], target = all.target[row];
            sum += (is_within(actor, israel) & is_within(target, palestine))
                | (is_within(actor, palestine) & is_within(target, israel));
        }
        asked->sums[one.month] += all.goldstein[one.kind] * sum;
        asked->counts[one.month] += sum;
    }
}

static void answer_q4(FILE *out) {
    q4 asked = {codes_of_country(&all, "ISR"), codes_of_country(&all, "PSE"), NULL, NULL};
    asked.sums = calloc((size_t)all.month_count, sizeof *asked.sums);
    asked.counts = calloc((size_t)all.month_count, sizeof *asked.counts);
    pool_run(count_q4, &asked);
    const char *before = "[";
    for (int32_t month = 0; month < all.month_count; month++) {
        if (asked.counts[month] == 0) { continue; }
        fprintf(out, "%s[", before);
        print_month(out, (uint32_t)month);
        fprintf(out, ",%.17g]", asked.sums[month] / (double)asked.counts[month]);
        before = ",";
    }
    fputs(before[0] == '[' ? "[]" : "]", out);
    free(asked.sums);
    free(asked.counts);
}

// MARK: Q5

enum { ROOTS = 21 };
static uint8_t *seen[MOST_THREADS];

static void note_q5(int thread, void *context) {
    (void)context;
    uint32_t width = all.actors.count;
    memset(seen[thread], 0, ROOTS * width);
    size_t at, end;
    part_of_runs(thread, &at, &end);
    for (; at < end; at++) {
        run one = all.runs[at];
        uint8_t *noted = seen[thread] + all.root[one.kind] * width;
        for (uint32_t row = one.first; row < one.end; row++) { noted[all.actor[row]] = 1; }
    }
}

static void answer_q5(FILE *out) {
    uint32_t width = all.actors.count;
    for (int thread = 0; thread < pool_threads(); thread++) {
        if (seen[thread] == NULL) { seen[thread] = malloc(ROOTS * width); }
    }
    pool_run(note_q5, NULL);
    const char *before = "[";
    for (int root = 0; root < ROOTS; root++) {
        uint32_t count = 0;
        for (uint32_t actor = 1; actor < width; actor++) {
            uint8_t is_seen = 0;
            for (int thread = 0; thread < pool_threads(); thread++) { is_seen |= seen[thread][root * width + actor]; }
            count += is_seen;
        }
        if (count == 0) { continue; }
        fprintf(out, "%s[\"%02d\",%u]", before, root, count);
        before = ",";
    }
    fputs(before[0] == '[' ? "[]" : "]", out);
}

// MARK: Q7

typedef struct {
    struct {
        uint64_t count, mentions;
        double tone;
    } found[MOST_THREADS];
} q7;

static void count_q7(int thread, void *context) {
    q7 *asked = context;
    uint64_t count = 0, mentions = 0;
    double tone = 0;
    size_t at, end;
    part_of_runs(thread, &at, &end);
    for (; at < end; at++) {
        run one = all.runs[at];
        uint8_t root = all.root[one.kind];
        if ((root != 17 && root != 18) || all.goldstein[one.kind] >= -4) { continue; }
        for (uint32_t row = one.first; row < one.end; row++) {
            if (all.mentions[row] < 5 || all.tone[row] < -10 || all.tone[row] > -2) { continue; }
            if ((all.roles[all.actor[row]] & GOV) == 0 && (all.roles[all.target[row]] & (GOV | MIL)) == 0) { continue; }
            count++;
            mentions += all.mentions[row];
            tone += all.tone[row];
        }
    }
    asked->found[thread].count = count;
    asked->found[thread].mentions = mentions;
    asked->found[thread].tone = tone;
}

static void answer_q7(FILE *out) {
    q7 asked;
    pool_run(count_q7, &asked);
    uint64_t count = 0, mentions = 0;
    double tone = 0;
    for (int thread = 0; thread < pool_threads(); thread++) {
        count += asked.found[thread].count;
        mentions += asked.found[thread].mentions;
        tone += asked.found[thread].tone;
    }
    if (count == 0) { fputs("[[0,null,null]]", out); } else { fprintf(out, "[[%lu,%.17g,%lu]]", count, tone / (double)count, mentions); }
}

// MARK: B1

// A bit for each day of each target of a rejection; the words of all targets for the same 64 days lie together.
static uint64_t *days;
static size_t day_words;

static void count_b1(int thread, void *context) {
    uint64_t(*found)[8] = context;
    uint32_t width = all.actors.count;
    size_t at, first, end;
    part_of_runs(thread, &first, &end);
    size_t share = day_words * width / (size_t)pool_threads();
    memset(days + (size_t)thread * share, 0, (thread + 1 == pool_threads() ? day_words * width - (size_t)thread * share : share) * 8);
    pthread_barrier_wait(&barrier);
    for (at = first; at < end; at++) {
        run one = all.runs[at];
        if (all.root[one.kind] != 12) { continue; }
        for (uint32_t row = one.first; row < one.end; row++) {
            uint64_t *word = &days[(all.day[row] / 64) * (size_t)width + all.target[row]];
            // Two threads may meet in the words of the month at which their parts meet.
            __atomic_fetch_or(word, 1ull << all.day[row] % 64, __ATOMIC_RELAXED);
        }
    }
    pthread_barrier_wait(&barrier);
    uint64_t count = 0;
    for (uint32_t row = all.runs[first].first, last = first < end ? all.runs[end - 1].end : row; row < last; row++) {
        uint32_t day = all.day[row] + 1u;
        const uint64_t *word = &days[(day / 64) * (size_t)width + all.actor[row]];
        uint64_t bits = word[0] >> day % 64 | word[width] << 1 << (63 - day % 64);
        count += (all.actor[row] != 0) & ((bits << 4) != 0);
    }
    found[thread][0] = count;
}

static void answer_b1(FILE *out) {
    uint32_t width = all.actors.count;
    if (days == NULL) {
        day_words = (size_t)all.day[all.count - 1] / 64 + 3;
        for (size_t row = 0; row < all.count; row++) {
            if (all.day[row] / 64u + 3u > day_words) { day_words = all.day[row] / 64u + 3u; }
        }
        days = malloc(day_words * width * sizeof *days);
    }
    static uint64_t found[MOST_THREADS][8];
    pool_run(count_b1, found);
    uint64_t sum = 0;
    for (int thread = 0; thread < pool_threads(); thread++) { sum += found[thread][0]; }
    fprintf(out, "[[%lu]]", sum);
}

// MARK: T1

static uint8_t *has_word;

static void count_t1(int thread, void *context) {
    uint64_t(*found)[8] = context;
    static const char word[] = "sanctions";
    size_t length = sizeof word - 1;
    uint32_t count = all.address_count, threads = (uint32_t)pool_threads();
    uint32_t first = (uint32_t)((uint64_t)count * (uint32_t)thread / threads), end = (uint32_t)((uint64_t)count * ((uint32_t)thread + 1) / threads);
    memset(has_word + first, 0, end - first);
    uint32_t address = first;
    if (first < end) {
        const char *at = all.addresses + (first > 0 ? all.ends[first - 1] : 0), *stop = all.addresses + all.ends[end - 1];
        while ((at = memmem(at, (size_t)(stop - at), word, length)) != NULL) {
            uint64_t place = (uint64_t)(at - all.addresses);
            while (all.ends[address] <= place) { address++; }
            has_word[address] |= place + length <= all.ends[address];
            at++;
        }
    }
    pthread_barrier_wait(&barrier);
    uint64_t sum = 0;
    size_t last = all.count * ((size_t)thread + 1) / threads;
    for (size_t row = all.count * (size_t)thread / threads; row < last; row++) { sum += has_word[all.address[row]]; }
    found[thread][0] = sum;
}

static void answer_t1(FILE *out) {
    static uint64_t found[MOST_THREADS][8];
    if (has_word == NULL) { has_word = malloc(all.address_count); }
    pool_run(count_t1, found);
    uint64_t sum = 0;
    for (int thread = 0; thread < pool_threads(); thread++) { sum += found[thread][0]; }
    fprintf(out, "[[%lu]]", sum);
}

// MARK: Asking

static const struct {
    const char *name;
    void (*answer)(FILE *);
} questions[] = {
    {"Q1", answer_q1}, {"Q2", answer_q2}, {"Q4", answer_q4}, {"Q5", answer_q5},
    {"Q7", answer_q7}, {"B1", answer_b1}, {"T1", answer_t1},
};

int main(int count, char **arguments) {
    int threads = count == 3 ? atoi(arguments[2]) : 0;
    if (threads < 1 || threads > MOST_THREADS) {
        fprintf(stderr, "usage: loops FILE THREADS (1 to %d)\n", MOST_THREADS);
        return 2;
    }
    read_rows(arguments[1], &all);
    pool_start(threads);
    pthread_barrier_init(&barrier, NULL, (unsigned)threads);
    printf("{\"ready\": true}\n");
    fflush(stdout);
    char line[64];
    while (fgets(line, sizeof line, stdin) != NULL) {
        line[strcspn(line, "\n")] = 0;
        char *rows = NULL;
        size_t size = 0;
        for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
            if (strcmp(questions[i].name, line) != 0) { continue; }
            pool_wake();
            double began = now();
            FILE *out = open_memstream(&rows, &size);
            questions[i].answer(out);
            fclose(out);
            double seconds = now() - began;
            pool_sleep();
            printf("{\"seconds\": %.9f, \"rows\": %s}\n", seconds, rows);
        }
        if (rows == NULL) { printf("{\"seconds\": null, \"rows\": null}\n"); }
        free(rows);
        fflush(stdout);
    }
    return 0;
}
