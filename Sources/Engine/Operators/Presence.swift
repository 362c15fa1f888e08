import Columnar

/// Which rows of a batch are there, which of them are merely possible, and which of those were asked for.
struct Presence {
    var visible: Bits
    /// Possible rows that travel on unseen; nil: none.
    var unseen: Bits?
    /// Rows that `possibly` let pass; means something of rows that are there. nil: none.
    var marked: Bits?

    init(count: Int) { visible = Bits(count: count, repeating: true) }

    init(visible: Bits, unseen: Bits?, marked: Bits?) {
        self.visible = visible
        self.unseen = unseen
        self.marked = marked
    }

    /// Rows that are visible or unseen.
    var present: Bits { unseen.map { visible | $0 } ?? visible }
    var isEmpty: Bool { visible.isEmpty && (unseen?.isEmpty ?? true) }

    mutating func keep(_ mask: TruthMask) {
        if mask.isExact, unseen == nil {
            visible.formIntersection(mask.certain)
            return
        }
        let stay = present & mask.possible
        visible.formIntersection(mask.certain)
        let rest = stay - visible
        unseen = rest.isEmpty ? nil : rest
    }

    mutating func mark(_ rows: Bits) {
        if rows.isEmpty { return }
        marked = marked.map { $0 | rows } ?? rows
    }

    /// Unseen rows become visible and marked.
    mutating func showPossible() {
        guard let unseen else { return }
        mark(unseen)
        visible = visible | unseen
        self.unseen = nil
    }
}
