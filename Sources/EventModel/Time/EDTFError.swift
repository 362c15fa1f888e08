/// Why a text is no date. Cases carry what was found.
package enum EDTFError: Error, Hashable, Sendable {
    case empty
    case tooLong(byteCount: Int)
    /// EDTF has no white space anywhere.
    case space
    case notADate(String)
    /// A year that has not four digits and no `Y`, or a `Y` and not more than four.
    case badYear(String)
    case noSuchMonth(String)
    case noSuchDay(String)
    case badTime(String)
    case timeInRange(String)
    case severalSlashes
    case unclosedSet(String)
    case emptySetMember(String)
    case endBeforeStart(start: String, end: String)
    /// The end is a year or month that began before the start did.
    case endBeginsBeforeStart(start: String, end: String)
    case longYearInInterval(String)
}

extension EDTFError {
    /// One clause: what was found and, where there is one, the way out.
    package var reason: String {
        switch self {
        case .empty: "the text is empty"
        case .tooLong(let byteCount): "a date of \(byteCount) bytes is not read (at most \(EDTF.longest))"
        case .space: "a date in EDTF has no spaces"
        case .notADate(let text): "`\(text)` is not a date in EDTF, such as 2023-05-29, 2023-05 or 2023"
        case .badYear(let text):
            "`\(text)` is not a year: four digits, as 2023 or -0044, or Y and more than four, as Y17000"
        case .noSuchMonth(let text): "there is no month or season `\(text)`"
        case .noSuchDay(let text): "there is no day `\(text)` in the calendar"
        case .badTime(let text): "`\(text)` is not a time of day, such as 10:30:00, 10:30:00Z or 10:30:00+08:00"
        case .timeInRange(let text): "`\(text)` has a time of day, which an interval or a set cannot have"
        case .severalSlashes: "an interval has one slash"
        case .unclosedSet(let text): "`\(text)` has a bracket that is not closed at the end"
        case .emptySetMember(let text): "`\(text)` has a member with nothing in it"
        case .endBeforeStart(let start, let end): "the end `\(end)` lies before the start `\(start)`"
        case .endBeginsBeforeStart(let start, let end):
            "the end `\(end)` begins before the start `\(start)`; write unknown digits as X, such as 2023-06-XX"
        case .longYearInInterval(let text):
            "the year of `\(text)` has more than four digits; in an interval it stands in brackets, [\(text)]"
        }
    }
}
