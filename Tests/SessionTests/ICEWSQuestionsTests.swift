import Readers
import Session
import Testing

/// Questions over real files of ICEWS (Boschee et al., ICEWS Coded Event Data, Harvard Dataverse), with answers counted
/// by a few lines of Python over the same files: rows split at tabs, countries by the table of countries.
@Suite(.enabled(if: Shared.isHere))
struct ICEWSQuestionsTests {
    private static let events = Result {
        Asking(loaded: try open([Shared.file("icews/events.2018.sample.tab")], options: ReadOptions()))
    }
    private static let triples = Result {
        Asking(loaded: try open([Shared.file("icews/icews18_sep-oct_decoded.tsv")], options: ReadOptions()))
    }

    @Test(
        "answers over the coded events agree with counts made by other means",
        arguments: [
            ("events | count", ["3705"]),
            ("consult(China -> US) | count", ["22"]),
            ("events(China ->) | count", ["107"]),
            ("events(-> China) | count", ["158"]),
            ("events(USA -> CHN) | count", ["71"]),
            ("events where place is India | count", ["708"]),
            ("events where place is Beijing | count", ["125"]),
            ("events where place is Russia | count", ["122"]),
            ("events where place is Syria | count", ["34"]),
            ("events where place is unknown | count", ["2"]),
            ("events where intensity < -4 | count", ["787"]),
            ("events where actor_sectors contains \"Military\" | count", ["152"]),
            ("events where sentence = 1 | count", ["1046"]),
            ("events where goldstein != intensity | count", ["0"]),
            ("kinds where code = \"016\" | show goldstein", ["-5"]),
            (
                "events | count by actor | sort count desc | take 10",
                [
                    "Police (India),147", "Donald Trump,138", "USA,92", "RUS,84", "PRK,81", "Citizen (India),76",
                    "IND,61", "Kim Jong-Un,60", "Kim Yong-chol,55", "CHN,49",
                ]
            ),
            (
                "events | count by publisher | sort count desc | take 3",
                ["Xinhua News Agency,314", "Reuters News,289", "Hindustan Times,260"]
            ),
            (
                "reports | count by via | sort count desc | take 3",
                ["Xinhua News Agency,314", "Reuters News,289", "Hindustan Times,260"]
            ),
            ("events | count by quad(kind) as quad", ["1,2512", "2,96", "3,543", "4,554"]),
            (
                "events | summarize count(distinct actor) as a, count(distinct target) as t, count(distinct story) as s",
                ["991,944,1876"]
            ),
        ])
    func events(question: String, expected: [String]) throws {
        let asked = try Self.events.get()(question)
        #expect(asked.status == .answered, "\(asked.err)")
        #expect(Array(asked.lines.dropFirst()) == expected)
    }

    @Test func `mean intensity of pairs of countries agrees with the one reckoned by other means`() throws {
        let asked = try Self.events.get()(
            "events | summarize mean(intensity) as m, count(id) as n by pair(country) | sort n desc | take 5")
        let rows = asked.lines.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        // The second row is that of pairs of which one side has no country.
        let expected = [
            ("IND - IND", -2.0606451612903225, "620"), ("PRK - USA", 2.792628205128205, "312"),
            ("CHN - USA", 1.497029702970297, "101"), ("PRK - RUS", 1.81625, "80"),
        ]
        let known = rows.filter { $0.first?.isEmpty == false }
        #expect(known.map { String($0[0]) } == expected.map(\.0))
        #expect(known.map { String($0[2]) } == expected.map(\.2))
        for (row, pair) in zip(known, expected) { #expect(abs((Double(row[1]) ?? .nan) - pair.1) < 1e-12) }
    }

    @Test func `roots of the coded events are counted as by other means`() throws {
        let asked = try Self.events.get()("events | count by root(kind)")
        let expected = [610, 198, 476, 951, 277, 11, 26, 32, 27, 62, 255, 62, 33, 131, 11, 24, 272, 100, 147]
        #expect(Self.lastNumbers(asked) == expected)
    }

    @Test(
        "answers over the triples agree with counts made by other means",
        arguments: [
            ("events | count", ["95540"]),
            ("consult(China -> US) | count per month", ["2018-08,1", "2018-09,20", "2018-10,12"]),
            ("assault(Russia -> Ukraine) in 2018-09..2018-10 | count", ["2"]),
            ("fight(Russia -> Ukraine) in 2018-09..2018-10 | count", ["6"]),
            ("events(USA <-> CHN) | count", ["409"]),
            ("cameo 036(USA <-> PRK) | count", ["25"]),
            ("events | count per month", ["2018-08,5068", "2018-09,44316", "2018-10,46156"]),
            ("coerce.arrest | count", ["4229"]),
            ("protest | count", ["2499"]),
            (
                "events | count by country(actor) as c | sort count desc | take 4",
                [",35873", "IND,14355", "USA,2834", "RUS,2600"]
            ),
        ])
    func triples(question: String, expected: [String]) throws {
        let asked = try Self.triples.get()(question)
        #expect(asked.status == .answered, "\(asked.err)")
        #expect(Array(asked.lines.dropFirst()) == expected)
    }

    @Test func `roots of the triples are counted as by other means`() throws {
        let asked = try Self.triples.get()("events | count by root(kind)")
        let expected = [
            19648, 6298, 9233, 21320, 8168, 484, 877, 957, 1138, 1786, 7950, 1725, 1087, 2499, 258, 776, 5251, 2760,
            3316,
            9,
        ]
        #expect(Self.lastNumbers(asked) == expected)
    }

    private static func lastNumbers(_ asked: Asked) -> [Int?] {
        asked.lines.dropFirst().map { $0.split(separator: ",").last.flatMap { Int($0) } }
    }
}
