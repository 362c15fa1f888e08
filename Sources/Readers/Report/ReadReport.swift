/// What was read, what was refused and why, and what a reader of the data should know.
package struct ReadReport: Hashable, Sendable {
    package var files: [FileReport]
    package var warnings: [ReadWarning]

    package init(files: [FileReport] = [], warnings: [ReadWarning] = []) {
        self.files = files
        self.warnings = warnings
    }

    package var rowCount: Int { files.reduce(0) { $0 + $1.rowCount } }
    package var refusedCount: Int { files.reduce(0) { $0 + $1.refusedCount } }
}

/// How the reading of one file went.
package struct FileReport: Hashable, Sendable {
    package var path: String
    package var format: Format
    package var byteCount: Int
    /// Records or rows that were read and kept.
    package var rowCount: Int
    /// In the order in which the reasons came up.
    package var refused: [RefusedGroup]
    /// CRC-32C of the bytes, unpacked; nil where nobody reckoned it.
    package var digest: UInt32?

    package init(
        path: String, format: Format, byteCount: Int = 0, rowCount: Int = 0, refused: [RefusedGroup] = [],
        digest: UInt32? = nil
    ) {
        self.digest = digest
        self.path = path
        self.format = format
        self.byteCount = byteCount
        self.rowCount = rowCount
        self.refused = refused
    }

    package var refusedCount: Int { refused.reduce(0) { $0 + $1.count } }

    /// Counts a refusal; the first three of a reason are kept as examples.
    mutating func add(_ refusal: Refusal) {
        guard let index = refused.firstIndex(where: { $0.reason == refusal.reason }) else {
            refused.append(RefusedGroup(reason: refusal.reason, count: 1, examples: [refusal]))
            return
        }
        refused[index].count += 1
        if refused[index].examples.count < RefusedGroup.exampleLimit { refused[index].examples.append(refusal) }
    }
}

/// Rows of one file that were refused for one reason.
package struct RefusedGroup: Hashable, Sendable {
    package static let exampleLimit = 3

    package var reason: RefusalReason
    package var count: Int
    package var examples: [Refusal]
}

/// One row or record that was not read, and the place that made it so.
package struct Refusal: Hashable, Sendable {
    /// From 1.
    package var line: Int
    /// In bytes, from 1.
    package var column: Int
    /// The field of the format, `SQLDATE`, or the member of the record, where it is one field's fault.
    package var field: String?
    /// What stands there, shortened.
    package var excerpt: String
    package var reason: RefusalReason
    /// What was found and what was expected, without a full stop.
    package var detail: String

    package init(
        line: Int, column: Int, field: String? = nil, excerpt: String, reason: RefusalReason, detail: String
    ) {
        self.line = line
        self.column = column
        self.field = field
        self.excerpt = excerpt
        self.reason = reason
        self.detail = detail
    }

    /// `12:7: found …`
    package var text: String { "\(line):\(column): \(field.map { "\($0): " } ?? "")\(detail)" }
}

/// The sorts of reasons by which refusals are counted.
package enum RefusalReason: String, Hashable, Sendable, CaseIterable {
    case notJSON = "not JSON"
    case notARecord = "no record of a known type"
    case duplicateMember = "a member that comes twice"
    case missingMember = "a member is missing"
    case wrongSort = "a value of another sort"
    case badDate = "a date that cannot be read"
    case badNumber = "a number that cannot be read"
    case badMoney = "a sum of money that cannot be read"
    case unknownKind = "a kind that is not known"
    case ambiguousKind = "a kind whose code has lost its zeros"
    case duplicateID = "an id that is already taken"
    case badOrder = "an end before its start"
    case columnCount = "another number of columns"
    case badID = "no id"
    case notUTF8 = "bytes that are not UTF-8"
    case badQuotes = "quotes that do not fit"
    case tooLong = "a field that is too long"
}

/// A fact about the data that was read which changes how answers are to be taken.
package enum ReadWarning: Hashable, Sendable {
    /// `rows` records name an actor that no record declares and no list of codes knows.
    case undeclaredActor(id: String)
    case undeclaredDocument(id: String)
    case undeclaredEvent(id: String)
    case orphanKind(name: String, parent: String)
    /// A column holds values of several sorts and was read as text.
    case mixedColumn(table: String, column: String)
    /// A column holds whole numbers that no number of ours can hold exactly, and was read as text.
    case longNumbers(table: String, column: String)
    /// A file that went through a spreadsheet: separators, header, codes without their zeros, shortened numbers.
    case spreadsheetDamage(path: String, damages: [SpreadsheetDamage])
    /// In so many rows the file's own value is not the one that belongs to the kind.
    case goldsteinDiffers(rows: Int)
    case quadClassDiffers(rows: Int)
    /// In so many rows the parts of an actor's code are not those of the first row with that code.
    case actorPartsDiffer(rows: Int)
    /// Rows that have no code; the text of the event tells the kind.
    case kindsByText(rows: Int)
    /// Rows whose code is of another kind than the text of the event.
    case eventTextsDiffer(rows: Int)
    /// Rows that put an actor into another country than most rows do.
    case actorCountriesDiffer(rows: Int)
    case repeatedIDs(rows: Int)
    /// Mentions of events that are neither in the files nor in the store that they are added to.
    case strayMentions(rows: Int)
    /// Codes of countries that no list knows.
    case unknownCountryCodes([String])
    /// Two files that hold the same bytes, as far as their sizes and digests tell.
    case sameContent(first: String, second: String)
    /// A file of an archive that is of no known format.
    case memberLeftOut(path: String, found: String)
    /// Columns of a file that the mapping does not speak of.
    case columnsUnmapped(path: String, names: [String])
    /// Columns of a file that its format does not have.
    case columnsLeftOut(path: String, names: [String])
    /// Rows that are not UTF-8 and were taken for ISO 8859-1.
    case readAsLatin(path: String, rows: Int)
    /// Sorts of events that a format's list does not have, which were read as the type above them.
    case unknownSubtypes([String])
    /// Rows all of whose sources are dated before the event.
    case sourcesBeforeEvents(rows: Int)
    /// Rows whose best estimate does not lie between the lowest and the highest.
    case bestOutsideBounds(rows: Int)
    /// More warnings of the same sort than are listed.
    case andMore(count: Int)

    /// The warning in plain words.
    package var text: String {
        switch self {
        case .undeclaredActor(let id): "the actor \(FieldText.shown(id)) is used, but no record declares it"
        case .undeclaredDocument(let id): "the document \(FieldText.shown(id)) is named, but no record declares it"
        case .undeclaredEvent(let id): "the event \(FieldText.shown(id)) is named, but no record declares it"
        case .orphanKind(let name, let parent):
            "the kind \(FieldText.shown(name)) hangs below \(FieldText.shown(parent)), which is not known; "
                + "it stands by itself"
        case .mixedColumn(let table, let column):
            "the column \(FieldText.shown(column)) of \(table) holds values of several sorts and was read as text"
        case .longNumbers(let table, let column):
            "the column \(FieldText.shown(column)) of \(table) holds whole numbers beyond 9007199254740992, "
                + "which would lose digits as numbers, and was read as text"
        case .spreadsheetDamage(let path, let damages):
            "\(path) went through a spreadsheet: \(damages.map(\.text).joined(separator: "; "))"
        case .goldsteinDiffers(let rows): "in \(Self.rows(rows)) the Goldstein value is not the one of the kind"
        case .quadClassDiffers(let rows): "in \(Self.rows(rows)) the quad class is not the one of the kind"
        case .actorPartsDiffer(let rows):
            "in \(Self.rows(rows)) the parts of an actor's code differ from those read first"
        case .kindsByText(let rows): "in \(Self.rows(rows)) there is no code, and the kind is that of the event's text"
        case .eventTextsDiffer(let rows):
            "in \(Self.rows(rows)) the text is that of another kind than the code, which was taken"
        case .actorCountriesDiffer(let rows):
            "in \(Self.rows(rows)) an actor is put into another country than most rows put it into, which was taken"
        case .repeatedIDs(let rows):
            rows == 1
                ? "1 row repeats the id of an earlier one; it is kept"
                : "\(rows) rows repeat the id of an earlier one; all are kept"
        case .sameContent(let first, let second):
            "\(second) holds the same bytes as \(first); its rows count twice"
        case .strayMentions(let rows): "\(rows) mentions are of events that were never read, and were left out"
        case .unknownCountryCodes(let codes):
            "no country is known for \(FieldText.shown(codes.joined(separator: ", "), limit: 400))"
        case .memberLeftOut(let path, let found): "found \(found) in \(path), which was left out"
        case .columnsUnmapped(let path, let names):
            "\(path): left out columns that the mapping does not speak of: "
                + FieldText.shown(names.joined(separator: ", "), limit: 400)
        case .columnsLeftOut(let path, let names):
            "\(path): left out columns that the format does not have: "
                + FieldText.shown(names.joined(separator: ", "), limit: 400)
        case .readAsLatin(let path, let rows):
            "\(path): \(Self.rows(rows)) \(rows == 1 ? "is not UTF-8 and was" : "are not UTF-8 and were") read as ISO 8859-1"
        case .unknownSubtypes(let names):
            "no kind is known for \(FieldText.shown(names.joined(separator: ", "), limit: 400)); the type above was taken"
        case .sourcesBeforeEvents(let rows):
            "in \(Self.rows(rows)) every source is dated before the event; when it became known is left open there"
        case .bestOutsideBounds(let rows):
            "in \(Self.rows(rows)) the best estimate of deaths is not between the low and the high one; the span holds "
                + "all three"
        case .andMore(let count): "and \(count) more of the same"
        }
    }

    fileprivate static func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }
}

/// What a spreadsheet does to a file of codes.
package enum SpreadsheetDamage: Hashable, Sendable {
    case semicolons
    case header
    /// `2.02E+13` for a time.
    case shortenedNumbers(rows: Int)
    /// `12` for `012`.
    case lostZeros(rows: Int)
    /// `214797.0` for `214797`.
    case fractions(rows: Int)

    package var text: String {
        switch self {
        case .semicolons: "semicolons stand between its columns"
        case .header: "it has a header line"
        case .shortenedNumbers(let rows):
            "\(ReadWarning.rows(rows)) \(rows == 1 ? "has a time" : "have times") shortened as in 2.02E+13, "
                + "so that days reckoned from phrases such as \"a year ago\" are taken as exact there"
        case .fractions(let rows):
            "\(ReadWarning.rows(rows)) \(rows == 1 ? "has an id" : "have ids") that became a number, as 214797.0, and "
                + "were read without the fraction"
        case .lostZeros(let rows):
            "\(ReadWarning.rows(rows)) \(rows == 1 ? "has a code" : "have codes") without leading zeros"
        }
    }
}
