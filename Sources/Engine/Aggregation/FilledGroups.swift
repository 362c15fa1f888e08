import Columnar

/// What a look at the rows of groups tells, which are places of an array, period by period: which groups have any, and
/// which have the most.
struct FilledGroups: Sendable {
    /// Groups of one period.
    let width: Int
    /// The most rows that a group of each stretch of groups has, period by period.
    private var mostOfStretches: [UInt32] = []
    /// By period, the groups that have rows.
    private(set) var groupCounts: [Int] = []
    /// A bit for each group of a period that has rows in any.
    private(set) var isMet: Bits

    private static let stretchSize = 1 << 10

    init(width: Int) {
        self.width = width
        isMet = Bits(count: width)
    }

    private var stretchesOfPeriod: Int { (width + Self.stretchSize - 1) / Self.stretchSize }

    /// Looks at the next period.
    ///
    /// - Parameters:
    ///   - counts: the rows of each of its groups.
    ///   - fewGroups: of the groups those that may have rows, some several times, where it is known.
    mutating func lookAtNext(_ counts: UnsafePointer<UInt32>, fewGroups: [UInt32]? = nil) {
        let (width, stretches) = (width, stretchesOfPeriod)
        var filled = 0
        var found = [UInt32](repeating: 0, count: stretches)
        isMet.words.withUnsafeMutableBufferPointer { words in
            guard let words = words.baseAddress else { return }
            if let fewGroups {
                for group in Set(fewGroups.lazy.map { Int($0) }) where counts[group] > 0 {
                    words[group / 64] |= 1 << UInt64(group % 64)
                    found[group / Self.stretchSize] = max(found[group / Self.stretchSize], counts[group])
                    filled += 1
                }
                return
            }
            for stretch in 0..<stretches {
                let first = stretch * Self.stretchSize
                filled += FilledCounts.note(
                    counts + first, min(width - first, Self.stretchSize), in: words + first / 64, most: &found[stretch])
            }
        }
        mostOfStretches += found
        groupCounts.append(filled)
    }

    // MARK: Answers, when all periods have been looked at

    /// The groups with so many rows or more (at least one), in order.
    func groups(ofRows least: UInt32, _ counts: UnsafePointer<UInt32>) -> [Int] {
        var found: [Int] = []
        for (place, most) in mostOfStretches.enumerated() where most >= least {
            let (period, stretch) = place.quotientAndRemainder(dividingBy: stretchesOfPeriod)
            let first = stretch * Self.stretchSize
            for group in (period * width + first)..<(period * width + min(width, first + Self.stretchSize))
            where counts[group] >= least { found.append(group) }
        }
        return found
    }

    /// The rows of the last of so many groups with the most rows, over several arrays.
    static func least(of largest: Int, _ all: [(filled: FilledGroups, counts: UnsafePointer<UInt32>)]) -> UInt32 {
        // As many stretches as are asked for have a group with so many rows each: there are no fewer such groups.
        let bound = greatest(largest, all.flatMap(\.filled.mostOfStretches)) ?? 1
        return greatest(
            largest,
            all.flatMap { part in part.filled.groups(ofRows: max(1, bound), part.counts).map { part.counts[$0] } }) ?? 1
    }

    /// The number of a given rank, 1 for the greatest; nil where there are not so many.
    private static func greatest(_ rank: Int, _ numbers: [UInt32]) -> UInt32? {
        guard rank <= numbers.count else { return nil }
        // By bytes, the highest first: of those with the same beginning as the one looked for, one byte is settled at a
        // time.
        var (beginning, mask, left) = (UInt32(0), UInt32(0), rank)
        for shift in stride(from: UInt32(24), through: 0, by: -8) {
            var counts = [Int](repeating: 0, count: 256)
            for number in numbers where number & mask == beginning { counts[Int(number >> shift & 0xFF)] += 1 }
            var byte = 255
            while byte > 0, counts[byte] < left {
                left -= counts[byte]
                byte -= 1
            }
            beginning |= UInt32(byte) << shift
            mask |= 0xFF << shift
        }
        return beginning
    }
}

/// How many groups there were, where not all were handed on.
struct GroupTotals {
    /// Groups of all periods taken as one.
    let keyCount: Int
    /// By the code of a period, its groups.
    let groupCounts: [Int]

    /// - Parameter periods: for each part, by the codes of its periods the codes here.
    init(_ parts: [FilledGroups], periods: [[UInt32]]) {
        var isMet = parts.first?.isMet ?? Bits(count: 0)
        var groupCounts: [Int] = []
        for (part, codes) in zip(parts, periods) {
            isMet.formUnion(part.isMet)
            for (count, code) in zip(part.groupCounts, codes) {
                while groupCounts.count <= Int(code) { groupCounts.append(0) }
                groupCounts[Int(code)] += count
            }
        }
        keyCount = isMet.population
        self.groupCounts = groupCounts
    }
}
