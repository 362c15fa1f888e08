import EventModel
import Diagnostics
import Plan
import Readers
import Semantics
import Syntax

/// One thing that may stand at the cursor.
package struct Candidate: Hashable, Sendable {
    package var text: String
    /// A count, a type or a label, to stand beside it.
    package var note: String
}

extension Session {
    /// Whether a text is a whole question, by the real parser.
    package static func isComplete(_ text: String) -> Bool {
        let trimmed = text.trimmed
        if trimmed.isEmpty || trimmed.hasPrefix(".") { return true }
        return !parse(SourceText(text, name: "")).isUnfinished
    }

    /// Whether a line goes on with the statement before it.
    package static func continues(_ statement: String, _ line: String) -> Bool {
        let trimmed = line.trimmed
        if trimmed.isEmpty { return false }
        if statement.trimmed.hasPrefix(".") || trimmed.hasPrefix(".") { return false }
        return parse(SourceText(statement + "\n" + line, name: "")).script.statements.count
            == parse(SourceText(statement, name: "")).script.statements.count
    }

    /// What may stand at the cursor (a byte offset), and the bytes that it replaces.
    package func complete(_ text: String, at cursor: Int) -> (replacing: Range<Int>, candidates: [Candidate]) {
        let bytes = Array(text.utf8)
        let end = min(max(cursor, 0), bytes.count)
        var start = end
        while start > 0, isWordByte(bytes[start - 1]) { start -= 1 }
        let prefix = String(decoding: bytes[start..<end], as: UTF8.self)
        let before = String(decoding: bytes[..<start], as: UTF8.self)
        if before.isEmpty, prefix.hasPrefix(".") {
            let commands = Self.commands.filter { $0.name.hasPrefix(prefix) }
            return (start..<end, commands.map { Candidate(text: $0.name, note: $0.does) })
        }
        var found: [Candidate] = []
        for expectation in expectations(before) { found += candidates(expectation, before: before) }
        let lower = prefix.lowercased()
        var seen: Set<String> = []
        let fitting = found.filter { candidate in
            let bare = candidate.text.first == "\"" ? String(candidate.text.dropFirst()) : candidate.text
            return bare.lowercased().hasPrefix(lower) && seen.insert(candidate.text).inserted
        }
        return (start..<end, fitting.sorted { $0.text < $1.text })
    }

    /// Nothing stands for the beginning of a statement, behind which the parser has nothing to look for.
    private func expectations(_ before: String) -> Set<Expectation> {
        let parsed = parse(SourceText(before, name: ""))
        if !parsed.script.statements.isEmpty { return parsed.expectations }
        return Set([.source] + (Keywords.statements + Keywords.sources).map { .word($0) })
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "$") || byte >= 0x80
            || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
            || ((byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z"))
    }

    private func candidates(_ expectation: Expectation, before: String) -> [Candidate] {
        switch expectation {
        case .word(let word): return [Candidate(text: word, note: "")]
        case .step: return Keywords.steps.filter { $0 != "not" }.map { Candidate(text: $0, note: "step") }
        case .source:
            let counts = loaded.data.counts(of: "kind")
            return catalog.kinds.kinds.enumerated().compactMap { position, kind in
                let total = catalog.kinds.subtree(position).reduce(0) {
                    $0 + (counts[catalog.kinds.kinds[$1].name] ?? 0)
                }
                return total > 0 || kind.parent == nil ? Candidate(text: kind.name, note: grouped(total)) : nil
            }
                + catalog.tables.map { Candidate(text: $0.name, note: "table") }
                + environment.bindings.keys.map { Candidate(text: $0, note: "let") }
        case .actor:
            let counts = loaded.data.counts(of: "actor")
            return catalog.actors.actors.flatMap { actor in
                ([actor.id] + (actor.name.map { [$0] } ?? []) + actor.aliases).map {
                    Candidate(text: quoted($0), note: counts[actor.id].map(grouped) ?? "")
                }
            }
        case .column:
            return fields(before: before).map { Candidate(text: $0.name, note: $0.type.name) }
                + Functions.names.map { Candidate(text: $0, note: "function") }
        case .date: return []
        case .parameter: return environment.parameters.keys.map { Candidate(text: "$" + $0, note: "parameter") }
        }
    }

    private func quoted(_ name: String) -> String {
        name.utf8.allSatisfy { isWordByte($0) && $0 != UInt8(ascii: ".") } ? name : "\"\(name)\""
    }

    /// The columns at the end of a text: those behind its last whole step.
    private func fields(before: String) -> [Field] {
        var text = before
        while true {
            let source = SourceText(text, name: "")
            let parsed = parse(source)
            if let statement = parsed.script.statements.last, !parsed.hasErrors {
                switch check(statement, of: source, in: environment).statement {
                case .question(let question): return question.relation.fields
                case .explain(_, let question): return question.relation.fields
                case .bound, .include, .malformed: break
                }
            }
            guard let bar = text.lastIndex(of: "|") else { return catalog.table("events")?.fields ?? [] }
            text = String(text[..<bar])
        }
    }
}
