import Columnar

/// Numbers of many groups, each group's in one stretch, in which places of the sorted order are found without sorting.
struct GroupedNumbers {
    private var numbers: [Double]
    /// Where the stretch of each group begins, and of the last, ends.
    private var bounds: [Int]

    init(_ values: [Double], groups: [Int32], groupCount: Int) {
        bounds = [Int](repeating: 0, count: groupCount + 1)
        for group in groups { bounds[Int(group) + 1] += 1 }
        for group in 0..<groupCount { bounds[group + 1] += bounds[group] }
        var next = bounds
        numbers = [Double](repeating: 0, count: values.count)
        for (index, group) in groups.enumerated() {
            if index & (Stop.piece - 1) == 0, Stop.isWanted { break }
            numbers[next[Int(group)]] = values[index]
            next[Int(group)] += 1
        }
    }

    /// Between the two neighbours of the place, in a straight line (R's type 7). The group has numbers.
    mutating func quantile(_ part: Double, of group: Int) -> Double {
        let (first, end) = (bounds[group], bounds[group + 1])
        let place = part * Double(end - first - 1)
        let below = Int(place)
        let low = select(first + below, first, end)
        if below + 1 >= end - first { return low }
        // What stands behind the place found is not less; its least is the neighbour.
        var high = Double.infinity
        for index in (first + below + 1)..<end where numbers[index] < high { high = numbers[index] }
        return low + (place - Double(below)) * (high - low)
    }

    /// The number that stands at a place of the sorted stretch; smaller ones come before it, larger ones behind it
    /// (Hoare 1961). Medians of three keep it from taking long over sorted numbers; what takes too many turns is
    /// sorted.
    private mutating func select(_ place: Int, _ first: Int, _ end: Int) -> Double {
        var (left, right) = (first, end - 1)
        var turns = 0
        numbers.withUnsafeMutableBufferPointer { numbers in
            while left < right {
                turns += 1
                if turns > 64 || right - left < 32 {
                    numbers[left...right].sort()
                    break
                }
                let pivot = Self.median(numbers[left], numbers[(left + right) / 2], numbers[right])
                var (low, high) = (left, right)
                while low <= high {
                    while numbers[low] < pivot { low += 1 }
                    while numbers[high] > pivot { high -= 1 }
                    if low <= high {
                        numbers.swapAt(low, high)
                        low += 1
                        high -= 1
                    }
                }
                if place <= high { right = high } else if place >= low { left = low } else { break }
            }
        }
        return numbers[place]
    }

    private static func median(_ one: Double, _ two: Double, _ three: Double) -> Double {
        max(min(one, two), min(max(one, two), three))
    }
}
