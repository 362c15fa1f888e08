import Columnar
import EventModel
import Plan

/// Begins the number of a group by its period.
struct PeriodTaker: RowTaker {
    let groups: UnsafeMutablePointer<UInt32>
    let coder: PeriodCoder
    let width: UInt32
    /// The day before and its part of the number: rows of a day often stand together.
    private var last: (day: DayNumber, group: UInt32)?

    init(groups: UnsafeMutablePointer<UInt32>, coder: PeriodCoder, width: UInt32) {
        self.groups = groups
        self.coder = coder
        self.width = width
    }

    @inline(__always)
    mutating func take(_ index: Int, _ day: DayNumber, _ weight: UInt8) {
        if weight == 0 {
            // A period of which no row is selected is not one of the answer.
            groups[index] = 0
            return
        }
        if let last, last.day == day {
            groups[index] = last.group
            return
        }
        let group = coder.code(day: day) &* width
        groups[index] = group
        last = (day, group)
    }
}

/// Begins the number of a group by the part of its first side, where all begin alike before it.
struct FirstSideTaker: RowTaker {
    let groups: UnsafeMutablePointer<UInt32>
    let beginning: UInt32
    let map: UnsafePointer<UInt32>

    @inline(__always)
    mutating func take(_ index: Int, _ code: Int, _ weight: UInt8) { groups[index] = beginning &+ map[code] }
}

/// Adds the part of a side to the number of a group.
struct SideTaker: RowTaker {
    let groups: UnsafeMutablePointer<UInt32>
    let map: UnsafePointer<UInt32>

    @inline(__always)
    mutating func take(_ index: Int, _ code: Int, _ weight: UInt8) { groups[index] &+= map[code] }
}

/// The codes of a key by the numbers of its sides, each found once.
final class DenseKeyCodes {
    private let key: GroupKey
    private let sides: [DenseSide]
    private var known: [UInt64: UInt32] = [:]
    private var single: [UInt32?]

    init(_ key: GroupKey, _ sides: [DenseSide]) {
        self.key = key
        self.sides = sides
        single = Array(repeating: nil, count: sides.count == 1 ? sides[0].size : 0)
    }

    func code(_ one: Int, _ two: Int) -> UInt32 {
        if sides.count == 1 {
            if let code = single[one] { return code }
            let code = key.coder.code(of: sides[0].value(of: one))
            single[one] = code
            return code
        }
        let pair = UInt64(one) << 32 | UInt64(two)
        if let code = known[pair] { return code }
        let code = key.code(of: sides[0].value(of: one), sides[1].value(of: two))
        known[pair] = code
        return code
    }
}

extension TimeUnit {
    /// Whether a month lies in one of them.
    var isOfWholeMonths: Bool {
        switch self {
        case .month, .quarter, .year: true
        case .day, .week: false
        }
    }
}
