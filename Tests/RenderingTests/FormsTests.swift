import EventModel
import Rendering
import TestSupport
import Testing

@Suite("The forms of an answer")
struct FormsTests {
    @Test("every type in every state has its text in each form", arguments: Form.allCases)
    func golden(form: Form) {
        let text = render(Answers.everything, as: form, Answers.file)
        #expect(differenceFromGolden(text, "everything.\(form.rawValue)", beside: #filePath) == nil)
    }

    @Test("on a terminal tables are fitted and numbers rounded", arguments: [40, 80, 100, 160])
    func onTerminal(width: Int) {
        let text = render(Answers.everything, as: .table, Answers.window(width))
        #expect(differenceFromGolden(text, "everything-\(width).table", beside: #filePath) == nil)
    }

    @Test("without Unicode the lines are drawn in ASCII", arguments: [Form.table, .line])
    func ascii(form: Form) {
        let text = render(Answers.everything, as: form, Answers.window(80, unicode: false))
        #expect(differenceFromGolden(text, "everything-ascii.\(form.rawValue)", beside: #filePath) == nil)
        #expect(!text.contains("│") && !text.contains("─") && !text.contains("…"))
    }

    @Test("colours only wrap what is there without them", arguments: [Form.table, .line])
    func colours(form: Form) {
        var drawing = Answers.window(80)
        let plain = render(Answers.everything, as: form, drawing)
        drawing.colour = true
        let coloured = render(Answers.everything, as: form, drawing)
        #expect(coloured != plain)
        #expect(coloured.replacing(/\u{1B}\[[0-9]*m/, with: "") == plain)
    }

    @Test("pieces are the whole", arguments: Form.allCases)
    func pieces(form: Form) {
        let rows = (0..<20_000).map { "row \($0)" }
        let answer = Answers.texts(rows)
        var pieces: [String] = []
        render(answer, as: form, Answers.file) { pieces.append($0) }
        #expect(pieces.count > 2)
        #expect(pieces.dropLast().allSatisfy { $0.utf8.count < 80_000 })
        #expect(pieces.joined() == render(answer, as: form, Answers.file))
    }

    struct Full: Error {}

    @Test("a full disk ends the writing at once")
    func failure() {
        let answer = Answers.texts((0..<20_000).map { "row \($0)" })
        var count = 0
        #expect(throws: Full.self) {
            try render(answer, as: .csv, Answers.file) { (_: String) throws(Full) in
                count += 1
                throw Full()
            }
        }
        #expect(count == 1)
    }

    @Test("an answer without rows has its names, and is empty JSON")
    func empty() {
        let answer = Answers.make([("a", .number, []), ("b", .text, [])])
        #expect(render(answer, as: .csv, Answers.file) == "a,b\n")
        #expect(render(answer, as: .json, Answers.file) == "[]\n")
        #expect(render(answer, as: .jsonl, Answers.file) == "")
        #expect(render(answer, as: .table, Answers.file) == "a │ b\n──┼──\n")
        #expect(render(answer, as: .line, Answers.file) == "")
    }
}
