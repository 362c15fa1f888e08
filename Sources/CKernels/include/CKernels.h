// Loops over plain values, many at a time. No policy lives here, and nothing is written but what is given to write into.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stddef.h>
#include <stdint.h>

/// How many bytes a processor takes at once: 0 one by one, 16, 32 or 64. Every loop is there for each width, and all come to
/// the same.
typedef int ck_width;

/// The largest width that this processor has.
ck_width ck_widest(void);

/// Bytes to be looked for, of which two are looked for first.
typedef struct {
    const uint8_t *bytes;
    size_t count;
    /// The places of two that are met seldom in texts and addresses; the same one where all are alike.
    size_t rare[2];
} ck_part;

/// A part is good for as long as its bytes are.
ck_part ck_make_part(const uint8_t *bytes, size_t count);

/// Where the part (of one byte or more) first stands in `bytes` at `from` or behind it; `count` where it does not.
size_t ck_find(ck_width width, const uint8_t *bytes, size_t count, size_t from, const ck_part *part);

/// Sets the bit of each value of which `value - low`, reckoned without a sign, is at most `span`: bit i of word w is value
/// 64 w + i. Bits that are set stay so. There is a word for each 64 values begun.
void ck_range_8(ck_width width, const uint8_t *values, size_t count, uint8_t low, uint8_t span, uint64_t *words);
void ck_range_16(ck_width width, const uint16_t *values, size_t count, uint16_t low, uint16_t span, uint64_t *words);
void ck_range_32(ck_width width, const uint32_t *values, size_t count, uint32_t low, uint32_t span, uint64_t *words);

/// Bits from bytes of 0 and 1: as many words as there are, of 64 bytes each.
void ck_pack(ck_width width, const uint8_t *bytes, size_t word_count, uint64_t *words);

/// Sets the bit of each count that is not 0 (bit i of word w is count 64 w + i; bits that are set stay so), and makes `most`
/// the greatest of the counts and what it was.
/// - Returns: how many counts are not 0.
size_t ck_filled(ck_width width, const uint32_t *counts, size_t count, uint64_t *words, uint32_t *most);

/// Writes the numbers of the bits that are 1, in order; there is room for 16 more than they are.
/// - Returns: how many they are.
size_t ck_rows(ck_width width, const uint64_t *words, size_t count, int32_t *rows);

/// How many bits of the words are 1.
size_t ck_population(ck_width width, const uint64_t *words, size_t count);

/// A bit for each key and day: the words of all keys for the same 64 days stand together, behind those for the 64 days
/// before, and a row of words more behind the last day.
typedef struct {
    const uint64_t *words;
    size_t key_count;
    int32_t first_day;
} ck_days;

/// Looks for the next day of each of at most 64 keys, from a day within the grid on that is given with its bits turned by
/// `mirror`: of the 64 days from that one on those of `mask` count, which has not the first. Keys beyond the grid have none.
/// - later: a bit for each key, whether it has such a day; `next` is that day, or the one it began with.
/// - same: a bit for each key, whether the day it began with is one of its days.
void ck_next_days(
    ck_width width, const ck_days *grid, const uint32_t *keys, const int32_t *days, size_t count, int32_t mirror,
    uint64_t mask, uint64_t *later, uint64_t *same, int32_t *next);

/// Which of at most 64 keys have a day of theirs, of one for each within the grid: a bit for each.
/// Keys beyond the grid have none.
uint64_t ck_days_set(
    ck_width width, const ck_days *grid, const uint32_t *keys, const int32_t *days, size_t count);

/// What this thread has been given to know; NULL where it has been given nothing.
void *ck_thread_value(void);
void ck_set_thread_value(void *value);

/// Has the C library keep up to so many bytes that are not in use for what is asked for next, where it would give them back
/// to the system each time.
void ck_keep_memory(size_t count);

/// Gives memory that is not in use back to the system, where the C library keeps it for later.
void ck_give_memory_back(void);

#endif
