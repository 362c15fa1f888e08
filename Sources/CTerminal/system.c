// Locale, child processes and plain output.
#define _GNU_SOURCE
#include "CTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

extern char **environ;

static int is_utf8(void) {
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

int ct_use_utf8(void) {
    if (setlocale(LC_CTYPE, "") != NULL && is_utf8()) { return 1; }
    return setlocale(LC_CTYPE, "C.UTF-8") != NULL && is_utf8();
}

int ct_window_size(int descriptor, unsigned *columns, unsigned *rows) {
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) { return -1; }
    *columns = size.ws_col;
    *rows = size.ws_row;
    return 0;
}

void ct_flush_standard_output(void) {
    fflush(stdout);
}

pid_t ct_spawn(char *const arguments[], int input) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t defaults, mask;
    sigfillset(&defaults);
    sigdelset(&defaults, SIGKILL);
    sigdelset(&defaults, SIGSTOP);
    sigemptyset(&mask);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    if (input >= 0) { posix_spawn_file_actions_adddup2(&actions, input, 0); }
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setsigmask(&attributes, &mask);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    pid_t child = -1;
    int error = posix_spawnp(&child, arguments[0], &actions, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error == 0 ? child : -error;
}

int ct_wait_for_child(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) { return -1; }
    }
    if (WIFEXITED(status)) { return WEXITSTATUS(status); }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : -1;
}

int ct_terminal_keep(ct_terminal_state *state) {
    state->is_kept = tcgetattr(0, &state->modes) == 0;
    return state->is_kept;
}

void ct_terminal_give_back(const ct_terminal_state *state) {
    if (!state->is_kept) { return; }
    // A shell that was killed leaves the terminal to its own group: taking it back from behind would stop us.
    sigset_t blocked, before;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTTOU);
    sigprocmask(SIG_BLOCK, &blocked, &before);
    tcsetpgrp(0, getpgrp());
    tcsetattr(0, TCSADRAIN, &state->modes);
    sigprocmask(SIG_SETMASK, &before, NULL);
}

void ct_ignore_terminal_signals(int on) {
    static const int numbers[] = {SIGINT, SIGQUIT, SIGPIPE};
    static struct sigaction former[3];
    static int depth;
    if (on ? depth++ > 0 : --depth > 0) { return; }
    for (int index = 0; index < 3; index++) {
        if (on) {
            struct sigaction action;
            memset(&action, 0, sizeof action);
            action.sa_handler = SIG_IGN;
            sigaction(numbers[index], &action, &former[index]);
        } else {
            sigaction(numbers[index], &former[index], NULL);
        }
    }
}

int ct_pipe(int ends[2]) {
    return pipe2(ends, O_CLOEXEC);
}

int ct_write_all(int descriptor, const void *bytes, size_t count) {
    const char *rest = bytes;
    while (count > 0) {
        ssize_t written = write(descriptor, rest, count);
        if (written < 0) {
            if (errno == EINTR) { continue; }
            if (errno == EAGAIN) {
                struct pollfd output = {.fd = descriptor, .events = POLLOUT, .revents = 0};
                poll(&output, 1, -1);
                continue;
            }
            return -1;
        }
        rest += written;
        count -= (size_t)written;
    }
    return 0;
}
