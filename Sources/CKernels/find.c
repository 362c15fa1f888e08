#define _GNU_SOURCE
#include "CKernels.h"
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>

// Compares the first and the last byte of the part with 16 places at a time, and the rest only where both agree
// (after W. Mula, "SIMD-friendly algorithms for substring searching").
size_t ck_find(const uint8_t *bytes, size_t count, size_t from, const uint8_t *part, size_t part_count) {
    if (part_count == 0 || part_count > count || from > count - part_count) return count;
    const size_t last = count - part_count;
    const __m128i first = _mm_set1_epi8((char)part[0]);
    const __m128i final = _mm_set1_epi8((char)part[part_count - 1]);
    size_t place = from;
    // 32 places a turn, as long as all bytes that are read are there.
    while (place + 31 <= last) {
        const uint8_t *here = bytes + place;
        const __m128i a = _mm_cmpeq_epi8(first, _mm_loadu_si128((const __m128i *)here));
        const __m128i b = _mm_cmpeq_epi8(first, _mm_loadu_si128((const __m128i *)(here + 16)));
        const __m128i c = _mm_cmpeq_epi8(final, _mm_loadu_si128((const __m128i *)(here + part_count - 1)));
        const __m128i d = _mm_cmpeq_epi8(final, _mm_loadu_si128((const __m128i *)(here + part_count + 15)));
        uint32_t hits = (uint32_t)_mm_movemask_epi8(_mm_and_si128(a, c))
            | (uint32_t)_mm_movemask_epi8(_mm_and_si128(b, d)) << 16;
        while (hits != 0) {
            const size_t offset = (size_t)__builtin_ctz(hits);
            if (memcmp(here + offset, part, part_count) == 0) return place + offset;
            hits &= hits - 1;
        }
        place += 32;
    }
    for (; place <= last; place++) {
        if (bytes[place] == part[0] && memcmp(bytes + place, part, part_count) == 0) return place;
    }
    return count;
}

#else

size_t ck_find(const uint8_t *bytes, size_t count, size_t from, const uint8_t *part, size_t part_count) {
    if (part_count == 0 || part_count > count || from > count - part_count) return count;
    const uint8_t *found = memmem(bytes + from, count - from, part, part_count);
    return found == NULL ? count : (size_t)(found - bytes);
}

#endif
