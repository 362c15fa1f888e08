import Testing

@testable import Terminal

@Suite("Candidates of a completion")
struct CandidateTests {
    @Test func `what all candidates begin with is found, whole characters only`() {
        #expect(longestCommonPrefix([]) == "")
        #expect(longestCommonPrefix(["count "]) == "count ")
        #expect(longestCommonPrefix(["count", "compare", "consult"]) == "co")
        #expect(longestCommonPrefix(["東京", "東北"]) == "東")
        #expect(longestCommonPrefix(["e\u{301}a", "ea"]) == "")
        #expect(longestCommonPrefix(["a", ""]) == "")
    }

    @Test func `candidates stand in columns, read downwards, with their notes`() {
        let candidates = [("count ", "rows"), ("compare ", "two"), ("sort ", ""), ("東京", "city"), ("take ", "n")]
            .map { Completion(text: $0.0, note: $0.1) }
        #expect(
            candidateRows(candidates, width: 34, maximumRows: 10).map(\.text) == [
                "count    rows  東京     city",
                "compare  two   take     n",
                "sort",
            ])
        #expect(candidateRows(candidates, width: 10, maximumRows: 10).count == 5)
    }

    @Test func `keys move in the list, and the list goes with them`() {
        var menu = CandidateMenu(
            candidates: (1...6).map { Completion(text: "name-\($0)") }, range: 0..<0, typed: [], chosen: nil,
            rowCount: 2)
        // Until one is chosen only Tab, Shift-Tab and Down have to do with it.
        #expect(menu.step(.scalar("\t")) == .choose(0) && menu.step(.down) == .choose(0))
        #expect(menu.step(.shiftTab) == .choose(5))
        #expect([.up, .right, .scalar("\r"), .scalar("\u{1B}")].allSatisfy { menu.step($0) == nil })
        menu.chosen = 5
        #expect(menu.step(.scalar("\t")) == .choose(0) && menu.step(.up) == .choose(4))
        #expect(menu.step(.left) == .choose(3) && menu.step(.right) == .choose(5))
        #expect(menu.step(.scalar("\r")) == .accept && menu.step(.scalar("\u{1B}")) == .leave)
        #expect(menu.step(.scalar("x")) == nil)
        let list = candidateList(menu.candidates, width: 8, maximumRows: 3, chosen: 3)
        #expect(list.rows.map(\.text) == ["name-3", "name-4", "3 to 4 …"] && list.candidateRows == 2)
        #expect(list.rows[1].parts.map(\.isChosen) == [true])
    }

    @Test func `where not all fit, notes are cut short before candidates are left out`() {
        let candidates = (1...12).map {
            Completion(text: "name-\($0)", note: "1,234  \(String(repeating: "long ", count: 9))")
        }
        let rows = candidateRows(candidates, width: 80, maximumRows: 4)
        #expect(
            rows.map(\.text) == [
                "name-1   1,234  long lon…  name-5   1,234  long lon…  name-9   1,234  long lon…",
                "name-2   1,234  long lon…  name-6   1,234  long lon…  name-10  1,234  long lon…",
                "name-3   1,234  long lon…  name-7   1,234  long lon…  name-11  1,234  long lon…",
                "name-4   1,234  long lon…  name-8   1,234  long lon…  name-12  1,234  long lon…",
            ])
        // In two columns more than half of the note is read, which eight columns of the screen never were.
        #expect(
            candidateRows(candidates, width: 80, maximumRows: 6)[0].text.contains("1,234  long long long long lo…  n"))
        #expect(candidateRows(candidates, width: 80, maximumRows: 12).count == 12)
    }

    @Test func `where no list has room for all, what is said of those in sight can be read`() {
        let candidates = (1...90).map { Completion(text: "name-\($0)", note: "what it does, said in many words") }
        let rows = candidateRows(candidates, width: 80, maximumRows: 5)
        #expect(rows[0].text.hasPrefix("name-1   what it does, said in many wo…  name-5   what"))
        #expect(rows.last?.text == "… and 82 more; go on typing")
    }

    @Test func `a name as wide as the window leaves its count in sight`() {
        let candidates = ["\"\(String(repeating: "long ", count: 16))\"", "\"short\""].map {
            Completion(text: $0, note: "1,234")
        }
        let rows = candidateRows(candidates, width: 60, maximumRows: 10)
        #expect(rows.map(\.width) == [60, 60] && rows.allSatisfy { $0.text.hasSuffix("  1,234") })
        #expect(rows[0].text.contains("…"))
    }

    @Test func `in several columns names stay whole, for notes that others have`() {
        let candidates = (1...30).map {
            Completion(text: String(repeating: "n", count: 26), note: $0 == 1 ? "what it does, at length" : "")
        }
        let rows = candidateRows(candidates, width: 80, maximumRows: 20)
        #expect(rows.count == 15 && rows.allSatisfy { $0.parts.filter { $0.text.count == 26 }.count == 2 })
    }

    @Test func `candidates that do not fit are counted`() {
        let candidates = (1...100).map { Completion(text: "name-\($0)") }
        let rows = candidateRows(candidates, width: 20, maximumRows: 4)
        #expect(
            rows.map(\.text) == ["name-1    name-4", "name-2    name-5", "name-3    name-6", "… and 94 more; go o…"])
        #expect(candidateRows(candidates, width: 20, maximumRows: 1).map(\.text) == ["100 candidates"])
        #expect(candidateRows(candidates, width: 20, maximumRows: 0).isEmpty)
    }

    @Test(arguments: 0..<40) func `no list runs over the screen`(seed: UInt64) {
        var numbers = SeededNumbers(seed: seed)
        let candidates = (0..<Int.random(in: 1...60, using: &numbers)).map { _ in
            Completion(
                text: hostilePieces.random(pieces: Int.random(in: 0...8, using: &numbers), using: &numbers),
                note: hostilePieces.random(pieces: Int.random(in: 0...4, using: &numbers), using: &numbers))
        }
        let width = Int.random(in: 1...90, using: &numbers)
        let height = Int.random(in: 0...20, using: &numbers)
        let rows = candidateRows(candidates, width: width, maximumRows: height)
        #expect(rows.count <= height)
        for row in rows {
            #expect(row.width <= width)
            #expect(cellWidth(row.text) == row.width)
            #expect(!row.text.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
        }
    }
}
