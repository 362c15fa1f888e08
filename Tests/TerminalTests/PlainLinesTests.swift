import Foundation
import Testing

@testable import Terminal

@Suite("Questions from plain text")
struct PlainLinesTests {
    private let services = PromptServices(
        isComplete: { $0.utf8.count { $0 == 0x28 } == $0.utf8.count { $0 == 0x29 } },
        continues: { $1.hasPrefix("|") })

    /// All outcomes of reading the bytes through a pipe, without the end.
    private func outcomes(_ bytes: [UInt8], looksAhead: Bool? = nil, longest: Int = 1 << 20) -> [Outcome] {
        let pipe = Pipe()
        let writer = Thread { [handle = pipe.fileHandleForWriting] in
            handle.write(Data(bytes))
            try? handle.close()
        }
        writer.start()
        var source = PlainLines(
            descriptor: pipe.fileHandleForReading.fileDescriptor, services: services, looksAhead: looksAhead,
            longestQuestion: longest)
        var result: [Outcome] = []
        while true {
            let outcome = source.next()
            if outcome == .end { break }
            result.append(outcome)
        }
        #expect(source.next() == .end)
        return result
    }

    private func questions(_ text: String, looksAhead: Bool? = nil) -> [Outcome] {
        outcomes(Array(text.utf8), looksAhead: looksAhead)
    }

    @Test func `lines are joined until the question is whole`() {
        #expect(questions("a\nb(\nc)\nd\n") == [.question("a"), .question("b(\nc)"), .question("d")])
    }

    @Test func `a complete question goes on where the next line says so, if that line may be waited for`() {
        let text = "a\n| b\n| c\nd\n"
        #expect(questions(text) == [.question("a\n| b\n| c"), .question("d")])
        #expect(questions(text, looksAhead: false).count == 4)
    }

    @Test func `the last line needs no line end, and an unfinished question is handed over`() {
        #expect(questions("a\nb") == [.question("a"), .question("b")])
        #expect(questions("a(\nb") == [.question("a(\nb")])
        #expect(questions("") == [])
        #expect(questions("\n \n\t\n") == [])
    }

    @Test func `line ends of other systems and a byte order mark are no part of the text`() {
        #expect(questions("\u{FEFF}a\r\nb(\r\n)\r\n") == [.question("a"), .question("b(\n)")])
    }

    @Test func `NUL and bytes that are not UTF-8 reach the parser as characters`() {
        #expect(outcomes([0x61, 0, 0x62, 0x0A, 0xFF, 0x0A]) == [.question("a\u{0}b"), .question("\u{FFFD}")])
    }

    @Test func `a very long line is read whole`() {
        let line = String(repeating: "x", count: 900_000)
        #expect(questions(line + "\nb") == [.question(line), .question("b")])
    }

    @Test func `a line or question beyond the limit is refused, and the next is read`() {
        let long = String(repeating: "x", count: 70_000)
        #expect(outcomes(Array("\(long)\nb\n".utf8), longest: 1000) == [.tooLong(limit: 1000), .question("b")])
        #expect(outcomes(Array("\(long)".utf8), longest: 1000) == [.tooLong(limit: 1000)])
        let lines = String(repeating: "(\n", count: 10)
        #expect(outcomes(Array(lines.utf8), longest: 15).first == .tooLong(limit: 15))
    }
}
