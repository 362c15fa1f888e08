#include "CKernels.h"

static _Thread_local void *thread_value;

void *ck_thread_value(void) { return thread_value; }
void ck_set_thread_value(void *value) { thread_value = value; }
