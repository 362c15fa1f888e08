import Columnar
import EventModel
import Plan
import Synchronization
import Testing

@testable import Engine

/// Sequences that days and equal names alone decide have ways of their own; their answers are those of all others.
@Suite("Sequences by day")
struct DaySequenceTests {
    @Test("they agree with the naive interpreter", arguments: 0..<20)
    func agree(part: UInt64) {
        for seed in stride(
            from: AgreementTests.firstSeed + part, to: AgreementTests.firstSeed + AgreementTests.seedCount, by: 20)
        {
            var generator = RandomDays(seed: seed)
            let relation = generator.relation().mergingDateTests()
            if let difference = AgreementTests.difference(seed, relation, generator.dataSet()) {
                Issue.record(Comment(rawValue: difference))
            }
        }
    }

    @Test("what they tell in notes is what the long way tells", arguments: 0..<20)
    func notes(part: UInt64) throws {
        for seed in stride(
            from: AgreementTests.firstSeed + part, to: AgreementTests.firstSeed + AgreementTests.seedCount, by: 20)
        {
            try compareNotes(seed)
        }
    }

    @Test("nor do they of more anchors than a word has bits", arguments: UInt64(0)..<12)
    func notesOfMany(seed: UInt64) throws { try compareNotes(seed, rowCount: 250) }

    private func compareNotes(_ seed: UInt64, rowCount: Int? = nil) throws {
        var generator = RandomDays(seed: seed)
        let relation = generator.relation().mergingDateTests()
        let data = generator.dataSet(rowCount: rowCount)
        let engine = Engine(seed % 3 == 0 ? data : seed % 3 == 1 ? data.clustered() : data.clustered(size: 7))
        var (short, long) = (RunControl(), RunControl())
        if seed % 5 == 1 { short.laneSize = 1 }
        if seed % 7 == 1 { short.batchSize = 3 }
        long.shortcuts.remove(.dayBits)
        long.shortcuts.remove(.pairCounts)
        let (one, other) = (
            try engine.answer(relation, control: short), try engine.answer(relation, control: long)
        )
        let note = Comment(rawValue: "seed \(seed)\n\(relation.planText)")
        #expect(one.footer.notes == other.footer.notes, note)
        #expect(one.footer.possibleCount == other.footer.possibleCount, note)
        #expect(AgreementTests.rows(one) == AgreementTests.rows(other), note)
    }

    @Test("a large part of such questions goes that way")
    func use() throws {
        var (taken, all) = ([Bool: Int](), [Bool: Int]())
        for seed in UInt64(0)..<600 {
            var generator = RandomDays(seed: seed)
            let sequence = generator.sequence()
            let data = generator.dataSet()
            let count = NamedExpression("n", Expression(.aggregate(Aggregate(.count, nil)), .number))
            let aggregation = Aggregation(keys: [], outputs: [count])
            let engine = Engine(data.clustered())
            let state = RunState(engine.context, RunControl())
            let isAll = sequence.take == .all
            all[isAll, default: 0] += 1
            if try engine.groups(of: .sequence(sequence), aggregation, [Field("n", .number)], state) != nil {
                taken[isAll, default: 0] += 1
            }
        }
        #expect((taken[false] ?? 0) * 3 > (all[false] ?? 0))
        #expect((taken[true] ?? 0) * 5 > (all[true] ?? 0))
    }

    @Test("they end where the run is to end, and within the memory that they may take")
    func ends() throws {
        let step = SequenceStep(SequencePattern(.scan(RandomDays.schema)), name: "r", window: Lag(9, .day))
        let count = NamedExpression("n", Expression(.aggregate(Aggregate(.count, nil)), .number))
        for take in [EventSequence.Take.first, .all] {
            let sequence = EventSequence(anchors: .scan(RandomDays.schema), steps: [step], take: take)
            let relation = Relation.aggregate(.sequence(sequence), Aggregation(keys: [], outputs: [count]))
            var generator = RandomDays(seed: 2)
            let engine = Engine(generator.dataSet(rowCount: 2_000))
            let asked = Mutex(0)
            var control = RunControl(isCancelled: {
                asked.withLock {
                    $0 += 1
                    return $0 > 9
                }
            })
            control.batchSize = 100
            #expect(throws: RunError.self) { try engine.answer(relation, control: control) }
            #expect(asked.withLock { $0 } < 12)
            #expect(throws: RunError.memoryLimit(5_000)) {
                try engine.answer(relation, control: RunControl(memoryLimit: 5_000))
            }
        }
    }
}
