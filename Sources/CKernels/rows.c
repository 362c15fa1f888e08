#include "CKernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

// Sixteen numbers at a time: those of bits that are 1 are moved together, and what is written behind them is written over.
__attribute__((target("avx512bw,popcnt")))
static size_t rows64(const uint64_t *words, size_t count, int32_t *rows) {
    const __m512i numbers = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    size_t filled = 0;
    for (size_t word = 0; word < count; word++) {
        for (int part = 0; part < 4; part++) {
            const __mmask16 bits = (__mmask16)(words[word] >> (16 * part));
            const __m512i sixteen = _mm512_add_epi32(numbers, _mm512_set1_epi32((int32_t)(64 * word) + 16 * part));
            _mm512_storeu_si512(rows + filled, _mm512_maskz_compress_epi32(bits, sixteen));
            filled += (size_t)__builtin_popcount(bits);
        }
    }
    return filled;
}
#endif

size_t ck_rows(ck_width width, const uint64_t *words, size_t count, int32_t *rows) {
#if defined(__x86_64__)
    if (width == 64) return rows64(words, count, rows);
#else
    (void)width;
#endif
    size_t filled = 0;
    for (size_t word = 0; word < count; word++) {
        for (uint64_t rest = words[word]; rest != 0; rest &= rest - 1) {
            rows[filled] = (int32_t)(64 * word) + __builtin_ctzll(rest);
            filled++;
        }
    }
    return filled;
}
