// Finds where the fields of delimited lines end, and asks for memory before it is needed. No policy lives here.
#ifndef CBYTES_H
#define CBYTES_H

#include <stddef.h>
#include <stdint.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// Notes where tabs and line feeds stand in `bytes[from ..< to]`, in order, and of each line feed which of these marks
/// it is. `marks` and `feeds` have room for 64 more than `to - from`. Returns how many marks there are.
static inline size_t cb_split(
    const uint8_t *bytes, size_t from, size_t to, uint32_t *marks, uint32_t *feeds, size_t *feedCount) {
    size_t count = 0, lines = 0, place = from;
#if defined(__SSE2__)
    const __m128i tab = _mm_set1_epi8('\t'), feed = _mm_set1_epi8('\n');
    for (; place + 64 <= to; place += 64) {
        uint64_t tabs = 0, ends = 0;
        for (int part = 0; part < 4; part++) {
            __m128i sixteen = _mm_loadu_si128((const __m128i *)(bytes + place + 16 * part));
            tabs |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(sixteen, tab)) << (16 * part);
            ends |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(sixteen, feed)) << (16 * part);
        }
        uint64_t found = tabs | ends;
        for (; ends != 0; ends &= ends - 1) {
            uint64_t before = found & ((ends & (0 - ends)) - 1);
            feeds[lines++] = (uint32_t)(count + (size_t)__builtin_popcountll(before));
        }
        uint32_t *to_mark = marks + count;
        count += (size_t)__builtin_popcountll(found);
        // Eight at a time without asking how many there are: what is too much is written over.
        while (found != 0) {
            for (int step = 0; step < 8; step++) {
                to_mark[step] = (uint32_t)place + (found != 0 ? (uint32_t)__builtin_ctzll(found) : 0);
                found &= found - 1;
            }
            to_mark += 8;
        }
    }
#endif
    for (; place < to; place++) {
        if (bytes[place] == '\n') feeds[lines++] = (uint32_t)count;
        if (bytes[place] == '\n' || bytes[place] == '\t') marks[count++] = (uint32_t)place;
    }
    *feedCount = lines;
    return count;
}

static inline void cb_prefetch(const void *place) { __builtin_prefetch(place); }

#endif
