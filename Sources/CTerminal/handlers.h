// How this target sets handlers of signals.
#ifndef CASUS_HANDLERS_H
#define CASUS_HANDLERS_H

#include <signal.h>
#include <string.h>

static inline void catch_signal(int number, void (*handler)(int), int flags, struct sigaction *former) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, former);
}

// Someone who ignores it (nohup) goes on ignoring it.
static inline void catch_unless_ignored(int number, void (*handler)(int), int flags, struct sigaction *former) {
    sigaction(number, NULL, former);
    if (former->sa_handler == SIG_DFL) { catch_signal(number, handler, flags, NULL); }
}

#endif
