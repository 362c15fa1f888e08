#include "CInflate.h"
#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>

#ifdef __APPLE__
const char *const ca_zlib_name = "libz.1.dylib";
#else
const char *const ca_zlib_name = "libz.so.1";
#endif

// What zlib's functions take, as all versions 1 of the library lay it out. The library is told its size, and refuses
// another.
struct stream {
    const unsigned char *next_in;
    unsigned int in_count;
    unsigned long in_total;
    unsigned char *next_out;
    unsigned int out_count;
    unsigned long out_total;
    const char *message;
    void *state;
    void *(*allocate)(void *, unsigned int, unsigned int);
    void (*release)(void *, void *);
    void *opaque;
    int data_type;
    unsigned long checksum;
    unsigned long reserved;
};

enum { outcome_ok = 0, outcome_end = 1, outcome_no_progress = -5, flush_none = 0 };
// The largest window, and 16 more for the head and the end of gzip.
enum { gzip_window = 15 + 16 };

struct ca_gzip {
    struct stream stream;
};

static struct {
    int (*begin)(struct stream *, int, const char *, int);
    int (*step)(struct stream *, int);
    int (*reset)(struct stream *);
    int (*end)(struct stream *);
} library;
static int is_complete;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
    // Never closed: who opened one packed file opens more.
    void *handle = dlopen(ca_zlib_name, RTLD_NOW | RTLD_LOCAL);
    if (!handle) return;
    library.begin = (__typeof__(library.begin))dlsym(handle, "inflateInit2_");
    library.step = (__typeof__(library.step))dlsym(handle, "inflate");
    library.reset = (__typeof__(library.reset))dlsym(handle, "inflateReset");
    library.end = (__typeof__(library.end))dlsym(handle, "inflateEnd");
    is_complete = library.begin && library.step && library.reset && library.end;
}

int ca_has_zlib(void) {
    pthread_once(&once, load);
    return is_complete;
}

struct ca_gzip *ca_gzip_open(void) {
    if (!ca_has_zlib()) return NULL;
    struct ca_gzip *gzip = calloc(1, sizeof *gzip);
    if (gzip && library.begin(&gzip->stream, gzip_window, "1", (int)sizeof gzip->stream) != outcome_ok) {
        free(gzip);
        return NULL;
    }
    return gzip;
}

void ca_gzip_close(struct ca_gzip *gzip) {
    if (!gzip) return;
    library.end(&gzip->stream);
    free(gzip);
}

static unsigned int clamped(size_t count) { return count > UINT_MAX ? UINT_MAX : (unsigned int)count; }

enum ca_gzip_state ca_gzip_unpack(
    struct ca_gzip *gzip, const void *from, size_t count, size_t *taken, void *to, size_t room, size_t *made) {
    struct stream *stream = &gzip->stream;
    unsigned int offered = clamped(count), wanted = clamped(room);
    stream->next_in = from;
    stream->in_count = offered;
    stream->next_out = to;
    stream->out_count = wanted;
    int outcome = library.step(stream, flush_none);
    *taken = offered - stream->in_count;
    *made = wanted - stream->out_count;
    if (outcome == outcome_end) return ca_gzip_member_ended;
    // No progress is no damage: there were no bytes, or no room.
    return outcome == outcome_ok || outcome == outcome_no_progress ? ca_gzip_goes_on : ca_gzip_damaged;
}

int ca_gzip_begin_member(struct ca_gzip *gzip) { return library.reset(&gzip->stream) == outcome_ok; }

const char *ca_gzip_detail(const struct ca_gzip *gzip) { return gzip->stream.message; }
