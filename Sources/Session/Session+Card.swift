import Columnar
import Engine
import EventModel
import Plan
import Readers
import Rendering
import Semantics

extension Session {
    /// The one event that the last question came to, with what is said of it; nil for any other answer.
    func card(_ answer: Answer) -> Card? {
        guard answer.rowCount == 1, isWholeEvents(answer), let relation = lastAsked?.relation,
            let id = answer.fields.firstIndex(where: { $0.name == "id" }),
            let title = answer.value(row: 0, column: id).name
        else { return nil }
        var fields: [Card.Field] = []
        var unknown: [String] = []
        for (column, field) in answer.fields.enumerated() where column != id {
            let value = answer.value(row: 0, column: column)
            if value == .unknown {
                unknown.append(field.name)
            } else if field.type.element == .event {
                fields += linked(value, field.name, relation)
            } else {
                fields.append(Card.Field(field.name, text(of: value), meaning: meaning(of: value)))
            }
        }
        fields += pointers(to: relation)
        return Card(
            title: title, isPossible: answer.isPossible(row: 0), fields: fields, unknown: unknown,
            tables: accounts(of: relation))
    }

    // MARK: Links

    /// The events that a link leads to, each with what it was.
    private func linked(_ value: Value, _ link: String, _ relation: Relation) -> [Card.Field] {
        let events = followed(relation, link, isBack: false)
        guard !events.isEmpty else { return [Card.Field(link, text(of: value))] }
        return events.enumerated().map { Card.Field($0 == 0 ? link : "", $1.id, meaning: $1.words) }
    }

    /// More events than these are not searched for those that point at one.
    private static let mostSearched = 500_000
    private static let mostPointers = 8

    private func pointers(to relation: Relation) -> [Card.Field] {
        guard loaded.eventCount <= Self.mostSearched else { return [] }
        let arrow = settings.drawing.unicode ? "←" : "<-"
        return ["because_of", "responds_to", "part_of", "follows_up"].filter(isGiven).flatMap { link in
            let events = followed(relation, link, isBack: true)
            var fields = events.prefix(Self.mostPointers).enumerated().map {
                Card.Field($0 == 0 ? "\(arrow) \(link)" : "", $1.id, meaning: $1.words)
            }
            if events.count > fields.count { fields.append(Card.Field("", "… \(events.count - fields.count) more")) }
            return fields
        }
    }

    /// Whether any event has such a link: in most data none has, and nobody need look.
    private func isGiven(_ link: String) -> Bool {
        guard let events = loaded.data.tables["events"], let index = events.index(of: link) else { return false }
        return events.segments.contains { segment in
            segment.column(index).rows(.known, start: 0, count: segment.rowCount).map { !$0.isEmpty } ?? true
        }
    }

    private func followed(_ relation: Relation, _ link: String, isBack: Bool) -> [(id: String, words: String)] {
        guard let schema = catalog.table("events"), schema.fields.contains(where: { $0.name == link }) else {
            return []
        }
        let walk = LinkWalk(events: relation, link: link, isBack: isBack, isAll: false, schema: schema)
        guard let answer = quietly(.follow(walk)) else { return [] }
        func cell(_ row: Int, _ name: String) -> Value {
            answer.fields.firstIndex { $0.name == name }.map { answer.value(row: row, column: $0) } ?? .unknown
        }
        return (0..<answer.rowCount).map { row in
            let words = [cell(row, "date"), cell(row, "kind")].filter { $0 != .unknown }.map { text(of: $0) }
            return (text(of: cell(row, "id")), words.joined(separator: ", "))
        }
    }

    // MARK: Accounts

    /// The reports of the event, and where they differ.
    private func accounts(of relation: Relation) -> [(title: String, answer: Answer, step: String)] {
        guard let reports = loaded.data.tables["reports"], reports.rowCount > 0 else { return [] }
        var tables: [(title: String, answer: Answer, step: String)] = []
        if let schema = catalog.table("reports"), let all = quietly(.reports(relation, schema: schema)),
            all.rowCount > 0
        {
            let given = all.fields.indices.filter { column in
                all.fields[column].name != "event"
                    && (0..<all.rowCount).contains { all.value(row: $0, column: column) != .unknown }
            }
            tables.append(
                (
                    "\(grouped(all.rowCount)) \(all.rowCount == 1 ? "account" : "accounts")", all.keeping(given),
                    "reports"
                ))
        }
        if let schema = catalog.table("reports"), let events = catalog.table("events") {
            let shared = schema.fields.map(\.name).filter { name in
                name == "stance" || events.fields.contains { $0.name == name && name != "id" }
            }
            let disagreement = Disagreement(events: relation, compared: shared, isExact: false)
            if let differing = quietly(.disagree(disagreement)), differing.rowCount > 0 {
                let given = differing.fields.indices.filter { differing.fields[$0].name != "id" }
                tables.append(("The accounts differ", differing.keeping(given), "disagree"))
            }
        }
        return tables
    }

    /// What belongs to a card and is left out where it takes too long.
    private func quietly(_ relation: Relation) -> Answer? {
        try? self.answer(relation, control(host.now()))
    }

    // MARK: Words

    private func meaning(of value: Value) -> String {
        switch value {
        case .kind(let name):
            guard let position = catalog.kinds.position(named: name) else { return "" }
            let kind = catalog.kinds.kinds[position]
            return (kind.code.map { ["CAMEO \($0)", kind.label] } ?? [kind.label]).joined(separator: ", ")
        case .actor, .place: return name(of: value) ?? ""
        case .list(let members), .oneOf(let members):
            let names = members.map { name(of: $0) ?? text(of: $0) }
            return members.contains { name(of: $0) != nil } ? names.joined(separator: ", ") : ""
        case .date(let date): return Self.words(date)
        case .money:
            let readable = readableText(of: value)
            return readable == text(of: value) ? "" : readable
        case .unknown, .none, .text, .number, .truth, .period, .duration, .event: return ""
        }
    }

    /// What an actor or a place is called, where that is not what it is written as.
    private func name(of value: Value) -> String? {
        switch value {
        case .actor(let id):
            let name = catalog.actors.actor(id)?.name ?? Countries.country(code: id)?.name
            return name == id ? nil : name
        case .place(let id):
            let name = catalog.places[id]?.name ?? Countries.country(code: id)?.name
            return name == id ? nil : name
        case .unknown, .none, .text, .number, .truth, .date, .period, .duration, .money, .kind, .event, .list, .oneOf:
            return nil
        }
    }

    private static func words(_ date: EventDate) -> String {
        if date.lasted { return date.start.isDay && date.end.isDay ? "lasted" : "lasted; not known to the day" }
        if date.start.isDay {
            // 1970-01-01 was a Thursday.
            let days = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"]
            return days[((Int(date.start.earliest) % 7) + 7) % 7]
        }
        guard date.start.earliest != DateSpan.distantPast, date.start.latest != DateSpan.distantFuture else {
            return "not known when"
        }
        return "one of \(grouped(Int(date.start.latest) - Int(date.start.earliest) + 1)) days"
    }
}

extension Answer {
    /// Some of the columns, in the order given.
    func keeping(_ columns: [Int]) -> Answer {
        var answer = self
        answer.fields = columns.map { fields[$0] }
        answer.columns = columns.map { self.columns[$0] }
        return answer
    }
}
