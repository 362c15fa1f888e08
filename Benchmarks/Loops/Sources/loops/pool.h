// A piece of work for every thread.
#ifndef LOOPS_POOL_H
#define LOOPS_POOL_H

enum { MOST_THREADS = 64 };

void pool_start(int threads);
int pool_threads(void);
// Threads that are awake wait for work without giving up the processor; asleep they leave it to other programs.
void pool_wake(void);
void pool_sleep(void);
// Calls the work once on each thread, with its number; back when all are done. The threads have to be awake.
void pool_run(void (*work)(int thread, void *context), void *context);

#endif
