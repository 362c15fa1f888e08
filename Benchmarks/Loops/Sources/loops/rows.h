// GDELT rows in memory as the loops want them: columns of plain numbers, by month, kind and day.
#ifndef LOOPS_ROWS_H
#define LOOPS_ROWS_H

#include <stddef.h>
#include <stdint.h>

enum { GOV = 1, MIL = 2 };

// Different texts of a column, in the order of their bytes; 0 is the empty text.
typedef struct {
    char **texts;
    uint32_t count;
} names;

// Rows of one month and kind.
typedef struct {
    uint32_t month, kind, first, end;
} run;

typedef struct {
    size_t count;
    uint16_t *day, *actor, *target;
    uint32_t *mentions, *address;
    double *tone;
    run *runs;
    size_t run_count;
    // By kind: its code, its value, and its root as a number.
    names kinds;
    double *goldstein;
    uint8_t *root;
    // By code of an actor: the country (0: unknown), and its roles.
    names actors, countries;
    uint8_t *country, *roles;
    // Different addresses, one behind the other; that of n ends at ends[n].
    char *addresses;
    uint64_t *ends;
    uint32_t address_count;
    // The first day and month, counted from January of the year 0.
    int32_t first_day, first_month, month_count;
    // By day, its month.
    uint16_t *month_of_day;
} rows;

// Ends the program where the file is none of those that the generator writes.
void read_rows(const char *path, rows *into);

// Days from the first of January of the year 0.
int32_t day_number(int year, int month, int day);

// The codes of actors of a country: one range where they are neighbours, which they mostly are.
typedef struct {
    uint16_t low, span;
} range;
range codes_of_country(const rows *all, const char *country);

#endif
