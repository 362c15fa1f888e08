extension Help {
    /// Words that join and compare values.
    static let operatorPages: [Page] = [
        Page(
            "and", "yes if both are yes, no if either is no, else maybe",
            examples: ["events where kind is reject and place is Singapore | show id"]),
        Page(
            "or", "yes if either is yes, no if both are no, else maybe; also between kinds and between actors",
            "`and` binds closer than `or`. To compare with several values, write a list: kind in [reject, threaten].",
            examples: [
                "events where kind is reject or kind is threaten | show id",
                "reject or threaten(China or Taiwan -> US) | show id",
            ]),
        Page(
            "not", "turns yes and no round; maybe stays maybe",
            "`not followed by` is a step of its own.",
            examples: ["events where not kind is consult | count", "events where kind is not consult | count"]),
        Page(
            "is", "the same or within: kind is reject, actor is China, place is Taiwan, date is in 2023",
            "`=` asks for just the same. Of several actors or links, any will do.",
            examples: [
                "events where actor is China and kind is disapprove | show id, actor",
                "events where actor = CHNMIL | show id",
                "events where target is only China | show id",
            ]),
        Page(
            "=", "just the same; of actors, kinds and places the one itself, without its parts",
            """
            `kind = reject` leaves out every refusal that is coded more closely (reject.meeting), `actor = China` what its
            ministries and ministers did, `place = France` what happened in Paris. `is` takes them in, and so do `in` with a
            list and the sides of a dyad. `!=` leaves out that one alone. A note says so where parts are left out, with the
            line that takes them in.
            """,
            examples: [
                "events where kind is reject | count by kind", "events where kind = reject.meeting | count",
                "events where target = CHNMIL | show id",
            ]),
        Page(
            "certainly", "yes where a condition is yes, no where it is no or maybe",
            examples: ["events where not certainly date < 2023-05-15 | count"]),
        Page(
            "only", "the actor itself, without its parts",
            examples: ["events(-> only China) | show id, target", "events where actor is only USAMIL | count"]),
        Page(
            "if", "if … then … else …: one value or another",
            "Where the condition is maybe, the value is unknown unless both are alike.",
            examples: ["events | add if date < 2023 then \"early\" else \"late\" as era | count by era"]),
        Page(
            "else", "a part of `if … then … else …`; behind `expect`, what to print",
            examples: ["reject | show id | expect rows = 4 else \"a refusal is missing\""]),
        Page(
            "unknown", "is unknown: nobody coded it",
            """
            An unknown field answers every comparison with maybe, so that it is never counted as a no. `is unknown` itself
            answers yes or no. Aggregates leave unknown values out and say how many.
            """,
            examples: [
                "events where responds_to is not unknown | show id, responds_to",
                "events where amount is unknown | count",
            ]),
        Page(
            "none", "is none: a source says that there was none",
            "Not the same as unknown. In the record format it is written as an empty list.",
            examples: ["events where target is none or target is unknown | show id, target"]),
        Page(
            "contains", "whether a text has another in it; capitals count",
            examples: ["events where summary contains \"talks\" | show id, summary"]),
        Page(
            "starts_with", "whether a text begins with another",
            examples: ["events where forum starts_with \"Shangri\" | show id, forum"]),
        Page(
            "ends_with", "whether a text ends with another",
            examples: ["events where forum ends_with \"2024\" | show id, forum"]),
        Page(
            "like", "whether a whole text fits a pattern: * is any text, ? one character",
            examples: ["events where forum like \"*Dialogue 202?\" | show id, forum"]),
        Page(
            "mentions", "whether whole words stand in a text one after another; capitals do not count",
            examples: ["events where summary mentions \"arms sale\" | show id, summary"]),
    ]
}
