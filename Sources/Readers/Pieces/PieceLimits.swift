/// How much of what is read stays in memory.
struct PieceLimits: Sendable {
    /// Rows of a piece.
    let rows: Int
    /// Bytes of the files that a piece is made of.
    let bytes: Int
    /// Texts of a column, and bytes of them, up to which all pieces share one dictionary of them.
    let texts: Int
    let textBytes: Int

    init(_ limits: ImportLimits) {
        rows = limits.pieceRows
        bytes = limits.pieceBytes
        texts = limits.sharedTexts
        textBytes = limits.sharedTextBytes
    }

    func isLarge(_ dictionary: ByteDictionary) -> Bool {
        dictionary.count > texts || dictionary.byteCount > textBytes
    }
}
