// Temporary files: they go at the latest when the program does, also where a signal ends it.
#define _GNU_SOURCE
#include "CTerminal.h"
#include "temporary.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// What is in the list stays there, so that a signal handler finds it whole whenever it comes.
struct temporary {
    struct temporary *next;
    atomic_int is_there;
    char path[];
};
static _Atomic(struct temporary *) files;

int ct_temporary_file(char *path, int suffix_length) {
    struct temporary *file = malloc(sizeof *file + strlen(path) + 1);
    if (file == NULL) { return -1; }
    int descriptor = mkostemps(path, suffix_length, O_CLOEXEC);
    if (descriptor < 0) {
        free(file);
        return -1;
    }
    strcpy(file->path, path);
    atomic_init(&file->is_there, 1);
    file->next = atomic_load(&files);
    while (!atomic_compare_exchange_weak(&files, &file->next, file)) {}
    return descriptor;
}

void ct_temporary_remove(const char *path) {
    for (struct temporary *file = atomic_load(&files); file != NULL; file = file->next) {
        if (!atomic_load(&file->is_there) || strcmp(file->path, path) != 0) { continue; }
        unlink(file->path);
        atomic_store(&file->is_there, 0);
    }
}

void remove_temporary_files(void) {
    for (struct temporary *file = atomic_load(&files); file != NULL; file = file->next) {
        if (atomic_load(&file->is_there)) { unlink(file->path); }
    }
}
