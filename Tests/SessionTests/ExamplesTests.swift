import Diagnostics
import Foundation
import Readers
import Rendering
import Session
import Syntax
import TestSupport
import Testing

/// The scripts of the folder `examples`, each run over the data set beside them.
@Suite struct ExamplesTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../examples").standardized

    private static let scripts: [String: String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return Dictionary(
            uniqueKeysWithValues: names.filter { $0.hasSuffix(".casus") }.map { name in
                (name, (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? "")
            })
    }()

    private static let loaded = Result { try open([folder.appendingPathComponent(ExampleData.name).path]) }

    @Test func `there are at least twelve scripts, and each opens with its question`() {
        #expect(Self.scripts.keys.filter { $0.first?.isNumber ?? false }.count >= 12)
        for (name, text) in Self.scripts { #expect(text.hasPrefix("# "), "\(name)") }
    }

    @Test("a script stands in its canonical form", arguments: scripts.keys.sorted())
    func form(name: String) {
        let text = Self.scripts[name] ?? ""
        #expect(format(parse(SourceText(text, name: name))) == text)
    }

    @Test("a script answers as its golden file has it", arguments: scripts.keys.sorted())
    func script(name: String) throws {
        var asking = Asking(loaded: try Self.loaded.get(), form: .table)
        asking.files = Self.scripts
        let asked = asking(Self.scripts[name] ?? "")
        #expect(asked.status == .answered, "\(asked.err)")
        var text = asked.out
        // What a drawing looks like is tested where drawings are made.
        for (file, contents) in asked.files.sorted(by: { $0.key < $1.key }) {
            text += "--- \(file)\n\(file.hasSuffix(".svg") ? "\(contents.prefix(4))\n" : contents)"
        }
        let golden = "examples/\(name.replacingOccurrences(of: ".casus", with: ".txt"))"
        let difference = differenceFromGolden(text, golden, beside: #filePath)
        #expect(difference == nil, "\(difference ?? "")")
    }

    @Test func `a script with parameters answers with those that are given`() throws {
        var asking = Asking(loaded: try Self.loaded.get(), form: .csv)
        asking.parameters = ["who": "US", "whom": "China", "since": "2023-05-29"]
        let asked = asking(try #require(Self.scripts["12-who.casus"]))
        #expect(asked.status == .answered, "\(asked.err)")
        #expect(asked.lines.dropFirst().map { $0.prefix(10) } == ["2023-05-29", "[2023-05-2", "[2024-11-2"])
    }

    @Test func `the checks of the data set fail over a data set with a hole in it`() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "casus-hole-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        let lines = ExampleData.text.split(separator: "\n").filter { !$0.contains("\"id\": \"storey-remark\"") }
        try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
        let asking = Asking(loaded: try open([file.path]), form: .table)
        let asked = asking(try #require(Self.scripts["14-checks.casus"]))
        #expect(asked.status == .failed)
        #expect(asked.err.contains("events are missing"))
        #expect(asked.err.contains("29 against 30"))
    }

    @Test func `the data set beside the scripts is the one in the program`() throws {
        let text = try String(contentsOf: Self.folder.appendingPathComponent(ExampleData.name), encoding: .utf8)
        #expect(text.split(separator: "\n") == ExampleData.text.split(separator: "\n"))
    }
}
