import Readers
import Session
import Testing

/// Questions over a real file of GDELT 2.0 (fifteen minutes of 21 January 2019; the GDELT Project,
/// https://www.gdeltproject.org), with answers counted by a few lines of Python over the same file.
@Suite(.enabled(if: Shared.isHere))
struct GDELTQuestionsTests {
    private static let asking = Result {
        Asking(loaded: try open([Shared.file("gdelt/20190121220000.export.CSV")], options: ReadOptions()))
    }

    @Test(
        "counts agree with those made by other means",
        arguments: [
            ("events | count", ["1629"]),
            ("events(USA ->) | count", ["283"]),
            ("events(-> USA) | count", ["199"]),
            ("events where actor is unknown | count", ["140"]),
            ("events where target is unknown | count", ["422"]),
            ("events(USA -> CHN) | count", ["4"]),
            ("events(USA <-> CHN) | count", ["4"]),
            ("cameo 042 | count", ["125"]),
            ("intend.meeting | count", ["73"]),
            ("fight(USA ->) | count", ["31"]),
            ("events where root_event | count", ["880"]),
            ("events where goldstein < -4 and mentions >= 5 | count", ["173"]),
            ("events where place is India | count", ["56"]),
            ("events where place is Israel | count", ["74"]),
            ("events where url contains \"dailystar\" | count", ["37"]),
            ("events | summarize sum(mentions) as n, max(mentions) as most", ["7418,120"]),
            ("events | summarize count(distinct actor) as a, count(distinct url) as u", ["217,360"]),
            ("events | count by quad(kind) as quad", ["1,918", "2,205", "3,172", "4,334"]),
            (
                "events where target is not unknown | count by target | sort count desc | take 6",
                ["USA,156", "GOV,102", "COP,46", "ISR,42", "BUS,31", "EDU,30"]
            ),
            ("events in 2019-01-21 | count", ["1573"]),
            ("events in 2019-01-20 | count", ["9"]),
            // 365 days before the file: "a year ago", any day of 2018; 30 days: some day of December; 7: a week either side.
            ("events where precision(date) = \"year\" | count", ["23"]),
            ("events where precision(date) = \"month\" | count", ["14"]),
        ])
    func counts(question: String, expected: [String]) throws {
        let asked = try Self.asking.get()(question)
        #expect(asked.status == .answered, "\(asked.err)")
        #expect(Array(asked.lines.dropFirst()) == expected)
    }

    @Test func `roots are counted as other means count them`() throws {
        let asked = try Self.asking.get()("events | count by root(kind)")
        let expected = [187, 127, 107, 313, 184, 53, 38, 79, 35, 18, 70, 34, 23, 27, 7, 36, 84, 40, 166, 1]
        #expect(
            asked.lines.dropFirst().map { $0.split(separator: ",").last.map(String.init) }
                == expected.map { String($0) })
    }

    @Test func `means agree with those reckoned by other means`() throws {
        let asked = try Self.asking.get()("events | summarize mean(goldstein) as g, mean(tone) as t")
        let numbers = asked.lines[1].split(separator: ",").compactMap { Double($0) }
        #expect(abs(numbers[0] - -0.04456721915285428) < 1e-12)
        #expect(abs(numbers[1] - -2.3550942129769017) < 1e-12)
    }

    @Test func `days that stand for a phrase are spans unless exact dates are asked for`() throws {
        let exact = Asking(
            loaded: try open([Shared.file("gdelt/20190121220000.export.CSV")], options: ReadOptions(exactDates: true)))
        #expect(exact("events in 2018-01-21 | count").lines.last == "23")
        #expect(try Self.asking.get()("events in 2018-01-21 | count").lines.last == "0")
    }

    @Test func `the daily file of 58 columns is read as well`() throws {
        let daily = Asking(loaded: try open([Shared.file("gdelt/gdelt1_daily_58col.tsv")], options: ReadOptions()))
        let expected = [82, 45, 34, 114, 31, 7, 10, 27, 5, 11, 42, 17, 9, 6, 2, 4, 26, 2, 35]
        let asked = daily("events | count by root(kind)")
        #expect(
            asked.lines.dropFirst().map { $0.split(separator: ",").last.map(String.init) }
                == expected.map { String($0) })
    }
}
