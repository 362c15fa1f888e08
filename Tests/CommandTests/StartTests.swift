import Foundation
import Testing

/// What a plain question over a store must not touch, since it would take longer than the answer. No clock tells here.
@Suite("The way from start to answer")
struct StartTests {
    /// A store in a folder of its own, made of a source of the name.
    private static func imported(_ text: String, as name: String, _ body: (_ store: URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "casus-start-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (source, store) = (folder.appending(path: name), folder.appending(path: "a.events"))
        try Data(text.utf8).write(to: source)
        try #require(try run(["import", source.path, "--into", store.path]).status == 0)
        try body(store)
    }

    private static func store(_ body: (URL) throws -> Void) throws {
        let records = """
            {"type": "actor", "id": "minnow", "name": "Minnow Islands"}
            {"type": "event", "id": "a", "kind": "cameo:120", "date": "2024-01-02", "actor": "minnow", "place": "Gulf"}
            {"type": "event", "id": "b", "kind": "cameo:04", "date": "2024-01-03", "actor": "minnow", "place": "Gulf"}
            """
        try imported(records, as: "a.jsonl", body)
    }

    @Test("no library for packed files is opened until a file is packed")
    func libraries() throws {
        // The loader of the system tells each file that it opens.
        let tells = ["LD_DEBUG": "files"]
        try Self.store { store in
            let plain = try run(["--as", "csv", store.path, "-c", "cameo 12 | count"], environment: tells)
            #expect(plain.status == 0 && plain.out == "count\n1\n")
            try #require(plain.err.contains("libc.so"))
            for library in ["libarchive", "libz.so", "libxml2", "libicu", "FoundationICU"] {
                #expect(!plain.err.contains(library))
            }
            // Files of the packings gzip and zst: their heads, and nothing that could be unpacked.
            let packed = store.deletingLastPathComponent().appending(path: "a.gz")
            try Data([0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 3]).write(to: packed)
            let gzip = try run([packed.path, "-c", "events"], environment: tells).err
            #expect(gzip.contains("libz.so") && !gzip.contains("libarchive"))
            try Data([0x28, 0xB5, 0x2F, 0xFD, 0]).write(to: packed)
            #expect(try run([packed.path, "-c", "events"], environment: tells).err.contains("libarchive"))
        }
    }

    @Test("of a column what is read is checked, and no more: an answer from sound rows is given, any other is not")
    func parts() throws {
        let mentions = (0..<30_000).map { UInt8($0 * 7 % 127) }
        let rows = mentions.enumerated().map { id, mentions in
            var fields = Array(repeating: "", count: 58)
            (fields[0], fields[1]) = (
                "\(id + 1)", "2019\(String(format: "%02d%02d", id / 2_500 + 1, id % 2_500 / 100 + 1))"
            )
            (fields[26], fields[31], fields[56]) = ("042", "\(mentions)", "20200101")
            return fields.joined(separator: "\t")
        }
        try Self.imported(rows.joined(separator: "\n") + "\n", as: "a.tsv") { store in
            func asked(_ question: String) throws -> Run { try run(["--as", "csv", store.path, "-c", question]) }
            let (early, all) = ("events in 2019-02 where mentions > 100 | count", "events where mentions > 100 | count")
            let known = mentions[2_500..<5_000].count { $0 > 100 }
            #expect(try asked(early).out == "count\n\(known)\n")
            #expect(try asked(all).out == "count\n\(mentions.count { $0 > 100 })\n")
            var bytes = [UInt8](try Data(contentsOf: store))
            let start = try #require(bytes.firstRange(of: mentions.prefix(500))?.lowerBound)
            bytes[start + 29_000] ^= 1
            try Data(bytes).write(to: store)
            #expect(try asked(early).out == "count\n\(known)\n")
            let told = try asked(all)
            #expect(told.status == 1 && told.out.isEmpty && told.err.contains("`mentions`"))
        }
    }

    @Test("groups of kinds from a damaged store are those of the sound one, or told, wherever it is damaged")
    func kinds() throws {
        let rows = (0..<600).map { id in
            var fields = Array(repeating: "", count: 58)
            (fields[0], fields[1]) = ("\(id + 1)", "201901\(String(format: "%02d", id / 30 + 1))")
            (fields[26], fields[56]) = (["042", "043", "190"][id % 3], "20200101")
            return fields.joined(separator: "\t")
        }
        try Self.imported(rows.joined(separator: "\n") + "\n", as: "a.tsv") { store in
            let question = ["--as", "csv", store.path, "-c", "events | count by kind per month"]
            let whole = try run(question)
            let bytes = [UInt8](try Data(contentsOf: store))
            // The kinds of the rows: one of three codes, six hundred times.
            let isKind = { (place: Int) in (0..<600).allSatisfy { bytes[place + $0] < 8 } && bytes[place] > 1 }
            let start = try #require((4_096..<bytes.count - 600).first(where: isKind))
            var told = 0
            for place in [start, start + 1, start + 250, start + 599] + stride(from: 4_096, to: bytes.count, by: 997) {
                for bit in [0, 6] as [UInt8] {
                    var changed = bytes
                    changed[place] ^= 1 << bit
                    try Data(changed).write(to: store)
                    let answer = try run(question)
                    if answer.status == 1, answer.out.isEmpty, !answer.err.isEmpty {
                        told += 1
                    } else {
                        #expect(answer.status == 0 && answer.out == whole.out, "bit \(bit) of byte \(place)")
                    }
                }
            }
            #expect(told >= 8)
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
