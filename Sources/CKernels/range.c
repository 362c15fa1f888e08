#include "CKernels.h"

#if defined(__SSE2__)
#include <emmintrin.h>

static inline uint64_t mask_8(const uint8_t *values, __m128i low, __m128i span) {
    const __m128i distance = _mm_sub_epi8(_mm_loadu_si128((const __m128i *)values), low);
    // At most the span: what the span is taken from, not going below 0, is 0.
    return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_subs_epu8(distance, span), _mm_setzero_si128()));
}

static inline __m128i inside_16(const uint16_t *values, __m128i low, __m128i span) {
    const __m128i distance = _mm_sub_epi16(_mm_loadu_si128((const __m128i *)values), low);
    return _mm_cmpeq_epi16(_mm_subs_epu16(distance, span), _mm_setzero_si128());
}

static inline uint64_t mask_16(const uint16_t *values, __m128i low, __m128i span) {
    return (uint32_t)_mm_movemask_epi8(
        _mm_packs_epi16(inside_16(values, low, span), inside_16(values + 8, low, span)));
}

// There is no comparison without a sign: with the highest bit turned over, that with a sign is one.
static inline __m128i outside_32(const uint32_t *values, __m128i low, __m128i turned_span) {
    const __m128i distance = _mm_sub_epi32(_mm_loadu_si128((const __m128i *)values), low);
    return _mm_cmpgt_epi32(_mm_xor_si128(distance, _mm_set1_epi32((int)0x80000000u)), turned_span);
}

static inline uint64_t mask_32(const uint32_t *values, __m128i low, __m128i turned_span) {
    const __m128i one = _mm_packs_epi32(
        outside_32(values, low, turned_span), outside_32(values + 4, low, turned_span));
    const __m128i two = _mm_packs_epi32(
        outside_32(values + 8, low, turned_span), outside_32(values + 12, low, turned_span));
    return (uint32_t)~_mm_movemask_epi8(_mm_packs_epi16(one, two)) & 0xFFFF;
}

#define RANGE(width, set, prepared)                                                                                    \
    size_t place = 0;                                                                                                  \
    const __m128i lows = set(low);                                                                                     \
    const __m128i spans = prepared;                                                                                    \
    for (; place + 64 <= count; place += 64) {                                                                         \
        words[place / 64] |= mask_##width(values + place, lows, spans)                                                 \
            | mask_##width(values + place + 16, lows, spans) << 16                                                     \
            | mask_##width(values + place + 32, lows, spans) << 32                                                     \
            | mask_##width(values + place + 48, lows, spans) << 48;                                                    \
    }

void ck_range_8(const uint8_t *values, size_t count, uint8_t low, uint8_t span, uint64_t *words) {
    RANGE(8, _mm_set1_epi8, _mm_set1_epi8((char)span))
    for (; place < count; place++) words[place / 64] |= (uint64_t)((uint8_t)(values[place] - low) <= span) << place % 64;
}

void ck_range_16(const uint16_t *values, size_t count, uint16_t low, uint16_t span, uint64_t *words) {
    RANGE(16, _mm_set1_epi16, _mm_set1_epi16((short)span))
    for (; place < count; place++) words[place / 64] |= (uint64_t)((uint16_t)(values[place] - low) <= span) << place % 64;
}

void ck_range_32(const uint32_t *values, size_t count, uint32_t low, uint32_t span, uint64_t *words) {
    RANGE(32, _mm_set1_epi32, _mm_set1_epi32((int)(span ^ 0x80000000u)))
    for (; place < count; place++) words[place / 64] |= (uint64_t)(values[place] - low <= span) << place % 64;
}

void ck_pack(const uint8_t *bytes, size_t word_count, uint64_t *words) {
    const __m128i zero = _mm_setzero_si128();
    for (size_t word = 0; word < word_count; word++) {
        uint64_t bits = 0;
        for (int part = 0; part < 4; part++) {
            const __m128i some = _mm_loadu_si128((const __m128i *)(bytes + 64 * word + 16 * part));
            bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpgt_epi8(some, zero)) << (16 * part);
        }
        words[word] = bits;
    }
}

#else

#define RANGE(type)                                                                                                    \
    for (size_t place = 0; place < count; place++)                                                                     \
        words[place / 64] |= (uint64_t)((type)(values[place] - low) <= span) << place % 64;

void ck_range_8(const uint8_t *values, size_t count, uint8_t low, uint8_t span, uint64_t *words) { RANGE(uint8_t) }
void ck_range_16(const uint16_t *values, size_t count, uint16_t low, uint16_t span, uint64_t *words) { RANGE(uint16_t) }
void ck_range_32(const uint32_t *values, size_t count, uint32_t low, uint32_t span, uint64_t *words) { RANGE(uint32_t) }

void ck_pack(const uint8_t *bytes, size_t word_count, uint64_t *words) {
    for (size_t word = 0; word < word_count; word++) {
        uint64_t bits = 0;
        for (int place = 0; place < 64; place++) bits |= (uint64_t)(bytes[64 * word + place] != 0) << place;
        words[word] = bits;
    }
}

#endif
