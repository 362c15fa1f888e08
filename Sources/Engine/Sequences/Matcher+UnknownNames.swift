import Columnar
import EventModel
import Plan

/// Matches that are possible for want of a name.
extension Matcher {
    /// Fewer possible matches than these can be looked at.
    private static let manyPossible = 1_000

    /// Where a name that a condition asks to be the same is unknown, every event in the window possibly fits. Tells
    /// which name makes most of very many possible matches so, for they hide what else is possible.
    /// - Parameter possible: the matches that are only possible.
    func tellUnknownNames(_ possible: [Int32], certainCount: Int) throws(RunError) {
        guard possible.count >= Self.manyPossible, possible.count > certainCount else { return }
        var most: (name: String, count: Int) = ("", 0)
        for (step, pattern) in patterns.enumerated() {
            for names in try pattern.unknownNames(table, possible, outer, state) {
                if let name = names.outerName, let unknown = names.ofMatches, unknown.population > most.count {
                    most = (name, unknown.population)
                }
                guard let name = names.eventName, let unknown = names.ofEvents else { continue }
                let count = possible.count { match in
                    table.steps[step].contains(Int(match)) { unknown[Int($0)] }
                }
                if count > most.count { most = (name, count) }
            }
        }
        if most.count * 2 > possible.count { state.note(.possibleByUnknown(name: most.name, matches: most.count)) }
    }
}

extension Pattern {
    /// A name of the event that is asked to be one outside of it, and where either is unknown.
    struct UnknownNames {
        /// What they are called; nil where a name is reckoned.
        var eventName: String?
        var outerName: String?
        var ofEvents: Bits?
        /// In the order of the matches.
        var ofMatches: Bits?
    }

    func unknownNames(
        _ table: MatchTable, _ matches: [Int32], _ outer: OuterColumns, _ state: RunState
    ) throws(RunError) -> [UnknownNames] {
        func name(_ expression: Expression) -> String? {
            if case .column(let name) = expression.node { name } else { nil }
        }
        var all: [UnknownNames] = []
        for key in implicit {
            let cells = try key.numbers.cells(key.outer) { side throws(RunError) in
                try outer.evaluate(side, table, matches, state)
            }
            all.append(
                UnknownNames(
                    eventName: name(key.event), outerName: name(key.outer), ofEvents: key.cells.unknown,
                    ofMatches: cells?.unknown))
        }
        return all
    }
}
