extension Help {
    /// What narrows a source.
    static let clausePages: [Page] = [
        Page(
            "since", "events that began on the first day of a date or later",
            "`since 2021` begins on 1 January 2021. Of events that lasted it asks for the start.",
            examples: ["reject since 2023 | show date", "events since 2023-05-29 | count"]),
        Page(
            "after", "events that began behind the whole of a date", examples: ["events after 2023 | show date, kind"]),
        Page(
            "before", "events that ended before the first day of a date",
            "Of events that lasted it asks for the end. What may have been before is counted as possible.",
            examples: ["reject before 2023-05-15 | count range"]),
        Page(
            "until", "events that ended on the last day of a date or earlier",
            "`until 2023` ends on 31 December 2023.",
            examples: ["events until 2022-12 | show date, kind"]),
        Page(
            "in", "a time clause: within a period; in a condition: one of a list, within a period or a range",
            examples: [
                "events in 2023-05 | show date, kind",
                "events in 2022..2023 | count per month",
                "events where kind in [reject, threaten] and date in 2024 | show id",
            ]),
        Page(
            "known", "known on DATE: the events as the reports until that day gave them",
            """
            Only what was published on or before the day counts, and every field is resolved again from that: a field takes the
            latest value of the reports that affirm, and is unknown if only later reports give it. Also a column: the earliest
            day on which a document reported the event.
            """,
            examples: [
                "events known on 2023-06-30 | count by kind",
                "event \"decline-2023\" known on 2023-06-01 | show id, date",
                "events where known <= 2023-06-30 | count",
            ]),
        Page(
            "on", "a part of `known on`, `disagree on`, `compare … on` and `join … on`",
            examples: ["events known on 2023-06-01 | disagree on date"]),
    ]

    /// What a question may begin with.
    static let sourcePages: [Page] = [
        Page(
            "events", "all events of the data; with a dyad behind it, those between its sides",
            examples: ["events | count by root(kind)", "events(China <-> US) in 2023-05 | show date, dyad, kind"]),
        Page(
            "event", "one event by its id, in quotes; also the type of a link",
            "A link is compared with the id of an event.",
            examples: [
                "event \"decline-2023\" | as line",
                "events where responds_to = \"decline-2023\" | show id, kind",
            ]),
        Page(
            "cameo", "the kind of a CAMEO code and all below it",
            "The code keeps its leading zero.",
            examples: ["cameo 125 | show date", "cameo 04 | count by kind"]),
        Page(
            "plover", "the kinds of a PLOVER type",
            examples: ["plover CONSULT | count by kind", "plover REJECT or plover THREATEN | show date, kind"]),
        Page(
            "_", "the last question, asked again; _1 is the same, _2 the one before it",
            """
            `_` stands for the question, not for the rows that were shown: it is asked again, so that what was possible stays
            possible and what was cut from the window is there. Over data that have not changed that is the same answer. At
            the prompt a line that begins with | goes on from it. `.last` shows the last answer itself again, in another
            form or as a chart, and asks nothing.
            """,
            examples: [
                "reject(China -> US)\n_ | count per year", "reject(China -> US)\nevents | count\n_2 | show id, date",
            ]),
    ]

    /// The tables that every data set has.
    static let tablePages: [Page] = [
        Page(
            "documents", "the articles, stories or addresses that report events",
            examples: ["documents | show id, published, relays"]),
        Page(
            "actors", "the table of actors, and how actors are named in a question",
            """
            An actor is named by code (CHN, CHNMIL), by name (China, "Li Shangfu") or by an alias; names of several words stand
            in quotes. On a side of a dyad and behind `is`, an actor takes in its parts: China is also its armed forces and
            its ministers. `only China` is the state itself, and `=` asks for just that actor. What an actor was taken to
            include is told once.
            """,
            examples: [
                "actors where member_of is CHNMIL | show id, name",
                "consult(USAMIL -> China) | show date, actor, target",
                "events(-> only China) | show id",
            ]),
        Page(
            "offices", "who held which post from when to when",
            examples: ["offices where office like \"CHN*\" | show holder, from, to"]),
        Page(
            "kinds", "the table of kinds, and how kinds are named in a question",
            """
            Kinds form a tree: reject takes in reject.meeting. The names of the twenty roots are the CAMEO roots in plain words;
            below them the last word alone serves where only one kind has it: sanction. `cameo 125` and `plover REJECT` always
            work, and a data set may add kinds of its own. `.kinds WORD` looks kinds up by name, label, code or a word of
            everyday language.
            """,
            examples: [
                "kinds where name is reject and events > 0 | show name, code, label, events",
                "reject or threaten | count by kind",
                "sanction | show id, target",
            ]),
        Page(
            "places", "the places of the data, with their countries",
            examples: ["places | show id, country", "events | count by place"]),
        Page(
            "coverage", "what the data claim to cover, from when to when",
            """
            Inside the coverage a count of 0 means that nothing is recorded; outside it counts are unknown. Data that do not say
            what they cover are taken to cover their own span, and the answer says that this is a guess.
            """,
            examples: ["coverage", "reject | count per year"]),
    ]

    static let statementPages: [Page] = [
        Page(
            "let", "gives a question a name, with or without parameters",
            "A name may not be that of a kind or a table. It is used like a kind: with clauses and steps behind it.",
            examples: [
                "let talks = consult(US <-> China)\ntalks since 2024 | show date, place",
                "let refusals(who) = reject(who -> US)\nrefusals(China) | count per year",
            ]),
        Page(
            "define", "gives an expression a name, with typed parameters",
            examples: [
                "define wait = days(responds_to.date, date)\nreject | show id, wait",
                "define vague(d: date) = precision(d) = \"span\"\nevents where vague(date) | count",
            ]),
        Page(
            "param", "declares a parameter, used as $name",
            """
            `param name: type = default`; `--set name=value` on the command line gives another value. Without a default a value
            has to be given. Types are text, number, bool, date, period, duration, money, kind, actor and place.
            """,
            examples: [
                "param who: actor = China\nparam since: date = 2023\nreject($who ->) since $since | show date, target"
            ]),
        Page(
            "include", "runs another script first, so that its names can be used",
            "The file lies in the script's folder or below it; at the prompt in the current folder, which `.cd` names.",
            examples: ["include \"names.casus\"\nevents | count"]),
        Page(
            "explain", "says in plain words what a question asks, and what its names were taken to mean",
            "It also says what actors and kinds take in, and runs nothing. `explain plan` prints the steps and runs them.",
            examples: [
                "explain reject(China -> US) since 2021 | count per year", "explain plan reject since 2021 | count",
            ]),
        Page(
            "plan", "explain plan: the steps that are run, with rows guessed and found, and times",
            """
            The step done last stands first. `estimated` is guessed from the sizes of the tables alone; `rows` are those that
            came, as 4..6 where some are only possible; `ms` is the time of that step without those below it. A - stands where a
            step was done together with the one above it.
            """, examples: ["explain plan events where date in 2023 | count"]
        ),
    ]
}
