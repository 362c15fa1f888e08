// Temporary files, for what ends the program.
#ifndef CASUS_TEMPORARY_H
#define CASUS_TEMPORARY_H

// Removes all that are there. Safe in a signal handler.
void remove_temporary_files(void);

#endif
