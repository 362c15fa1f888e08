import EventModel
import Foundation
import Testing
import TestSupport

@Suite("EDTF")
struct EDTFTests {
    /// A text, the spans it means (as texts of level 0 and plain sets), and whether it lasted.
    struct Reading: CustomTestStringConvertible, Sendable {
        let text: String
        let start: String
        let end: String?
        var testDescription: String { text }

        init(_ text: String, _ start: String, _ end: String? = nil) {
            self.text = text
            self.start = start
            self.end = end
        }
    }

    @Test(
        "a text means these days",
        arguments: [
            Reading("2023-05-29", "[2023-05-29..2023-05-29]"), Reading("2023-05", "[2023-05-01..2023-05-31]"),
            Reading("2024-02", "[2024-02-01..2024-02-29]"), Reading("2023", "[2023-01-01..2023-12-31]"),
            Reading("0000", "[0000-01-01..0000-12-31]"), Reading("-0044-03-15", "[-0044-03-15..-0044-03-15]"),
            Reading("201X", "[2010-01-01..2019-12-31]"), Reading("20XX", "[2000-01-01..2099-12-31]"),
            Reading("2023-XX", "2023"), Reading("2023-05-XX", "2023-05"), Reading("2023-XX-XX", "2023"),
            Reading("2023-1X", "[2023-10..2023-12]"), Reading("2023-0X-XX", "[2023-01..2023-09]"),
            Reading("2023-02-2X", "[2023-02-20..2023-02-28]"), Reading("2024-07-3X", "[2024-07-30..2024-07-31]"),
            Reading("XXX1-02-28", "[0001-02-28..9991-02-28]"), Reading("-20XX", "[-2099-01-01..-2000-12-31]"),
            Reading("XXXX-02-29", "[0000-02-29..9996-02-29]"), Reading("-000X", "[-0009-01-01..-0001-12-31]"),
            Reading("2023-21", "[2023-03-01..2023-05-31]"), Reading("2023-24", "[2023-12-01..2024-02-29]"),
            Reading("2023-32", "[2023-06..2023-08]"), Reading("2023-33", "[2023-01..2023-03]"),
            Reading("2023-39", "[2023-09..2023-12]"), Reading("2023-41", "[2023-07..2023-12]"),
            Reading("2023?", "2023"), Reading("2023-05-29?", "2023-05-29"), Reading("?2023-05", "2023-05"),
            Reading("2023-05-29~", "[2023-05-26..2023-06-01]"), Reading("2023-05~", "[2023-04-01..2023-06-30]"),
            Reading("2023-05%", "[2023-04..2023-06]"), Reading("2023~", "[2022..2024]"),
            Reading("2024-03-01%", "[2024-02-27..2024-03-04]"), Reading("2024-01~", "[2023-12..2024-02]"),
            Reading("2023-05-~29", "[2023-05-26..2023-06-01]"), Reading("2023-05~-29", "[2023-04-29..2023-06-29]"),
            Reading("~2023-05-29", "[2022-05-29..2024-05-29]"), Reading("2023~-05-~29", "[2022-05-29..2024-05-29]"),
            Reading("2023-05-XX~", "[2023-04..2023-06]"), Reading("2023-21~", "[2022-12-01..2023-08-31]"),
            Reading("[2023-05-01..2023-05-28]", "[2023-05-01..2023-05-28]"),
            Reading("[2023,2025]", "[2023..2025]"), Reading("[2023-05..2023-08]", "[2023-05-01..2023-08-31]"),
            Reading("[2024,..2022]", "[..2024]"), Reading("[2023-05]", "2023-05"),
            Reading("1985-04-12T23:20:30+08:00", "1985-04-12"), Reading("1985-04-12T23:20:30Z", "1985-04-12"),
            Reading("Y17000", "[Y17000-01-01..Y17000-12-31]"), Reading("Y17E3", "Y17000"),
            Reading("2021/2023-05", "2021", "2023-05"), Reading("2023-06-02/2023-06-04", "2023-06-02", "2023-06-04"),
            Reading("2023-06-02/..", "2023-06-02", "[2023-06-02..]"), Reading("../2023-05", "[..2023-05]", "2023-05"),
            Reading("2023-06/", "2023-06", "[2023-06-01..]"), Reading("/2023", "[..2023]", "2023"),
            Reading("../..", "[..]", "[..]"), Reading("1984~/2004-06~", "[1983..1985]", "[2004-05..2004-07]"),
            Reading("2023-06-02/2023-06-XX", "2023-06-02", "2023-06"),
            Reading(
                "[2023-06-02..2023-06-05]/[2023-06-04,2023-06-06]", "[2023-06-02..2023-06-05]",
                "[2023-06-04..2023-06-06]"),
            Reading("{2023-05,2023-07..2023-09}", "2023-05", "2023-09"), Reading("{..2023}", "[..2023]", "2023"),
        ])
    func meaning(reading: Reading) throws {
        let date = try EDTF.parse(reading.text).get()
        let start = try EDTF.parse(reading.start).get()
        #expect(start.written == nil && !start.lasted)
        #expect(date.start == start.start)
        #expect(date.lasted == (reading.end != nil))
        if let end = reading.end {
            #expect(try date.end == EDTF.parse(end).get().start)
        } else {
            #expect(date.end == date.start)
        }
        #expect(try EDTF.parse(EDTF.text(of: date)).get() == date)
    }

    @Test("days are read by the calendar")
    func knownDays() throws {
        #expect(try EDTF.parse("2023-05-29").get() == EventDate(at: DateSpan(day: 19_506)))
        #expect(try EDTF.parse("[..1970-01-01]").get() == EventDate(at: DateSpan(DateSpan.distantPast, 0)))
        #expect(try EDTF.parse("1969-12-31/1970").get() == EventDate(from: DateSpan(day: -1), to: DateSpan(0, 364)))
    }

    @Test(
        "the text is the shortest that says the same",
        arguments: [
            ("2023-05-XX", "2023-05"), ("[2023-05-01..2023-05-31]", "2023-05"), ("[2023-01..2023-12-31]", "2023"),
            ("[2023-05-29]", "2023-05-29"), ("[2023-05..2023-05-28]", "[2023-05-01..2023-05-28]"),
            ("[2023-01-01..2024-12-31]", "[2023..2024]"), ("[2010..2019]", "201X"), ("[2000,2001..2099]", "20XX"),
            ("[..2023-05-31]", "[..2023-05]"), ("[2023-01-01..]", "[2023..]"), ("[2023-06-02..]", "[2023-06-02..]"),
            ("2021/2023-05", "2021/2023-05"), ("2023-06-02/..", "2023-06-02/.."), ("../2023-05", "../2023-05"),
            ("2023-06-02/[2023-06-02..]", "2023-06-02/.."), ("2023-06-02/2023-XX-XX", "2023-06-02/2023-XX-XX"),
            ("2023-05/2023-XX", "2023-05/2023-XX-XX"),
        ])
    func canonical(text: String, expected: String) throws {
        let date = try EDTF.parse(text).get()
        #expect(date.written == nil)
        #expect(EDTF.text(of: date) == expected)
    }

    @Test(
        "what the spans would lose is kept as it was written",
        arguments: [
            "2023-05~", "2023?", "2023-21", "[2023,2025]", "{2023,2024}", "2023-06-02/", "/2023", "2023-X1",
            "XXXX-12-21",
            "1985-04-12T23:20:30", "Y20067890", "Y-20067890", "Y5881580", "1984?/2004~", "[2023-05-29,2023-06-02]",
        ])
    func written(text: String) throws {
        let date = try EDTF.parse(text).get()
        #expect(date.written == text)
        #expect(EDTF.text(of: date) == text)
    }

    @Test("years without day numbers fall on the bounds")
    func beyond() throws {
        #expect(try EDTF.parse("Y20067890").get().start == DateSpan(day: DateSpan.distantFuture))
        #expect(try EDTF.parse("Y-20067890").get().start == DateSpan(day: DateSpan.distantPast))
        #expect(try EDTF.parse("Y9E99999999999999999999").get().start == DateSpan(day: DateSpan.distantFuture))
    }

    @Test("how far about widens is the caller's choice")
    func widening() throws {
        let wide = Widening(days: 10, months: 2, years: 5)
        #expect(try EDTF.parse("2023-05-29~", widening: wide).get().hull == EDTF.span("[2023-05-19..2023-06-08]"))
        #expect(try EDTF.parse("2023-05~", widening: wide).get().hull == EDTF.span("[2023-03..2023-07]"))
        #expect(try EDTF.parse("2023~", widening: wide).get().hull == EDTF.span("[2018..2028]"))
        let huge = Widening(days: .max, months: .max, years: .max)
        for text in ["2023-05-29~", "2023-05~", "2023~", "2023-21~"] {
            #expect(try EDTF.parse(text, widening: huge).get().hull == .unbounded)
        }
        let negative = Widening(days: -1, months: -1, years: .min)
        for text in ["2023-05-29", "2023-05", "2023"] {
            #expect(try EDTF.parse(text + "~", widening: negative).get().hull == EDTF.span(text))
        }
    }

    @Test(
        "what is no date is refused with its reason",
        arguments: [
            ("", EDTFError.empty), (" 2023", .space), ("2023-05-29 ", .space), ("May 2023", .space),
            ("2023-13", .noSuchMonth("2023-13")), ("2023-00", .noSuchMonth("2023-00")),
            ("2023-02-29", .noSuchDay("2023-02-29")), ("2023-06-31", .noSuchDay("2023-06-31")),
            ("XXX1-02-29", .noSuchDay("XXX1-02-29")), ("2023-5", .noSuchMonth("5")), ("2023-05-9", .noSuchDay("9")),
            ("223", .badYear("223")), ("20230529", .badYear("20230529")), ("Y2006", .badYear("Y2006")),
            ("-0000", .badYear("-0000")), ("+2006", .notADate("+2006")), ("yesterday", .notADate("yesterday")),
            ("2023-", .notADate("2023-")), ("2023-05-29x", .notADate("2023-05-29x")), ("2023??", .notADate("2023??")),
            ("2023-21-03", .notADate("2023-21-03")), ("20X3-21", .noSuchMonth("20X3-21")),
            ("2023-42", .noSuchMonth("2023-42")),
            ("[2023", .unclosedSet("[2023")), ("[", .unclosedSet("[")), ("[2023,]", .emptySetMember("[2023,]")),
            ("[]", .emptySetMember("[]")), ("2023..2024", .notADate("2023..2024")), ("..", .notADate("..")),
            ("/", .notADate("/")), ("2021/2022/2023", .severalSlashes),
            ("2023/2021", .endBeforeStart(start: "2023", end: "2021")),
            ("[2023..2021]", .endBeforeStart(start: "2023", end: "2021")),
            ("2023-06-02/2023-06", .endBeginsBeforeStart(start: "2023-06-02", end: "2023-06")),
            ("Y-61000/-2000", .longYearInInterval("Y-61000")),
            ("2023-05-29T25:00:00", .badTime("25:00:00")), ("2023-05T10:00:00", .notADate("2023-05T10:00:00")),
            ("2023-05-29T10:00:00/2024", .timeInRange("2023-05-29T10:00:00")),
            ("２０２３", .notADate("２０２３")),
        ])
    func refused(text: String, error: EDTFError) {
        #expect(EDTF.parse(text) == .failure(error))
        #expect(!error.reason.isEmpty)
    }

    @Test("a text of any length comes back at once")
    func long() {
        #expect(EDTF.parse(String(repeating: "[", count: 5_000)) == .failure(.tooLong(byteCount: 5_000)))
        let members = "[" + String(repeating: "XXXX-02-30,", count: 300) + "2023]"
        #expect(EDTF.parse(members) == .failure(.noSuchDay("XXXX-02-30")))
    }

    @Test("every date is read back from its text", arguments: UInt64(0)..<30)
    func textOfEveryDate(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let date = Self.date(&random)
            let text = EDTF.text(of: date)
            let again = EDTF.parse(text)
            #expect(again == .success(date), "\(text)")
        }
    }

    @Test("mutilated texts are refused or keep their meaning, and never crash", arguments: UInt64(0)..<20)
    func mutilated(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("0123456789X-/.,[]{}?~%YETZ: ")
        for _ in 0..<300 {
            var characters = Array(EDTF.text(of: Self.date(&random)))
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<max(1, characters.count), using: &random)
                let character = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
                if Bool.random(using: &random) || characters.isEmpty {
                    characters.insert(character, at: place)
                } else {
                    characters[place] = character
                }
            }
            guard case .success(let date) = EDTF.parse(String(characters)) else { continue }
            #expect(EDTF.parse(EDTF.text(of: date)) == .success(date), "\(String(characters))")
            #expect(date.start.earliest <= date.end.latest)
        }
    }

    @Test("the published cases are accepted and refused as their levels say", .enabled(if: Self.suite != nil))
    func publishedCases() throws {
        let text = try String(contentsOf: try #require(Self.suite), encoding: .utf8)
        var count = 0
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
            try #require(fields.count == 2)
            count += 1
            let isInvalid = fields[0].lowercased().hasPrefix("invalid")
            switch EDTF.parse(String(fields[1])) {
            case .success(let date):
                #expect(!isInvalid, "\(line) was read as \(date)")
                #expect(EDTF.parse(EDTF.text(of: date)) == .success(date))
            case .failure(let error): #expect(isInvalid, "\(line): \(error.reason)")
            }
        }
        #expect(count == 157)
    }

    static let suite: URL? = {
        let folder =
            ProcessInfo.processInfo.environment["CASUS_SHARED"].map { URL(filePath: $0) }
            ?? URL(filePath: #filePath).appending(path: "../../../../../shared")
        let file = folder.appending(path: "data/suites/edtf-cases.tsv").standardizedFileURL
        return FileManager.default.fileExists(atPath: file.path) ? file : nil
    }()

    // MARK: Random dates

    static func date(_ random: inout SeededGenerator) -> EventDate {
        let start = span(&random)
        if Bool.random(using: &random) { return EventDate(at: start) }
        var end = span(&random)
        if Int.random(in: 0..<4, using: &random) == 0 { end = DateSpan(start.earliest, DateSpan.distantFuture) }
        return end.latest < start.earliest ? EventDate(from: end, to: start) : EventDate(from: start, to: end)
    }

    /// Days, months, years, decades and stretches, near and far, with and without bounds.
    static func span(_ random: inout SeededGenerator) -> DateSpan {
        let isFar = Int.random(in: 0..<5, using: &random) == 0
        let day =
            isFar ? DayNumber.random(in: .min...(.max), using: &random) : .random(in: -800_000...40_000, using: &random)
        switch Int.random(in: 0..<9, using: &random) {
        case 0: return DateSpan(day: day)
        case 1: return CivilCalendar.period(containing: day, unit: .month).span
        case 2: return CivilCalendar.period(containing: day, unit: .year).span
        case 3: return DateSpan(DateSpan.distantPast, CivilCalendar.period(containing: day, unit: .month).last)
        case 4: return DateSpan(CivilCalendar.period(containing: day, unit: .year).first, DateSpan.distantFuture)
        case 5:
            let first = CivilCalendar.period(containing: day, unit: .year).first
            return DateSpan(
                first,
                CivilCalendar.period(containing: first &+ 3_652 < first ? first : first + 3_652, unit: .year).first)
        case 6: return .unbounded
        case 7:
            let year = 10 * Int.random(in: 0...999, using: &random)
            guard let first = CivilCalendar.day(year: year, month: 1, day: 1),
                let last = CivilCalendar.day(year: year + 9, month: 12, day: 31)
            else { return DateSpan(day: day) }
            return DateSpan(first, last)
        default: return DateSpan(day, DayNumber(clamping: Int(day) + Int.random(in: 0...500, using: &random)))
        }
    }
}
