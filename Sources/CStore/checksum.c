#include "CStore.h"
#include <string.h>

// The polynomial 0x1EDC6F41, bits reversed.
static const uint32_t polynomial = 0x82F63B78;

static uint32_t by_bits(uint32_t crc, const unsigned char *bytes, size_t count) {
    for (size_t i = 0; i < count; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (crc & 1 ? polynomial : 0);
    }
    return crc;
}

// The product of two polynomials modulo that of the checksum, the highest bit being the power 0.
static uint32_t product(uint32_t a, uint32_t b) {
    uint32_t result = 0;
    for (int bit = 31; bit >= 0; bit--) {
        result ^= b & (0 - (a >> bit & 1));
        b = b >> 1 ^ (polynomial & (0 - (b & 1)));
    }
    return result;
}

#if defined(__x86_64__)
// Three lanes are a part of a block, but for eight bytes.
enum { lane = 2728 };
// The power of as many bits as a lane has.
static const uint32_t lane_power = 0x9075A4EF;

__attribute__((target("sse4.2")))
static uint32_t by_instruction(uint32_t crc, const unsigned char *bytes, size_t count) {
    uint64_t wide = crc;
    // Three lanes at once: the instruction takes three steps, and the next may begin after one.
    for (; count >= 3 * lane; bytes += 3 * lane, count -= 3 * lane) {
        uint64_t second = 0, third = 0;
        for (int place = 0; place < lane; place += 8) {
            uint64_t one, two, three;
            memcpy(&one, bytes + place, 8);
            memcpy(&two, bytes + lane + place, 8);
            memcpy(&three, bytes + 2 * lane + place, 8);
            wide = __builtin_ia32_crc32di(wide, one);
            second = __builtin_ia32_crc32di(second, two);
            third = __builtin_ia32_crc32di(third, three);
        }
        wide = product(lane_power, product(lane_power, (uint32_t)wide) ^ (uint32_t)second) ^ (uint32_t)third;
    }
    for (; count >= 8; bytes += 8, count -= 8) {
        uint64_t eight;
        memcpy(&eight, bytes, 8);
        wide = __builtin_ia32_crc32di(wide, eight);
    }
    crc = (uint32_t)wide;
    for (; count > 0; bytes++, count--) crc = __builtin_ia32_crc32qi(crc, *bytes);
    return crc;
}
static int has_instruction(void) { return __builtin_cpu_supports("sse4.2"); }
#elif defined(__aarch64__)
__attribute__((target("crc")))
static uint32_t by_instruction(uint32_t crc, const unsigned char *bytes, size_t count) {
    for (; count >= 8; bytes += 8, count -= 8) {
        uint64_t eight;
        memcpy(&eight, bytes, 8);
        crc = __builtin_arm_crc32cd(crc, eight);
    }
    for (; count > 0; bytes++, count--) crc = __builtin_arm_crc32cb(crc, *bytes);
    return crc;
}
static int has_instruction(void) { return 1; }
#else
static uint32_t by_instruction(uint32_t crc, const unsigned char *bytes, size_t count) {
    return by_bits(crc, bytes, count);
}
static int has_instruction(void) { return 0; }
#endif

uint32_t cs_crc32c(uint32_t crc, const void *bytes, size_t count) {
    crc = ~crc;
    crc = has_instruction() ? by_instruction(crc, bytes, count) : by_bits(crc, bytes, count);
    return ~crc;
}

uint32_t cs_crc32c_join(uint32_t first, uint32_t second, uint64_t count) {
    uint32_t power = 1u << 31, square = 1u << 23;
    for (; count != 0; count >>= 1) {
        if (count & 1) power = product(square, power);
        square = product(square, square);
    }
    return product(power, first) ^ second;
}
