import Columnar
import EventModel
import Foundation
import Store
import Testing

@testable import Readers

/// What an import may put itself in the place of, and what it needs for that.
@Suite("What an import replaces")
struct ReplacingTests {
    private static let record = #"{"type":"event","id":"a","kind":"aid","date":"2024-01-03"}"# + "\n"

    /// A folder with a store of one event and a file of another.
    private static func inFolder(_ body: (_ folder: URL, _ file: String, _ store: String) throws -> Void) throws {
        try ImportTests.inFolder { folder in
            let one = try write(record, "one.jsonl", folder)
            let file = try write(record.replacing("\"a\"", with: "\"b\""), "b.jsonl", folder)
            let store = folder.appending(path: "a.events").path
            _ = try importing([one], into: store)
            try body(folder, file, store)
        }
    }

    private static func write(_ text: String, _ name: String, _ folder: URL) throws -> String {
        let file = folder.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    /// Tries an import that has to fail, and leave everything as it was.
    private static func refused(
        _ files: [String], into store: String, isAppending: Bool = false, in folder: URL,
        _ options: ReadOptions = .init()
    ) throws -> ReadError? {
        func content() throws -> [String: Data?] {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            return Dictionary(
                uniqueKeysWithValues: names.map {
                    ($0, FileManager.default.contents(atPath: folder.appending(path: $0).path))
                })
        }
        let before = try content()
        var found: ReadError?
        do {
            _ = try importing(files, into: store, isAppending: isAppending, options: options)
            Issue.record("was imported")
        } catch {
            found = error
        }
        #expect(try content() == before)
        return found
    }

    // MARK: Nothing to put there

    @Test(
        "files without a row replace no store and are added to none",
        arguments: [
            ("empty.csv", ""), ("mark.csv", "\u{FEFF}"), ("blank.csv", "\n\r\n\n"), ("empty.jsonl", ""),
            ("header.csv", GDELTRowMaker.names.joined(separator: "\t") + "\n"),
            ("ucdp.csv", TableMaker.ucdp.file([]) + "\n"), ("acled.csv", TableMaker.acled.file([]) + "\n"),
        ])
    func noRows(_ name: String, _ text: String) throws {
        try Self.inFolder { folder, _, store in
            let file = try Self.write(text, name, folder)
            for isAppending in [false, true] {
                let error = try Self.refused([file], into: store, isAppending: isAppending, in: folder)
                // What is of another format than the store is told so.
                #expect(
                    isAppending ? error != nil : error?.text.contains(/found no(thing| row)/) ?? false,
                    "\(error?.text ?? "")")
            }
            #expect(try Self.refused([file], into: folder.appending(path: "new.events").path, in: folder) != nil)
        }
    }

    @Test("a file whose rows are all refused replaces no store, and says why")
    func allRefused() throws {
        try Self.inFolder { folder, _, store in
            let rows = [GDELTRowMaker(["EventCode": "999"]).row(), GDELTRowMaker(["NumMentions": "x"]).row()]
            let gdelt = try Self.write(rows.joined(separator: "\n"), "g.tsv", folder)
            let records = try Self.write(
                #"{"type":"event","id":"x","kind":"nonsense"}"# + "\n{\n", "r.jsonl", folder)
            for file in [gdelt, records] {
                let error = try Self.refused([file], into: store, in: folder)
                guard case .noRows(_, let refused?, count: 2) = error else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
                #expect(refused.path == file && error?.text.contains("refused 2, such as \(file):") ?? false)
            }
            #expect(try Self.refused([records], into: store, isAppending: true, in: folder) != nil)
        }
    }

    @Test("mentions alone, which are of no event, replace no store")
    func mentionsAlone() throws {
        try Self.inFolder { folder, _, store in
            let fields = [
                "1", "20190121220000", "20190122120000", "1", "s.org", "http://m.org/1", "4", "-1", "9", "9", "1", "90",
                "2579", "0.8", "", "",
            ]
            let file = try Self.write(fields.joined(separator: "\t") + "\n", "m.tsv", folder)
            #expect(try Self.refused([file], into: store, in: folder) == .noEventsMentioned)
        }
    }

    // MARK: Nothing to be replaced

    @Test("what is no store is not replaced, an empty file is")
    func noStore() throws {
        try Self.inFolder { folder, file, store in
            let notes = try Self.write("notes of years\n", "notes.events", folder)
            for isAppending in [false, true] {
                #expect(
                    try Self.refused([file], into: notes, isAppending: isAppending, in: folder)
                        == .store(.notReplaced(path: notes, found: "a file that is no store")))
            }
            let inner = folder.appending(path: "inner.events").path
            try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: false)
            #expect(
                try Self.refused([file], into: inner, in: folder)
                    == .store(.notReplaced(path: inner, found: "a folder")))
            let pipe = folder.appending(path: "pipe.events").path
            #expect(mkfifo(pipe, 0o600) == 0)
            #expect(throws: ReadError.store(.notReplaced(path: pipe, found: "a pipe"))) {
                try importing([file], into: pipe)
            }
            let empty = try Self.write("", "empty.events", folder)
            _ = try importing([file], into: empty)
            #expect(Store.isStore(empty))
        }
    }

    @Test("a link goes on to lead to the store, which is replaced or added to where it lies")
    func links() throws {
        try Self.inFolder { folder, file, store in
            let other = folder.appending(path: "other")
            try FileManager.default.createDirectory(at: other, withIntermediateDirectories: false)
            let link = other.appending(path: "link.events").path
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "../a.events")
            _ = try importing([file], into: link, isAppending: true)
            #expect(try Readers.open([store]).rows("events").map { $0["id"] } == [.text("a"), .text("b")])
            _ = try importing([file], into: link)
            #expect(try Readers.open([store]).rows("events").map { $0["id"] } == [.text("b")])
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "../a.events")
            #expect(try FileManager.default.contentsOfDirectory(atPath: other.path) == ["link.events"])
            let nowhere = folder.appending(path: "nowhere.events").path
            try FileManager.default.createSymbolicLink(atPath: nowhere, withDestinationPath: "none")
            #expect(
                try Self.refused([file], into: nowhere, in: folder)
                    == .store(.notReplaced(path: nowhere, found: "a link to a file that is not there")))
        }
    }

    @Test("no import reads what it writes, by whatever name")
    func itself() throws {
        try Self.inFolder { folder, file, store in
            let hard = folder.appending(path: "hard.events").path
            #expect(link(store, hard) == 0)
            for isAppending in [false, true] {
                #expect(
                    try Self.refused([store], into: store, isAppending: isAppending, in: folder)
                        == .store(.readsItself(path: store, store: store)))
                #expect(
                    try Self.refused([hard], into: store, isAppending: isAppending, in: folder)
                        == .store(.readsItself(path: hard, store: store)))
            }
            // What would be written on the way.
            for name in ["a.events.part", "a.events.lock", "a.events.spill"] {
                let part = try Self.write(Self.record, name, folder)
                #expect(
                    try Self.refused([part], into: store, in: folder)
                        == .store(.readsItself(path: part, store: store)))
                try FileManager.default.removeItem(atPath: part)
            }
        }
    }
}
