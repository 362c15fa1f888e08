extension Help {
    /// What there is to know of a command beyond its line in the list; the lines that stand in by four can be typed.
    static let commandTexts: [String: String] = [
        ".shell": """
        What stands behind it goes to /bin/sh as it was typed: with its quotes, its | and its capitals. The program has the
        terminal, and Ctrl-C is for it alone; then the terminal is set as it was. A status other than 0 is told. Without a
        command the shell of $SHELL opens, and `exit` leads back.

            !ls -l
            .shell wc -l answer.csv

        `.alias` gives a command a name for `!NAME`, `.env` sets a variable for all that is started.

        A program is started only by one line that is typed at the prompt and sent with Enter. A script, an init file, `-c`,
        `.read`, a pipe and a paste of several lines cannot start one, nor can anything under --safe.
        """,
        ".watch": """
        The last question is asked again, and its answer shown below a line with the time, until Ctrl-C; without a number every
        2 seconds, else every 1 to 86400. An answer that is as before is not shown twice. What was asked of files is asked of
        what they hold then: where one has been written, or another has taken its place (as `casus import --append` does), or a
        new one fits a pattern such as *.CSV, the data are opened again, which is told. What `let` has named stays.

            events | count per month
            .watch 10
        """,
        ".output": """
        All answers that follow go to the file, and the prompt says so until `.output` alone turns back to the screen. The form
        is that of the file's ending (csv, tsv, json, jsonl, md, html, tex, txt), else the one that is set; nothing is shortened,
        left out or coloured. What the file held is replaced by the first answer, as `save` does, and the answers after it go
        below; an answer is in the file whole or not at all. What cannot be written is told, and answers come to the
        screen again. Errors, notes and help stay on the screen. --safe switches it off.

        Behind a | stands a command of the shell instead, which is run for each answer and reads it; it has the terminal until it
        has ended, and the form is the one that is set. As `.shell` it is only for a line that is typed at the prompt.

            .output answers.csv
            events | count by kind
            .output
        """,
        ".once": """
        As `.output`, for one answer: the next one goes to the file, those behind it come to the screen.

        `.once edit` opens it in the editor of $VISUAL or $EDITOR, in the form that is set; `.once sheet` as csv in what the desktop
        opens tables with (xdg-open). The answer stands whole in a temporary file, which only you can read and which goes when
        Casus is left or its window is closed. Both start a program, so they are only for a line that is typed at the prompt.
        A file that is called edit is ./edit.

        Into a spreadsheet go rows as csv alone: other forms, charts and lists are refused, and it waits for the next answer. Every
        text stands in quotes there. Where a formula could begin in one (= + - @, at its beginning, behind , ; | or a tab, and in a
        new line) an apostrophe stands before the sign.

            .once kinds.csv
            events | count by kind
            .once | less -S
            events
        """,
        ".log": """
        What is asked at the prompt and all that is said to it goes into the file as it stands on the screen, but without
        colours, until `.log off`; alone it says whether that is so, and the prompt shows it. What the file held stays above.
        A new one is for your eyes only, as the history is. Whole answers go to a file by `.output` or `save`. --safe
        switches it off.

            .log notes.txt
            events | count by kind
            .log off
        """,
        ".set": """
        Without a name it lists all settings with their values and what each may be. In the init file they hold for every
        session. Those of how answers are written:

          unknown, heading    tables, lines, markdown, html, latex (these with a heading always), csv, tsv
          decimal             all of these; thousands: those that people read
          separator           csv alone
          wrap, width, ascii  tables
          border              tables: none, inner, full, rounded, double; each has a form in ASCII
          footer              off: no number of rows below an answer; what is not certain in it stands there always

        json has one way: null, and a point. In csv a text that looks like the word for unknown stands in quotes, so that the
        two are never one; tsv has no quotes. A word with digits is refused, since -99 is a number to whoever reads it next.

        Behind `.set color` may stand what has a colour, and its look: a colour (red, bright-red, 0 to 255, #rrggbb), `on` and one
        for the ground, bold, faint, italic, underline, reverse, or none; auto is as at first. dark and light set all for such a
        window. Alone it lists them, each in its look. NO_COLOR and `.set color off` take all of them.

            .set unknown n/a
            .set separator ;
            .set decimal comma
            .set wrap on
            .set border full
            .set color actor bold cyan
        """,
        ".save": """
        The ending says what: .jsonl the whole data set in the record format, .casus all that was declared and answered over
        these data, in its order, as a script that `.read` and `casus -f` run. What failed is left out, and files that a
        script included stand in it.

            .save session.casus
            .read session.casus
        """,
        ".timer": """
        With a number the last question is asked so often, and the shortest, the median and the longest time are told; the
        answer is not shown.

            .timer on
            .timer 20
        """,
        ".read": """
        The whole script is checked before any of it runs. It stops at the first question that fails; with `.set stop off` it
        goes on, as `casus --keep-going` does. `.set echo on` shows the questions above their answers, `.set step on` shows each
        and asks first. At the prompt a value is asked for that the script declares without one (`param since: date`).

            .set echo on
            .set step on
        """,
        ".cd": """
        Paths lead on from there: those of `.open`, `.read`, `save` and `.output`, and those of the shell. `-` is the folder before,
        -2 the one before that, as `.folders` lists them, @NAME one that `.folders keep` gave a name.

            .cd ..
            .cd -
        """,
        ".folders": """
        Alone it lists the folders that `.cd` has left, for `.cd -2`, and those that have a name, for `.cd @NAME`. A name holds in
        all sessions, until `.folders drop`.

            .folders keep here
            .cd @here
            .folders drop here
        """,
        ".alias": """
        `!NAME` and what is typed behind it is then the command with that behind it; what runs is shown. Alone it lists the names,
        `.alias NAME off` takes one away. A name starts nothing, only a line that is typed does; and only a line that is typed,
        or one of your own init file, gives a name: a script, a pipe and `-c` cannot. --safe switches it off.

            .alias top head -n 3
            !top answer.csv
        """,
        ".env": """
        Holds for all programs that are started from here, the pager and the editor among them, so by the same rule as `.alias`.
        `off` takes the variable away; without a value it is told.

            .env LESS -S
            .env LESS off
        """,
        ".error": """
        After `.set errors short` it shows the place and what helps; a page for each code has `.help CODE`.

            .set errors short
            evnts
            .error
        """,
    ]
}
