// A terminal that tests can hold by the other end.
#define _GNU_SOURCE
#include "CTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

int ct_pty_resize(int controller, unsigned columns, unsigned rows) {
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    return ioctl(controller, TIOCSWINSZ, &size);
}

int ct_pty_spawn(char *const arguments[], char *const environment[], unsigned columns, unsigned rows, pid_t *child) {
    int controller = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (controller < 0) { return -errno; }
    char name[128];
    if (grantpt(controller) != 0 || unlockpt(controller) != 0 || ptsname_r(controller, name, sizeof name) != 0
        || ct_pty_resize(controller, columns, rows) != 0) {
        int error = errno;
        close(controller);
        return -error;
    }
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t defaults, mask;
    sigfillset(&defaults);
    sigdelset(&defaults, SIGKILL);
    sigdelset(&defaults, SIGSTOP);
    sigemptyset(&mask);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    // The first terminal that the leader of a new session opens becomes its controlling terminal.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0);
    posix_spawn_file_actions_adddup2(&actions, 0, 1);
    posix_spawn_file_actions_adddup2(&actions, 0, 2);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setsigmask(&attributes, &mask);
    posix_spawnattr_setflags(
        &attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    int error = posix_spawn(child, arguments[0], &actions, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
        close(controller);
        return -error;
    }
    return controller;
}

ssize_t ct_pty_read(int controller, void *bytes, size_t capacity, int timeout) {
    struct pollfd input = {.fd = controller, .events = POLLIN, .revents = 0};
    for (;;) {
        int ready = poll(&input, 1, timeout);
        if (ready < 0 && errno == EINTR) { continue; }
        if (ready <= 0) { return -1; }
        ssize_t count = read(controller, bytes, capacity);
        if (count < 0 && errno == EINTR) { continue; }
        return count < 0 ? 0 : count;  // EIO: the program has gone
    }
}
