package import EventModel

/// The fields that every data set has, and columns whose meaning several formats share.
package enum EventFields {
    /// Fields of the table `events` in their order; `actor` and `target` are lists where a format may name several.
    package static func standard(severalActors: Bool) -> [Field] {
        let actor: ValueType = severalActors ? .list(.actor) : .actor
        return [
            Field("id", .text, "name of the event in its data set"),
            Field("kind", .kind, "what sort of event"),
            Field("date", .date, "when it happened, as far as is known"),
            Field("known", .date, "the earliest day on which a document reported it"),
            Field("actor", actor, "who did it"),
            Field("target", actor, "to whom"),
            Field("place", .place, "where"),
            Field("forum", .text, "the meeting or body in whose frame it took place"),
            Field("summary", .text, "what happened, in a sentence"),
            Field("amount", .money, "the sum of money it was about"),
            Field("times", .number, "how many occurrences the record stands for"),
            Field("because_of", .list(.event), "events said to be its cause"),
            Field("responds_to", .list(.event), "events it answers"),
            Field("part_of", .list(.event), "events it belongs to"),
            Field("follows_up", .list(.event), "events it carries on"),
        ]
    }

    /// Fields of an event that a report may give values for.
    package static let reported: Set<String> = [
        "kind", "date", "actor", "target", "place", "forum", "summary", "amount", "times", "because_of", "responds_to",
        "part_of", "follows_up",
    ]

    /// Columns beyond the standard ones that have a type by their name.
    package static let typesByName: [String: ValueType] = ["actor_place": .place, "target_place": .place]

    /// The table of reports: `event`, `document`, `via`, `attributed_to`, `stance`, and what a report may give.
    package static func reports() -> [Field] {
        [
            Field("event", .event, "the event that is reported"),
            Field("document", .text, "the document that reports it"),
            Field("via", .actor, "the outlet that reports"),
            Field("attributed_to", .actor, "who is said to have said so"),
            Field("stance", .text, "affirms, denies, withholds or expects"),
        ] + standard(severalActors: true).filter { reported.contains($0.name) }
    }

    package static let documents = [
        Field("id", .text, "name or address of the document"),
        Field("published", .date, "when it came out"),
        Field("relays", .list(.text), "outlets it hands on"),
        Field("about", .text, "what it is about"),
    ]

    package static let actors = [
        Field("id", .actor, "code or id"),
        Field("name", .text, "the name in full"),
        Field("type", .text, "country, organization, person, outlet, group"),
        Field("member_of", .list(.actor), "what it is a part of"),
        Field("country", .actor, "the country it belongs to"),
        Field("roles", .list(.text), "CAMEO roles"),
        Field("aliases", .list(.text), "other names"),
    ]

    package static let offices = [
        Field("office", .text, "the post"),
        Field("holder", .actor, "who held it"),
        Field("from", .date, "the first day of the term"),
        Field("to", .date, "the day the term ended"),
        Field("source", .text, "where this is from"),
    ]

    package static let kinds = [
        Field("name", .kind, "the kind"),
        Field("code", .text, "its CAMEO code"),
        Field("label", .text, "what it means"),
        Field("parent", .kind, "the kind above"),
        Field("quad", .number, "quad class, 1 to 4"),
        Field("goldstein", .number, "Goldstein value"),
        Field("events", .number, "events of just this kind"),
    ]

    package static let coverage = [
        Field("source", .text, "what is covered"),
        Field("from", .date, "covered from"),
        Field("to", .date, "covered to"),
    ]

    package static let places = [
        Field("id", .place, "the place"),
        Field("name", .text, "its name"),
        Field("country", .actor, "ISO 3166 code of the country it lies in"),
        Field("latitude", .number, "degrees north"),
        Field("longitude", .number, "degrees east"),
    ]

    /// The fields of a table that have a meaning in every data set.
    static func names(ofTable name: String) -> Set<String> {
        let fields: [Field] =
            switch name {
            case "events": standard(severalActors: true)
            case "reports": reports()
            case "documents": documents
            case "actors": actors
            case "offices": offices
            case "kinds": kinds
            case "coverage": coverage
            case "places": places
            default: []
            }
        return Set(fields.map(\.name))
    }
}
