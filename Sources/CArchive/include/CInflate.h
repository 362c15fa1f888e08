// zlib, opened when a file of the packing gzip is met: it checks what every member of such a file says of its own length
// and bytes, which libarchive does not. Its header need not be on the machine, the library is wherever libarchive is.
#ifndef CINFLATE_H
#define CINFLATE_H

#include <stddef.h>

/// Unpacks one stream of gzip, of one member or several.
struct ca_gzip;

enum ca_gzip_state {
    /// Goes on where there are more bytes, or more room.
    ca_gzip_goes_on,
    /// A member has ended, and its length and checksum are those of what was unpacked.
    ca_gzip_member_ended,
    ca_gzip_damaged,
};

/// The name of the library, for whoever has to install it.
extern const char *const ca_zlib_name;

/// Whether the library is on this machine; it is opened at the first call.
int ca_has_zlib(void);

/// NULL where there is no library or no memory.
struct ca_gzip *ca_gzip_open(void);
void ca_gzip_close(struct ca_gzip *gzip);

/// Unpacks `count` bytes at `from`, of which `taken` are done with afterwards, into `room` bytes at `to`, of which `made`
/// are filled afterwards.
enum ca_gzip_state ca_gzip_unpack(
    struct ca_gzip *gzip, const void *from, size_t count, size_t *taken, void *to, size_t room, size_t *made);

/// Begins the next member; 0 where that cannot be done.
int ca_gzip_begin_member(struct ca_gzip *gzip);

/// What the library says of the damage; NULL where it says nothing.
const char *ca_gzip_detail(const struct ca_gzip *gzip);

#endif
