// The C side of the prompt: what Swift cannot reach itself (variadic calls, signal handlers, FILE globals)
// and what has to be safe inside a signal handler. No policy lives here.
#ifndef CTERMINAL_H
#define CTERMINAL_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>

// ---- The line editor (editor.c). Text is UTF-32: one code unit is one Unicode scalar.

typedef struct ct_editor ct_editor;

/// Stores the next key in `code`. Returns 1, 0 at the end of input, -1 on an error.
typedef int (*ct_read_key)(void *context, uint32_t *code);
/// Carries out the command bound to `code`; returns one of the `ct_result` values.
typedef uint8_t (*ct_command)(void *context, uint32_t code, int in_command_mode);

typedef enum ct_result { ct_result_refresh, ct_result_finish } ct_result;

/// Codes in 0x80…0x9F are private: they are bound to `command` in every key map.
/// `ct_open_editor_code` is given for the keys bound to the function `casus-open-editor`.
enum { ct_first_private_code = 0x80, ct_last_private_code = 0x9F, ct_open_editor_code = 0x110000 };

/// Opens libedit on descriptors 0 and 1 with its own drawing thrown away. NULL when that fails.
/// `context` is not retained; it must outlive the editor.
ct_editor *ct_editor_open(const char *program, void *context, ct_read_key read_key, ct_command command);
void ct_editor_close(ct_editor *editor);
/// Edits until a command returns `ct_result_finish`, or input ends. 1 when finished by a command, else 0.
int ct_editor_run(ct_editor *editor);
/// The text under edit. The pointer is good until the text changes.
void ct_editor_text(ct_editor *editor, const uint32_t **text, size_t *length, size_t *cursor);
void ct_editor_move(ct_editor *editor, size_t cursor);
/// Puts the zero-terminated `text` in place of start..<end; the cursor stands behind it. 0, or -1 if out of memory.
int ct_editor_replace(ct_editor *editor, size_t start, size_t end, const uint32_t *text);
/// Takes away what stands behind the cursor, unseen by vi's `.`.
void ct_editor_delete_next(ct_editor *editor);
int ct_editor_is_vi(ct_editor *editor);
/// Binds a key, written as in editrc, to a function in the main map.
void ct_editor_bind(ct_editor *editor, const char *key, const char *function);
/// Binds a key in vi's command map.
void ct_editor_bind_command(ct_editor *editor, const char *key, const char *function);
/// Switches the terminal between editing (1) and what the user had (0).
void ct_editor_prepare(ct_editor *editor, int editing);

// ---- Signals (signals.c)

/// Catches SIGINT (nothing restarts a call it breaks). Nests: each install needs one uninstall.
void ct_interrupt_install(void);
void ct_interrupt_uninstall(void);
/// The number of the signal that has come, 0 before.
int ct_interrupt_raised(void);
void ct_interrupt_clear(void);
/// Has SIGTERM and SIGHUP do once what SIGINT does; the second time they end the program.
void ct_termination_install(void);

/// Catches SIGWINCH.
void ct_prompt_signals_install(void);
void ct_prompt_signals_uninstall(void);

typedef enum ct_event {
    ct_event_input, ct_event_timeout, ct_event_resized, ct_event_continued, ct_event_interrupted, ct_event_failed
} ct_event;
/// SIGCONT has come, or would have: `ct_wait` tells of it. Safe in a signal handler.
void ct_note_continued(void);
/// Waits for input on `descriptor`, or one of the signals above. A negative timeout waits for ever.
ct_event ct_wait(int descriptor, int timeout_milliseconds);
/// Stops the process group as Ctrl-Z does outside the editor; returns when continued.
void ct_suspend(void);

// ---- Whose the terminal is (hold.c)

/// The keys that the user has for signals, 0 where there is none.
typedef struct ct_signal_keys { unsigned char interrupt, quit, suspend; } ct_signal_keys;
/// Takes what was typed while a question runs, on a thread of its own. Without bytes: none came for as long as the last
/// call has said, in milliseconds; negative waits for ever.
typedef int (*ct_take_keys)(void *context, const uint8_t *bytes, size_t count);
/// Keeps how the user has set the terminal, and catches SIGCONT and what stops or ends the program: the terminal is given
/// back before it does. 0, or -1 if standard input is no terminal or is held already. `context` is not retained.
int ct_hold_begin(void *context, ct_take_keys take, ct_signal_keys *keys);
/// Gives the terminal back for good; pastes are marked no longer.
void ct_hold_end(void);
/// From now on a question runs: what is typed is not shown, goes to `take`, and no key of it is a signal or a line end to
/// the terminal.
void ct_hold_for_question(void);
/// From now on what is typed is read by the caller again.
void ct_hold_for_editing(void);
/// Gives the terminal as the user has set it, without marked pastes, to somebody else; takes it back. Nests.
void ct_hold_lend(void);
void ct_hold_take_back(void);

// ---- Temporary files (temporary.c)

/// Creates and opens a file of mode 0600; the six X before the suffix of the path are filled in. -1 on failure.
/// The path is absolute: a signal that ends the program while the terminal is held removes the file, wherever we are then.
int ct_temporary_file(char *path, int suffix_length);
void ct_temporary_remove(const char *path);

// ---- The system (system.c)

/// Sets the character type locale to a UTF-8 one; only LC_CTYPE. 0 if none is there.
int ct_use_utf8(void);
/// 0 and the size of the terminal, or -1.
int ct_window_size(int descriptor, unsigned *columns, unsigned *rows);
void ct_flush_standard_output(void);
/// Starts a program found on PATH with `input` as its standard input (or -1: inherited), default signals and an
/// empty mask. Returns its id, or -errno.
pid_t ct_spawn(char *const arguments[], int input);
/// Waits for a child. Its exit status, 128 + the signal that killed it, or -1.
int ct_wait_for_child(pid_t child);
/// How the terminal on standard input is set, which a program that is started may change or leave behind changed.
typedef struct ct_terminal_state { struct termios modes; int is_kept; } ct_terminal_state;
/// 0 where standard input is no terminal.
int ct_terminal_keep(ct_terminal_state *state);
/// Sets the terminal as it was kept and makes this process group the one that reads from it.
void ct_terminal_give_back(const ct_terminal_state *state);
/// While on, Ctrl-C and Ctrl-\ do nothing to this process, and a closed pipe is an error instead of a signal.
void ct_ignore_terminal_signals(int on);
/// A pipe that programs started later do not inherit. 0, or -1.
int ct_pipe(int ends[2]);
/// Writes everything, going on after signals. 0, or -1.
int ct_write_all(int descriptor, const void *bytes, size_t count);

// ---- A terminal to test with (pty.c)

/// Starts a program in a new session on a new terminal. Returns the controlling end, or -errno.
int ct_pty_spawn(char *const arguments[], char *const environment[], unsigned columns, unsigned rows, pid_t *child);
int ct_pty_resize(int controller, unsigned columns, unsigned rows);
/// Reads what there is within the timeout: the count, 0 at the end, -1 when time ran out.
ssize_t ct_pty_read(int controller, void *bytes, size_t capacity, int timeout_milliseconds);

#endif
