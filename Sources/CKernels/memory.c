#include "CKernels.h"
#include <limits.h>
#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>

void ck_keep_memory(size_t count) {
    const int most = (int)(count < INT_MAX ? count : INT_MAX);
    mallopt(M_TRIM_THRESHOLD, most);
    // The largest that it takes: what is mapped for itself is given back in any case.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
}

void ck_give_memory_back(void) { malloc_trim(0); }
#else
void ck_keep_memory(size_t count) { (void)count; }
void ck_give_memory_back(void) {}
#endif
