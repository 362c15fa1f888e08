extension Help {
    /// A page for every code; what each says is run by the tests.
    static let errorPages: [ErrorPage] = textErrors + nameErrors + typeErrors + stepErrors + notes

    private static let textErrors: [ErrorPage] = [
        ErrorPage(
            "E0101", "a character that has no meaning here",
            "The language is written with letters, digits and a few marks. Anything else belongs inside a text in double quotes.",
            wrong: "events where times > 3 §", right: "events where times > 3"),
        ErrorPage(
            "E0102", "a text that is never closed",
            "A text begins and ends with a double quote on the same line. A quote inside it is written \\\".",
            wrong: "events where forum = \"ADMM-Plus 2024", right: "events where forum = \"ADMM-Plus 2024\""),
        ErrorPage(
            "E0103", "a bracket that is never closed",
            "Every ( needs its ), every [ its ]. The caret stands under the bracket that is still open.",
            wrong: "events where (kind is reject or kind is threaten",
            right: "events where (kind is reject or kind is threaten)"),
        ErrorPage(
            "E0104", "a bracket that closes nothing",
            "There is one closing bracket too many, or its opening one was lost.",
            wrong: "events where kind is reject) | count", right: "events where kind is reject | count"),
        ErrorPage(
            "E0105", "something else was expected here",
            """
            The question could be read up to the caret. The message names what stands there and what could have stood there
            instead. Often a name, a comma or a bar is missing just before.
            """,
            wrong: "reject | show", right: "reject | show date, forum"),
        ErrorPage(
            "E0106", "a number that cannot be read",
            """
            Behind a number, without a space, only k, m, bn and tn have a meaning. Units of time and currencies stand behind
            a space: 60 days, 1.5bn USD.
            """,
            wrong: "events where times > 12x", right: "events where times > 12"),
        ErrorPage(
            "E0107", "a date that cannot be read",
            """
            Dates are written with the year first: 2023, 2023-05, 2023-05-29, 2023-Q2, 2023-W22. Months and days have two
            digits, and the day has to exist. The end of a range may not lie before its beginning. Numbers are subtracted with
            spaces: 2023 - 10.
            """,
            wrong: "events since 2023-02-30", right: "events since 2023-02-28"),
        ErrorPage(
            "E0108", "brackets inside brackets, too deep",
            """
            Brackets may stand in brackets a hundred deep; a part can be given a name with `let` or `define`. Names made of names
            may go fifty deep: of a longer chain some names can be taken out and what they do put into one question.
            """,
            wrong: "events where (((… times > 3 …)))", right: "events where times > 3"),
        ErrorPage(
            "E0109", "too many steps or operands",
            "A question may have 200 steps, a sum 200 operands. Give the first part a name with `let` and go on from it.",
            wrong: "events | take 9 | take 9 | …", right: "events | take 9"),
        ErrorPage(
            "E0110", "a habit from another language",
            """
            What was written is understood from SQL, R, Python or a spreadsheet, but it is written differently here. The message
            shows the whole line as it would be written, ready to paste.
            """,
            wrong: "events | filter kind == reject", right: "events | where kind is reject"),
        ErrorPage(
            "E0111", "a time clause behind `where`",
            """
            Time clauses come before `where`, so that it is plain where the condition ends. The message prints the line in
            order. Inside a condition a time is a comparison: date >= 2023.
            """,
            wrong: "reject where place is Singapore since 2023", right: "reject since 2023 where place is Singapore"),
        ErrorPage(
            "E0112", "an escape that is not known",
            "In a text \\\" \\\\ \\n \\t \\r and \\u{…} are known. A backslash itself is written twice.",
            wrong: "events where summary contains \"US\\China\"", right: "events where summary contains \"US\\\\China\""
        ),
        ErrorPage(
            "E0113", "a text that is not UTF-8",
            """
            The bytes at the caret are no characters in UTF-8. Most often the file was saved in an older encoding, such as
            Latin-1; the example stands for a file in which the é is a single byte.
            """,
            wrong: "events where summary contains \"communiqué\"", right: "events where summary contains \"statement\""),
    ]

    private static let nameErrors: [ErrorPage] = [
        ErrorPage(
            "E0201", "there is no such column here",
            """
            A step sees the columns that the step before it left. After `show`, `count` and `summarize` only the columns named
            there are left. `.schema` lists the columns of the data.
            """,
            wrong: "reject | show date | where summary is unknown",
            right: "reject | where summary is unknown | show date"),
        ErrorPage(
            "E0202", "there is no such step",
            "Behind a | stands a step. `help steps` lists them.",
            wrong: "reject | shwo date", right: "reject | show date"),
        ErrorPage(
            "E0203", "there is no such kind",
            """
            A question begins with a kind of event, `events`, a table or a name bound with `let`. Kinds have CAMEO's names, in
            plain words; everyday words such as refuse or meet lead to them. `.kinds WORD` looks one up.
            """,
            wrong: "refuse(China -> US) since 2021", right: "reject(China -> US) since 2021"),
        ErrorPage(
            "E0204", "there is no such actor",
            """
            An actor is named by its code, its name or an alias, and names of several words stand in quotes. `.actors WORD`
            looks one up. To ask for events whose actor is not known, write `actor is unknown`.
            """,
            wrong: "reject(Chna -> US)", right: "reject(China -> US)"),
        ErrorPage(
            "E0205", "a name that may mean several things",
            "The last word of a kind serves alone only where one kind has it. The message lists those that it may mean.",
            wrong: "meeting(China -> US)", right: "reject.meeting(China -> US)"),
        ErrorPage(
            "E0206", "there is no such place",
            "A place is one of the data's places, by id or by name, or a country.",
            wrong: "events where place is Singapur", right: "events where place is Singapore"),
        ErrorPage(
            "E0207", "there is no such function",
            "`help functions` lists those there are; `define` adds your own.",
            wrong: "events | show lenght(summary) as n", right: "events | show length(summary) as n"),
        ErrorPage(
            "E0208", "there is no such parameter",
            "A $name has to be declared with `param` in a line before it.",
            wrong: "reject($who ->)", right: "param who: actor = China\nreject($who ->)"),
        ErrorPage(
            "E0209", "a name that is taken",
            "`let` and `define` may not give the name of a kind, a table or a function to something else.",
            wrong: "let reject = events where kind is reject", right: "let refusals = events where kind is reject"),
        ErrorPage(
            "E0210", "two columns of one name",
            "Each column of an answer has a name of its own; `as` gives another.",
            wrong: "reject | show date, known as date", right: "reject | show date, known as reported"),
        ErrorPage(
            "E0211", "there is no event of that id",
            "Ids are written exactly, in quotes. They stand in the column id.",
            wrong: "event \"decline-2032\"", right: "event \"decline-2023\""),
        ErrorPage(
            "E0212", "there is no such code",
            "CAMEO codes have two to four digits and keep their leading zero; PLOVER types are words in capitals.",
            wrong: "cameo 999", right: "cameo 125"),
        ErrorPage(
            "E0213", "a name that is defined by itself",
            "A `let` or `define` may use only names that were bound before it.",
            wrong: "define wait(d: date) = wait(d)\nevents | show wait(date)",
            right: "define wait(d: date) = days(d, 2024-11-21)\nevents | show wait(date)"),
        ErrorPage(
            "E0214", "there is no last answer yet",
            "`_` and a line that begins with | go on from the last question of the session, so there has to be one.",
            wrong: "_ | count", right: "reject\n_ | count"),
        ErrorPage(
            "E0215", "a word that does not belong here",
            "Some places take one of a few words only: units of time behind `per`, forms behind `as`, charts behind `chart`.",
            wrong: "events | count per fortnight", right: "events | count per week"),
    ]
}
