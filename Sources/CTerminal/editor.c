// libedit behind calls of fixed arity.
//
// libedit edits (key maps, emacs and vi commands, .editrc, terminal modes) but does not draw: its output goes to
// /dev/null, and the caller paints the text itself whenever libedit asks for a key. So colour, hints, lists below
// the text and questions taller than the screen need no tricks against libedit's own picture of the screen.
#define _GNU_SOURCE
#include "CTerminal.h"

#include <dlfcn.h>
#include <histedit.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

_Static_assert(sizeof(wchar_t) == sizeof(uint32_t), "a wide character is one scalar");

// The functions of the library, under their names without `el_`. It is opened with the first prompt and not before: with
// the libraries that it needs itself it would slow down the start of every question from the command line.
static struct {
    __typeof__(&el_init_fd) init_fd;
    __typeof__(&el_end) end;
    __typeof__(&el_get) get;
    __typeof__(&el_set) set;
    __typeof__(&el_source) source;
    __typeof__(&el_wgets) wgets;
    __typeof__(&el_wline) wline;
    __typeof__(&el_cursor) cursor;
    __typeof__(&el_deletestr) deletestr;
    __typeof__(&el_winsertstr) winsertstr;
} edit;
static int has_library;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load_library(void) {
    // As Debian names it, then as its makers and others do.
    static const char *const names[] = {"libedit.so.2", "libedit.so.0", "libedit.3.dylib"};
    void *library = NULL;
    for (size_t i = 0; library == NULL && i < sizeof names / sizeof *names; i++) {
        library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    }
    if (library == NULL) { return; }
    int missing = 0;
#define FIND(name) missing |= (edit.name = (__typeof__(edit.name))dlsym(library, "el_" #name)) == NULL
    FIND(init_fd);
    FIND(end);
    FIND(get);
    FIND(set);
    FIND(source);
    FIND(wgets);
    FIND(wline);
    FIND(cursor);
    FIND(deletestr);
    FIND(winsertstr);
#undef FIND
    has_library = !missing;
}

struct ct_editor {
    EditLine *line;
    FILE *sink;
    void *context;
    ct_read_key read_key;
    ct_command command;
    int finished;
};

static ct_editor *owner(EditLine *line) {
    void *data = NULL;
    edit.get(line, EL_CLIENTDATA, &data);
    return data;
}

// Some of vi's commands (P on an empty text) leave the cursor before the first character; the next insertion would
// write there.
static const LineInfoW *sound_line(EditLine *line) {
    const LineInfoW *info = edit.wline(line);
    if (info->cursor < info->buffer || info->cursor > info->lastchar) {
        edit.cursor(line, info->cursor < info->buffer ? -1 : 1);
        info = edit.wline(line);
    }
    return info;
}

static int read_key(EditLine *line, wchar_t *key) {
    ct_editor *editor = owner(line);
    (void)sound_line(line);
    uint32_t code = 0;
    int result = editor->read_key(editor->context, &code);
    *key = (wchar_t)code;
    return result;
}

static unsigned char run_command(EditLine *line, uint32_t code, int in_command_mode) {
    ct_editor *editor = owner(line);
    if (editor->command(editor->context, code, in_command_mode) == ct_result_finish) {
        editor->finished = 1;
        return CC_NEWLINE;
    }
    return CC_REFRESH;
}

static unsigned char insert_mode_command(EditLine *line, int code) {
    return run_command(line, (uint32_t)code, 0);
}

static unsigned char command_mode_command(EditLine *line, int code) {
    return run_command(line, (uint32_t)code, 1);
}

static unsigned char open_editor(EditLine *line, int code) {
    (void)code;
    return run_command(line, ct_open_editor_code, 0);
}

static char *no_prompt(EditLine *line) {
    (void)line;
    return "";
}

static void bind_private_codes(EditLine *line) {
    for (int code = ct_first_private_code; code <= ct_last_private_code; code++) {
        char key[8];
        snprintf(key, sizeof key, "\\%03o", (unsigned)code);
        edit.set(line, EL_BIND, key, "casus-command", NULL);
        edit.set(line, EL_BIND, "-a", key, "casus-command-mode", NULL);
    }
}

// The history is kept elsewhere. Commands of libedit that look for theirs without asking whether there is one (vi's `_`)
// find it empty.
static int no_history(void *context, HistEvent *event, int operation, ...) {
    (void)context;
    (void)event;
    (void)operation;
    return -1;
}

ct_editor *ct_editor_open(const char *program, void *context, ct_read_key read, ct_command command) {
    pthread_once(&once, load_library);
    if (!has_library) { return NULL; }
    ct_editor *editor = calloc(1, sizeof *editor);
    if (editor == NULL) { return NULL; }
    editor->context = context;
    editor->read_key = read;
    editor->command = command;
    editor->sink = fopen("/dev/null", "we");
    if (editor->sink != NULL) {
        // Descriptor 1 is named only because libedit refuses to set terminal modes when it is not a terminal.
        editor->line = edit.init_fd(program, stdin, editor->sink, editor->sink, 0, 1, 2);
    }
    if (editor->line == NULL) {
        ct_editor_close(editor);
        return NULL;
    }
    EditLine *line = editor->line;
    edit.set(line, EL_CLIENTDATA, editor);
    edit.set(line, EL_PROMPT, no_prompt);
    edit.set(line, EL_SIGNAL, 0);
    edit.set(line, EL_HIST, no_history, NULL);
    edit.set(line, EL_EDITOR, "emacs");
    edit.set(line, EL_ADDFN, "casus-command", "A command of the prompt", insert_mode_command);
    edit.set(line, EL_ADDFN, "casus-command-mode", "The same in vi command mode", command_mode_command);
    edit.set(line, EL_ADDFN, "casus-open-editor", "Edit the question in $EDITOR", open_editor);
    // First the user's file, for `bind -v` and `bind -e` drop what was bound before.
    edit.source(line, NULL);
    edit.set(line, EL_EDITMODE, 1);
    edit.set(line, EL_GETCFN, read_key);
    // Ctrl-C, Ctrl-S and Ctrl-Z are keys here; CR and LF come as they are, so that CR LF in a paste is one line end.
    edit.set(line, EL_SETTY, "-d", "-isig", NULL);
    edit.set(line, EL_SETTY, "-d", "-ixon", NULL);
    edit.set(line, EL_SETTY, "-d", "-icrnl", NULL);
    edit.set(line, EL_SETTY, "-d", "-inlcr", NULL);
    // Between two questions, as `ct_hold_for_question` sets it: no key may come in between as the terminal's own business.
    static const char *const off[] = {"-icanon", "-echo", "-isig", "-iexten", "-icrnl", "-inlcr", "-igncr"};
    for (size_t i = 0; i < sizeof off / sizeof *off; i++) { edit.set(line, EL_SETTY, "-x", off[i], NULL); }
    bind_private_codes(line);
    return editor;
}

void ct_editor_close(ct_editor *editor) {
    if (editor == NULL) { return; }
    if (editor->line != NULL) { edit.end(editor->line); }
    if (editor->sink != NULL) { fclose(editor->sink); }
    free(editor);
}

int ct_editor_run(ct_editor *editor) {
    int count = 0;
    editor->finished = 0;
    (void)edit.wgets(editor->line, &count);
    return editor->finished;
}

void ct_editor_text(ct_editor *editor, const uint32_t **text, size_t *length, size_t *cursor) {
    const LineInfoW *info = sound_line(editor->line);
    *text = (const uint32_t *)info->buffer;
    *length = (size_t)(info->lastchar - info->buffer);
    *cursor = (size_t)(info->cursor - info->buffer);
}

void ct_editor_move(ct_editor *editor, size_t cursor) {
    const LineInfoW *info = sound_line(editor->line);
    ptrdiff_t now = info->cursor - info->buffer;
    ptrdiff_t length = info->lastchar - info->buffer;
    ptrdiff_t wanted = cursor > (size_t)length ? length : (ptrdiff_t)cursor;
    edit.cursor(editor->line, (int)(wanted - now));
}

int ct_editor_replace(ct_editor *editor, size_t start, size_t end, const uint32_t *text) {
    ct_editor_move(editor, end);
    if (end > start) { edit.deletestr(editor->line, (int)(end - start)); }
    if (text[0] == 0) { return 0; }
    return edit.winsertstr(editor->line, (const wchar_t *)text);
}

void ct_editor_delete_next(ct_editor *editor) {
    // What libedit gives is its line itself, so that this is seen by it. Its own function for it would have vi's `.` forget
    // all that was typed before.
    LineInfoW *info = (LineInfoW *)(uintptr_t)sound_line(editor->line);
    wchar_t *cursor = (wchar_t *)(uintptr_t)info->cursor;
    if (cursor >= info->lastchar) { return; }
    wmemmove(cursor, cursor + 1, (size_t)(info->lastchar - cursor - 1));
    info->lastchar -= 1;
}

int ct_editor_is_vi(ct_editor *editor) {
    const char *name = NULL;
    return edit.get(editor->line, EL_EDITOR, &name) == 0 && name != NULL && strcmp(name, "vi") == 0;
}

void ct_editor_bind(ct_editor *editor, const char *key, const char *function) {
    edit.set(editor->line, EL_BIND, key, function, NULL);
}

void ct_editor_bind_command(ct_editor *editor, const char *key, const char *function) {
    edit.set(editor->line, EL_BIND, "-a", key, function, NULL);
}

void ct_editor_prepare(ct_editor *editor, int editing) {
    edit.set(editor->line, EL_PREP_TERM, editing);
}
