extension Help {
    /// What there is to know of a command beyond its line in the list; the lines that stand in by four can be typed.
    static let commandTexts: [String: String] = [
        ".shell": """
        What stands behind it goes to /bin/sh as it was typed: with its quotes, its | and its capitals. The program has the
        terminal, and Ctrl-C is for it alone; then the terminal is set as it was. A status other than 0 is told. Without a
        command the shell of $SHELL opens, and `exit` leads back.

            !ls -l
            .shell wc -l answer.csv

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

        json has one way: null, and a point. In csv a text that looks like the word for unknown stands in quotes, so that the
        two are never one; tsv has no quotes. A word with digits is refused, since -99 is a number to whoever reads it next.

            .set unknown n/a
            .set separator ;
            .set decimal comma
            .set wrap on
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
        goes on, as `casus --keep-going` does. `.set echo on` shows the questions above their answers.

            .set echo on
        """,
        ".cd": """
        Paths lead on from there: those of `.open`, `.read`, `save` and `.output`, and those of the shell.

            .cd ..
        """,
    ]
}
