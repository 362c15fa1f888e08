import Columnar
import Diagnostics
import EventModel
import Plan
import Readers
import Semantics
import Syntax

/// One thing that may stand at the cursor.
package struct Candidate: Hashable, Sendable {
    package var text: String
    /// A count, a type or a label, to stand beside it.
    package var note: String

    package init(text: String, note: String = "") {
        self.text = text
        self.note = note
    }
}

extension Session {
    /// Whether a text is a whole question, by the real parser.
    package static func isComplete(_ text: String) -> Bool {
        let trimmed = text.trimmed
        if trimmed.isEmpty || trimmed.hasPrefix(".") { return true }
        // What a newcomer types is answered at once, not waited on.
        if firstWords(trimmed) != nil { return true }
        return !parse(SourceText(text, name: "")).isUnfinished
    }

    /// Whether a text begins as a command does, of ours or of the prompts that `firstWords` knows.
    static func isCommand(_ text: String) -> Bool {
        guard let first = text.first(where: { !$0.isWhitespace }) else { return false }
        return first == "." || first == "!" || first == "\\"
    }

    /// Whether a line goes on with the statement before it.
    package static func continues(_ statement: String, _ line: String) -> Bool {
        let trimmed = line.trimmed
        if trimmed.isEmpty { return false }
        if isCommand(statement) || isCommand(line) { return false }
        return parse(SourceText(statement + "\n" + line, name: "")).script.statements.count
            == parse(SourceText(statement, name: "")).script.statements.count
    }

    /// What may stand at the cursor (a byte offset), the likeliest first, and the bytes that it replaces.
    package func complete(_ text: String, at cursor: Int) -> (replacing: Range<Int>, candidates: [Candidate]) {
        let bytes = Array(text.utf8)
        let end = min(max(cursor, 0), bytes.count)
        let typed = String(decoding: bytes[..<end], as: UTF8.self)
        // Names are looked up where they lie, which may be in a file that has been written over.
        if damage != nil { return (end..<end, []) }
        if Self.isCommand(typed) { return completeCommand(typed) }
        let place = CompletionPlace(typed)
        var found = candidates(at: place, start: place.start)
        var start = place.start
        // A name of several words, of which those before the cursor's are typed already.
        if place.isInWords, found.isEmpty || place.prefix.isEmpty {
            let longer = candidates(at: place, start: place.startOfWords)
            if !longer.isEmpty { (found, start) = (longer, place.startOfWords) }
        }
        var seen: Set<String> = []
        return (start..<end, found.filter { seen.insert($0.text).inserted })
    }

    private func candidates(at place: CompletionPlace, start: Int) -> [Candidate] {
        let prefix = place.text(from: start)
        let before = place.text(upTo: start)
        let spot = Spot(before: before, prefix: prefix, statement: statement(atEndOf: before))
        let expected = narrowed(expectations(before), spot)
        if place.isInText || start != place.start {
            return expected.filter(\.isName).flatMap { names($0, spot) }
        }
        if let head = prefix.lastIndex(of: "."), let inner = fields(behind: String(prefix[..<head]), spot) {
            return inner
        }
        // First what the data call things, then columns and functions, then the words of the language.
        var found = expected.filter(\.isName).flatMap { names($0, spot) }
        // Beside a column stands one of its type; functions of whatever type are found by their names.
        var type: ValueType?
        for case .value(let span) in expected { type = compared(span, spot)?.type.element }
        for expectation in expected where !expectation.isName {
            if expectation == .column, let type {
                found += columns(of: type, spot)
            } else {
                found += candidates(expectation, spot)
            }
        }
        return found
    }

    /// What may stand behind a text, names before words, always in one order.
    private func expectations(_ before: String) -> [Expectation] {
        let parsed = parse(SourceText(before, name: ""))
        var expected = parsed.expectations
        let beginning = Set([.source] + (Keywords.statements + Keywords.sources).map { Expectation.word($0) })
        if parsed.script.statements.isEmpty {
            // The beginning of a statement, behind which the parser has nothing to look for.
            expected = beginning
        } else if before.last == "\n", !Self.continues(before, "x") {
            expected = beginning
        }
        return expected.sorted { ($0.rank, $0.name) < ($1.rank, $1.name) }
    }

    private func candidates(_ expectation: Expectation, _ spot: Spot) -> [Candidate] {
        let lower = spot.prefix.lowercased()
        func fitting(_ words: [(text: String, note: String)]) -> [Candidate] {
            words.filter { $0.text.lowercased().hasPrefix(lower) }.map { Candidate(text: $0.text, note: $0.note) }
        }
        switch expectation {
        case .word(let word):
            // Words that join are as many as they are known; a list of what there is does not need them.
            return fitting([(word, Help.summary(of: word))])
        case .step:
            return fitting(
                Keywords.steps.map { ($0, $0 == "not" ? "not followed by PATTERN" : Help.summary(of: $0)) })
        case .column:
            return fitting(spot.fields(self).map { ($0.name, $0.type.name) })
                + fitting(functionNames.map { ($0, Help.summary(of: $0)) })
        case .parameter: return fitting(environment.parameters.keys.sorted().map { ("$" + $0, "parameter") })
        case .link: return fitting(spot.fields(self).filter { $0.type.element == .event }.map { ($0.name, $0.summary) })
        case .date:
            guard let period = catalog.coverage?.period else { return [] }
            let years = period.years
            return lower.isEmpty && years.count > 20 ? [] : fitting(years.map { ("\($0)", "") })
        case .duration:
            let lengths = ["30 days", "60 days", "90 days", "180 days", "1 week", "2 weeks", "3 months", "1 year"]
            return fitting(lengths.map { ($0, "") })
        case .aggregate:
            return fitting(Aggregate.Function.allCases.map { ($0.rawValue, Help.summary(of: $0.rawValue)) })
        case .comparison(let operand, _): return lower.isEmpty ? marks(besides: operand, spot) : []
        case .unit(let operand, let hasMagnitude): return units(of: operand, hasMagnitude: hasMagnitude, spot)
        case .source, .actor, .value, .event, .file: return []
        }
    }

    private func columns(of type: ValueType, _ spot: Spot) -> [Candidate] {
        let lower = spot.prefix.lowercased()
        let fields = spot.fields(self).filter { $0.type.element == type }.map { ($0.name, $0.type.name) }
        let functions = lower.isEmpty ? [] : functionNames.map { ($0, Help.summary(of: $0)) }
        return (fields + functions).filter { $0.0.lowercased().hasPrefix(lower) }.map {
            Candidate(text: $0.0, note: $0.1)
        }
    }

    private var functionNames: [String] { Functions.names.sorted() + environment.definitions.keys.sorted() }

    // MARK: Names of the data

    private func names(_ expectation: Expectation, _ spot: Spot) -> [Candidate] {
        switch expectation {
        case .source:
            let tables = catalog.tables.map { table in
                NamedThing(names: [table.name], count: loaded.data.tables[table.name]?.rowCount ?? 0, note: "table")
            }
            let bound = spot.statement.environment.bindings.keys.sorted().map {
                NamedThing(names: [$0], count: 0, note: "let")
            }
            let kinds = names.kinds().filter { $0.count > 0 || !spot.prefix.isEmpty }
            return [bound, tables, kinds].flatMap { spot.fitting($0, areTexts: false, areBare: true) }
        case .actor:
            return actors(in: spot.isBehindArrow ? "target" : "actor", of: "events", spot)
        case .value(let span): return compared(span, spot).map { values(of: $0, spot) } ?? []
        case .event: return spot.fitting(names.eventIDs(), areTexts: true)
        case .file:
            return paths(String(spot.prefix.drop { $0 == "\"" })).map {
                // A folder is gone on from: its quote stays open.
                Candidate(text: String(inQuotes($0.text).dropLast($0.text.hasSuffix("/") ? 1 : 0)), note: "")
            }
        case .word, .column, .step, .date, .duration, .aggregate, .parameter, .link, .comparison, .unit: return []
        }
    }

    /// The column in a span that something is to be compared with; nil where it is no column alone.
    func compared(_ span: Span, _ spot: Spot) -> Field? {
        let text = SourceText(spot.before, name: "").text(span)
        if let field = spot.fields(self).first(where: { $0.name == text }) { return field }
        // `because_of.place`: a field of another event.
        guard text.contains("."), let name = text.split(separator: ".").last else { return nil }
        return catalog.table("events")?.fields.first { $0.name == name }
    }

    private func actors(in field: String, of table: String, _ spot: Spot) -> [Candidate] {
        var found = spot.fitting(names.actors(in: field, of: table), areTexts: false)
        let offices = Set(catalog.offices.map(\.office)).sorted().map {
            NamedThing(names: [$0], count: 0, note: "office")
        }
        found += spot.fitting(offices, areTexts: false, areBare: true)
        // Countries that do not act in the data may be asked for too; they are offered if nothing else is meant.
        if found.isEmpty, !spot.prefix.isEmpty {
            let countries = Countries.all.filter { !$0.isRegion }.map {
                NamedThing(names: [$0.name, $0.code] + $0.aliases, count: 0, note: "not in the data")
            }
            found = spot.fitting(countries, areTexts: false)
        }
        return found
    }

    private func values(of field: Field, _ spot: Spot) -> [Candidate] {
        let order = spot.tables(self).filter { table in table.fields.contains { $0.name == field.name } }
        let table = order.first?.name ?? "events"
        switch field.type.element {
        case .actor: return actors(in: field.name, of: table, spot)
        case .kind: return spot.fitting(names.kinds(), areTexts: false, areBare: true)
        case .place: return spot.fitting(names.places(in: field.name, of: table), areTexts: false)
        case .event: return spot.fitting(names.eventIDs(), areTexts: true)
        case .text:
            return spot.fitting(names.texts(of: field.name, in: table), areTexts: true)
        case .date: return candidates(.date, spot)
        case .number, .bool, .period, .duration, .money, .list: return []
        }
    }

    /// `because_of.` leads to the fields of the events that it points to.
    private func fields(behind head: String, _ spot: Spot) -> [Candidate]? {
        guard let link = head.split(separator: ".").last,
            spot.fields(self).contains(where: { $0.name == link && $0.type.element == .event }) || link == "anchor"
        else { return nil }
        let fields = catalog.table("events")?.fields ?? []
        let lower = spot.prefix.lowercased()
        return fields.map { Candidate(text: "\(head).\($0.name)", note: $0.type.name) }
            .filter { $0.text.lowercased().hasPrefix(lower) }
    }
}

extension Expectation {
    /// Whether it stands for names of the data rather than words of the language.
    fileprivate var isName: Bool {
        switch self {
        case .source, .actor, .value, .event, .file: true
        case .word, .column, .step, .date, .duration, .aggregate, .parameter, .link, .comparison, .unit: false
        }
    }

    fileprivate var rank: Int {
        switch self {
        case .event, .file, .link: 0
        case .value: 1
        case .actor, .source: 2
        case .step: 3
        case .date, .duration, .aggregate, .unit: 4
        case .column: 5
        case .parameter: 6
        case .word: 7
        case .comparison: 8
        }
    }

    fileprivate var name: String { if case .word(let word) = self { word } else { "" } }
}

extension Period {
    /// The years that it touches, at most a hundred.
    fileprivate var years: [Int] {
        let (from, to) = (CivilCalendar.civil(first).year, CivilCalendar.civil(last).year)
        return from <= to && to - from < 1_000 ? Array((from...to).suffix(100)) : []
    }
}
