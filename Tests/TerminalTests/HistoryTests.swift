import Foundation
import Testing

@testable import Terminal

@Suite("The history")
struct HistoryTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "history-\(UUID().uuidString)")

    private func inFolder(_ body: (String) throws -> Void) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.appending(path: "history").path)
    }

    private func entry(_ question: String) -> HistoryEntry {
        HistoryEntry(question: question, time: 1_700_000_000, dataSet: "toy")
    }

    @Test func `the folders of the file are made, for the user alone`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "state/casus/history").path
        #expect(HistoryFile(path: path).append(entry("events")))
        var file = HistoryFile(path: path)
        #expect(file.readNew().map(\.question) == ["events"])
        for part in ["state", "state/casus"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.appending(path: part).path)
            #expect(attributes[.posixPermissions] as? Int == 0o700)
        }
    }

    @Test func `a history that cannot be written says so, and is kept while the program runs`() {
        var history = History(path: "/proc/nowhere/history")
        history.add(entry("events"))
        #expect(history.entries.map(\.question) == ["events"])
        #expect(history.problem?.contains("/proc/nowhere/history") ?? false)
    }

    @Test func `the last word is that of the newest question, then those of earlier ones in its place`() {
        var history = History(path: nil)
        for question in ["events where forum = \"Shangri-La Dialogue\"", "a | count", "b\n| count  ", "  "] {
            history.add(entry(question))
        }
        var words = LastWord()
        func text(_ text: String, at cursor: Int? = nil) -> EditedText {
            EditedText(scalars: Array(text.unicodeScalars), cursor: cursor ?? text.unicodeScalars.count)
        }
        let first = words.next(in: history, text("x | "))
        #expect(first?.word == Array("count".unicodeScalars) && first?.range == 4..<4)
        // Equal words of two questions are one.
        let second = words.next(in: history, text("x | count"))
        #expect(second?.word == Array("\"Shangri-La Dialogue\"".unicodeScalars) && second?.range == 4..<9)
        #expect(words.next(in: history, text("x | \"Shangri-La Dialogue\"")) == nil)
        // What was edited since begins anew.
        #expect(words.next(in: history, text("y z", at: 1))?.range == 1..<1)
        #expect(words.next(in: History(path: nil), text("")) == nil)
    }

    @Test func `an entry is one readable line of JSON`() throws {
        let line = HistoryEntry(question: "events\n| count \"x\"\u{1B}", time: 12, dataSet: "a\\b").line
        #expect(line == #"{"time":12,"data":"a\\b","question":"events\n| count \"x\"\u001b"}"#)
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        #expect(object?["question"] as? String == "events\n| count \"x\"\u{1B}")
    }

    @Test(arguments: 0..<50) func `any question comes back as it was`(seed: UInt64) {
        var numbers = SeededNumbers(seed: seed)
        let entry = HistoryEntry(
            question: hostilePieces.random(pieces: Int(seed) * 3, using: &numbers),
            time: Int.random(in: .min ... .max, using: &numbers),
            dataSet: hostilePieces.random(pieces: 3, using: &numbers))
        let line = entry.line
        #expect(!line.unicodeScalars.contains { $0.value < 0x20 })
        // Compared as bytes: Swift holds texts equal that only look alike.
        let back = HistoryEntry(line: line)
        #expect(back.map { Array($0.question.utf8) } == Array(entry.question.utf8))
        #expect(back == entry)
    }

    @Test func `no beginning of a line and no damaged line is taken for an entry`() {
        let line = entry("events \"\\ \n\u{1}").line
        for end in line.indices { #expect(HistoryEntry(line: line[..<end]) == nil) }
        #expect(HistoryEntry(line: line + "x") == nil)
        #expect(HistoryEntry(line: #"{"time":99999999999999999999,"data":"","question":"q"}"#) == nil)
        #expect(HistoryEntry(line: #"{"time":1,"data":"","question":"\ud800"}"#) == nil)
        #expect(HistoryEntry(line: #"{"time":1,"data":"","question":"\x"}"#) == nil)
    }

    @Test func `two sessions that write at once lose nothing`() async throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "history").path
        let count = 400
        await withTaskGroup(of: Bool.self) { group in
            for writer in ["left", "right"] {
                group.addTask {
                    let file = HistoryFile(path: path)
                    return (0..<count).allSatisfy { number in
                        let question = "\(writer) \(number)\n" + String(repeating: "x", count: number * 37)
                        return file.append(HistoryEntry(question: question, time: number, dataSet: writer))
                    }
                }
            }
            for await isWritten in group { #expect(isWritten) }
        }
        var reader = HistoryFile(path: path)
        let entries = reader.readNew()
        #expect(entries.count == 2 * count)
        for writer in ["left", "right"] {
            #expect(entries.filter { $0.dataSet == writer }.map(\.time) == Array(0..<count))
        }
        #expect(reader.readNew().isEmpty)
    }

    @Test func `a session sees what another has added since`() throws {
        try inFolder { path in
            var first = History(path: path)
            var second = History(path: path)
            first.add(entry("one"))
            second.add(entry("two"))
            first.refresh()
            second.refresh()
            #expect(first.entries.map(\.question) == ["one", "two"])
            #expect(second.entries == first.entries)
        }
    }

    @Test func `only the user can read the file, even if it was open to others before`() throws {
        try inFolder { path in
            for isOld in [false, true] {
                if isOld {
                    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
                }
                #expect(HistoryFile(path: path).append(entry("one")))
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                #expect(mode == 0o600)
            }
        }
    }

    @Test func `a line cut off in the middle spoils no other`() throws {
        try inFolder { path in
            let cut = entry("lost").line.prefix(20)
            try Data((entry("one").line + "\n" + cut).utf8).write(to: URL(filePath: path))
            var file = HistoryFile(path: path)
            #expect(file.readNew().map(\.question) == ["one"])
            #expect(file.append(entry("two")))
            #expect(file.readNew().map(\.question) == ["two"])
        }
    }

    @Test func `a file that was emptied or replaced is read anew`() throws {
        try inFolder { path in
            var file = HistoryFile(path: path)
            #expect(file.append(entry("one")) && file.append(entry("two")))
            #expect(file.readNew().count == 2)
            try Data((entry("three").line + "\n").utf8).write(to: URL(filePath: path))
            #expect(file.readNew().map(\.question) == ["three"])
        }
    }

    @Test func `a path that cannot be used keeps the history in memory`() {
        var history = History(path: "/nonexistent/folder/history")
        history.add(entry("one"))
        history.refresh()
        #expect(history.entries.map(\.question) == ["one"])
        #expect(!HistoryFile(path: "/dev/null").append(entry("one")))
    }

    @Test func `Up goes to the questions that begin with what is typed, and Down back to it`() {
        var history = History(path: nil)
        for question in ["events | count", "reject", "events | show date\n| take 1", "consult", "events | count"] {
            history.add(entry(question))
        }
        history.refresh()
        #expect(history.older(from: "events", .alike) == "events | count")
        #expect(history.older(from: "events | count", .alike) == "events | show date\n| take 1")
        #expect(history.older(from: "events | show date\n| take 1", .alike) == "events | count")
        #expect(history.older(from: "events | count", .alike) == nil)
        #expect(history.newer(from: "events | count", .alike) == "events | show date\n| take 1")
        #expect(history.newer(from: "events | show date\n| take 1", .alike) == "events | count")
        #expect(history.newer(from: "events | count", .alike) == "events")
        #expect(history.newer(from: "events", .alike) == nil)
        // None begins so: that is not the end of them.
        #expect(history.older(from: "threaten", .alike) == nil && history.isAtDraftWithText)
        #expect(history.older(from: "threaten") == "events | count" && !history.isAtDraftWithText)
        #expect(history.newer(from: "events | count") == "threaten")
        // Blanks are nothing typed.
        #expect(history.older(from: "  ", .alike) == "events | count")
    }

    @Test func `a question that was brought back and edited is what is typed from then on`() {
        var history = History(path: nil)
        for question in ["reject | take 1", "reject", "consult\u{1B}", "events"] { history.add(entry(question)) }
        history.refresh()
        #expect(history.older(from: "", .alike) == "events")
        // As the prompt shows it, which is no edit.
        let shown = history.older(from: "events", .alike)
        #expect(shown.map { history.older(from: $0, .alike) } == "reject")
        #expect(history.older(from: "reject |", .alike) == "reject | take 1")
        #expect(history.newer(from: "reject | take 1", .alike) == "reject |")
        // All questions are gone through from where one stands; the edited text is not lost.
        #expect(history.older(from: "") == "events" && history.older(from: "events") == shown)
        #expect(history.older(from: "other") == "reject")
        #expect(history.newer(from: "reject") == shown && history.newer(from: shown ?? "") == "events")
        #expect(history.newer(from: "events") == "other")
    }

    @Test func `Up walks to older questions and Down back to the draft`() {
        var history = History(path: nil)
        for question in ["one", "two", "two", "three"] { history.add(entry(question)) }
        history.refresh()
        #expect(history.older(from: "dra") == "three")
        #expect(history.older(from: "three") == "two")
        #expect(history.older(from: "two") == "one")
        #expect(history.older(from: "one") == nil)
        #expect(history.newer(from: "one") == "two")
        #expect(history.newer(from: "two") == "three")
        #expect(history.newer(from: "three") == "dra")
        #expect(history.newer(from: "dra") == nil)
    }

    @Test func `a search finds whole questions by any part, whatever the case`() {
        var history = History(path: nil)
        for question in ["events(China)\n| count", "reject", "events(US)\n| COUNT"] { history.add(entry(question)) }
        #expect(history.search("Count", before: .max, skipping: nil) == 2)
        #expect(history.search("count", before: 2, skipping: nil) == 0)
        #expect(history.search("count", before: 0, skipping: nil) == nil)
        #expect(history.search("count", after: 0, skipping: nil) == 2)
        #expect(history.search("nothing", before: .max, skipping: nil) == nil)
    }

    @Test func `a search says what came of it`() {
        let found = HistoryEntry(question: "events", time: 0, dataSet: "toy")
        #expect(searchLine("", nil, nil).hasPrefix("search: type a part of a question; Ctrl-R older"))
        #expect(searchLine("ev", nil, found).hasPrefix("search: ev  [asked 19"))
        #expect(searchLine("ev", nil, found).hasSuffix(" of toy]"))
        #expect(searchLine("ev", .noOlder, found).hasPrefix("search: ev  (no older one)  [asked "))
        #expect(searchLine("ev", .noNewer, found).hasPrefix("search: ev  (no newer one)  [asked "))
        #expect(searchLine("evx", .nowhere, found) == "search: evx  (in no question; this is the last one found)")
        #expect(searchLine("evx", .nowhere, nil) == "search: evx  (in no question)")
        #expect(searchLine("evx", .noOlder, nil) == "search: evx  (in no question)")
        #expect(searchLine("", .noOlder, nil) == "search:   (no questions yet)")
    }

    @Test func `the newest question that goes on as the text does gives the hint`() {
        var history = History(path: nil)
        for question in ["events | count", "events | show date", "reject"] { history.add(entry(question)) }
        #expect(history.continuation(of: "eve") == "nts | show date")
        #expect(history.continuation(of: "events | c") == "ount")
        #expect(history.continuation(of: "reject") == nil)
        #expect(history.continuation(of: "eve") { !$0.contains("show") } == "nts | count")
    }
}
