#define _GNU_SOURCE
#include "CKernels.h"
#include <string.h>

// Two bytes of the part are compared with many places at a time, and the rest only where both agree (after W. Mula,
// "SIMD-friendly algorithms for substring searching"): the two that are met least in texts and addresses.

// From the most to the least; all other bytes are met less.
static const char often[] = "etaoinsr/hl-dcu.mpfgw01y2vbk 3456789";

static inline int rarity(uint8_t byte) {
    const char *place = memchr(often, byte, sizeof often - 1);
    return place == NULL ? (int)sizeof often : (int)(place - often);
}

ck_part ck_make_part(const uint8_t *bytes, size_t count) {
    ck_part part = {bytes, count, {0, 0}};
    for (size_t place = 1; place < count; place++)
        if (rarity(bytes[place]) > rarity(bytes[part.rare[0]])) part.rare[0] = place;
    const uint8_t rarest = count == 0 ? 0 : bytes[part.rare[0]];
    part.rare[1] = part.rare[0];
    for (size_t place = 0; place < count; place++) {
        // Another byte tells more than the same again.
        if (bytes[place] == rarest) continue;
        if (part.rare[1] == part.rare[0] || rarity(bytes[place]) > rarity(bytes[part.rare[1]])) part.rare[1] = place;
    }
    return part;
}

#if defined(__x86_64__)
#include <immintrin.h>

// The first place among those whose bits are set at which the part stands; -1 at none.
static inline long among(uint64_t hits, const uint8_t *here, const uint8_t *part, size_t part_count) {
    for (; hits != 0; hits &= hits - 1) {
        const int offset = __builtin_ctzll(hits);
        if (memcmp(here + offset, part, part_count) == 0) return offset;
    }
    return -1;
}

// Each looks at 64 places a turn, as long as all bytes that are read are there, and says where it ended; `found` where the
// part stands there.

#define LOOK(name, attribute, prepare, hits)                                                                           \
    attribute static size_t name(                                                                                      \
        const uint8_t *bytes, size_t place, size_t last, const ck_part *part, int *found) {                            \
        prepare                                                                                                        \
        for (; place + 63 <= last; place += 64) {                                                                      \
            const uint8_t *here = bytes + place;                                                                       \
            const uint8_t *one = here + part->rare[0];                                                                 \
            const uint8_t *other = here + part->rare[1];                                                               \
            const uint64_t all = hits;                                                                                 \
            if (all == 0) continue;                                                                                    \
            const long offset = among(all, here, part->bytes, part->count);                                            \
            if (offset >= 0) {                                                                                         \
                *found = 1;                                                                                            \
                return place + (size_t)offset;                                                                         \
            }                                                                                                          \
        }                                                                                                              \
        return place;                                                                                                  \
    }

#define BOTH_16(from)                                                                                                  \
    (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_and_si128(                                                               \
        _mm_cmpeq_epi8(first, _mm_loadu_si128((const __m128i *)(one + from))),                                         \
        _mm_cmpeq_epi8(final, _mm_loadu_si128((const __m128i *)(other + from))))) << from
#define BOTH_32(from)                                                                                                  \
    (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_and_si256(                                                         \
        _mm256_cmpeq_epi8(first, _mm256_loadu_si256((const __m256i *)(one + from))),                                   \
        _mm256_cmpeq_epi8(final, _mm256_loadu_si256((const __m256i *)(other + from))))) << from

LOOK(look16, ,
    const __m128i first = _mm_set1_epi8((char)part->bytes[part->rare[0]]);
    const __m128i final = _mm_set1_epi8((char)part->bytes[part->rare[1]]);,
    BOTH_16(0) | BOTH_16(16) | BOTH_16(32) | BOTH_16(48))
LOOK(look32, __attribute__((target("avx2"))),
    const __m256i first = _mm256_set1_epi8((char)part->bytes[part->rare[0]]);
    const __m256i final = _mm256_set1_epi8((char)part->bytes[part->rare[1]]);,
    BOTH_32(0) | BOTH_32(32))
LOOK(look64, __attribute__((target("avx512bw"))),
    const __m512i first = _mm512_set1_epi8((char)part->bytes[part->rare[0]]);
    const __m512i final = _mm512_set1_epi8((char)part->bytes[part->rare[1]]);,
    _mm512_mask_cmpeq_epi8_mask(
        _mm512_cmpeq_epi8_mask(first, _mm512_loadu_si512(one)), final, _mm512_loadu_si512(other)))
#endif

size_t ck_find(ck_width width, const uint8_t *bytes, size_t count, size_t from, const ck_part *part) {
    if (part->count == 0 || part->count > count || from > count - part->count) return count;
    size_t place = from;
#if defined(__x86_64__)
    const size_t last = count - part->count;
    int found = 0;
    switch (width) {
    case 64: place = look64(bytes, place, last, part, &found); break;
    case 32: place = look32(bytes, place, last, part, &found); break;
    case 16: place = look16(bytes, place, last, part, &found); break;
    }
    if (found) return place;
#else
    (void)width;
#endif
    const uint8_t *here = memmem(bytes + place, count - place, part->bytes, part->count);
    return here == NULL ? count : (size_t)(here - bytes);
}
