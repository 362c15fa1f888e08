import Foundation
import Testing

/// `--guess` and `--map`, packed files and patterns, as a user meets them.
@Suite struct MappingCommandTests {
    private func inFolder(_ files: [String: Data], _ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "casus-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, data) in files { try data.write(to: folder.appending(path: name)) }
        try body(folder)
    }

    private static let table = Data("date,actor,deaths\n2019-01-05,China,3\n2019-02-05,Japan,4\n".utf8)

    @Test func `a guess is a mapping that reads its file`() throws {
        try inFolder(["t.csv": Self.table]) { folder in
            let guess = try run(["t.csv", "--guess"], in: folder)
            #expect(guess.status == 0 && guess.err.isEmpty)
            try Data(guess.out.utf8).write(to: folder.appending(path: "t.map"))
            let answer = try run(
                ["t.csv", "--map", "t.map", "--as", "csv", "-c", "events(China ->) | show date, deaths"], in: folder)
            #expect(answer.out == "date,deaths\n2019-01-05,3\n" && answer.status == 0)
        }
    }

    @Test func `a mapping that cannot be read or does not fit ends with its place`() throws {
        let files = ["t.csv": Self.table, "a.map": Data("date form day\n".utf8), "b.map": Data("date from day\n".utf8)]
        try inFolder(files) { folder in
            let wrong = try run(["t.csv", "--map", "a.map", "-c", "events"], in: folder)
            #expect(wrong.status == 1 && wrong.out.isEmpty)
            #expect(wrong.err == "error: a.map:1:6: found `form`, expected is, from or between\n")
            let misfit = try run(["t.csv", "--map", "b.map", "-c", "events"], in: folder)
            #expect(misfit.status == 1)
            #expect(
                misfit.err == "error: b.map:1:11: found no column `day` in t.csv, which has date, actor, deaths\n")
            #expect(try run(["t.csv", "--map", "none.map", "-c", "events"], in: folder).status == 1)
            #expect(try run(["--guess"], in: folder).status == 2)
        }
    }

    @Test func `a mapping file without an end is told before it fills the memory`() throws {
        try inFolder(["t.csv": Self.table]) { folder in
            let run = try run(["t.csv", "--map", "/dev/zero", "-c", "events"], in: folder)
            #expect(run.status == 1)
            #expect(run.err == "error: cannot read /dev/zero: found more than 1048576 bytes in /dev/zero\n")
        }
    }

    @Test func `a table of no known format is answered with what to do`() throws {
        try inFolder(["t.csv": Self.table]) { folder in
            let run = try run(["t.csv", "-c", "events"], in: folder)
            #expect(run.status == 1)
            #expect(run.err.hasPrefix("error: found a table of 3 columns between commas in t.csv, expected "))
            #expect(run.err.contains("--guess writes a first one"))
        }
    }

    @Test func `packed data come from files, patterns in quotes and standard input alike`() throws {
        let packed = try #require(
            Data(
                base64Encoded: "H4sIAAAAAAACA6tWKqksSFWyUkotS80rUdJRykwBchKVarmqscokAWUATwXdPjQAAAA="))
        try inFolder(["r.jsonl.gz": packed]) { folder in
            for arguments in [["r.jsonl.gz"], ["r.*.g?"], ["-"]] {
                let run = try run(
                    arguments + ["--as", "csv", "-c", "events | count"], in: folder,
                    input: arguments == ["-"] ? packed : Data())
                #expect(run.out == "count\n2\n" && run.status == 0, "\(arguments) \(run.err)")
            }
        }
    }
}
