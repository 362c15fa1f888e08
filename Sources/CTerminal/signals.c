// Signal handlers and the flags they set. Only flags of type sig_atomic_t and calls that are safe in a handler.
#define _GNU_SOURCE
#include "CTerminal.h"
#include "handlers.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted, resized, continued;
static int interrupt_depth, prompt_depth;
static struct sigaction former_interrupt, former_resize;

static void on_interrupt(int number) { interrupted = number; }
static void on_resize(int number) { (void)number; resized = 1; }

void ct_note_continued(void) { continued = 1; }

void ct_interrupt_install(void) {
    if (interrupt_depth++ == 0) { catch_signal(SIGINT, on_interrupt, 0, &former_interrupt); }
}

void ct_interrupt_uninstall(void) {
    if (interrupt_depth > 0 && --interrupt_depth == 0) { sigaction(SIGINT, &former_interrupt, NULL); }
}

void ct_termination_install(void) {
    static const int numbers[] = {SIGTERM, SIGHUP};
    // Who started us may have done so from a thread that lets no signals in, which would be ours as well.
    sigset_t ours;
    sigemptyset(&ours);
    sigaddset(&ours, SIGINT);
    sigaddset(&ours, SIGTERM);
    sigaddset(&ours, SIGHUP);
    pthread_sigmask(SIG_UNBLOCK, &ours, NULL);
    struct sigaction former;
    for (int i = 0; i < 2; i++) { catch_unless_ignored(numbers[i], on_interrupt, (int)SA_RESETHAND, &former); }
}

int ct_interrupt_raised(void) { return interrupted; }
void ct_interrupt_clear(void) { interrupted = 0; }

void ct_prompt_signals_install(void) {
    if (prompt_depth++ > 0) { return; }
    catch_signal(SIGWINCH, on_resize, 0, &former_resize);
}

void ct_prompt_signals_uninstall(void) {
    if (prompt_depth == 0 || --prompt_depth > 0) { return; }
    sigaction(SIGWINCH, &former_resize, NULL);
}

static int take(volatile sig_atomic_t *flag) {
    int was = *flag;
    *flag = 0;
    return was;
}

ct_event ct_wait(int descriptor, int timeout) {
    // The signals are let in only inside ppoll, so none can slip in between the look at the flags and the wait.
    sigset_t ours, before;
    sigemptyset(&ours);
    sigaddset(&ours, SIGWINCH);
    sigaddset(&ours, SIGCONT);
    sigaddset(&ours, SIGINT);
    sigprocmask(SIG_BLOCK, &ours, &before);
    ct_event event = ct_event_timeout;
    struct pollfd input = {.fd = descriptor, .events = POLLIN, .revents = 0};
    struct timespec limit = {.tv_sec = timeout / 1000, .tv_nsec = (long)(timeout % 1000) * 1000000};
    for (;;) {
        if (take(&interrupted)) { event = ct_event_interrupted; break; }
        if (take(&continued)) { event = ct_event_continued; break; }
        if (take(&resized)) { event = ct_event_resized; break; }
        int count = ppoll(&input, 1, timeout < 0 ? NULL : &limit, &before);
        if (count > 0) { event = ct_event_input; break; }
        if (count == 0) { event = ct_event_timeout; break; }
        if (errno != EINTR) { event = ct_event_failed; break; }
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    return event;
}

void ct_suspend(void) {
    kill(0, SIGTSTP);
}
