#define _GNU_SOURCE
#include "CStore.h"
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <unistd.h>

enum { slot_count = 256 };

static struct {
    _Atomic uintptr_t start;
    _Atomic uintptr_t end;
    atomic_int is_broken;
} slots[slot_count];

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int is_installed;
static struct sigaction previous;
static uintptr_t page_size;

// A page of zeros takes the place of the page that is not there, so that the reader goes on; what it reads is not used,
// since the slot is marked. mmap is not in the list of functions that are safe in a handler, but is one system call.
static void bus_error(int number, siginfo_t *info, void *context) {
    uintptr_t address = (uintptr_t)info->si_addr;
    for (int i = 0; i < slot_count; i++) {
        uintptr_t start = atomic_load(&slots[i].start), end = atomic_load(&slots[i].end);
        if (start == 0 || address < start || address >= end) continue;
        atomic_store(&slots[i].is_broken, 1);
        void *page = (void *)(address & ~(page_size - 1));
        if (mmap(page, page_size, PROT_READ, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == page) return;
    }
    // Not ours: as if we had never been there.
    sigaction(number, &previous, NULL);
}

int cs_guard_add(const void *start, size_t count) {
    int found = -1;
    pthread_mutex_lock(&lock);
    if (!is_installed) {
        page_size = (uintptr_t)sysconf(_SC_PAGESIZE);
        struct sigaction action = {0};
        action.sa_sigaction = bus_error;
        action.sa_flags = SA_SIGINFO;
        sigemptyset(&action.sa_mask);
        is_installed = sigaction(SIGBUS, &action, &previous) == 0;
    }
    for (int i = 0; is_installed && i < slot_count && found < 0; i++) {
        if (atomic_load(&slots[i].start) != 0) continue;
        atomic_store(&slots[i].is_broken, 0);
        atomic_store(&slots[i].end, (uintptr_t)start + count);
        atomic_store(&slots[i].start, (uintptr_t)start);
        found = i;
    }
    pthread_mutex_unlock(&lock);
    return found;
}

int cs_guard_is_broken(int slot) { return slot >= 0 && slot < slot_count && atomic_load(&slots[slot].is_broken); }

void cs_guard_remove(int slot) {
    if (slot < 0 || slot >= slot_count) return;
    pthread_mutex_lock(&lock);
    atomic_store(&slots[slot].start, 0);
    pthread_mutex_unlock(&lock);
}
