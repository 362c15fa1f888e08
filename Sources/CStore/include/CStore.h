// What a store needs of C: a checksum by the processor's own instruction, and mapped files that may be cut short
// while they are read. No policy lives here.
#ifndef CSTORE_H
#define CSTORE_H

#include <stddef.h>
#include <stdint.h>

/// CRC-32C (Castagnoli) of some bytes, going on from `crc` (0 to begin with).
uint32_t cs_crc32c(uint32_t crc, const void *bytes, size_t count);

/// The checksum of two stretches of bytes one behind the other, of those of each; `count` bytes are in the second.
uint32_t cs_crc32c_join(uint32_t first, uint32_t second, uint64_t count);

/// Has the system begin to write a stretch of a file to its disk; a hint, which may come to nothing.
void cs_begin_flush(int descriptor, int64_t offset, int64_t count);

/// Makes a mapped region safe to read: where its file turns out to be shorter, pages of zeros stand in, and
/// `cs_guard_is_broken` tells of it. Returns a slot, or -1 where there are none left.
int cs_guard_add(const void *start, size_t count);
int cs_guard_is_broken(int slot);
void cs_guard_remove(int slot);

#endif
