#include "CKernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

static void pack16(const uint8_t *bytes, size_t word_count, uint64_t *words) {
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

__attribute__((target("avx512bw")))
static void pack64(const uint8_t *bytes, size_t word_count, uint64_t *words) {
    for (size_t word = 0; word < word_count; word++) {
        const __m512i some = _mm512_loadu_si512(bytes + 64 * word);
        words[word] = _mm512_test_epi8_mask(some, some);
    }
}
#endif

static void pack_one_by_one(const uint8_t *bytes, size_t word_count, uint64_t *words) {
    for (size_t word = 0; word < word_count; word++) {
        uint64_t bits = 0;
        for (int place = 0; place < 64; place++) bits |= (uint64_t)(bytes[64 * word + place] != 0) << place;
        words[word] = bits;
    }
}

void ck_pack(ck_width width, const uint8_t *bytes, size_t word_count, uint64_t *words) {
#if defined(__x86_64__)
    if (width == 64) {
        pack64(bytes, word_count, words);
        return;
    }
    if (width > 0) {
        pack16(bytes, word_count, words);
        return;
    }
#endif
    pack_one_by_one(bytes, word_count, words);
}
