import Columnar
@testable import Engine
import EventModel
import Plan
import Synchronization
import Testing

/// Loops over very many rows ask piece by piece whether the run is to end; once it is, they go on with no other piece.
@Suite("Long loops")
struct AskingOftenTests {
    private static let count = 10 * Stop.piece
    /// None stands twice, and they stand in no order.
    private static let texts = Column((0..<count).map { .text("text \(($0 * 7_919) % count)") }, type: .text)
    private static let lists = Column(
        (0..<count).map { .list([.text("a\($0 % 5)"), .text("b\($0 % 3)")]) }, type: .list(.text))
    private static let codes = KeyCells(codes: (0..<UInt32(count)).map { $0 })

    /// A loop, and of how many rows it gives something.
    struct Loop: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let run: @Sendable () -> Int
    }

    static let loops = [
        Loop(testDescription: "numbers for texts") {
            ValueCodes().cells(texts, .text, equalsNone: false).codes.count
        },
        Loop(testDescription: "numbers for lists") {
            let cells = ValueCodes().cells(lists, .list(.text), equalsNone: true)
            return cells.offsets.map { $0.count - 1 } ?? cells.codes.count
        },
        Loop(testDescription: "numbers for several keys") {
            JointCodes().cells([codes, codes], count: count)?.codes.count ?? 0
        },
        Loop(testDescription: "rows in the order of words") {
            RadixSort.sorted((0..<Int32(count)).map { $0 }) { UInt64($0 &* 7_919 & 0xFFFF) }.count
        },
    ]

    private func asked(_ loop: Loop, stopsAt limit: Int = .max) -> (times: Int, rows: Int) {
        let times = Mutex(0)
        let rows = Stop.asking({
            times.withLock {
                $0 += 1
                return $0 >= limit
            }
        }) { loop.run() }
        return (times.withLock { $0 }, rows)
    }

    @Test(arguments: loops)
    func `a loop asks for each piece`(loop: Loop) {
        let whole = asked(loop)
        #expect(whole.times >= 10 && whole.rows == Self.count)
        let stopped = asked(loop, stopsAt: 3)
        // What it calls asks as well: a table of texts each time it grows.
        #expect(stopped.times < 20 && stopped.rows == Self.count)
    }

    @Test func `lists are ranked by their values, piece by piece`() {
        let order = ValueOrder(catalog: Fixture.column([], .text).catalog)
        let times = Mutex(0)
        let ranks = Stop.asking({
            times.withLock { $0 += 1 }
            return false
        }) { order.ranks(Self.lists, type: .list(.text), isDescending: false) }
        #expect(times.withLock { $0 } >= 10)
        // 15 values, in the order of their members.
        let expected = (0..<Self.count).map { UInt64($0 % 5 * 3 + $0 % 3) }
        #expect(ranks == expected)
        let stopped = Stop.asking({ true }) { order.ranks(Self.lists, type: .list(.text), isDescending: false) }
        #expect(stopped.isEmpty)
    }

    @Test func `a key of many values is asked for, and ends, within the run`() throws {
        var events = try LetterEvents("")
        for number in 0..<20_000 {
            events.add("A\(number)", try .day("2020-01-01"))
            events.add("B\(number)", try .day("2020-01-02"))
        }
        let relation = Relation.sequence(
            EventSequence(anchors: events.of("A"), steps: [events.step("B", name: "next")])
        ).counted()
        // Wherever it is told to end, it ends with that and nothing worse.
        for limit in stride(from: 1, to: 60, by: 7) {
            let times = Mutex(0)
            let control = RunControl(isCancelled: {
                times.withLock {
                    $0 += 1
                    return $0 >= limit
                }
            })
            do throws(RunError) {
                _ = try Engine(events.data).answer(relation, control: control)
                #expect(times.withLock { $0 } < limit)
            } catch {
                guard case .cancelled = error else {
                    Issue.record("\(error)")
                    continue
                }
            }
        }
    }
}
