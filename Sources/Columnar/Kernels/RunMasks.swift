package import EventModel

extension RowRuns {
    /// What a test of kinds answers of each run.
    package func mask(of test: CodeTest) -> TruthMask { test.mask(of: .words(kinds), start: 0, count: count) }

    /// Of each run, whether its days lie in a set: yes of all between its first and its last, no of none, else maybe.
    package func mask(of set: DaySet) -> TruthMask {
        var certain = Bits(count: count)
        var possible = certain
        for span in set.spans {
            let within = DaySet([span])
            // Stretches of a set do not touch: what lies in it lies in one of them.
            certain = certain | (Bits(in: within, firstDays.base, count) & Bits(in: within, lastDays.base, count))
            let before = DaySet([DateSpan(DateSpan.distantPast, span.latest)])
            let behind = DaySet([DateSpan(span.earliest, DateSpan.distantFuture)])
            possible = possible | (Bits(in: before, firstDays.base, count) & Bits(in: behind, lastDays.base, count))
        }
        return TruthMask(certain: certain, possible: possible)
    }
}
