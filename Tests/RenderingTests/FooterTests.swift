import Columnar
import EventModel
import Rendering
import Testing

@Suite("The footer")
struct FooterTests {
    @Test(
        "counts rows, and rows that stayed out",
        arguments: [
            (Footer(), 0, 0, "0 rows\n"), (Footer(), 1, 0, "1 row\n"),
            (Footer(possibleCount: 3), 12, 0, "12 rows (3 more are possible: `| possibly` shows them)\n"),
            (Footer(possibleCount: 1), 1_204, 0, "1,204 rows (1 more is possible: `| possibly` shows it)\n"),
            (Footer(), 12, 3, "12 rows, 3 of them only possible\n"),
        ])
    func counts(_ data: Footer, _ rows: Int, _ possible: Int, _ text: String) {
        #expect(footer(data, rows: rows, possible: possible) == text)
    }

    @Test("says where `possibly` has to stand, and nothing where the answer tells of the possible itself")
    func ways() {
        let data = Footer(possibleCount: 3)
        #expect(
            footer(data, rows: 1, way: .before("count"))
                == "1 row (3 more are possible: `possibly` before `count` counts them in)\n")
        #expect(footer(data, rows: 1, way: .counted) == "1 row\n")
    }

    @Test("tells each note on a line of its own")
    func notes() {
        let data = Footer(notes: [
            .countedSeveralTimes(field: "actor", rows: 2), .unknownSkipped(column: "total", count: 1),
            .coverageIsGuess(Period.parse("2023") ?? Period(0, 0)), .unplaced(count: 1), .inexactSum(column: "total"),
            .other("one\ntwo"),
        ])
        #expect(
            footer(data, rows: 2) == """
                2 rows
                2 rows have several values of `actor` and are counted once for each.
                `total` leaves out 1 unknown value.
                Nothing says what the data cover; a 0 rests on the span of the data, 2023.
                1 row lies in no single period and stands under `unplaced`.
                `total` is too large a sum to be exact.
                one\\ntwo

                """)
    }
}
