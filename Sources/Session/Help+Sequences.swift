extension Help {
    /// Steps and words of what follows what.
    static let sequencePages: [Page] = [
        Page(
            "followed", "followed by PATTERN within DURATION: what came after",
            """
            For each row the next event that fits the pattern, within so long behind it. `as` names the column that holds it; a
            dot leads to its fields. In the pattern's `where` the row that came before is called `anchor`. `take last` and
            `take all` choose otherwise, `keep unmatched` keeps the rows that nothing followed. Where two events share a day
            and nothing more is known, it is only possible that one followed the other. `not followed by` keeps the rows that
            nothing followed, where the data reach far enough to tell.
            """,
            examples: [
                "arms_sale(-> Taiwan) | followed by reject(China -> US) within 60 days as refusal\n| show id, refusal, days(date, refusal.date) as lag",
                "meeting_request | not followed by reject within 30 days | show id, date",
                "reject | followed by consult where target = anchor.target within 2 years as talk | show id, talk, talk.date",
            ]),
        Page(
            "preceded", "preceded by PATTERN within DURATION: what came before",
            "As `followed by`, looking back: the last event before each row that fits.",
            examples: [
                "reject(China -> US) | preceded by meeting_request within 60 days as request | show id, request"
            ]),
        Page(
            "within", "how long what comes next may take: within 60 days, within 2 months",
            "The lag is from 0 to so much, both included. Months, quarters and years go by the calendar.",
            examples: ["meeting_request | followed by reject within 1 month as refusal | show id, refusal"]),
        Page(
            "anchor", "the row that a sequence begins with, inside the pattern of what follows",
            examples: [
                "threaten | followed by posture where actor = anchor.actor within 90 days as move | show id, move"
            ]),
        Page(
            "unmatched", "keep unmatched: rows that nothing followed stay",
            "Their column is none where nothing came, unknown where the data end too early to tell.",
            examples: [
                "meeting_request | followed by reject within 30 days as refusal keep unmatched | show id, refusal"
            ]),
        Page(
            "sequence", "patterns of two and more events: sequence … then … then no … until …",
            """
            The first line is what it begins with; each `then` takes the next event that fits. `by` names what all share: `by
            pair`, `by dyad`, any expression. `within` at the head runs from the first event, on a step from the one before it.
            `2 to 5 of` takes several, `optionally` may be left out, `then no` asks that nothing such came between, or until the
            window closes where it stands last. `until` ends the search. `as` names a step; a later step's `where` may speak
            of it.
            """,
            examples: [
                "sequence by pair within 60 days\n  meeting_request as request\n  then reject as refusal\n| show request, refusal, days(request.date, refusal.date) as wait",
                "sequence within 2 years\n  reject(China -> US) as refusal\n  then no reject(China -> US)\n  then consult(US -> China) as talk\n| show refusal, talk",
            ]),
        Page(
            "then", "the next step of a sequence; also a part of if … then … else",
            examples: [
                "reject | show id, if forum is unknown then \"none named\" else forum as forum",
                "sequence within 1 year\n  arms_sale as sale\n  then reject as refusal\n| show sale, refusal",
            ]),
        Page(
            "no", "then no PATTERN: nothing such between its neighbours; also the answer of a condition",
            examples: [
                "sequence within 90 days\n  meeting_request as request\n  then no consult\n| show request"
            ]),
        Page(
            "optionally", "a step of a sequence that may be left out",
            examples: [
                "sequence within 90 days\n  meeting_request as request\n  then optionally statement as said\n  then reject as refusal\n| show request, said, refusal"
            ]),
        Page(
            "rate", "how often one thing followed another, and how often it comes anyway",
            """
            `followed`, `possible`, `not_followed` and `censored` count the rows (censored: the data end before the window does).
            `share` is the part that was followed, from the certain to the possible. `base` is the part of all days that have
            such an event in as long a window behind them, or, with `against`, the share of other events that were followed.
            `ratio` is the one over the other, with an interval of 95 %, and `p` says how often the same rows, shifted
            together along the calendar, were followed as often. It says how often, and never why.
            """,
            examples: [
                "arms_sale(-> Taiwan) | rate followed by reject(China -> US) within 30, 60, 90 days",
                "meeting_request | rate followed by reject within 30 days against statement",
            ]),
        Page(
            "against", "rate … against EVENTS: the share of these as the base",
            examples: ["meeting_request | rate followed by reject within 60 days against consult"]),
    ]

    /// Steps that follow links, hold accounts and tables against each other, or put tables together.
    static let combinationPages: [Page] = [
        Page(
            "follow", "follow LINK: the events that a link leads to; back, those that point here; all, the whole chain",
            "Links are because_of, responds_to, part_of and follows_up. `all` goes on as long as there are links.",
            examples: [
                "event \"wu-statement-2024\" | follow responds_to all | show depth, id, date",
                "event \"arms-sale-2024\" | follow because_of back | show id, kind",
            ]),
        Page(
            "back", "follow LINK back: the events that point here",
            examples: ["arms_sale | follow because_of back | show id"]),
        Page(
            "all", "follow LINK all: the whole chain; take all: every event that fits",
            examples: ["event \"wu-statement-2024\" | follow because_of all | show depth, id"]),
        Page(
            "disagree", "where the accounts of an event cannot all be true, and who says which",
            """
            A row for each value that is given. Dates that overlap, places within each other do not contradict; `exactly` shows
            every difference. Only accounts that affirm give values; `stance` shows who affirms what another denies.
            """,
            examples: ["events | disagree on amount", "event \"decline-2023\" | disagree exactly on date"]),
        Page(
            "exactly", "disagree exactly: any difference, not only those that cannot all be true",
            examples: ["events | disagree exactly on date | take 4"]),
        Page(
            "join", "join QUESTION as n on CONDITION: the rows of another question beside these",
            """
            Columns of the other are called n.column. `join left` keeps rows without a partner, with none beside them. Unknown is
            equal to nothing here.
            """,
            examples: ["reject | join consult as c on c.target = target | show id, c.id, c.date | take 5"]),
        Page(
            "append", "the rows of another question below these; columns by name",
            examples: ["reject | append threaten | show id, kind, date"]),
        Page(
            "compare", "compare with QUESTION: what was added, gone and changed from these rows to those",
            "Rows belong together by id, or by the keys of groups. `on` names the fields that are held against each other.",
            examples: [
                "events known on 2023-06-01 | compare with events known on 2023-06-30 on date, amount",
                "events in 2023 | count by kind | compare with (events in 2024 | count by kind)",
            ]),
        Page(
            "one_a_day", "one record a day, dyad and kind: the field's customary filter, in plain sight",
            """
            Of rows that agree in actor, target and kind (or the keys behind `by`) on one known day the first stays. Rows whose
            day or keys are not known all stay. The line below says how many were left out.
            """,
            examples: ["events | one_a_day | count", "events | one_a_day by dyad | count"]),
    ]
}
