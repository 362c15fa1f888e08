import Foundation
import Readers
import Rendering
import Session
import Synchronization
import Testing

/// Files that answers and data are written to: piece by piece, whole or not at all.
@Suite struct WritingTests {
    /// Enough events that none of the forms writes them in one piece.
    private static let loaded = Result {
        let lines = (0..<6_000).map {
            #"{"type":"event","id":"e\#($0)","kind":"reject","actor":["CHN"],"target":["USA"],"date":"2024-01-01"}"#
        }
        let path = FileManager.default.temporaryDirectory.appending(path: "many-\(UUID().uuidString).jsonl")
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: path)
        defer { try? FileManager.default.removeItem(at: path) }
        return try open([path.path], options: ReadOptions())
    }

    /// What became of a file, and what a session asked meanwhile.
    private final class World: Sendable {
        let draft = DraftInMemory()
        let ends = Mutex<[String]>([])
        /// From this piece on the user has pressed Ctrl-C.
        let stopsAt: Int?
        /// This piece finds the disk full.
        let fullAt: Int?
        /// The most bytes that came in one piece.
        let largest = Mutex(0)
        let err = Mutex("")
        /// How often it was asked whether the run is to end, since the piece before.
        let asked = Mutex((now: 0, least: Int.max))

        init(stopsAt: Int? = nil, fullAt: Int? = nil) {
            self.stopsAt = stopsAt
            self.fullAt = fullAt
        }

        func session(_ loaded: Loaded) -> Session {
            let host = Host(
                out: { _ in }, err: { text in self.err.withLock { $0 += text } },
                readFile: { _ in .failure(HostProblem("no such file")) },
                openFile: { path, place in
                    .success(
                        FileDraft(
                            write: { self.write($0) },
                            keep: {
                                self.ends.withLock { $0.append("kept \(path) \(place)") }
                                return .success(())
                            }, drop: { self.ends.withLock { $0.append("dropped") } }))
                }, writable: { _ in .success(9) },
                isCancelled: {
                    self.asked.withLock { $0.now += 1 }
                    return self.stopsAt.map { self.draft.pieceCount >= $0 } ?? false
                })
            let drawing = Drawing(width: nil, maximumRows: nil, colour: false, unicode: true, isTerminal: false)
            return Session(loaded, settings: Settings(drawing: drawing), host: host)
        }

        private func write(_ piece: ArraySlice<UInt8>) -> HostProblem? {
            if draft.pieceCount == fullAt { return HostProblem("No space left on device") }
            draft.add(piece)
            largest.withLock { $0 = max($0, piece.count) }
            asked.withLock { $0 = (0, min($0.least, $0.now)) }
            return nil
        }
    }

    private static let texts = ["csv", "tsv", "json", "jsonl", "md", "html", "txt"].map {
        "events | show id, date, actor, target, kind, kind as k2, kind as k3 | save \"a.\($0)\""
    }
    private static let all =
        texts + ["events | save \"a.jsonl\"", ".save a.jsonl", "events | take 5500 | save \"a.jsonl\""]
    private static let outputs = ["csv", "jsonl", "txt", "md", "html"]

    @Test(arguments: all)
    func `a file comes in pieces, between which it is asked whether to end`(typed: String) throws {
        let world = World()
        let session = world.session(try Self.loaded.get())
        #expect(session.handle(typed) == .answered, "\(world.err.withLock { $0 })")
        #expect(world.draft.pieceCount > 4)
        #expect(world.largest.withLock { $0 } < 1 << 17)
        #expect(world.asked.withLock { $0.least } > 0)
        #expect(world.ends.withLock { $0.count } == 1 && world.ends.withLock { $0[0].hasPrefix("kept a.") })
    }

    @Test(arguments: all)
    func `a file that is stopped or finds no room is dropped`(typed: String) throws {
        let stopped = World(stopsAt: 3)
        #expect(stopped.session(try Self.loaded.get()).handle(typed) == .interrupted)
        #expect(stopped.draft.pieceCount == 3 && stopped.ends.withLock { $0 } == ["dropped"])
        let full = World(fullAt: 3)
        #expect(full.session(try Self.loaded.get()).handle(typed) == .failed)
        #expect(full.draft.pieceCount == 3 && full.ends.withLock { $0 } == ["dropped"])
        #expect(full.err.withLock { $0.contains("No space left on device") })
    }

    @Test(arguments: outputs)
    func `answers that go to a file come in pieces, too`(ending: String) throws {
        let question = "events | show id, date, actor, target, kind, kind as k2, kind as k3"
        let world = World()
        let session = world.session(try Self.loaded.get())
        #expect(session.handle(".output a.\(ending)") == .answered)
        #expect(session.handle(question) == .answered && session.handle("events | count") == .answered)
        #expect(world.draft.pieceCount > 4 && world.largest.withLock { $0 } < 1 << 17)
        #expect(world.asked.withLock { $0.least } > 0)
        #expect(world.ends.withLock { $0 } == ["kept /a.\(ending) replacing", "kept /a.\(ending) adding"])
        let stopped = World(stopsAt: 3)
        let other = stopped.session(try Self.loaded.get())
        #expect(other.handle(".output a.\(ending)") == .answered && other.handle(question) == .interrupted)
        #expect(stopped.draft.pieceCount == 3 && stopped.ends.withLock { $0 } == ["dropped"])
    }
}
