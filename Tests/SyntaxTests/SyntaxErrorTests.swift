import Diagnostics
import Syntax
import TestSupport
import Testing

@Suite("What is said of texts that are not of the language")
struct SyntaxErrorTests {
    @Test("Wrong texts are answered as the golden file says")
    func answers() {
        let golden = GoldenCases("errors.test", beside: #filePath)
        #expect(golden.cases.count > 60)
        for difference in golden.differences({ rendered(parsed($0)) }) { Issue.record("\(difference)") }
    }

    @Test("Every code of the syntax has a case; what text files cannot hold is tried here")
    func everyCode() {
        let golden = GoldenCases("errors.test", beside: #filePath)
        let notUTF8 = parse(SourceText(bytes: [0x65, 0xFF, 0x20, 0xC3], name: "question"))
        #expect(notUTF8.diagnostics.first?.problem == .notUTF8)
        let seen = golden.cases.flatMap { parsed($0.input).diagnostics } + notUTF8.diagnostics
        let codes = Set(seen.map(\.problem.code))
        for code in Problem.codes where code.hasPrefix("E01") { #expect(codes.contains(code), "\(code)") }
    }

    @Test("What is offered mends the text: with every correction in its place there are fewer errors")
    func corrections() {
        for item in GoldenCases("errors.test", beside: #filePath).cases {
            let parsed = parsed(item.input)
            let fixes = parsed.diagnostics.compactMap(\.fix)
            if fixes.isEmpty { continue }
            let mended = SyntaxTests.parsed(applying(fixes, to: item.input))
            let before = parsed.diagnostics.count { $0.isError }
            let after = mended.diagnostics.count { $0.isError }
            #expect(after < before, "\(item.input)\nmended: \(mended.source.text(Span(0, 1000)))\n\(rendered(mended))")
        }
    }

    /// Corrections from the end on; of those that touch one another, the last alone.
    private func applying(_ fixes: [Fix], to text: String) -> String {
        var bytes = Array(text.utf8)
        var end = bytes.count + 1
        for fix in fixes.sorted(by: { $0.span > $1.span }) where Int(fix.span.end) <= end {
            bytes.replaceSubrange(fix.span.range, with: fix.replacement.utf8)
            end = Int(fix.span.start)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
