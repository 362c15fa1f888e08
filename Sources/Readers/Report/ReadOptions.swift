package import Columnar
package import Store

/// How files are to be read.
package struct ReadOptions: Sendable {
    /// nil: recognised from the content of each file.
    package var format: Format?
    /// The first row that cannot be read ends the reading, instead of being counted.
    package var strict: Bool
    /// Dates of GDELT that come from phrases such as "a year ago" stay the days that GDELT reckoned.
    package var exactDates: Bool
    /// Which column is which field, of tables and JSON Lines of no known format.
    package var mapping: Mapping?
    /// The number from which rows are counted that have no id, and go by their number.
    var firstNumber = 1
    /// Told behind each block of a file how far the reading is, and while rows are made of records, of which there are none
    /// before all are read; false ends it with `ReadError.cancelled`.
    package var mayGoOn: (@Sendable (ReadProgress) -> Bool)?
    /// Asked while nothing comes out of a pipe; true ends the reading with `InputError.cancelled`.
    package var isCancelled: (@Sendable () -> Bool)?

    package init(
        format: Format? = nil, strict: Bool = false, exactDates: Bool = false, mapping: Mapping? = nil
    ) {
        self.mapping = mapping
        self.format = format
        self.strict = strict
        self.exactDates = exactDates
    }
}

/// How far the reading of files is.
package struct ReadProgress: Hashable, Sendable {
    /// The file that is read now.
    package var path: String
    /// Rows taken in so far, of this file and those before it; 0 where the format is counted only at the end.
    package var rowCount: Int
    /// Of this file, unpacked.
    package var bytesRead: Int
    /// Of this file, where that is known.
    package var byteCount: Int?
    /// Of all files; nil where they are not told.
    package var whole: FileProgress?
}

/// A data set and how its reading went.
package struct Loaded: Sendable {
    package var data: DataSet
    package var report: ReadReport
    /// The store that the data lie in, if they do; the report is then that of the import.
    package internal(set) var store: String?
    /// The files that they were read from; nil where they cannot be read again.
    package internal(set) var origin: Origin?

    /// What is wrong with stored data, as far as they were read; nil while all is well.
    package var damage: String? { data.integrity.problem }

    package init(data: DataSet, report: ReadReport) {
        self.data = data
        self.report = report
    }
}

/// Why nothing could be read at all, or, with `strict`, which row ended it.
package enum ReadError: Error, Hashable {
    case input(InputError)
    case noFiles
    case noMatch(pattern: String)
    /// The content is that of no format; `found` is what the file seems to be or how it begins.
    case unknownFormat(path: String, found: String)
    /// Files of different formats do not make one data set.
    case mixedFormats(first: String, Format, second: String, Format)
    /// The same file under two names, or twice under one.
    case sameFile(first: String, second: String)
    case refused(path: String, Refusal)
    /// The records of a file cannot be placed since its header is not the one of its format.
    case badHeader(path: String, detail: String)
    case store(StoreError)
    /// A store is a data set by itself.
    case storeAmongFiles(store: String, other: String)
    /// A file whose rows are in a store already.
    case sameInput(path: String, store: String)
    /// A column that is of one type in one store and of another in the next.
    case columnsDiffer(table: String, column: String, first: String, String, second: String, String)
    /// A mapping that cannot be read, or does not fit the files.
    case mapping(MappingError)
    /// The format that is given is that of files which a mapping explains, and there is none.
    case noMapping
    /// Nothing came of an import; `refused` is one of the rows that were not read, of so many.
    case noRows(paths: [String], refused: FirstRefusal?, count: Int)
    /// Mentions, and no event that one of them could be of.
    case noEventsMentioned
    /// Whoever watched the reading did not want it to go on.
    case cancelled(afterRows: Int)

    /// The failure in plain words.
    package var text: String {
        switch self {
        case .input(let error): error.text
        case .noFiles: "found no file to read"
        case .noMatch(let pattern): "found no file that matches \(pattern)"
        case .unknownFormat(let path, let found):
            "found \(found) in \(path), expected \(Format.allCases.map(\.description).joined(separator: ", or "))"
        case .mixedFormats(let first, let format, let second, let other):
            "found \(format.name) in \(first) and \(other.name) in \(second), expected files of one format "
                + "(this version asks one format at a time)"
        case .sameFile(let first, let second) where first == second:
            "\(first) is given twice; its events would count twice"
        case .sameFile(let first, let second):
            "\(second) is the same file as \(first); its events would count twice"
        case .refused(let path, let refusal): "\(path):\(refusal.text)"
        case .badHeader(let path, let detail): "\(path): \(detail)"
        case .store(let error): error.text
        case .storeAmongFiles(let store, let other):
            "\(store) is a store, which is asked by itself or with other stores; \(other) is none. "
                + "casus import \(other) --into \(store) --append adds it"
        case .sameInput(let path, let store): "what is in \(path) is in \(store) already; its rows would count twice"
        case .columnsDiffer(let table, let column, let first, let type, let second, let other):
            "the column \(FieldText.shown(column)) of \(table) is of type \(type) in \(first) and \(other) in \(second)"
        case .mapping(let error): error.text
        case .noMapping: "found no mapping; --map FILE names one, and --guess writes a first one"
        case .noRows(let paths, let refused, let count):
            Self.noRows(paths, refused, count) + "; the store is as it was"
        case .noEventsMentioned:
            "found mentions and no event that they are of; the store is as it was. --append adds mentions to the events "
                + "of a store"
        case .cancelled(let rows): "cancelled after \(rows) rows"
        }
    }

    private static func noRows(_ paths: [String], _ refused: FirstRefusal?, _ count: Int) -> String {
        let place = paths.count == 1 ? paths[0] : "\(paths.count) files"
        guard let refused else { return "found no row in \(place)" }
        return
            "found no row that can be read in \(place): refused \(count), such as \(refused.path):\(refused.refusal.text)"
    }
}

/// A row that was refused, and where.
package struct FirstRefusal: Hashable, Sendable {
    package var path: String
    package var refusal: Refusal
}
