#include "CKernels.h"

#if defined(__x86_64__)
// Every processor that takes 32 bytes at once counts the bits of a word in one instruction.
__attribute__((target("popcnt")))
static size_t count_words(const uint64_t *words, size_t count) {
    // Four sums, so that none waits for the one before it.
    uint64_t sums[4] = {0, 0, 0, 0};
    size_t place = 0;
    for (; place + 4 <= count; place += 4)
        for (int part = 0; part < 4; part++) sums[part] += (uint64_t)__builtin_popcountll(words[place + part]);
    for (; place < count; place++) sums[0] += (uint64_t)__builtin_popcountll(words[place]);
    return sums[0] + sums[1] + sums[2] + sums[3];
}
#endif

size_t ck_population(ck_width width, const uint64_t *words, size_t count) {
#if defined(__x86_64__)
    if (width >= 32) return count_words(words, count);
#else
    (void)width;
#endif
    size_t sum = 0;
    for (size_t place = 0; place < count; place++) sum += (size_t)__builtin_popcountll(words[place]);
    return sum;
}
