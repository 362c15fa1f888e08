import Foundation
import Readers
import Rendering
import Session
import Testing

/// What the README shows is what Casus answers.
@Suite struct ReadmeTests {
    /// A question shown there, with what is shown below it.
    struct Shown {
        var data: String?
        var question: String
        var answer: String
    }

    private static let text: String = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../README.md")
        return (try? String(contentsOf: root, encoding: .utf8)) ?? ""
    }()

    private static let blocks = text.components(separatedBy: "```text\n").dropFirst()
        .map { $0.components(separatedBy: "```").first ?? "" }

    /// `$ casus [DATA] -c 'QUESTION'`, a block each.
    private static let commands: [Shown] = blocks.compactMap { block in
        guard let match = block.firstMatch(of: /^\$ casus (?:(\S+) )?-c '(.+)'\n/) else { return nil }
        return Shown(
            data: match.1.map(String.init), question: String(match.2), answer: String(block[match.range.upperBound...]))
    }

    /// Lines behind `casus> `, in the first block.
    private static let session: [Shown] = (blocks.first ?? "").components(separatedBy: "casus> ").dropFirst().map {
        part in
        let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return Shown(question: lines[0], answer: lines.count > 1 ? lines[1] : "")
    }

    @Test func `six questions are shown, and a session`() {
        #expect(Self.commands.count == 6)
        #expect(Self.session.count == 4)
    }

    @Test("the answer shown is the answer given", arguments: commands.map(\.question))
    func command(question: String) throws {
        let shown = try #require(Self.commands.first { $0.question == question })
        var asking = try Asking.overExamples(form: .table)
        if let data = shown.data {
            guard Shared.isHere else { return }
            asking.loaded = try open([Shared.file("gdelt/\(data)")])
        }
        let asked = asking(question)
        #expect((asked.status == .answered ? asked.out : asked.err) == shown.answer)
    }

    @Test func `the session goes as it is shown`() throws {
        var written = ""
        let host = Host(
            out: { written += $0 }, err: { written += $0 }, readFile: { _ in .failure(HostProblem("no such file")) },
            writeFile: { _, _ in .success(()) })
        let drawing = Drawing(width: 110, maximumRows: 200, colour: false, unicode: true, isTerminal: true)
        let session = Session(try Asking.examples.get(), settings: Settings(drawing: drawing), host: host)
        for shown in Self.session {
            written = ""
            #expect(session.handle(shown.question) == .answered)
            #expect(written == shown.answer)
        }
    }
}
