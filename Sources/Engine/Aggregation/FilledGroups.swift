/// The rows of groups that are places of an array, period by period: which groups have any, and which have the most.
struct FilledGroups: @unchecked Sendable {
    // Unchecked: nobody writes while somebody looks.
    let counts: UnsafePointer<UInt32>
    /// Groups of one period.
    let width: Int
    let periodCount: Int

    /// What one look at all groups tells.
    struct Survey: Sendable {
        /// The most rows that a group of each stretch of groups has, period by period.
        var mostOfStretches: [UInt32] = []
        /// By period, the groups that have rows; none where nobody asks for totals.
        var groupCounts: [Int] = []
        /// For each group of a period 1 if it has rows in any period; none where nobody asks for totals.
        var isMet: [UInt8]
    }

    private static let stretchSize = 1 << 10

    private var stretchesOfPeriod: Int { (width + Self.stretchSize - 1) / Self.stretchSize }

    private func groups(_ period: Int, _ stretch: Int) -> Range<Int> {
        let first = stretch * Self.stretchSize
        return (period * width + first)..<(period * width + min(width, first + Self.stretchSize))
    }

    func survey(hasTotals: Bool) -> Survey {
        var survey = Survey(isMet: [UInt8](repeating: 0, count: hasTotals ? width : 0))
        survey.mostOfStretches.reserveCapacity(periodCount * stretchesOfPeriod)
        survey.isMet.withUnsafeMutableBufferPointer { isMet in
            for period in 0..<periodCount {
                var filled = 0
                for stretch in 0..<stretchesOfPeriod {
                    let range = groups(period, stretch)
                    let (rows, count) = (counts + range.lowerBound, range.count)
                    var most: UInt32 = 0
                    for group in 0..<count { most = max(most, rows[group]) }
                    survey.mostOfStretches.append(most)
                    guard hasTotals, most > 0, let isMet = isMet.baseAddress else { continue }
                    let met = isMet + stretch * Self.stretchSize
                    var some: UInt32 = 0
                    for group in 0..<count {
                        let isFilled: UInt32 = rows[group] > 0 ? 1 : 0
                        met[group] |= UInt8(truncatingIfNeeded: isFilled)
                        some &+= isFilled
                    }
                    filled += Int(some)
                }
                if hasTotals { survey.groupCounts.append(filled) }
            }
        }
        return survey
    }

    /// The groups with so many rows or more (at least one), in order.
    func groups(ofRows least: UInt32, _ survey: Survey) -> [Int] {
        var found: [Int] = []
        for (place, most) in survey.mostOfStretches.enumerated() where most >= least {
            for group in groups(place / stretchesOfPeriod, place % stretchesOfPeriod) where counts[group] >= least {
                found.append(group)
            }
        }
        return found
    }

    /// The rows of the last of so many groups with the most rows, over several arrays.
    static func least(of largest: Int, _ all: [(groups: FilledGroups, survey: Survey)]) -> UInt32 {
        // As many stretches as are asked for have a group with so many rows each: there are no fewer such groups.
        let bound = greatest(largest, all.flatMap(\.survey.mostOfStretches)) ?? 1
        return greatest(
            largest,
            all.flatMap { part in
                part.groups.groups(ofRows: max(1, bound), part.survey).map { part.groups.counts[$0] }
            }) ?? 1
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

    /// - Parameter periods: for each survey, by the codes of its periods the codes here.
    init(_ surveys: [FilledGroups.Survey], periods: [[UInt32]]) {
        var isMet = surveys.first?.isMet ?? []
        var groupCounts: [Int] = []
        for (survey, codes) in zip(surveys, periods) {
            for place in isMet.indices { isMet[place] |= survey.isMet[place] }
            for (count, code) in zip(survey.groupCounts, codes) {
                while groupCounts.count <= Int(code) { groupCounts.append(0) }
                groupCounts[Int(code)] += count
            }
        }
        keyCount = isMet.reduce(0) { $0 + Int($1) }
        self.groupCounts = groupCounts
    }
}
