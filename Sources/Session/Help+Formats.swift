extension Help {
    /// What files are read, and what becomes of them.
    static let formatPages: [Page] = [
        Page(
            "files", "what can be given to `casus`: formats, packed files, patterns, standard input",
            """
            The format is told from the content; `--format record|gdelt|icews|ucdp|acled|polecat` overrides. `.gz`, `.zip`, `.zst`,
            `.bz2` and `.xz` are read as they are, patterns in quotes are expanded, `-` is standard input. Several files are asked as
            one if they are of one format. Rows that cannot be read are counted with a reason and examples, and `--strict` makes the
            first one an error; `casus info FILES` shows all of it. docs/formats says what becomes of every column.
            """, examples: []),
        Page(
            "records", "the record format: JSON Lines with a type, written by hand or by `save`",
            """
            One record a line: `type` is kind, actor, office, document, event, report or coverage. Members that have no meaning of
            their own become columns. A kind is a name, `cameo:125` or `plover:REJECT`; a date is EDTF, `2023-05` or
            `2023-05-29/2023-06-02`.
                {"type":"event","id":"e1","kind":"reject.meeting","date":"2023-05-29","actor":"CHN","target":"USA"}
            """, examples: []),
        Page(
            "gdelt", "GDELT events of 57, 58 or 61 columns, and mentions of 16",
            """
            SQLDATE is `date`: days exactly a week, a month, a year or ten years before DATEADDED come from phrases and are spans,
            unless `--exact-dates` is given. DATEADDED is `known`, EventCode `kind`, Actor1 and Actor2 `actor` and `target`,
            ActionGeo `place`, AvgTone `tone`, NumMentions `mentions`, SOURCEURL `url` and a report. Countries become ISO 3166. A
            mention is a report of its event, MentionTimeDate its day.
            """, examples: []),
        Page(
            "icews", "ICEWS events with their header, and triples",
            """
            CAMEO Code (or else Event Text) is `kind`, Source and Target Name are `actor` and `target`, their sectors
            `actor_sectors` and `target_sectors`, Story ID and Publisher a report, City to Country `place`. Triples are source,
            event text, target and date between tabs.
            """, examples: []),
        Page(
            "ucdp", "UCDP GED of any version",
            """
            type_of_violence is `kind`: fight.state_based, fight.non_state, mass_violence.one_sided. date_start to date_end is
            `date`, one of these days. side_a and side_b are `actor` and `target`; they do not say who began. low, best and high are
            `fatalities`, a number between bounds, and `fatalities_best`. Each article is a report; the first day of one that is not
            before the event is `known`.
            """, examples: []),
        Page(
            "acled", "ACLED of any year",
            """
            event_type and sub_event_type are `kind`, below the roots of CAMEO: fight.battle, fight.remote_violence,
            assault.of_civilians, protest.without_violence, protest.rioting; and development, a root. time_precision is the width
            of `date`: a day, a week, a month. actor1 and actor2 are `actor` and `target`, the associated actors `actor_allies` and
            `target_allies`, inter `actor_type` and `target_type`, notes `summary`; each source is a report.
            """, examples: []),
        Page(
            "polecat", "POLECAT, which is coded with PLOVER",
            """
            Event Type is `kind`: plover.reject and so on, which `plover REJECT` asks for. Event Mode is `mode`, Contexts
            `contexts`; Actor and Recipient Name are `actor` and `target`, their sectors and titles `actor_sectors`, `actor_title`
            and so on. Publication Date is `known`, Source a report.
            """, examples: []),
        Page(
            "mapping", "any other CSV, TSV or JSON Lines: a file that says which column is which field",
            """
            `casus FILE --guess > my.map` writes a first one, `casus FILE --map my.map` reads with it. A line says one thing:
                read csv                            or tsv, jsonl; separator ; and quotes none; missing NA, -
                kind is posture                     a value for all rows
                kind from type where SRBM is fight  a column, and what its values mean
                date from day as d/m/y              or yyyymmdd, m/d/y, "d m y"; without `as` it is EDTF
                date from start to end              something that lasted; date between a and b: one of these days
                actor from who split ;              several values
                place from town, region             from small to large; country, latitude, longitude beside it
                amount from price in USD            a sum of money
                column range from km as number      a column of the data's own: text, number, bool, date, list
                declare kind test.missile below posture as "Test a missile"
                drop notes, remarks                 left out; so are columns that no line speaks of, which is told
            Fields: id, kind, date, known, actor, target, place, country, latitude, longitude, forum, summary, amount, times,
            document, published, via, attributed_to. Names with spaces stand in quotes, `#` begins a comment.
            """, examples: []),
    ]
}
