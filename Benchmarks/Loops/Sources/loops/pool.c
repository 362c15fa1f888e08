#include "pool.h"

#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static int thread_count = 1;
static sem_t wake_up;
static atomic_int is_awake, turn, left;
static void (*current)(int, void *);
static void *current_context;

static void *live(void *number) {
    int seen = 0;
    for (;;) {
        while (atomic_load_explicit(&turn, memory_order_acquire) == seen) {
            if (!atomic_load(&is_awake)) { sem_wait(&wake_up); }
        }
        seen++;
        current((int)(intptr_t)number, current_context);
        atomic_fetch_sub_explicit(&left, 1, memory_order_release);
    }
    return NULL;
}

void pool_start(int threads) {
    thread_count = threads;
    sem_init(&wake_up, 0, 0);
    for (int number = 1; number < threads; number++) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, live, (void *)(intptr_t)number) != 0) {
            fprintf(stderr, "no thread to be had\n");
            exit(1);
        }
    }
}

int pool_threads(void) { return thread_count; }

void pool_wake(void) {
    atomic_store(&is_awake, 1);
    for (int number = 1; number < thread_count; number++) { sem_post(&wake_up); }
}

void pool_sleep(void) { atomic_store(&is_awake, 0); }

void pool_run(void (*work)(int, void *), void *context) {
    current = work;
    current_context = context;
    atomic_store(&left, thread_count - 1);
    atomic_fetch_add_explicit(&turn, 1, memory_order_release);
    work(0, context);
    while (atomic_load_explicit(&left, memory_order_acquire) > 0) { sched_yield(); }
}
