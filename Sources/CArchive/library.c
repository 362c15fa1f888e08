#include "CArchive.h"
#include <dlfcn.h>
#include <pthread.h>

#ifdef __APPLE__
const char *const ca_library_name = "libarchive.13.dylib";
#else
const char *const ca_library_name = "libarchive.so.13";
#endif

static struct ca_library library;
static int is_complete;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
    // Never closed: who opened one packed file opens more.
    void *handle = dlopen(ca_library_name, RTLD_NOW | RTLD_LOCAL);
    if (!handle) return;
    int missing = 0;
#define FIND(name) missing |= !(library.name = (__typeof__(library.name))dlsym(handle, "archive_" #name))
    FIND(read_new);
    FIND(read_free);
    FIND(read_support_filter_zstd);
    FIND(read_support_filter_bzip2);
    FIND(read_support_filter_xz);
    FIND(read_support_format_zip);
    FIND(read_support_format_raw);
    FIND(read_set_callback_data);
    FIND(read_set_read_callback);
    FIND(read_set_seek_callback);
    FIND(read_open1);
    FIND(read_next_header);
    FIND(read_data);
    FIND(error_string);
    FIND(entry_pathname);
    FIND(entry_pathname_utf8);
    FIND(entry_filetype);
    FIND(entry_is_encrypted);
#undef FIND
    is_complete = !missing;
}

const struct ca_library *ca_open(void) {
    pthread_once(&once, load);
    return is_complete ? &library : NULL;
}
