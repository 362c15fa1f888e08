/// The number of insertions, removals, replacements and swaps of neighbours that turn one text into another
/// (optimal string alignment, Damerau 1964), over characters in lower case; nil if it is more than `limit`.
package func editDistance(_ left: String, _ right: String, limit: Int) -> Int? {
    let a = Array(left.lowercased())
    let b = Array(right.lowercased())
    guard abs(a.count - b.count) <= limit else { return nil }
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1...a.count {
        var current = [i]
        for j in 1...b.count {
            var best = min(last[j] + 1, current[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
            if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, beforeLast[j - 2] + 1) }
            current.append(best)
        }
        (beforeLast, last) = (last, current)
    }
    return last[b.count] <= limit ? last[b.count] : nil
}

/// The candidates nearest to what was written, best first: the same but for case, then by edit distance up to a third of
/// the length (at least one), then those that begin with it; ties by name.
package func nearest(to word: String, among candidates: some Sequence<String>, most: Int = 3) -> [String] {
    let limit = max(1, min(word.count / 3, 4))
    guard word.count <= 64 else { return [] }
    let lower = word.lowercased()
    var found: [(distance: Int, name: String)] = []
    for name in Set(candidates) where name.count <= 96 && name != word {
        if let distance = editDistance(word, name, limit: limit) {
            found.append((distance, name))
        } else if word.count >= 3, name.lowercased().hasPrefix(lower) || name.lowercased().hasSuffix("." + lower) {
            found.append((limit + 1, name))
        }
    }
    return found.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(most).map(\.name)
}
