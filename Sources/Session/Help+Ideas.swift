extension Help {
    static let typePages: [Page] = [
        Page(
            "text", "a text, in double quotes", "Escapes are \\\" \\\\ \\n \\t and \\u{…}.",
            examples: ["events where forum = \"ADMM-Plus 2024\" | show id"]),
        Page(
            "number", "a number, or a span of numbers such as 24..26",
            "Numbers may be written 12, 0.5, 1e6, 3 million, 1.5bn. They are subtracted with spaces: 2023 - 10.",
            examples: [
                "events where times >= 10 | show id, times", "events | show id, year(date) - 2018 as years | take 3",
            ]),
        Page(
            "bool", "yes, no or maybe", examples: ["events | add date < 2023-05-15 as early | show id, early | take 8"]),
        Page(
            "date", "a day, or the span of days within which something happened",
            "See dates.",
            examples: ["events where date is in 2023-05 | show id, date"]),
        Page(
            "period", "a stretch of the calendar: 2023, 2023-05, 2023-Q2, 2023-W22, 2023-05-29, 2021..2024",
            examples: ["events in 2023-Q2 | show date, kind"]),
        Page(
            "duration", "a length of time: 60 days, 2 weeks; or a span of them",
            "See durations.",
            examples: ["reject where days(responds_to.date, date) > 14 days | show id"]),
        Page("kind", "what sort of event; see kinds", examples: ["events where kind is reject | show id, kind"]),
        Page(
            "actor", "who did something, or to whom; see actors",
            examples: ["events where actor is China | count by actor"]),
        Page(
            "place", "where; a place is also within its country",
            examples: ["events where place is Singapore | show id", "reject | count per year place latest"]),
    ]

    /// How Casus thinks of its subject.
    static let ideaPages: [Page] = [
        Page(
            "dates", "what a date is here, and how dates compare",
            """
            A date in a question is written 2023, 2023-05, 2023-Q2, 2023-W22 or 2023-05-29; 2021..2024 is from the first to the
            last. A date of an event is the span of days within which it happened, as wide as what is not known:
            [2023-05-01..2023-05-10] is one of these days. An event that lasted has a start and an end: 2021/2023-05. A
            comparison is yes if it is true of every day, no if of none, else maybe. `since` and `after` ask of the start,
            `before` and `until` of the end.
            """,
            examples: [
                "events where precision(date) = \"span\" | show id, date",
                "events since 2023-05-20 until 2023-05-31 | show id, date",
            ]),
        Page(
            "maybe", "yes, no and maybe: what becomes of what is not known",
            """
            A comparison answers maybe where a date spans both sides, or a field is unknown. `and`, `or` and `not` reckon with
            maybe. `where` and the time clauses keep what is certainly true; what is only possible is counted below the
            answer, and `possibly` shows it. `certainly E` and `possibly E` make yes or no of it. Tests of one date are taken
            together, so that d < X or d >= X is yes.
            """,
            examples: [
                "reject before 2023-05-15",
                "reject before 2023-05-15 | possibly | show id, date",
                "events where date < 2023-05-15 or date >= 2023-05-15 | count",
            ]),
        Page(
            "dyads", "who to whom: (China -> US), (China ->), (-> US), (China <-> US), (China)",
            """
            The arrow points from the one who acts to the one acted upon; <-> is either way round; one name alone is on either
            side. `or` joins actors. Each side takes in the parts of its actor; `only` leaves them out.
            """,
            examples: [
                "reject(China -> US) | show date",
                "events(\"Li Shangfu\") | show id, dyad",
                "events(China or Taiwan -> US) | count by dyad(country) as dyad",
            ]),
        Page(
            "money", "sums with their currency: 1.988bn USD, 500 million USD",
            "Two currencies never add or compare; Casus knows no rates.",
            examples: ["events where amount > 1bn USD | show id, amount", "events | summarize sum(amount) as total"]),
        Page(
            "durations", "lengths of time: 60 days, 2 weeks",
            """
            They come from days(a, b) and from subtracting dates, and they are spans where the dates are. Months and years have
            no fixed length, so they are not written as durations.
            """,
            examples: ["reject | add days(responds_to.date, date) as wait | where wait >= 2 weeks | show id, wait"]),
        Page(
            "links", "because_of, responds_to, part_of, follows_up: events that point to events",
            "A dot leads to the fields of the event at the other end. `=` compares a link with an id.",
            examples: [
                "reject | show id, responds_to, responds_to.date as asked",
                "events where because_of = \"sanction-li\" | show id",
            ]),
        Page(
            "answers", "what an answer looks like, and what stands below it",
            """
            A table fits the window: the widest columns give way first, columns that have no room are named below it, and so are
            those that are unknown in every row. Numbers stand with their points one below another; ? is unknown, and ? in front
            of a row marks one that is only possible. A row too wide for the window stands in lines, a field a line; `as line`
            does so with all rows, `as table` with none.

            A single event is a card: its fields and what they mean, the events it points to and that point to it, what each
            account says of it, and where the accounts differ. A chain that was followed is a tree.

            Below it stand the number of rows, how many more are possible, and what must be known to read the numbers.
            """,
            examples: [
                "event \"arms-sale-2024\"",
                "event \"wu-statement-2024\" | follow responds_to all | show id, depth, date, kind",
                "reject before 2023-05-15 | possibly | show id, date",
            ]),
        Page(
            "forms", "table, line, csv, tsv, json, jsonl, markdown, html, latex",
            """
            As a step, with --as on the command line, with .last and .set form at the prompt, or by the name of a saved file.

              table, line            to read; what is too long for the window is cut or goes on below
              csv, tsv, json, jsonl  for other programs: every row, every digit
              markdown, html         to send: the question, what it means, the chart, the rows, the data set, the version
              latex                  for a paper: a tabular with booktabs, all else in comments

            `.set` says how they are written: a word for unknown, a comma for decimals, `;` in csv (help .set).
            """,
            examples: [
                "event \"decline-2023\" | as line", "reject | show id, date | as jsonl",
                "reject | count per year | chart bar | as markdown", "reject | count per year | chart bar | as html",
            ]),
        Page(
            "charts", "bar, line, timeline and heatmap, on the terminal, as SVG and in a page",
            "See chart for what each takes, timeline and heatmap for these two.",
            examples: [
                "events | count by root(kind) as root | chart bar",
                "events in 2022..2024 | count per quarter | chart line",
                "events in 2022..2024 | count by root(kind) per year | chart heatmap",
                "events(China <-> US) | chart timeline",
            ]),
        Page(
            "symbols", "signs that mean something: | -> <-> ( ) [ ] .. ~ ? $ # _ . : = != < <= > >= + - * / %",
            """
              |               what stands behind it does one thing to what came before
              (A -> B)        who to whom; <-> is either way round; one name alone is on either side
              [a, b]          one of several, behind in
              2021..2024      from the first to the last; 24..26 in an answer is a number or a duration between these
              2023-05~        in data, about then: a day is widened by 3 days, a month by a month, a year by a year
              ?               in an answer, unknown; in front of a row, only possible
              $who            a parameter, given with --set
              refusal.date    a field of the event that a link or a step leads to
              "…"             a text; opposite a kind, an actor or a place its name
              #               a comment, to the end of the line
              _               the last answer, _1 and so on those before it
              = != < <= > >=  compare; of dates and other things known to a span the answer may be maybe
              + - * / %       reckon; numbers are subtracted with spaces, since 2023-10 is a month
            """,
            examples: [
                "events(China <-> US) where kind is in [reject, consult] | show id, date",
                "events where times % 2 = 0 | show id, times",
            ]),
        Page(
            "errors", "what an error says, and the pages of the codes",
            """
            An error has a code, the place in the question, what was found there and what was expected, and where it can be a
            line to paste. All mistakes that do not depend on one another come at once, and nothing is run. `help E0203` is the
            page of a code, with a wrong and a right example. Codes that begin with N are notes: the question ran.
            """, examples: []),
        Page(
            "params", "scripts with gaps: param who: actor = China, used as $who",
            "On the command line: casus data.jsonl -f report.casus --set who=Taiwan",
            examples: ["param least: money = 1bn USD\nevents where amount > $least | show id"]),
        Page(
            "commands", "what begins with a dot, at the prompt",
            Session.commands.map { "  \("\($0.name) \($0.use)".padded(31)) \($0.does)" }.joined(separator: "\n"),
            examples: []),
        Page(
            "keys", "the keys at the prompt",
            """
              Enter                  asks a question that is whole, else begins a new line; on a blank line it asks what is there
              Alt-Enter              always begins a new line
              Tab                    completes: what may stand at the cursor, names and values of the data with their counts
              Right, End, Ctrl-F     take over the grey text behind the cursor
              Up, Down               lines of the question, and beyond them the questions before
              Ctrl-P, Ctrl-N         the questions before at once; so do Page Up and Page Down
              Ctrl-R                 looks for a question that has the letters typed; again for an older one, Ctrl-S for a newer
              Ctrl-C                 throws the line away; stops a question that runs
              Ctrl-D                 leaves, on an empty line
              Ctrl-X Ctrl-E          the question in your editor ($VISUAL, $EDITOR, vi); v in vi's command mode
              Ctrl-L                 clears the window
              Ctrl-A, Ctrl-E         the beginning and the end of a line
              Alt-.                  the last word of the question before; again: of an earlier one
              Ctrl-W, Ctrl-K, Ctrl-U take away a word, the rest of the line, its beginning; Ctrl-Y puts it back
              Ctrl-Z                 stops Casus for a while, as any program

            ~/.editrc changes them: `bind -v` brings the keys of vi.
            """, examples: []),
        Page(
            "comments", "# begins one; it goes to the end of the line",
            examples: ["# What was declined?\nreject | show date, forum  # and in what frame"]),
    ]
}
