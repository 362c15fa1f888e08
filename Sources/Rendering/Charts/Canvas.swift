/// A grid of dots, several to a character: braille (2 × 4), or ASCII (one).
struct Canvas {
    let columns: Int
    let rows: Int
    let isBraille: Bool
    /// Dots of each character as the low byte of its braille code (Unicode 16.0, chapter 21.1).
    private var bits: [UInt8]
    /// The series that drew last in a character.
    private var owners: [Int]
    private var marks: [Character?]

    init(columns: Int, rows: Int, isBraille: Bool) {
        self.columns = columns
        self.rows = rows
        self.isBraille = isBraille
        bits = Array(repeating: 0, count: columns * rows)
        owners = Array(repeating: 0, count: columns * rows)
        marks = Array(repeating: nil, count: columns * rows)
    }

    /// Dots from left to right, and from top to bottom.
    var width: Int { columns * (isBraille ? 2 : 1) }
    var height: Int { rows * (isBraille ? 4 : 1) }

    private static let brailleBits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]

    mutating func dot(_ x: Int, _ y: Int, series: Int) {
        guard 0 <= x, x < width, 0 <= y, y < height else { return }
        let cell = isBraille ? y / 4 * columns + x / 2 : y * columns + x
        bits[cell] |= isBraille ? Self.brailleBits[y % 4][x % 2] : 1
        owners[cell] = series
    }

    /// Puts a character where a dot is.
    mutating func mark(_ x: Int, _ y: Int, _ character: Character, series: Int) {
        guard 0 <= x, x < width, 0 <= y, y < height else { return }
        let cell = isBraille ? y / 4 * columns + x / 2 : y * columns + x
        marks[cell] = character
        owners[cell] = series
    }

    /// A straight line (Bresenham 1965).
    mutating func line(_ x0: Int, _ y0: Int, _ x1: Int, _ y1: Int, series: Int) {
        let (dx, dy) = (abs(x1 - x0), -abs(y1 - y0))
        let (stepX, stepY) = (x0 < x1 ? 1 : -1, y0 < y1 ? 1 : -1)
        var (x, y, error) = (x0, y0, dx + dy)
        while true {
            dot(x, y, series: series)
            if x == x1, y == y1 { return }
            let doubled = 2 * error
            if doubled >= dy {
                error += dy
                x += stepX
            }
            if doubled <= dx {
                error += dx
                y += stepY
            }
        }
    }

    /// The characters of a row with the series of each; blank ones belong to none.
    func row(_ row: Int) -> [(character: Character, series: Int?)] {
        (row * columns..<(row + 1) * columns).map { cell in
            if let mark = marks[cell] { return (mark, owners[cell]) }
            if bits[cell] == 0 { return (" ", nil) }
            guard isBraille, let scalar = Unicode.Scalar(0x2800 + UInt32(bits[cell])) else {
                return (".", owners[cell])
            }
            return (Character(scalar), owners[cell])
        }
    }
}
