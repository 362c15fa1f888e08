/// Labels of so many columns at most. Those that would be cut to one text are cut in their middle, since what tells them
/// apart is mostly their end; where that does not help, they are numbered.
///
/// - Parameter cut: how a label is cut where nothing else is cut to the same.
func apart(
    _ labels: [ShownText], in room: Int, _ ellipsis: String, cut: ((Int) -> ShownText)? = nil
) -> [ShownText] {
    func repeated(_ drawn: [ShownText]) -> Set<String> {
        var seen: [String: Int] = [:]
        for (index, label) in drawn.enumerated() where label.text != labels[index].text {
            seen[label.text, default: 0] += 1
        }
        return Set(seen.filter { $0.value > 1 }.keys)
    }
    var drawn = labels.indices.map { cut?($0) ?? labels[$0].clipped(to: room, ellipsis) }
    let same = repeated(drawn)
    if same.isEmpty { return drawn }
    let inner = max(2, room - ShownText(ellipsis).width)
    for index in drawn.indices where same.contains(drawn[index].text) {
        drawn[index] = labels[index].withoutMiddle(keeping: inner / 2, inner - inner / 2, ellipsis)
            .clipped(to: room, ellipsis)
    }
    let stillSame = repeated(drawn)
    var counts: [String: Int] = [:]
    for index in drawn.indices where stillSame.contains(drawn[index].text) {
        let text = drawn[index].text
        counts[text, default: 0] += 1
        let number = "#\(counts[text] ?? 1)"
        drawn[index] = ShownText(labels[index].clipped(to: max(1, room - number.count), ellipsis).text + number)
            .clipped(to: room, ellipsis)
    }
    return drawn
}
