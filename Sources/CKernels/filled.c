#include "CKernels.h"

// As in range.c, the loops do as many whole words as there are; the rest is done one by one.

#if defined(__x86_64__)
#include <immintrin.h>

__attribute__((target("avx2,popcnt")))
static size_t filled32(const uint32_t *counts, size_t count, uint64_t *words, uint32_t *most, size_t *filled) {
    const __m256i zero = _mm256_setzero_si256();
    __m256i greatest = zero;
    size_t sum = 0;
    size_t place = 0;
    for (; place + 64 <= count; place += 64) {
        uint64_t empty = 0;
        for (int part = 0; part < 8; part++) {
            const __m256i some = _mm256_loadu_si256((const __m256i *)(counts + place + 8 * part));
            greatest = _mm256_max_epu32(greatest, some);
            const __m256i none = _mm256_cmpeq_epi32(some, zero);
            empty |= (uint64_t)(uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(none)) << (8 * part);
        }
        words[place / 64] |= ~empty;
        sum += (size_t)__builtin_popcountll(~empty);
    }
    uint32_t parts[8];
    _mm256_storeu_si256((__m256i *)parts, greatest);
    for (int part = 0; part < 8; part++) *most = parts[part] > *most ? parts[part] : *most;
    *filled = sum;
    return place;
}

__attribute__((target("avx512bw,popcnt")))
static size_t filled64(const uint32_t *counts, size_t count, uint64_t *words, uint32_t *most, size_t *filled) {
    __m512i greatest = _mm512_setzero_si512();
    size_t sum = 0;
    size_t place = 0;
    for (; place + 64 <= count; place += 64) {
        uint64_t some = 0;
        for (int part = 0; part < 4; part++) {
            const __m512i sixteen = _mm512_loadu_si512(counts + place + 16 * part);
            greatest = _mm512_max_epu32(greatest, sixteen);
            some |= (uint64_t)_mm512_test_epi32_mask(sixteen, sixteen) << (16 * part);
        }
        words[place / 64] |= some;
        sum += (size_t)__builtin_popcountll(some);
    }
    const uint32_t one = _mm512_reduce_max_epu32(greatest);
    *most = one > *most ? one : *most;
    *filled = sum;
    return place;
}
#endif

size_t ck_filled(ck_width width, const uint32_t *counts, size_t count, uint64_t *words, uint32_t *most) {
    size_t filled = 0;
    size_t place = 0;
#if defined(__x86_64__)
    switch (width) {
    case 64: place = filled64(counts, count, words, most, &filled); break;
    case 32: place = filled32(counts, count, words, most, &filled); break;
    }
#else
    (void)width;
#endif
    for (; place < count; place++) {
        const int is_filled = counts[place] != 0;
        words[place / 64] |= (uint64_t)is_filled << place % 64;
        filled += (size_t)is_filled;
        *most = counts[place] > *most ? counts[place] : *most;
    }
    return filled;
}
