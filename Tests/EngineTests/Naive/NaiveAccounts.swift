import Columnar
import EventModel
import Plan

/// What is worked out once for a data set.
final class NaiveMemory {
    var known: [DayNumber: NaiveTable] = [:]
}

/// A row of the table `reports` with what its document tells of its day.
private struct NaiveReport {
    let fields: [Field]
    let cells: [Value]
    /// Any day where nobody knows.
    let published: DateSpan

    func cell(_ name: String) -> Value {
        fields.firstIndex { $0.name == name }.map { cells[$0] } ?? .unknown
    }

    /// `affirms`, or no stance given.
    var affirms: Bool { !cell("stance").isKnown || cell("stance") == .text("affirms") }

    func isAdmitted(on day: DayNumber) -> Truth { NaiveReport.isBy(day, published) }

    static func isBy(_ day: DayNumber, _ span: DateSpan) -> Truth {
        span.latest <= day ? .yes : span.earliest > day ? .no : .maybe
    }
}

/// Reports, knowledge in time, links and offices, event by event.
extension NaiveInterpreter {
    /// The reports of an event, in stored order.
    private func reports(of id: Value) -> [NaiveReport] {
        guard let name = id.name, let stored = data.tables["reports"] else { return [] }
        let documents = data.tables["documents"].map { NaiveTable($0) }
        let all = NaiveTable(stored)
        let reports = all.rows.map { row in
            let bare = NaiveReport(fields: all.fields, cells: row.cells, published: .unbounded)
            var published = published(bare.cell("document"), documents)
            if case .date(let own) = bare.cell("published") { published = own.hull }
            return NaiveReport(fields: all.fields, cells: row.cells, published: published)
        }
        return reports.filter { $0.cell("event").name == name }
    }

    private func published(_ document: Value, _ documents: NaiveTable?) -> DateSpan {
        guard let name = document.name, let documents, let id = documents.index(of: "id"),
            let column = documents.index(of: "published"),
            case .date(let date) = documents.rows.first(where: { $0.cells[id].name == name })?.cells[column]
        else { return .unbounded }
        return date.hull
    }

    // MARK: Knowledge in time

    func known(on day: DayNumber, _ schema: TableSchema) -> NaiveTable {
        var table = known(on: day)
        table.sortByDefault()
        return table
    }

    /// In stored order.
    func known(on day: DayNumber) -> NaiveTable {
        if let table = memory.known[day] { return table }
        var table = NaiveTable(fields: events.fields, rows: [])
        for row in events.rows {
            let event = NaiveEvent(fields: events.fields, row: row)
            let reports = reports(of: event.known("id") ?? .unknown)
            var known = row
            known.origin?.day = day
            switch isKnown(event, reports, on: day) {
            case .no: continue
            case .maybe: known.isVisible = false
            case .yes: break
            }
            for (column, field) in events.fields.enumerated() where field.name != "id" && field.name != "known" {
                let isReported = data.tables["reports"]?.schema.fields.contains { $0.name == field.name } ?? false
                if isReported {
                    known.cells[column] = resolved(
                        field.name, row.cells[column], reports, on: day, known.isVisible)
                }
            }
            table.rows.append(known)
        }
        memory.known[day] = table
        return table
    }

    private func isKnown(_ event: NaiveEvent, _ reports: [NaiveReport], on day: DayNumber) -> Truth {
        if reports.isEmpty {
            guard case .date(let date) = event.known("known") else { return .maybe }
            return NaiveReport.isBy(day, date.hull)
        }
        return reports.map { $0.isAdmitted(on: day) }.reduce(.no) { $0 || $1 }
    }

    /// The latest value that reports had given of a field by then.
    private func resolved(
        _ field: String, _ own: Value, _ reports: [NaiveReport], on day: DayNumber, _ isCertain: Bool
    ) -> Value {
        let giving = reports.filter { $0.affirms && $0.cell(field) != .unknown }
        if giving.isEmpty { return own }
        func latest(_ admitted: Truth) -> Value? {
            var best: NaiveReport?
            for report in giving where report.isAdmitted(on: day) == admitted {
                guard let other = best else {
                    best = report
                    continue
                }
                let (one, two) = (report.published, other.published)
                if (one.latest, one.earliest) >= (two.latest, two.earliest) { best = report }
            }
            return best?.cell(field)
        }
        return latest(.yes) ?? (isCertain ? nil : latest(.maybe)) ?? .unknown
    }

    // MARK: Offices

    func holder(_ office: String, _ date: Value) -> Value {
        let terms = data.catalog.offices.filter { $0.office == office }
        if terms.isEmpty { return .unknown }
        let span: DateSpan
        switch date {
        case .date(let date): span = date.hull
        case .period(let period): span = period.span
        case .none: return .unknown
        default: span = .unbounded
        }
        // Between two bounds of terms all days are alike.
        let bounds = terms.flatMap { [$0.from.earliest, $0.from.latest, $0.to.earliest, $0.to.latest] }
        let days = Set([span.earliest, span.latest] + bounds.flatMap { [$0, $0 == .min ? $0 : $0 - 1] }).filter {
            span.earliest <= $0 && $0 <= span.latest
        }
        func hold(_ day: DayNumber, _ isCertain: Bool) -> Set<String> {
            Set(
                terms.filter { term in
                    let (from, to) =
                        isCertain ? (term.from.latest, term.to.earliest) : (term.from.earliest, term.to.latest)
                    return from <= day && (day < to || to == DateSpan.distantFuture)
                }.map(\.holder))
        }
        var possible: [String] = []
        for term in terms where !possible.contains(term.holder) {
            let holds = days.contains { day in
                term.from.earliest <= day && (day < term.to.latest || term.to.latest == DateSpan.distantFuture)
            }
            if holds { possible.append(term.holder) }
        }
        if possible.isEmpty { return .none }
        let isVacant = days.contains { hold($0, true).isEmpty }
        if possible.count == 1 && !isVacant { return .list([.actor(possible[0])]) }
        return .oneOf(possible.map { .actor($0) } + (isVacant ? [.none] : []))
    }

    // MARK: Disagreement

    /// What reports give of a field: values, each with the report.
    private func given(_ field: String, _ reports: [NaiveReport]) -> [(value: Value, report: NaiveReport)] {
        if field == "stance" {
            return reports.map { ($0.cell(field).isKnown ? $0.cell(field) : .text("affirms"), $0) }
        }
        return reports.filter(\.affirms).map { ($0.cell(field), $0) }.filter { $0.0.isKnown }
    }

    private func contradict(_ field: String, _ values: [Value], isExact: Bool) -> Bool {
        values.contains { one in
            values.contains { two in
                if isExact { return one.shown != two.shown }
                if field == "stance" { return one == .text("affirms") && two == .text("denies") }
                return contradict(one, two)
            }
        }
    }

    /// Whether two values cannot both be true.
    private func contradict(_ one: Value, _ two: Value) -> Bool {
        func apart(_ left: NumberSpan, _ right: NumberSpan) -> Bool { left.high < right.low || right.high < left.low }
        switch (one, two) {
        case (.date(let left), .date(let right)): return !left.hull.overlaps(right.hull)
        case (.number(let left), .number(let right)), (.duration(let left), .duration(let right)):
            return apart(left, right)
        case (.money(let left), .money(let right)):
            return left.currency == right.currency && apart(left.amount, right.amount)
        case (.list(let left), .list(let right)):
            return !left.contains { member in right.contains { !contradict(member, $0) } }
        case (.kind, .kind), (.actor, .actor), (.place, .place):
            return within(one, two, isOnly: false) != .yes && within(two, one, isOnly: false) != .yes
        default: return one != two
        }
    }

    func disputed(_ id: Value, _ field: String) -> Truth {
        Truth(contradict(field, given(field, reports(of: id)).map(\.value), isExact: false))
    }

    func disagreements(_ table: NaiveTable, _ disagreement: Disagreement) -> NaiveTable {
        var result = NaiveTable(fields: Disagreement.fields, rows: [])
        for row in table.rows {
            let id = NaiveEvent(fields: table.fields, row: row).known("id") ?? .unknown
            let reports = reports(of: id)
            for field in disagreement.compared {
                let given = given(field, reports)
                guard contradict(field, given.map(\.value), isExact: disagreement.isExact) else { continue }
                var shown: [String] = []
                for (value, _) in given where !shown.contains(value.shown) { shown.append(value.shown) }
                for text in shown {
                    let sources = given.filter { $0.value.shown == text }.map { Value.text(source($0.report)) }
                    let cells: [Value] = [.text(id.name ?? ""), .text(field), .text(text), .list(sources)]
                    result.rows.append(NaiveRow(cells: cells, isVisible: row.isVisible, isMarked: row.isMarked))
                }
            }
        }
        return result
    }

    private func source(_ report: NaiveReport) -> String {
        func text(_ name: String) -> String? { report.cell(name).isKnown ? report.cell(name).shown : nil }
        return [text("attributed_to"), text("via").map { "via \($0)" }, text("document").map { "(\($0))" }]
            .compactMap { $0 }.joined(separator: " ")
    }

    // MARK: Links

    func following(_ table: NaiveTable, _ walk: LinkWalk) -> NaiveTable {
        var result = NaiveTable(fields: walk.fields, rows: [])
        for row in table.rows {
            let start = NaiveEvent(fields: table.fields, row: row)
            func add(_ event: NaiveEvent, _ depth: Int) {
                var next = event.row
                if walk.isAll { next.cells.insert(.number(NumberSpan(Double(depth))), at: 0) }
                next.isVisible = row.isVisible
                next.isMarked = row.isMarked
                result.rows.append(next)
            }
            var seen: Set<Int> = [row.origin?.row ?? -1]
            func enter(_ event: NaiveEvent, _ depth: Int) {
                for next in neighbours(event, walk) {
                    guard seen.insert(next.row.origin?.row ?? -1).inserted else { continue }
                    add(next, depth)
                    enter(next, depth + 1)
                }
            }
            if walk.isAll {
                enter(start, 1)
            } else {
                for next in neighbours(start, walk) { add(next, 1) }
            }
        }
        return result
    }

    /// The events that a link of one names, or that name it, each once.
    private func neighbours(_ event: NaiveEvent, _ walk: LinkWalk) -> [NaiveEvent] {
        func names(_ other: NaiveEvent) -> [String] {
            var other = other
            if let origin = other.row.origin, !other.fields.contains(where: { $0.name == walk.link }) {
                other = NaiveEvent(fields: events.fields, row: events.rows[origin.row])
            }
            switch other.known(walk.link) {
            case .event(let id): return [id]
            case .list(let members): return members.compactMap(\.name)
            default: return []
            }
        }
        if walk.isBack {
            guard let id = event.known("id")?.name else { return [] }
            var table = events
            table.sortByDefault()
            return table.rows.map { NaiveEvent(fields: table.fields, row: $0) }.filter { names($0).contains(id) }
        }
        var ids: [String] = []
        for id in names(event) where !ids.contains(id) { ids.append(id) }
        return ids.compactMap { id in
            let row = events.rows.first { NaiveEvent(fields: events.fields, row: $0).id == id }
            return row.map { NaiveEvent(fields: events.fields, row: $0) }
        }
    }
}
