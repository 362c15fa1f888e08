// Looking for bytes among bytes, many at a time.
#ifndef CSEARCH_H
#define CSEARCH_H

#include <stddef.h>
#include <stdint.h>

/// Where `part` (of one byte or more) first stands in `bytes` at `from` or behind it; `count` where it does not.
size_t cs_find(const uint8_t *bytes, size_t count, size_t from, const uint8_t *part, size_t part_count);

#endif
