import CKernels
package import EventModel
import Glibc

/// Whether the work of this thread is to end, for long loops that cannot throw, and how far they are.
///
/// Who starts a run says how to ask (`asking`). A loop asks after each piece; where the run is to end it leaves the rest
/// as it is, which is soon done, and who started the run ends it with an error and keeps nothing of what was made.
/// Whoever wants to know how much of a loop is done says so around it (`telling`).
@usableFromInline package enum Stop {
    /// How a thread asks. Whoever began to ask so holds it until that is over.
    private final class Question {
        let ask: @Sendable () -> Bool
        /// Of this thread alone: each has a question of its own.
        var tell: ((Double) -> Void)?
        init(_ ask: @escaping @Sendable () -> Bool) { self.ask = ask }
    }

    // Values local to tasks are not for threads that the system started: with the library linked in they end the program.
    private static var question: Question? {
        ck_thread_value().map { Unmanaged<Question>.fromOpaque($0).takeUnretainedValue() }
    }

    /// From when on what is made is of no use to anybody. It stays so to the end of the run.
    @usableFromInline package static var isWanted: Bool { question?.ask() ?? false }

    /// The same, from a loop that has done such a share of its work, of 1.
    @usableFromInline package static func isWanted(at share: Double) -> Bool {
        guard let question else { return false }
        question.tell?(share)
        return question.ask()
    }

    /// Does the work, and tells now and then how much is done of the loop that goes on, of 1. Without anybody to tell, the
    /// loops of the work are nobody's business.
    package static func telling<Outcome>(_ tell: ((Double) -> Void)?, _ work: () -> Outcome) -> Outcome {
        guard let question else { return work() }
        let before = question.tell
        question.tell = tell
        defer { question.tell = before }
        return work()
    }

    /// How this thread asks, to be handed on to the threads that work with it.
    package static var current: (@Sendable () -> Bool)? { question?.ask }

    /// Elements after which a loop asks: some milliseconds of what takes a microsecond each.
    @inlinable package static var piece: Int { 1 << 14 }

    /// Does the work, in which `isWanted` asks so.
    package static func asking<Outcome>(_ isWanted: (@Sendable () -> Bool)?, _ work: () -> Outcome) -> Outcome {
        let (question, before) = (isWanted.map(Question.init), ck_thread_value())
        ck_set_thread_value(question.map { Unmanaged.passUnretained($0).toOpaque() })
        defer { ck_set_thread_value(before) }
        return withExtendedLifetime(question, work)
    }

    /// What a question has done with is kept for the next one, up to some: pages that the system has to find and to clear
    /// anew take a third of a sequence's time.
    package static func keepMemory() { ck_keep_memory(128 << 20) }

    /// Behind a run that was stopped: what it took is given back to the system.
    package static func giveMemoryBack() { ck_give_memory_back() }

    /// Whether a loop over this many elements, or the next of them, need not begin.
    package static func isWanted(before count: Int) -> Bool { count > piece && isWanted }

    /// The elements in order; where the run is to end, in none.
    @inlinable package static func sorted<Elements: Swift.Sequence>(
        _ elements: Elements, by precedes: (Elements.Element, Elements.Element) -> Bool
    ) -> [Elements.Element] {
        var sorted = Array(elements)
        sort(&sorted, by: precedes)
        return sorted
    }

    /// The same in place.
    @inlinable package static func sort<Element>(_ elements: inout [Element], by precedes: (Element, Element) -> Bool) {
        var calls = 0
        let most = mostComparisons(elements.count)
        try? elements.sort { left, right in
            calls &+= 1
            if calls & (4 * piece - 1) == 0, isWanted(at: min(0.99, Double(calls) / most)) { throw Wanted() }
            return precedes(left, right)
        }
    }

    /// About as many comparisons as elements in no order need: 5 to 10 each, by their number, more than a merge alone, since
    /// short runs are put in order by insertion. Where pieces lie in order already it is done sooner.
    @usableFromInline package static func mostComparisons(_ count: Int) -> Double {
        Double(max(1, count)) * (log2(Double(max(2, count))) + 8)
    }

    @usableFromInline struct Wanted: Error { @usableFromInline init() {} }

    /// Goes through a range piece by piece; false where it was not gone through to its end.
    @inlinable @inline(__always)
    package static func pieces(_ range: Range<Int>, _ body: (Range<Int>) -> Void) -> Bool {
        var start = range.lowerBound
        while start < range.upperBound {
            let end = min(range.upperBound, start &+ piece)
            body(start..<end)
            if end - range.lowerBound >= piece, isWanted(at: Double(end - range.lowerBound) / Double(range.count)) {
                return false
            }
            start = end
        }
        return true
    }
}

extension Array {
    /// The elements of a range, one after the other; where the run is to end, all that are left are `rest`.
    @inlinable @inline(__always)
    package init(_ range: Range<Int>, rest: Element, _ element: (Int) -> Element) {
        self.init(unsafeUninitializedCapacity: range.count) { buffer, filled in
            guard let base = buffer.baseAddress else { return }
            let first = range.lowerBound
            var done = first
            _ = Stop.pieces(range) { piece in
                for index in piece { (base + (index &- first)).initialize(to: element(index)) }
                done = piece.upperBound
            }
            if done < range.upperBound {
                (base + (done - first)).initialize(repeating: rest, count: range.upperBound - done)
            }
            filled = range.count
        }
    }

    /// The same; where the run is to end there are fewer elements, for those who ask before they use any.
    @inlinable @inline(__always)
    package init(untilStopped range: Range<Int>, _ element: (Int) -> Element) {
        self.init(unsafeUninitializedCapacity: range.count) { buffer, filled in
            guard let base = buffer.baseAddress else { return }
            let first = range.lowerBound
            _ = Stop.pieces(range) { piece in
                for index in piece { (base + (index &- first)).initialize(to: element(index)) }
                filled = piece.upperBound &- first
            }
        }
    }
}

extension Column {
    /// A column of so many cells that says nothing, for a run that is to end.
    package static func hollow(_ count: Int, _ type: ValueType) -> Column {
        let codes = CodedColumn(
            codes: [UInt32](repeating: CodedColumn.unknown, count: count),
            dictionary: CodeDictionary([], isSorted: true))
        func numbers() -> NumberColumn { NumberColumn(low: [Double](repeating: 0, count: count)) }
        switch type {
        case .number, .duration: return .number(numbers())
        case .text, .kind, .actor, .place, .event: return .coded(codes)
        case .date: return .date(DateColumn(first: [DayNumber](repeating: 0, count: count)))
        case .bool: return .truth(TruthMask(count: count, repeating: .maybe))
        case .money: return .money(MoneyColumn(amount: numbers(), currency: codes))
        case .period:
            return .period(
                PeriodColumn(
                    first: [DayNumber](repeating: 0, count: count), last: [DayNumber](repeating: 0, count: count),
                    units: Array(repeating: nil, count: count)))
        case .list(let element):
            return .list(ListColumn(offsets: [Int32](repeating: 0, count: count + 1), values: hollow(0, element)))
        }
    }
}
