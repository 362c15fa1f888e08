import Columnar
import Engine
import EventModel
import Plan
import Testing

/// Events of one letter each: id, date, letter, key, link.
struct LetterEvents {
    static let fields = [
        Field("id", .text), Field("date", .date), Field("what", .text), Field("who", .actor),
        Field("parties", .list(.actor)), Field("responds_to", .list(.event)), Field("size", .number),
    ]

    var rows: [[Value]] = []
    var coverage: Coverage?

    /// Events on days one after another from 1 January 2020, named as in `A1 B1 C1 B2`: the letter is what they are.
    init(_ names: String) throws {
        let first = try day("2020-01-01")
        for (index, name) in names.split(separator: " ").enumerated() {
            add(String(name), .date(EventDate(at: DateSpan(day: first + DayNumber(index)))))
        }
    }

    /// Events as in `A1 2020-01-05, B1 2020-02/2020-03`.
    init(dated text: String, coverage: String? = nil) throws {
        for part in text.split(separator: ",") {
            let words = part.split(separator: " ").map(String.init)
            add(words[0], words.count < 2 ? .unknown : words[1] == "none" ? .none : try .day(words[1]))
        }
        self.coverage = try coverage.map { Coverage(try #require(Period.parse($0)), isGuess: false) }
    }

    mutating func add(_ id: String, _ date: Value) {
        rows.append([
            .text(id), date, .text(String(id.prefix(1))), .actor("x"), .list([.actor("x")]), .none, .number(1),
        ])
    }

    mutating func set(_ id: String, _ field: String, _ value: Value) {
        guard let column = Self.fields.firstIndex(where: { $0.name == field }) else { return }
        for row in rows.indices where rows[row][0] == .text(id) { rows[row][column] = value }
    }

    func with(_ id: String, _ field: String, _ value: Value) -> LetterEvents {
        var copy = self
        copy.set(id, field, value)
        return copy
    }

    var data: DataSet { Fixture.data(Self.fields, rows, cuts: rows.count > 3 ? [2] : [], coverage: coverage) }

    func of(_ what: String) -> Relation {
        .filter(.rows(of: data), .compare(.column("what", .text), .equal, .constant(.text(what), .text)))
    }

    func step(
        _ what: String, name: String? = nil, within window: Lag? = nil, _ form: SequenceStep.Form = .once,
        where condition: Expression? = nil
    ) -> SequenceStep {
        SequenceStep(
            SequencePattern(of(what), condition: condition), name: form == .absent ? nil : name ?? what.lowercased(),
            window: window, form: form)
    }

    /// The rows of an answer as texts: the ids of the anchor and of what it matched, `?` behind those only possible.
    func ask(_ sequence: EventSequence) throws -> [String] {
        let answer = try Engine(data).answer(.possibly(.sequence(sequence)))
        return (0..<answer.rowCount).map { row in
            var words: [String] = []
            for (column, field) in answer.fields.enumerated()
            where field.name == "id" || field.type.element == .event && field.name != "responds_to" {
                words.append(Self.text(answer.value(row: row, column: column)))
            }
            return words.joined(separator: " ") + (answer.isPossible(row: row) ? "?" : "")
        }
    }

    private static func text(_ value: Value) -> String {
        switch value {
        case .none: "-"
        case .unknown: "unknown"
        case .list(let members): "[" + members.map { text($0) }.joined(separator: " ") + "]"
        case _: value.name ?? "…"
        }
    }

    /// `A | followed by B`, and what becomes of it by other choices.
    func followed(
        by what: String = "B", within window: Lag? = nil, keys: [NamedExpression] = [], backward: Bool = false,
        take: EventSequence.Take = .first, keep: EventSequence.Keep = .matched, where condition: Expression? = nil
    ) throws -> [String] {
        try ask(
            EventSequence(
                anchors: of("A"), keys: keys, steps: [step(what, name: "next", within: window, where: condition)],
                isBackward: backward, take: take, keep: keep))
    }

    /// A sequence that begins with A.
    func sequence(
        _ steps: [SequenceStep], within window: Lag? = nil, until: String? = nil, keys: [NamedExpression] = []
    ) throws -> [String] {
        try ask(
            EventSequence(
                anchors: of("A"), anchorName: "a", keys: keys, window: window, steps: steps,
                until: until.map { SequencePattern(of($0)) }))
    }
}

let whoKey = NamedExpression("who", .column("who", .actor))
