import Columnar
import EventModel
import Plan

/// Gathers which keys anchors have. Of one thread.
final class DayAnchorKeys {
    /// Keys that are joined, and whether an unknown one means something.
    struct List: Sendable {
        let keys: [DayKey]
        let canBeUnknown: Bool
    }

    private let readers: [DayKeyReader]
    private let canBeUnknown: [Bool]
    private var used: [[UInt32]]
    private(set) var hasUnknown = false
    private(set) var isBeyond = false

    init(_ lists: [List], _ layout: Layout, _ context: Context) {
        readers = lists.map { DayKeyReader($0.keys, ofAnchors: true, DayNumbering(), layout, context) }
        canBeUnknown = lists.map(\.canBeUnknown)
        used = lists.map { _ in [] }
    }

    func add(_ batch: Batch, _ presence: Presence) {
        let present = presence.present
        for (step, reader) in readers.enumerated() {
            let keys = reader.read(batch, present)
            if reader.isBeyond { isBeyond = true }
            if isBeyond { return }
            var used: [UInt32] = []
            swap(&used, &self.used[step])
            let isSingle = reader.partCount == 1
            var hasUnknown = false
            present.each { row in
                let key = keys[row]
                if key == DayKeyReader.unknown { hasUnknown = true }
                if isSingle, key < DayKeyReader.unknown {
                    used.grow(to: Int(key) + 1, with: 0)
                    used[Int(key)] &+= 1
                }
            }
            swap(&used, &self.used[step])
            if hasUnknown {
                self.hasUnknown = true
                if !canBeUnknown[step] { isBeyond = true }
            }
        }
    }

    static func numbering(of list: Int, in parts: [DayAnchorKeys]) -> DayNumbering {
        guard let first = parts.first else { return DayNumbering() }
        var numbering = first.readers[list].numbering
        numbering.fix()
        if first.readers[list].partCount == 1 {
            var counts: [UInt32] = []
            for part in parts {
                counts.grow(to: part.used[list].count, with: 0)
                for (key, count) in part.used[list].enumerated() { counts[key] &+= count }
            }
            let (chosen, count) = DayNumbering.ranks(counts)
            numbering.chosen = chosen
            numbering.count = count
        }
        return numbering
    }
}
