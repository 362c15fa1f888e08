import Testing

@testable import Terminal

@Suite struct ProgressTests {
    private func text(
        _ done: Int, _ total: Int, rows: Int? = nil, seconds: Double, what: String = "", width: Int = 100
    ) -> String {
        progressText(done: done, of: total, rows: rows, seconds: seconds, what: what, width: width)
    }

    @Test func `it says how far, how many rows and how long`() {
        #expect(
            text(250_000, 1_000_000, seconds: 2) == "25 %, 250,000 of 1,000,000 rows, 6 s left  (Ctrl-C stops)")
        #expect(
            text(1, 2, rows: 1_234, seconds: 100, what: "reading a.csv")
                == "reading a.csv: 50 %, 1,234 rows, 12 rows/s, 1 min 40 s left  (Ctrl-C stops)")
    }

    @Test func `the rate is told of rows that are counted on the way, as far as it is steady`() {
        #expect(
            text(300, 1_200, rows: 3_456_789, seconds: 10, what: "importing")
                == "importing: 25 %, 3,456,789 rows, 345,000 rows/s, 30 s left  (Ctrl-C stops)")
        #expect(text(1, 2, rows: 0, seconds: 3) == "50 %, 3 s left  (Ctrl-C stops)")
        #expect(text(1, 2, rows: 1, seconds: 0).hasPrefix("50 %, 1 rows, "))
    }

    @Test func `before anything is known of the speed, and when all is read, no time left is made up`() {
        #expect(text(0, 1_000_000, seconds: 0.6) == "0 %, 0 of 1,000,000 rows, 1 s so far  (Ctrl-C stops)")
        #expect(text(5, 5, seconds: 61) == "100 %, 5 of 5 rows, all read, 1 min 1 s so far  (Ctrl-C stops)")
        #expect(text(7, 0, rows: 7, seconds: 2) == "7 rows, 3 rows/s, 2 s so far  (Ctrl-C stops)")
    }

    @Test func `while rows are put in order it says how many and how far, and the time that is left`() {
        #expect(
            lateText("sorting 10,000,000 rows", share: 0.4, seconds: 6, width: 79)
                == "sorting 10,000,000 rows, 40 %, 9 s left  (Ctrl-C stops)")
        #expect(
            lateText("sorting 10,000,000 rows", share: 0.01, seconds: 1, width: 79).hasPrefix(
                "sorting 10,000,000 rows, 1 %  ("))
        #expect(
            lateText("sorting 10,000,000 rows", share: 0.5, seconds: 6, width: 30) == "sorting 10,000,000 rows, 50 %…")
    }

    @Test func `it keeps to one line of the window, whatever the numbers and names`() {
        for width in [1, 5, 20, 40, 80] {
            for (done, total) in [(0, 0), (1, 3), (Int.max, Int.max), (-5, 10), (20, 10), (3, Int.max)] {
                for seconds in [0, 0.5, 3_700, 1e300, .infinity, .nan] {
                    let shown = text(done, total, seconds: seconds, what: "reading 東京\u{1B}[2J\n", width: width)
                    #expect(cellWidth(shown) <= width, "\(shown)")
                    #expect(!shown.unicodeScalars.contains { $0.value < 0x20 }, "\(shown.debugDescription)")
                }
            }
        }
    }
}
