#include "CKernels.h"
#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>

void ck_give_memory_back(void) { malloc_trim(0); }
#else
void ck_give_memory_back(void) {}
#endif
