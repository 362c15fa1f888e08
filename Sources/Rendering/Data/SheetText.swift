/// Texts for what a spreadsheet opens at once: it takes none of them for a formula, which may ask the network or start a
/// program.
///
/// A formula begins with one of `signs` at the beginning of a cell, whatever spaces and quotes stand before it. Where a
/// cell begins is the spreadsheet's to say: it may part lines at other signs than the file does, and quotes mean nothing to
/// it then. So an apostrophe stands before each sign of a formula with which a cell could begin, within a text too.
enum SheetText {
    private static let signs = Set("=+-@＝＋－＠".unicodeScalars)
    /// What may part cells, besides the ends of lines.
    private static let separators = Set(",;|\t".unicodeScalars)

    /// - Parameter separator: what parts the cells of the file.
    static func defused(_ text: String, _ separator: UInt8) -> String {
        var defused = String.UnicodeScalarView()
        var beginsCell = true
        for scalar in text.unicodeScalars {
            if separators.contains(scalar) || scalar == Unicode.Scalar(separator) || isLineEnd(scalar) {
                beginsCell = true
            } else if beginsCell, !isPassedOver(scalar) {
                if signs.contains(scalar) { defused.append("'") }
                beginsCell = false
            }
            defused.append(scalar)
        }
        return String(defused)
    }

    private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        case _: false
        }
    }

    /// Spaces, quotes and what nobody sees.
    private static func isPassedOver(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        return scalar == "\"" || properties.isWhitespace || properties.isDefaultIgnorableCodePoint
            || [.control, .format].contains(properties.generalCategory)
    }
}
