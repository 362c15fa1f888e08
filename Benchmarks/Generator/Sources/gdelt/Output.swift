import Dispatch
import Glibc
import Synchronization

/// Writes blocks of rows that threads make side by side, in their order.
final class Output: Sendable {
    private let file: Int32
    /// The next block to make; the next block whose place in the file is to be fixed, and that place.
    private let next = Atomic(0)
    private let turn = Atomic(0)
    private let end = Atomic(0)
    private let failed = Atomic(false)

    private static let blockRows = 8_192

    init?(path: String) {
        file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        if file < 0 { return nil }
    }

    /// Writes all rows; false if the disk took them not.
    func write(rows: Int, seed: UInt64, threads: Int, sources: Sources) -> Bool {
        let blocks = (rows + Output.blockRows - 1) / Output.blockRows
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
            var maker = RowMaker(sources: sources)
            var out = Writer(capacity: Output.blockRows * RowMaker.longest)
            while !failed.load(ordering: .relaxed) {
                let block = next.wrappingAdd(1, ordering: .relaxed).oldValue
                if block >= blocks { break }
                out.clear()
                let first = block * Output.blockRows
                maker.write(
                    first..<min(rows, first + Output.blockRows), seed: seed &* 1_000_003 &+ UInt64(block), into: &out)
                if !append(out.all, asBlock: block) { failed.store(true, ordering: .relaxed) }
            }
        }
        return close(file) == 0 && !failed.load(ordering: .relaxed)
    }

    private func append(_ bytes: UnsafeBufferPointer<UInt8>, asBlock block: Int) -> Bool {
        while turn.load(ordering: .acquiring) != block {
            if failed.load(ordering: .relaxed) { return false }
            sched_yield()
        }
        let start = end.load(ordering: .relaxed)
        end.store(start + bytes.count, ordering: .relaxed)
        turn.store(block + 1, ordering: .releasing)
        var done = 0
        while done < bytes.count {
            let wrote = pwrite(file, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(start + done))
            if wrote <= 0 { return false }
            done += wrote
        }
        return true
    }
}
