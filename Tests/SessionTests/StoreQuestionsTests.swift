import Foundation
import Readers
import Rendering
import Session
import TestSupport
import Testing

/// A question means the same over files and over the store that was made of them.
@Suite struct StoreQuestionsTests {
    @Test func `every question that is explained has the same answer over a store`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "casus-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "talks.events").path
        let loaded = try open(example: ReadOptions())
        try loaded.write(to: path, isCancelled: { false })
        let stored = try open([path])
        #expect(stored.store == path && stored.eventCount == loaded.eventCount)
        #expect(stored.report.files.map(\.rowCount) == loaded.report.files.map(\.rowCount))
        let overFiles = Asking(loaded: loaded, form: .json)
        let overStore = Asking(loaded: stored, form: .json)
        for item in GoldenCases("explain.test", beside: #filePath).cases {
            let (one, two) = (overFiles(item.input), overStore(item.input))
            #expect(one.status == .answered)
            #expect(one.out == two.out && one.err == two.err, "\(item.input)\n\(one.out)\n\(two.out)\(two.err)")
        }
    }

    @Test func `a store is asked by itself`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "casus-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (store, records) = (folder.appending(path: "a.events").path, folder.appending(path: "b.jsonl").path)
        try open(example: ReadOptions()).write(to: store, isCancelled: { false })
        try Data("{\"type\": \"event\", \"id\": \"x\"}\n".utf8).write(to: URL(filePath: records))
        #expect(throws: ReadError.storeAmongFiles(store: store, other: records)) { try open([records, store]) }
        #expect(throws: ReadError.self) { try open([store, store]) }
    }

    /// A folder with a store of the example data, and the bytes of another that is larger.
    private static func inFolder(_ body: (_ folder: URL, _ store: URL, _ other: Data) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "casus-over-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (store, other) = (folder.appending(path: "mine.events"), folder.appending(path: "other.events"))
        let lines = (0..<30_000).map { id in
            #"{"type":"event","id":"x\#(id)","kind":"reject","actor":"A\#(id % 999)","date":"2024-01-03","own\#(id % 9)":"\#(id)"}"#
        }
        let records = folder.appending(path: "b.jsonl")
        try Data(lines.joined(separator: "\n").utf8).write(to: records)
        try open(example: ReadOptions()).write(to: store.path, isCancelled: { false })
        _ = try importing([records.path], into: other.path)
        try body(folder, store, try Data(contentsOf: other))
    }

    /// Puts bytes into a file as `cp` does: it stays the file that it is.
    private static func write(_ bytes: Data, over file: URL) throws {
        let handle = try FileHandle(forWritingTo: file)
        try handle.truncate(atOffset: 0)
        try handle.write(contentsOf: bytes)
        try handle.close()
    }

    @Test func `a store that is written over while it is open is asked no more until it is opened again`() throws {
        try Self.inFolder { folder, store, other in
            let world = FakeWorld()
            let session = world.session(try open([store.path]))
            #expect(session.handle("events | count") == .answered)
            #expect(session.handle("reject | count by actor") == .answered)
            try Self.write(other, over: store)
            world.out = ""
            let told =
                "error: \(store.path) has been written over since it was opened; `.open \(store.path)` opens it again\n"
            for line in [
                "events | count", "reject(China -> US)", "events where actor = Chna", "_ | count", "tables", ".kinds",
                ".actors Chi", ".schema", ".last", ".save x.jsonl", "help reject", "let x = reject",
            ] {
                world.err = ""
                #expect(session.handle(line, at: .prompt) == .failed, "\(line)")
                #expect(world.err == told, "\(line)")
            }
            #expect(world.out.isEmpty)
            // What the prompt shows while one types looks up names as well.
            #expect(session.complete("reject(Chi", at: 10).candidates.isEmpty)
            #expect(session.highlight("reject(Chi -> US)").isEmpty && session.hint("reject(Chi") == nil)
            #expect(session.isRight("reject(Chi -> US)") && session.usage("reject(Chi", at: 10) == nil)
            #expect(session.handle(".open \(store.path)", at: .prompt) == .answered)
            #expect(session.handle("events | count", at: .prompt) == .answered)
            #expect(world.out.contains("30000") || world.out.contains("30,000"))
        }
    }

    @Test func `a store whose name goes to another is asked as it was`() throws {
        try Self.inFolder { folder, store, other in
            let world = FakeWorld()
            let session = world.session(try open([store.path]))
            #expect(session.handle("events | count") == .answered)
            let before = world.out
            world.out = ""
            let file = folder.appending(path: "new.events")
            try other.write(to: file)
            #expect(rename(file.path, store.path) == 0)
            #expect(session.handle("events | count") == .answered)
            #expect(world.out == before)
            #expect(session.handle("reject(China -> US)") == .answered)
        }
    }
}
