import Columnar
import Diagnostics
import EventModel
import Foundation
import Readers
import Rendering
import Semantics
@testable import Session
import Syntax
import Testing

@Suite struct HelpTests {
    @Test func `every code of a problem has one page and every page a code`() throws {
        #expect(Help.errorPages.map(\.code).sorted() == Problem.codes.sorted())
        let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources/Diagnostics/Problem.swift")
        let text = try String(contentsOf: source, encoding: .utf8)
        let written = text.matches(of: /case [.\w, ]+: "([EN]\d{4})"/).map { String($0.1) }
        #expect(written.count > 50)
        #expect(Problem.codes == written)
    }

    @Test func `every word of the language and every function has a page`() {
        let words = Set(Help.pages.map(\.word))
        let needed =
            Keywords.steps + Keywords.clauses + Keywords.operators + Keywords.statements + Keywords.sources
            + Functions.names
        #expect(Set(needed).subtracting(words).sorted() == [])
        let types = [
            "text", "number", "bool", "date", "period", "duration", "money", "kind", "actor", "place", "event", "list",
        ]
        let ideas = [
            "dates", "maybe", "actors", "kinds", "dyads", "unknown", "money", "durations", "forms", "charts", "params",
            "commands",
        ]
        #expect(Set(types + ideas).subtracting(words).sorted() == [])
    }

    @Test func `no word has two pages, and each page is found by its word`() {
        let words = Help.words
        #expect(Dictionary(grouping: words, by: { $0 }).filter { $0.value.count > 1 }.keys.sorted() == [])
        for word in words {
            let text = Help.text(word)
            #expect(text?.hasPrefix("\(word): ") == true)
            #expect(text?.hasSuffix("\n") == true)
        }
        #expect(Help.text("zebra") == nil)
        #expect(Help.text("e0203") == Help.text("E0203"))
        // What is said in several words goes by the first of them.
        #expect(Help.text("followed by") == Help.text("followed"))
        #expect(Help.text("not followed by") == Help.text("followed"))
    }

    @Test func `every table of a data set is told of`() throws {
        let words = Set(Help.pages.map(\.word))
        let tables = try Asking.examples.get().data.catalog.tables.map(\.name)
        #expect(Set(tables).subtracting(words).sorted() == [])
    }

    @Test func `lines of the pages fit a terminal of 124 columns`() {
        let long = ([nil] + Help.words.map(Optional.some)).flatMap { word in
            // A page that shows what is too long is longer.
            word == "E0108" || word == "E0109"
                ? [] : (Help.text(word) ?? "").split(separator: "\n").filter { $0.count > 126 }
        }
        #expect(long == [])
    }

    @Test("every example of every page runs", arguments: Help.pages)
    func examples(page: Help.Page) throws {
        for example in page.examples {
            let trial = try Trial(example)
            #expect(trial.status == .answered, "\(page.word): \(example)\n\(trial.told)")
            #expect(!trial.written.isEmpty, "\(page.word): \(example)")
        }
    }

    @Test func `the questions of the front page run`() throws {
        let questions = Help.front.split(separator: "\n").filter { $0.hasPrefix("    ") && !$0.hasPrefix("     ") }
        #expect(questions.count == 3)
        for question in questions { #expect(try Trial(String(question)).status == .answered) }
        let lines = Help.front.split(separator: "\n", omittingEmptySubsequences: false)
        // In the usual window it stands whole, with the prompt below it.
        #expect(lines.count <= 22 && lines.allSatisfy { $0.count <= 80 })
    }

    @Test("the wrong example gives the code, and no other", arguments: Help.errorPages)
    func wrong(page: Help.ErrorPage) throws {
        let trial = try Trial(page.wrong, of: page.code)
        #expect(trial.codes == [page.code], "\(page.wrong)\n\(trial.told)")
        #expect(trial.status == (page.code.hasPrefix("N") ? .answered : .failed))
    }

    @Test("the right example is right", arguments: Help.errorPages)
    func right(page: Help.ErrorPage) throws {
        let trial = try Trial(page.right, isRight: true)
        #expect(trial.status == .answered, "\(page.right)\n\(trial.told)")
        #expect(!trial.codes.contains(page.code), "\(page.right)\n\(trial.told)")
    }
}

/// Words that mean something without being words of the language: kinds, fields, actors, habits.
@Suite struct HelpLookupTests {
    private static func page(_ word: String) throws -> String? {
        Help.page(on: word, over: try Asking.examples.get())
    }

    @Test func `every word that the parser knows has a page, and so have signs and habits`() throws {
        for word in Keywords.all + Keywords.forms + Keywords.charts { #expect(try Self.page(word) != nil, "\(word)") }
        let words = Set(Help.words)
        for (word, page) in Help.aliases.merging(Help.habits, uniquingKeysWith: { first, _ in first }) {
            #expect(words.contains(page), "\(word): \(page)")
            #expect(try Self.page(word) != nil, "\(word)")
        }
        #expect(Set(Help.aliases.keys).intersection(words).isEmpty)
        for command in Session.commands { #expect(try Self.page(command.name)?.hasPrefix(command.name) == true) }
    }

    @Test func `every field of every table and every actor has a page`() throws {
        let catalog = try Asking.examples.get().data.catalog
        for field in catalog.tables.flatMap(\.fields) { #expect(try Self.page(field.name) != nil, "\(field.name)") }
        for actor in catalog.actors.actors { #expect(try Self.page(actor.id) != nil, "\(actor.id)") }
        #expect(try Self.page("China")?.contains("events(CHN)") == true)
        #expect(try Self.page("Norway")?.contains("NOR") == true)
    }

    @Test func `every kind has a page that its name, its code and the words for it lead to`() throws {
        let catalog = try Asking.examples.get().data.catalog.kinds
        for kind in catalog.kinds {
            #expect(try Self.page(kind.name)?.contains("\(kind.name) | count per year") == true || kind.name == "count")
            if let code = kind.code { #expect(try Self.page(code)?.hasPrefix("\(kind.name): ") == true, "\(code)") }
        }
        #expect(try Self.page("refusal")?.contains("most likely the kind reject") == true)
        #expect(try Self.page("meeting")?.contains("reject.meeting") == true)
        for type in PLOVER.types { #expect(try Self.page(type.name)?.contains("plover \(type.name)") == true) }
        #expect(try Self.page("zebra") == nil)
    }

    @Test(
        "the examples of the pages of kinds, fields and actors run", arguments: ["reject", "fight", "arms_sale", "CHN"])
    func examples(word: String) throws { try run(word) }

    @Test func `the examples of all roots, types and fields run`() throws {
        let catalog = try Asking.examples.get().data.catalog
        for kind in catalog.kinds.kinds where kind.parent == nil { try run(kind.name) }
        for type in PLOVER.types { try run(type.name) }
        for field in catalog.tables.flatMap(\.fields) { try run(field.name) }
    }

    private func run(_ word: String) throws {
        // Those of the language are run as a whole, some take several lines.
        if Help.aliases[word] != nil || Help.words.contains(word) { return }
        let text = try #require(try Self.page(word))
        let examples = text.split(separator: "\n").filter { $0.hasPrefix("    ") }.map(String.init)
        for example in examples where !example.hasPrefix("     ") {
            let trial = try Trial(example)
            #expect(trial.status == .answered, "\(word): \(example)\n\(trial.told)")
        }
    }

    @Test func `a word that no page is called by is told with the pages that speak of it`() {
        #expect(Help.nothing(on: "zebra").contains("lists what there is"))
        #expect(Help.nothing(on: "distnct").contains("did you mean `distinct`?"))
        #expect(Help.nothing(on: "replacement").contains("sample"))
    }
}

extension Help.Page: CustomTestStringConvertible { public var testDescription: String { word } }
extension Help.ErrorPage: CustomTestStringConvertible { public var testDescription: String { code } }

/// One run of a text over the example data, in the circumstances that a code needs.
final class Trial {
    private(set) var status = RunStatus.answered
    private(set) var written = ""
    private(set) var told = ""

    /// The codes told, but for N0102, which stands beside any question that names a country, unless it is the one asked of.
    var codes: Set<String> {
        let all = Set(told.matches(of: /(?:error|warning|note)\[([EN]\d{4})\]/).map { String($0.1) })
        return code == "N0102" || isRight ? all : all.subtracting(["N0102"])
    }

    private let code: String?
    private let isRight: Bool
    private var clock = 0.0

    init(_ text: String, of code: String? = nil, isRight: Bool = false) throws {
        self.code = code
        self.isRight = isRight
        let host = Host(
            out: { self.written += $0 }, err: { self.told += $0 },
            readFile: { name in
                name == "names.casus"
                    ? .success(Array("let talks = consult(US <-> China)".utf8)) : .failure(HostProblem("no such file"))
            },
            writeFile: { name, contents in
                self.written += "\(name): \(contents)"
                return .success(())
            },
            now: {
                self.clock += 1
                return self.clock
            })
        let drawing = Drawing(width: nil, maximumRows: nil, colour: false, unicode: true, isTerminal: false)
        var settings = Settings(drawing: drawing)
        if code == "E0502" { settings.timeLimit = 0 }
        settings.mayTouchTheWorld = code != "E0504"
        let session = Session(
            try Self.data(code), settings: settings, parameters: Self.parameters(code), host: host)
        status = session.run(bytes: Self.bytes(text, code), name: "question", folder: "", isLast: true)
    }

    private static func parameters(_ code: String?) -> [String: String] {
        switch code {
        case "E0404": ["least": "many"]
        case "E0411": ["zzz": "1"]
        case _: [:]
        }
    }

    /// As a file in Latin-1 has it, for the page of what is not UTF-8.
    private static func bytes(_ text: String, _ code: String?) -> [UInt8] {
        switch code {
        // What is too long or too deep is shortened on its page.
        case "E0108":
            let (open, close) = (String(repeating: "(", count: 120), String(repeating: ")", count: 120))
            return Array("events where \(open)times > 3\(close)".utf8)
        case "E0109": return Array("events\(String(repeating: " | take 9", count: 201))".utf8)
        case "E0113": return Array(text.data(using: .isoLatin1) ?? Data())
        case _: return Array(text.utf8)
        }
    }

    /// The example data; with a record of what they cover, where the note about that is asked for.
    private static func data(_ code: String?) throws -> Loaded {
        guard code == "N0101" else { return try Asking.examples.get() }
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "casus-help-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        let coverage = #"{"type": "coverage", "source": "five accounts", "from": "2018", "to": "2024-12-31"}"#
        try (ExampleData.text + "\n" + coverage + "\n").write(to: file, atomically: true, encoding: .utf8)
        return try open([file.path], options: ReadOptions())
    }
}
