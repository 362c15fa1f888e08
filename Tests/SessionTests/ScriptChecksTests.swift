import Diagnostics
import Foundation
import Readers
import Rendering
import Session
import Testing

/// `casus check` and `casus format` as functions of a session.
@Suite struct ScriptChecksTests {
    private func session(_ files: [String: String] = [:]) throws -> Session {
        let host = Host(
            out: { _ in Issue.record("nothing is answered") }, err: { _ in Issue.record("nothing is told") },
            readFile: { files[$0].map { .success(Array($0.utf8)) } ?? .failure(HostProblem("no such file")) },
            writeFile: { _, _ in .failure(HostProblem("nothing is written")) })
        let drawing = Drawing(width: nil, maximumRows: nil, colour: false, unicode: true, isTerminal: false)
        return Session(try Asking.examples.get(), settings: Settings(drawing: drawing), host: host)
    }

    private func findings(_ text: String, _ files: [String: String] = [:]) throws -> [Finding] {
        try session(files).findings(in: Array(text.utf8), name: "a.casus", folder: "")
    }

    @Test func `all mistakes of a script are found, each at its place`() throws {
        let found = try findings("events | cuont\nrefuse(China -> US)\nevents | show nosuch\nevents | count\n")
        #expect(found.map { $0.diagnostic.isError } == [true, true, true])
        #expect(found.map { $0.source.position(at: Int($0.diagnostic.span.start)).line } == [1, 2, 3])
    }

    @Test func `a finding is a line of JSON with fields that never change`() throws {
        let found = try findings("let größe = events\nréject(China)\n")
        let data = try #require(found.first).json
        let object = try #require(JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any])
        #expect(
            object.keys.sorted() == [
                "code", "column", "endColumn", "endLine", "file", "fix", "label", "line", "message", "notes",
                "severity",
            ])
        #expect(object["file"] as? String == "a.casus" && object["severity"] as? String == "error")
        #expect(object["line"] as? Int == 2 && object["column"] as? Int == 1)
        #expect((object["code"] as? String)?.first == "E")
    }

    @Test func `a fix replaces what stands between its places`() throws {
        let found = try findings("events | cuont\n")
        let line = try #require(found.first).json
        let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let fix = try #require(object["fix"] as? [String: Any])
        #expect(fix["replacement"] as? String == "count")
        #expect(fix["line"] as? Int == 1 && fix["column"] as? Int == 10 && fix["endColumn"] as? Int == 15)
    }

    @Test func `what is wrong in an included file is told there`() throws {
        let found = try findings("include \"b.casus\"\nevents | count\n", ["b.casus": "# names\nlet x = nosuch\n"])
        #expect(found.map(\.source.name) == ["b.casus"])
        #expect(try findings("include \"c.casus\"\n").map(\.diagnostic.problem.code).count == 1)
    }

    @Test func `what is right has no errors`() throws {
        #expect(try findings("let r = reject(China -> US)\nr | count\n").allSatisfy { !$0.diagnostic.isError })
    }

    @Test func `a script is formatted once and for all, and keeps its comments and its meaning`() throws {
        let text = "# one\nreject( China->US )   since 2021|count per year # two\nlet   x=events\nx|take 3\n"
        let session = try session()
        let once = try session.formatted(Array(text.utf8), name: "a.casus", folder: "").get()
        #expect(once.contains("# one") && once.contains("# two"))
        #expect(once.contains("reject(China -> US) since 2021 | count per year"))
        #expect(try session.formatted(Array(once.utf8), name: "a.casus", folder: "").get() == once)
    }

    @Test func `the scripts of the examples are formatted without a change of meaning`() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../examples").standardized
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".casus") }
        #expect(names.count > 20)
        var files: [String: String] = [:]
        for name in names {
            files[name] = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        }
        let session = try session(files)
        for (name, text) in files {
            let once = try session.formatted(Array(text.utf8), name: name, folder: "").get()
            #expect(try session.formatted(Array(once.utf8), name: name, folder: "").get() == once, "\(name)")
            #expect(
                session.findings(in: Array(text.utf8), name: name, folder: "").allSatisfy { !$0.diagnostic.isError })
        }
    }

    @Test func `what is wrong is not formatted`() throws {
        let outcome = try session().formatted(Array("events | where (\n".utf8), name: "a.casus", folder: "")
        guard case .failure(.malformed(let findings)) = outcome else {
            Issue.record("it was formatted")
            return
        }
        #expect(!findings.isEmpty)
    }
}
