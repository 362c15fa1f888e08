import Columnar
package import Store

extension Loaded {
    /// The data set of a store, with what was told when it was made.
    ///
    /// - Parameter isPassing: whether all of it is gone through once.
    init(store path: String, isPassing: Bool = false) throws(ReadError) {
        let opened: Store.Opened
        do throws(StoreError) { opened = try Store.open(path, isPassing: isPassing) } catch { throw .store(error) }
        self.init(opened)
        store = path
    }

    init(_ opened: Store.Opened) {
        self.init(data: opened.data, report: ReadReport(files: opened.inputs.map { FileReport($0) }))
    }

    /// Writes the data set into a store.
    package func write(to path: String, isCancelled: @Sendable () -> Bool) throws(StoreError) {
        try Store.write(data, inputs: report.files.map { StoreInput($0) }, to: path, isCancelled: isCancelled)
    }
}

extension FileReport {
    fileprivate init(_ input: StoreInput) {
        self.init(
            path: input.path, format: Format(rawValue: input.format) ?? .record, byteCount: input.byteCount,
            rowCount: input.rowCount,
            refused: input.refused.compactMap { group in
                RefusalReason(rawValue: group.reason).map { RefusedGroup(reason: $0, count: group.count, examples: []) }
            }, digest: input.digest)
    }
}

extension StoreInput {
    init(_ report: FileReport) {
        self.init(
            path: report.path, format: report.format.rawValue, byteCount: report.byteCount, rowCount: report.rowCount,
            refused: report.refused.map { Refused(reason: $0.reason.rawValue, count: $0.count) },
            digest: report.digest)
    }
}
