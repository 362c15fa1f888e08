#include "CKernels.h"

ck_width ck_widest(void) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("bmi2")) return 64;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2")) return 32;
    return 16;
#else
    return 0;
#endif
}
