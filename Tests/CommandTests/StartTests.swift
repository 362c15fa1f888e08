import Foundation
import Testing

/// What a plain question over a store must not touch, since it would take longer than the answer. No clock tells here.
@Suite("The way from start to answer")
struct StartTests {
    private static func store(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "casus-start-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let records = """
            {"type": "actor", "id": "minnow", "name": "Minnow Islands"}
            {"type": "event", "id": "a", "kind": "cameo:120", "date": "2024-01-02", "actor": "minnow", "place": "Gulf"}
            {"type": "event", "id": "b", "kind": "cameo:04", "date": "2024-01-03", "actor": "minnow", "place": "Gulf"}
            """
        let (source, store) = (folder.appending(path: "a.jsonl"), folder.appending(path: "a.events"))
        try Data(records.utf8).write(to: source)
        try #require(try run(["import", source.path, "--into", store.path]).status == 0)
        try body(store)
    }

    @Test("no library for packed files is opened until a file is packed")
    func libraries() throws {
        // The loader of the system tells each file that it opens.
        let tells = ["LD_DEBUG": "files"]
        try Self.store { store in
            let plain = try run(["--as", "csv", store.path, "-c", "cameo 12 | count"], environment: tells)
            #expect(plain.status == 0 && plain.out == "count\n1\n")
            try #require(plain.err.contains("libc.so"))
            for library in ["libarchive", "libxml2", "libicu", "FoundationICU"] {
                #expect(!plain.err.contains(library))
            }
            // A file of the packing gzip: its head, and nothing that could be unpacked.
            let packed = store.deletingLastPathComponent().appending(path: "a.gz")
            try Data([0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 3]).write(to: packed)
            #expect(try run([packed.path, "-c", "events"], environment: tells).err.contains("libarchive"))
        }
    }

    @Test("the lists of actors and places are not read for a question that names none of them")
    func names() throws {
        try Self.store { store in
            // Each list is damaged where a name stands in lower case, by which it is looked up: who reads it, tells.
            var bytes = try Data(contentsOf: store)
            let name = Data("minnow islands".utf8)
            let place = try #require(bytes.range(of: name)?.lowerBound)
            bytes[place] ^= 1
            try bytes.write(to: store)
            let plain = try run(["--as", "csv", store.path, "-c", "cameo 12 | count"])
            #expect(plain.status == 0 && plain.out == "count\n1\n" && plain.err.isEmpty)
            let asking = try run(["--as", "csv", store.path, "-c", "events(minnow ->) | count"])
            #expect(asking.status == 1 && asking.out.isEmpty && asking.err.contains("the list of actors is not what"))
        }
    }
}
