/// Keeps count while files are read.
struct ReadLog {
    /// Warnings of one sort that are listed; the others are counted.
    static let warningLimit = 20

    private(set) var report = ReadReport()
    private let strict: Bool

    init(strict: Bool) { self.strict = strict }

    var fileIndex: Int { report.files.count - 1 }

    mutating func begin(_ path: String, _ format: Format) {
        report.files.append(FileReport(path: path, format: format))
    }

    mutating func accept(_ count: Int = 1, file: Int) { report.files[file].rowCount += count }

    /// - Parameter digest: CRC-32C of the bytes, where somebody reckoned it.
    mutating func end(byteCount: Int, digest: UInt32? = nil) {
        report.files[fileIndex].byteCount = byteCount
        report.files[fileIndex].digest = digest
    }

    /// Counts a refusal; the first one ends a strict reading.
    mutating func refuse(_ refusal: Refusal, file: Int) throws(ReadError) {
        report.files[file].add(refusal)
        if strict { throw .refused(path: report.files[file].path, refusal) }
    }

    mutating func warn(_ warning: ReadWarning) { report.warnings.append(warning) }

    /// Warnings of one sort, cut to as many as anybody reads.
    ///
    /// - Parameter count: how many there are, where not all of them are given.
    mutating func warn(_ warnings: [ReadWarning], of count: Int? = nil) {
        report.warnings.append(contentsOf: warnings.prefix(Self.warningLimit))
        let rest = (count ?? warnings.count) - min(warnings.count, Self.warningLimit)
        if rest > 0 { warn(.andMore(count: rest)) }
    }

    /// `path:line` of a record, to point at another place from a message.
    func place(file: Int, line: Int) -> String { "\(report.files[file].path):\(line)" }
}
