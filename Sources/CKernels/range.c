#include "CKernels.h"

// Each loop below does as many whole words of 64 values as there are, and says how many values that were; the rest is done
// one by one.

#if defined(__x86_64__)
#include <immintrin.h>

// The loop of one width over values of so many bits; `word` is the bits of 64 values from `place` on.
#define WORDS(width, attribute, vector, bits, lows, spans, word)                                                       \
    attribute static size_t words##width##_##bits(                                                                     \
        const uint##bits##_t *values, size_t count, uint##bits##_t low, uint##bits##_t span, uint64_t *words) {        \
        const vector low_all = lows;                                                                                   \
        const vector span_all = spans;                                                                                 \
        size_t place = 0;                                                                                              \
        for (; place + 64 <= count; place += 64) words[place / 64] |= word;                                            \
        return place;                                                                                                  \
    }

// MARK: 16 bytes

static inline uint64_t mask16_8(const uint8_t *values, __m128i low, __m128i span) {
    const __m128i distance = _mm_sub_epi8(_mm_loadu_si128((const __m128i *)values), low);
    // At most the span: what the span is taken from, not going below 0, is 0.
    return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_subs_epu8(distance, span), _mm_setzero_si128()));
}

static inline __m128i inside16_16(const uint16_t *values, __m128i low, __m128i span) {
    const __m128i distance = _mm_sub_epi16(_mm_loadu_si128((const __m128i *)values), low);
    return _mm_cmpeq_epi16(_mm_subs_epu16(distance, span), _mm_setzero_si128());
}

static inline uint64_t mask16_16(const uint16_t *values, __m128i low, __m128i span) {
    return (uint32_t)_mm_movemask_epi8(
        _mm_packs_epi16(inside16_16(values, low, span), inside16_16(values + 8, low, span)));
}

// There is no comparison without a sign: with the highest bit turned over, that with a sign is one.
static inline __m128i outside16_32(const uint32_t *values, __m128i low, __m128i turned_span) {
    const __m128i distance = _mm_sub_epi32(_mm_loadu_si128((const __m128i *)values), low);
    return _mm_cmpgt_epi32(_mm_xor_si128(distance, _mm_set1_epi32((int)0x80000000u)), turned_span);
}

static inline uint64_t mask16_32(const uint32_t *values, __m128i low, __m128i turned_span) {
    const __m128i one = _mm_packs_epi32(
        outside16_32(values, low, turned_span), outside16_32(values + 4, low, turned_span));
    const __m128i two = _mm_packs_epi32(
        outside16_32(values + 8, low, turned_span), outside16_32(values + 12, low, turned_span));
    return (uint32_t)~_mm_movemask_epi8(_mm_packs_epi16(one, two)) & 0xFFFF;
}

#define QUARTERS(bits)                                                                                                 \
    mask16_##bits(values + place, low_all, span_all)                                                                   \
        | mask16_##bits(values + place + 16, low_all, span_all) << 16                                                  \
        | mask16_##bits(values + place + 32, low_all, span_all) << 32                                                  \
        | mask16_##bits(values + place + 48, low_all, span_all) << 48

WORDS(16, , __m128i, 8, _mm_set1_epi8((char)low), _mm_set1_epi8((char)span), QUARTERS(8))
WORDS(16, , __m128i, 16, _mm_set1_epi16((short)low), _mm_set1_epi16((short)span), QUARTERS(16))
WORDS(16, , __m128i, 32, _mm_set1_epi32((int)low), _mm_set1_epi32((int)(span ^ 0x80000000u)), QUARTERS(32))

// MARK: 32 bytes

#define AVX2 __attribute__((target("avx2")))

AVX2 static inline __m256i load32(const void *values) { return _mm256_loadu_si256((const __m256i *)values); }

AVX2 static inline uint64_t mask32_8(const uint8_t *values, __m256i low, __m256i span) {
    const __m256i distance = _mm256_sub_epi8(load32(values), low);
    return (uint32_t)_mm256_movemask_epi8(
        _mm256_cmpeq_epi8(_mm256_subs_epu8(distance, span), _mm256_setzero_si256()));
}

AVX2 static inline __m256i inside32_16(const uint16_t *values, __m256i low, __m256i span) {
    const __m256i distance = _mm256_sub_epi16(load32(values), low);
    return _mm256_cmpeq_epi16(_mm256_subs_epu16(distance, span), _mm256_setzero_si256());
}

AVX2 static inline uint64_t mask32_16(const uint16_t *values, __m256i low, __m256i span) {
    // Each half of the wide values is packed by itself: the middle two of four parts change places.
    const __m256i packed = _mm256_packs_epi16(inside32_16(values, low, span), inside32_16(values + 16, low, span));
    return (uint32_t)_mm256_movemask_epi8(_mm256_permute4x64_epi64(packed, 0xD8));
}

AVX2 static inline uint64_t mask8_32(const uint32_t *values, __m256i low, __m256i turned_span) {
    const __m256i distance = _mm256_xor_si256(
        _mm256_sub_epi32(load32(values), low), _mm256_set1_epi32((int)0x80000000u));
    return ~_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpgt_epi32(distance, turned_span))) & 0xFF;
}

AVX2 static inline uint64_t mask32_32(const uint32_t *values, __m256i low, __m256i turned_span) {
    return mask8_32(values, low, turned_span) | mask8_32(values + 8, low, turned_span) << 8
        | mask8_32(values + 16, low, turned_span) << 16 | mask8_32(values + 24, low, turned_span) << 24;
}

#define HALVES(bits)                                                                                                   \
    mask32_##bits(values + place, low_all, span_all) | mask32_##bits(values + place + 32, low_all, span_all) << 32

WORDS(32, AVX2, __m256i, 8, _mm256_set1_epi8((char)low), _mm256_set1_epi8((char)span), HALVES(8))
WORDS(32, AVX2, __m256i, 16, _mm256_set1_epi16((short)low), _mm256_set1_epi16((short)span), HALVES(16))
WORDS(32, AVX2, __m256i, 32, _mm256_set1_epi32((int)low), _mm256_set1_epi32((int)(span ^ 0x80000000u)), HALVES(32))

// MARK: 64 bytes

#define AVX512 __attribute__((target("avx512bw")))

// A word of bits is made of 8, 16 or 32 values to a load, of which a comparison without a sign gives the bits.
#define PART(bits, from)                                                                                               \
    (uint64_t)_mm512_cmple_epu##bits##_mask(                                                                           \
        _mm512_sub_epi##bits(_mm512_loadu_si512(values + place + from), low_all), span_all) << from

#define WORDS_64(bits, word)                                                                                           \
    WORDS(                                                                                                             \
        64, AVX512, __m512i, bits, _mm512_set1_epi##bits((int##bits##_t)low),                                          \
        _mm512_set1_epi##bits((int##bits##_t)span), word)

WORDS_64(8, PART(8, 0))
WORDS_64(16, PART(16, 0) | PART(16, 32))
WORDS_64(32, PART(32, 0) | PART(32, 16) | PART(32, 32) | PART(32, 48))

#define WHOLE_WORDS(bits)                                                                                              \
    switch (width) {                                                                                                   \
    case 64: place = words64_##bits(values, count, low, span, words); break;                                           \
    case 32: place = words32_##bits(values, count, low, span, words); break;                                           \
    case 16: place = words16_##bits(values, count, low, span, words); break;                                           \
    }

#else
#define WHOLE_WORDS(bits) (void)width;
#endif

#define RANGE(bits)                                                                                                    \
    size_t place = 0;                                                                                                  \
    WHOLE_WORDS(bits)                                                                                                  \
    for (; place < count; place++)                                                                                     \
        words[place / 64] |= (uint64_t)((uint##bits##_t)(values[place] - low) <= span) << place % 64;

void ck_range_8(ck_width width, const uint8_t *values, size_t count, uint8_t low, uint8_t span, uint64_t *words) {
    RANGE(8)
}

void ck_range_16(ck_width width, const uint16_t *values, size_t count, uint16_t low, uint16_t span, uint64_t *words) {
    RANGE(16)
}

void ck_range_32(ck_width width, const uint32_t *values, size_t count, uint32_t low, uint32_t span, uint64_t *words) {
    RANGE(32)
}
