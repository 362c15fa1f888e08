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
}
