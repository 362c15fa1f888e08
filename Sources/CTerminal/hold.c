// Whose the terminal is, from the first prompt to the end: ours while a question is written, ours while it runs, or that
// of a program that was started. Everything here comes back to that: modes, marks around pastes, signals.
#define _GNU_SOURCE
#include "CTerminal.h"
#include "handlers.h"
#include "temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static struct termios users, running;
static volatile sig_atomic_t is_held, lent, runs_question;
static struct sigaction former_terminate, former_hangup, former_quit, former_stop, former_continue;

static void *key_context;
static ct_take_keys take_keys;
static pthread_t reader;
static int has_reader;
static int wake[2] = {-1, -1};

static const char pastes_on[] = "\033[?2004h", pastes_off[] = "\033[?2004l";

static void tell(const char *text) {
    if (write(1, text, strlen(text)) < 0) { /* nothing is left to be done */ }
}

// A process in the background that sets the terminal takes it from whoever has it.
static int is_in_front(void) { return tcgetpgrp(0) == getpgrp(); }

// Safe in a signal handler.
static void give_to_user(void) {
    if (!is_held || lent || !is_in_front()) { return; }
    tell(pastes_off);
    tcsetattr(0, TCSANOW, &users);
}

static void set_for_question(void) {
    if (is_held && !lent && runs_question && is_in_front()) { tcsetattr(0, TCSANOW, &running); }
}

static void take_from_user(void) {
    if (!is_held || lent || !runs_question || !is_in_front()) { return; }
    set_for_question();
    tell(pastes_on);
}

static void on_death(int number) {
    remove_temporary_files();
    if (is_held && is_in_front()) {
        tell("\033[?2004l\033[?25h\r\n");
        tcsetattr(0, TCSANOW, &users);
    }
    // SA_RESETHAND has put the default action back; the signal comes again when this handler returns.
    raise(number);
}

static void on_continue(int number) {
    (void)number;
    int error = errno;
    take_from_user();
    ct_note_continued();
    errno = error;
}

static void on_stop(int number) {
    int error = errno;
    give_to_user();
    sigset_t stop, before;
    sigemptyset(&stop);
    sigaddset(&stop, number);
    catch_signal(number, SIG_DFL, 0, NULL);
    raise(number);
    pthread_sigmask(SIG_UNBLOCK, &stop, &before);
    // Here it stands still. A group without a shell above it does not: then nothing continues it either.
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    catch_signal(number, on_stop, SA_RESTART, NULL);
    take_from_user();
    ct_note_continued();
    errno = error;
}

int ct_hold_begin(void *context, ct_take_keys take, ct_signal_keys *keys) {
    if (is_held || tcgetattr(0, &users) != 0 || pipe2(wake, O_CLOEXEC) != 0) { return -1; }
    key_context = context;
    take_keys = take;
    running = users;
    running.c_lflag &= (tcflag_t) ~(ICANON | ECHO | ECHONL | ISIG | IEXTEN);
    running.c_iflag &= (tcflag_t) ~(ICRNL | INLCR | IGNCR);
    running.c_cc[VMIN] = 1;
    running.c_cc[VTIME] = 0;
    int has_signals = (users.c_lflag & ISIG) != 0;
    keys->interrupt = has_signals ? users.c_cc[VINTR] : 0;
    keys->quit = has_signals ? users.c_cc[VQUIT] : 0;
    keys->suspend = has_signals ? users.c_cc[VSUSP] : 0;
    lent = 0;
    runs_question = 0;
    is_held = 1;
    catch_unless_ignored(SIGTERM, on_death, (int)SA_RESETHAND, &former_terminate);
    catch_unless_ignored(SIGHUP, on_death, (int)SA_RESETHAND, &former_hangup);
    catch_unless_ignored(SIGQUIT, on_death, (int)SA_RESETHAND, &former_quit);
    catch_unless_ignored(SIGTSTP, on_stop, SA_RESTART, &former_stop);
    catch_signal(SIGCONT, on_continue, SA_RESTART, &former_continue);
    return 0;
}

// Reads what is typed, until it is woken.
static void *read_keys(void *unused) {
    (void)unused;
    int patience = -1;
    unsigned char bytes[1 << 14];
    for (;;) {
        // In the background the keys are those of somebody else.
        int is_ours = is_in_front();
        struct pollfd ends[2] = {{.fd = wake[0], .events = POLLIN}, {.fd = 0, .events = POLLIN}};
        int ready = poll(ends, is_ours ? 2 : 1, is_ours ? patience : 250);
        if (ready < 0 && errno == EINTR) { continue; }
        if (ready < 0 || ends[0].revents != 0) { return NULL; }
        if (ready == 0) {
            if (is_ours) { patience = take_keys(key_context, bytes, 0); }
            continue;
        }
        if (!is_in_front()) { continue; }
        ssize_t count = read(0, bytes, sizeof bytes);
        if (count < 0 && (errno == EINTR || errno == EAGAIN || !is_in_front())) { continue; }
        if (count <= 0) { return NULL; }
        patience = take_keys(key_context, bytes, (size_t)count);
    }
}

static int start_reader(void) {
    // Signals are for the thread that asks.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    has_reader = pthread_create(&reader, NULL, read_keys, NULL) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return has_reader;
}

static void stop_reader(void) {
    if (!has_reader) { return; }
    char byte = 0;
    while (write(wake[1], &byte, 1) < 0 && errno == EINTR) {}
    pthread_join(reader, NULL);
    while (read(wake[0], &byte, 1) < 0 && errno == EINTR) {}
    has_reader = 0;
}

// Without anybody who reads, Ctrl-C has to be the business of the terminal.
static void run_question(void) {
    runs_question = 1;
    if (start_reader()) {
        set_for_question();
    } else {
        runs_question = 0;
        tcsetattr(0, TCSADRAIN, &users);
    }
}

void ct_hold_for_question(void) {
    if (is_held && !lent && !runs_question) { run_question(); }
}

void ct_hold_for_editing(void) {
    stop_reader();
    runs_question = 0;
}

void ct_hold_end(void) {
    if (!is_held) { return; }
    ct_hold_for_editing();
    lent = 0;
    give_to_user();
    is_held = 0;
    sigaction(SIGTERM, &former_terminate, NULL);
    sigaction(SIGHUP, &former_hangup, NULL);
    sigaction(SIGQUIT, &former_quit, NULL);
    sigaction(SIGTSTP, &former_stop, NULL);
    sigaction(SIGCONT, &former_continue, NULL);
    close(wake[0]);
    close(wake[1]);
}

void ct_hold_lend(void) {
    if (!is_held) { return; }
    if (lent == 0) {
        stop_reader();
        tell(pastes_off);
        tcsetattr(0, TCSADRAIN, &users);
    }
    lent = lent + 1;
}

void ct_hold_take_back(void) {
    if (!is_held || lent == 0) { return; }
    lent = lent - 1;
    if (lent > 0) { return; }
    if (is_in_front()) { tell(pastes_on); }
    if (runs_question) { run_question(); }
}
