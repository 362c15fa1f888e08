import Synchronization

/// Parsers that wait for work, as many as worked at once.
final class ParserPool: @unchecked Sendable {
    // Unchecked: a parser belongs to whoever took it out, and the list is behind a lock.
    private let make: () -> GDELTParser
    private var waiting: [GDELTParser] = []
    private let lock = Mutex(())

    init(_ make: @escaping () -> GDELTParser) { self.make = make }

    func use(_ body: (GDELTParser) -> Void) {
        let parser = lock.withLock { _ in waiting.popLast() } ?? make()
        body(parser)
        lock.withLock { _ in waiting.append(parser) }
    }
}
