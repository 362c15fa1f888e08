import Readers
import Session
import Testing

/// Questions over a cut of UCDP GED 19.1 (Sundberg and Melander 2013) and, by a mapping, over a table of missile tests,
/// with answers counted by a few lines of Python's `csv` over the same files.
@Suite(.enabled(if: Shared.isHere))
struct TableQuestionsTests {
    private static let ucdp = Result {
        Asking(loaded: try open([Shared.file("ucdp/ged191_syria_2016_2018.csv")], options: ReadOptions()))
    }
    private static let missiles = Result {
        let lines = """
            kind is posture
            date from launch_time
            actor is PRK
            place from facility_name, facility_location
            country is "North Korea"
            summary from additional_information
            column type from missile_type
            column apogee from apogee_km as number
            column success from test_successful as bool
            """
        let mapping = try Mapping(Array(lines.utf8), path: "missiles.map")
        return Asking(
            loaded: try open([Shared.file("other/dprk_missile_tests.csv")], options: ReadOptions(mapping: mapping)))
    }

    @Test(
        "answers over UCDP agree with counts made by other means",
        arguments: [
            ("events | count", ["3631"]), ("events(\"Government of Syria\" ->) | count", ["2486"]),
            ("events(Syria ->) | count", ["2486"]), ("events(\"IS\") | count", ["1495"]),
            ("events(\"IS\" -> \"Civilians\") | count", ["63"]), ("events(Turkey) | count", ["36"]),
            ("events in 2016 | count", ["1545"]), ("events in 2016-06 | count range", ["141,146"]),
            ("fight | count", ["3538"]), ("mass_violence | count", ["93"]),
            ("events where place is Syria | count", ["3631"]),
            ("events where fatalities > 100 | count range", ["13,17"]),
            (
                "events | summarize sum(fatalities_best) as best, sum(deaths_civilians) as c, sum(fatalities) as f",
                ["23579,6356,22624..24892"]
            ), ("reports | count", ["4603"]),
        ])
    func ucdp(question: String, expected: [String]) throws {
        let asked = try Self.ucdp.get()(question)
        #expect(asked.status == .answered, "\(asked.err)")
        #expect(Array(asked.lines.dropFirst()) == expected)
    }

    @Test(
        "answers over a table by a mapping agree with counts made by other means",
        arguments: [
            ("events | count by type | sort count desc | take 3", ["SRBM,82", "MRBM,26", "IRBM,14"]),
            ("events where success = true | count", ["109"]), ("posture(\"North Korea\" ->) in 2017 | count", ["21"]),
            ("events where apogee > 500 | count", ["12"]),
        ])
    func mapped(question: String, expected: [String]) throws {
        let asked = try Self.missiles.get()(question)
        #expect(asked.status == .answered, "\(asked.err)")
        #expect(Array(asked.lines.dropFirst()) == expected)
    }
}
