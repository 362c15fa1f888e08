#include "CKernels.h"

__attribute__((always_inline))
static inline void next_days(
    const ck_days *grid, const uint32_t *keys, const int32_t *days, size_t count, int32_t mirror, uint64_t mask,
    uint64_t *later, uint64_t *same, int32_t *next) {
    const uint64_t *const words = grid->words;
    const size_t key_count = grid->key_count;
    const int32_t first_day = grid->first_day;
    uint64_t found = 0, own = 0;
    for (size_t place = 0; place < count; place++) {
        const uint32_t key = keys[place];
        const int32_t day = days[place] ^ mirror;
        const uint32_t offset = (uint32_t)(day - first_day);
        const int is_known = key < key_count;
        // Without a branch: most keys are known, and the words of the first are as near as any.
        const uint64_t *const word = words + (offset / 64) * key_count + (is_known ? key : 0);
        uint64_t bits = word[0] >> offset % 64 | word[key_count] << 1 << (63 - offset % 64);
        bits = is_known ? bits : 0;
        const uint64_t behind = bits & mask;
        found |= (uint64_t)(behind != 0) << place;
        own |= (bits & 1) << place;
        next[place] = day + (behind != 0 ? __builtin_ctzll(behind) : 0);
    }
    *later = found;
    *same = own;
}

__attribute__((always_inline))
static inline uint64_t days_set(const ck_days *grid, const uint32_t *keys, const int32_t *days, size_t count) {
    const uint64_t *const words = grid->words;
    const size_t key_count = grid->key_count;
    const int32_t first_day = grid->first_day;
    uint64_t set = 0;
    for (size_t place = 0; place < count; place++) {
        const uint32_t key = keys[place], offset = (uint32_t)(days[place] - first_day);
        const int is_known = key < key_count;
        const uint64_t bits = words[(offset / 64) * key_count + (is_known ? key : 0)];
        set |= (bits >> offset % 64 & (uint64_t)is_known) << place;
    }
    return set;
}

#if defined(__x86_64__)
// With shifts by any register, and zeros counted of 0 too.
__attribute__((target("avx2,bmi,bmi2")))
static void next_days32(
    const ck_days *grid, const uint32_t *keys, const int32_t *days, size_t count, int32_t mirror, uint64_t mask,
    uint64_t *later, uint64_t *same, int32_t *next) {
    next_days(grid, keys, days, count, mirror, mask, later, same, next);
}

__attribute__((target("avx2,bmi,bmi2")))
static uint64_t days_set32(const ck_days *grid, const uint32_t *keys, const int32_t *days, size_t count) {
    return days_set(grid, keys, days, count);
}
#endif

void ck_next_days(
    ck_width width, const ck_days *grid, const uint32_t *keys, const int32_t *days, size_t count, int32_t mirror,
    uint64_t mask, uint64_t *later, uint64_t *same, int32_t *next) {
#if defined(__x86_64__)
    if (width >= 32) {
        next_days32(grid, keys, days, count, mirror, mask, later, same, next);
        return;
    }
#else
    (void)width;
#endif
    next_days(grid, keys, days, count, mirror, mask, later, same, next);
}

uint64_t ck_days_set(
    ck_width width, const ck_days *grid, const uint32_t *keys, const int32_t *days, size_t count) {
#if defined(__x86_64__)
    if (width >= 32) { return days_set32(grid, keys, days, count); }
#else
    (void)width;
#endif
    return days_set(grid, keys, days, count);
}
