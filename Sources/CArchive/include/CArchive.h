// libarchive, opened when a packed file is met and not before: with what it needs itself, it would double the time in
// which the program starts.
#ifndef CARCHIVE_H
#define CARCHIVE_H

#include "CInflate.h"
#include <archive.h>
#include <archive_entry.h>

/// The functions of the library that are used, under their names there without `archive_`.
struct ca_library {
    __typeof__(&archive_read_new) read_new;
    __typeof__(&archive_read_free) read_free;
    __typeof__(&archive_read_support_filter_zstd) read_support_filter_zstd;
    __typeof__(&archive_read_support_filter_bzip2) read_support_filter_bzip2;
    __typeof__(&archive_read_support_filter_xz) read_support_filter_xz;
    __typeof__(&archive_read_support_format_zip) read_support_format_zip;
    __typeof__(&archive_read_support_format_raw) read_support_format_raw;
    __typeof__(&archive_read_set_callback_data) read_set_callback_data;
    __typeof__(&archive_read_set_read_callback) read_set_read_callback;
    __typeof__(&archive_read_set_seek_callback) read_set_seek_callback;
    __typeof__(&archive_read_open1) read_open1;
    __typeof__(&archive_read_next_header) read_next_header;
    __typeof__(&archive_read_data) read_data;
    __typeof__(&archive_error_string) error_string;
    __typeof__(&archive_entry_pathname) entry_pathname;
    __typeof__(&archive_entry_pathname_utf8) entry_pathname_utf8;
    __typeof__(&archive_entry_filetype) entry_filetype;
    __typeof__(&archive_entry_is_encrypted) entry_is_encrypted;
};

/// The name of the library, for whoever has to install it.
extern const char *const ca_library_name;

/// The library, opened at the first call; NULL where this machine has none, or one without some of these functions.
const struct ca_library *ca_open(void);

#endif
