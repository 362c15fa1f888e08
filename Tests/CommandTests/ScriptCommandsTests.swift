import Foundation
import Testing

/// `casus check` and `casus format` as processes.
@Suite struct ScriptCommandsTests {
    private func script(_ text: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("casus-\(UUID().uuidString).casus")
            .path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test(
        "exit codes tell what was found",
        arguments: [
            (["check", "-"], "events | count\n", 0), (["check", "-"], "events | cuont\n", 1),
            (["check", "--json", "-"], "nosuch\n", 1), (["check", "nosuch.casus"], "", 1), (["check"], "", 2),
            (["check", "data.jsonl"], "", 2), (["format", "-"], "events|count\n", 0),
            (["format", "-"], "events |\n", 1),
            (["format", "--check", "-"], "events | count\n", 0), (["format", "--check", "-"], "events|count\n", 1),
            (["format", "--safe", "x.casus"], "", 2),
        ] as [([String], String, Int32)])
    func exitCodes(arguments: [String], input: String, status: Int32) throws {
        let run = try run(arguments, input: input)
        #expect(run.status == status, "\(run.err)")
    }

    @Test func `check tells all mistakes on standard output and runs nothing`() throws {
        let run = try run(["check", "-"], input: "events | save \"x.csv\"\nnosuch\nalso_not\n")
        #expect(run.status == 1 && run.out.contains("<stdin>:2:1") && run.out.contains("<stdin>:3:1"))
        #expect(!FileManager.default.fileExists(atPath: "x.csv"))
    }

    @Test func `check for editors writes a line of JSON a finding and nothing else`() throws {
        let run = try run(["check", "--json", "-"], input: "nosuch\nevents | cuont\n")
        let lines = run.out.split(separator: "\n")
        #expect(lines.count == 2 && run.err.isEmpty)
        for line in lines { #expect((try? JSONSerialization.jsonObject(with: Data(line.utf8))) is [String: Any]) }
    }

    @Test func `format writes a file in place, and only when it is right`() throws {
        let (good, bad) = (try script("events|count # all\n"), try script("events | |\n"))
        defer { for path in [good, bad] { try? FileManager.default.removeItem(atPath: path) } }
        #expect(try run(["format", "--check", good]).status == 1)
        #expect(try String(contentsOfFile: good, encoding: .utf8) == "events|count # all\n")
        #expect(try run(["format", good, bad]).status == 1)
        #expect(try String(contentsOfFile: good, encoding: .utf8) == "events | count  # all\n")
        #expect(try String(contentsOfFile: bad, encoding: .utf8) == "events | |\n")
        #expect(try run(["format", "--check", good]).status == 0)
    }

    @Test func `format writes what comes from standard input to standard output`() throws {
        #expect(try run(["format", "-"], input: "reject( China->US )|count\n").out == "reject(China -> US) | count\n")
    }
}
