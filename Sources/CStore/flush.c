#define _GNU_SOURCE
#include "CStore.h"
#include <fcntl.h>

void cs_begin_flush(int descriptor, int64_t offset, int64_t count) {
#if defined(__linux__)
    sync_file_range(descriptor, offset, count, SYNC_FILE_RANGE_WRITE);
#else
    (void)descriptor, (void)offset, (void)count;
#endif
}
