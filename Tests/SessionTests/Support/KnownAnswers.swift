import Foundation
import Readers
import Testing

/// A question, and its answer as it was worked out without Casus over the same files.
///
/// The file `Golden/known-answers.test` holds them, a number in front. No run of the tests ever writes it: `by` says how
/// the rows were reckoned, by SQL (DuckDB), by pandas or by plain loops of Python over the raw files, with the meanings
/// of `docs/MEANING.md`.
struct KnownAnswer: Sendable, CustomTestStringConvertible {
    /// What the question is asked of.
    enum Subject: String, CaseIterable, Sendable {
        case example = "example"
        case triples = "ICEWS triples"
        case coded = "ICEWS events"
        case quarterHour = "GDELT 2.0"
        case daily = "GDELT 1.0"
        case both = "GDELT both"
        case mentioned = "GDELT mentions"
    }

    let heading: String
    let subject: Subject
    let means: String
    let question: String
    let rows: [[String]]

    var testDescription: String { heading }

    static let all: [KnownAnswer] = {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Golden/known-answers.test").path
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.components(separatedBy: "===\n").compactMap(KnownAnswer.init)
    }()

    /// Nil where a block is not of the form that the file has.
    init?(_ block: String) {
        let parts = block.components(separatedBy: "---\n")
        let head = parts[0].split(separator: "\n").map(String.init)
        guard parts.count == 3, head.count == 3, head[1].hasPrefix("over "), head[2].hasPrefix("by "),
            let subject = Subject(rawValue: String(head[1].dropFirst(5)))
        else { return nil }
        (heading, self.subject, means) = (head[0], subject, String(head[2].dropFirst(3)))
        question = parts[1]
        rows = parts[2].split(separator: "\n").map { $0.components(separatedBy: " | ") }
    }
}

extension KnownAnswer.Subject {
    /// The files that hold it, read once.
    static let opened: [Self: Result<Loaded, any Error>] = {
        Dictionary(uniqueKeysWithValues: allCases.map { subject in (subject, Result { try subject.open() }) })
    }()

    private func open() throws -> Loaded {
        let quarterHour = Shared.file("gdelt/20190121220000.export.CSV")
        let daily = Shared.file("gdelt/gdelt1_daily_58col.tsv")
        switch self {
        case .example: return try Readers.open(example: ReadOptions())
        case .triples: return try open([Shared.file("icews/icews18_sep-oct_decoded.tsv")])
        case .coded: return try open([Shared.file("icews/events.2018.sample.tab")])
        case .quarterHour: return try open([quarterHour])
        case .daily: return try open([daily])
        case .both: return try open([quarterHour, daily])
        case .mentioned: return try openMentioned(quarterHour)
        }
    }

    private func open(_ paths: [String]) throws -> Loaded { try Readers.open(paths, options: ReadOptions()) }

    /// The mentions at hand are of events of another day. So the ids that they name, each once and in their order, stand
    /// in for those of the first rows; nothing else of the events is changed.
    private func openMentioned(_ events: String) throws -> Loaded {
        let mentions = Shared.file("gdelt/mentions_16col_with_header.csv")
        var seen: Set<Substring> = []
        let ids = try String(contentsOfFile: mentions, encoding: .utf8).split(separator: "\n").dropFirst()
            .compactMap { $0.split(separator: ",").first }.filter { seen.insert($0).inserted }
        var lines = try String(contentsOfFile: events, encoding: .utf8).split(separator: "\n")
        for (index, id) in ids.prefix(lines.count).enumerated() {
            lines[index] = id + lines[index].drop { $0 != "\t" }
        }
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("casus-\(UUID().uuidString).export.CSV").path
        try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try open([path, mentions])
    }
}
