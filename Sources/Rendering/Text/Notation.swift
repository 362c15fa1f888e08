/// How answers are written where the user has a say in it: in forms that people read, and in CSV and TSV, which programs of
/// many habits read. JSON has one way, in which whoever reads it finds again what was meant.
package struct Notation: Hashable, Sendable {
    /// A word for what is unknown; nil for what each form has: `?` where people read, nothing in CSV and TSV.
    package var unknown: String?
    /// Whether names stand above the columns of a table, and in the first line of CSV and TSV.
    package var hasHeading = true
    /// What stands between two cells of CSV.
    package var separator = UInt8(ascii: ",")
    /// Whether the decimals of a number stand behind a comma, as in much of Europe.
    package var hasDecimalComma = false
    /// How large numbers are written in forms that people read.
    package var thousands = Thousands.off

    /// What makes large numbers easier to read.
    package enum Thousands: String, CaseIterable, Sendable {
        /// Nothing: `1204500`.
        case off
        /// Thousands stand apart: `1,204,500`.
        case on
        /// Words from a million on, in a window: `1.2045 million`.
        case words
    }

    /// Significant digits of numbers with a fraction, in tables and lines that are looked at in a window.
    package var digits = 6

    package init() {}

    var point: UInt8 { UInt8(ascii: hasDecimalComma ? "," : ".") }

    /// For programs: they take no signs between thousands.
    var forPrograms: Notation {
        var notation = self
        notation.thousands = .off
        return notation
    }

    /// A number, a span of numbers, a sum of money or a length of time, from the text that a question would write.
    func localized(_ text: String) -> String {
        let groupsThousands = thousands == .on
        if !hasDecimalComma, !groupsThousands { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var place = 0
        func isDigit(_ place: Int) -> Bool { place < bytes.count && 48...57 ~= bytes[place] }
        func takeDigits() -> ArraySlice<UInt8> {
            let start = place
            while isDigit(place) { place += 1 }
            return bytes[start..<place]
        }
        while place < bytes.count {
            guard isDigit(place) else {
                result.append(bytes[place])
                place += 1
                continue
            }
            let whole = takeDigits()
            for (index, digit) in whole.enumerated() {
                if groupsThousands, index > 0, (whole.count - index) % 3 == 0 {
                    result.append(UInt8(ascii: hasDecimalComma ? "." : ","))
                }
                result.append(digit)
            }
            // A point between digits is decimal; two are the dots of a span.
            if place < bytes.count, bytes[place] == UInt8(ascii: "."), isDigit(place + 1) {
                result.append(point)
                place += 1
                result += takeDigits()
            }
            // The digits of an exponent are no number of their own.
            if place < bytes.count, bytes[place] == UInt8(ascii: "e") {
                result.append(bytes[place])
                place += 1
                while place < bytes.count, isDigit(place) || [0x2B, 0x2D].contains(bytes[place]) {
                    result.append(bytes[place])
                    place += 1
                }
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
