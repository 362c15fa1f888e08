import Foundation
import Readers
import Session
import Testing

/// `.watch`: the last question, asked again and again.
@Suite struct WatchTests {
    private static func event(_ number: Int, actor: String = "CHN") -> String {
        #"{"type":"event","id":"e\#(number)","kind":"reject","actor":["\#(actor)"],"target":["USA"],"date":"2024-01-0\#(number)"}"#
            + "\n"
    }

    /// A folder of its own, removed at the end.
    private static func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "watch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    @Test func `it asks until it is to end and shows what is new`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        _ = session.handle("reject |\n count")
        world.out = ""
        world.wait = { _ in world.waited.count < 3 }
        #expect(session.handle(".watch 7", at: .prompt) == .answered)
        #expect(world.waited == [7, 7, 7])
        #expect(world.err.components(separatedBy: "2026-11-21 20:00:00, every 7 s: reject |  count\n").count == 4)
        // The data are what they were, and so is the answer.
        #expect(
            world.out.components(separatedBy: "4").count == 2
                && world.err.components(separatedBy: "as before").count == 3)
        #expect(session.handle("_ | show count", at: .prompt) == .answered)
    }

    @Test func `files that were written are opened again, and names that were given stay`() throws {
        try Self.withFolder { folder in
            let file = folder.appending(path: "a.jsonl")
            try Data(Self.event(1).utf8).write(to: file)
            let world = FakeWorld()
            let session = world.session(try open([folder.path + "/*.jsonl"]))
            _ = session.handle("let refused = reject(China -> US)\nrefused | count")
            _ = session.handle("_ | show count as n")
            var turns: [() throws -> Void] = [
                { try Data((Self.event(1) + Self.event(2)).utf8).write(to: file) },
                { try Data(Self.event(3, actor: "RUS").utf8).write(to: folder.appending(path: "b.jsonl")) },
                { try Data("{\"type\":".utf8).write(to: folder.appending(path: "c.jsonl")) },
                {
                    try Data(Self.event(4).utf8).write(to: folder.appending(path: "c.jsonl"))
                    try FileManager.default.removeItem(at: folder.appending(path: "b.jsonl"))
                },
            ]
            world.out = ""
            world.wait = { _ in
                if turns.isEmpty { return false }
                do { try turns.removeFirst()() } catch { Issue.record(error) }
                return true
            }
            #expect(session.handle("\\watch", at: .prompt) == .answered)
            #expect(world.waited.first == 2)
            #expect(world.out.split(separator: "\n").filter { Int($0.filter { $0 != " " }) != nil } == ["1", "2", "3"])
            #expect(world.err.components(separatedBy: "the data have changed and were opened again").count == 4)
            // What could not be read yet is told, and asked for again.
            #expect(world.err.contains("cannot be opened, so these are still those of before"))
            world.out = ""
            #expect(session.handle("refused | count", at: .prompt) == .answered && world.out.contains("3"))
        }
    }

    @Test func `a question that the new data cannot answer ends it`() throws {
        try Self.withFolder { folder in
            let file = folder.appending(path: "a.jsonl")
            try Data(Self.event(1, actor: "XYZZY").utf8).write(to: file)
            let world = FakeWorld()
            let session = world.session(try open([file.path]))
            _ = session.handle("reject(XYZZY) | count")
            world.wait = { _ in
                do { try Data((Self.event(1) + Self.event(2)).utf8).write(to: file) } catch { Issue.record(error) }
                return world.waited.count < 5
            }
            #expect(session.handle(".watch", at: .prompt) == .failed)
            #expect(world.err.contains("error[E0204]") && world.waited.count == 1)
        }
    }

    @Test(arguments: [".watch 0", ".watch 86401", ".watch 2.5", ".watch soon", ".watch 1 2"])
    func `seconds are whole and there are bounds`(typed: String) throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        _ = session.handle("events | count")
        #expect(session.handle(typed, at: .prompt) == .failed && world.waited.isEmpty)
        #expect(world.err.contains("whole seconds from 1 to 86400"))
    }

    @Test func `there has to be a question, and somebody at a prompt`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        #expect(session.handle(".watch", at: .prompt) == .failed)
        _ = session.handle("events | count")
        #expect(session.handle(".watch") == .failed)
        #expect(world.waited.isEmpty && world.err.contains("for the prompt"))
    }

    private func open(_ paths: [String]) throws -> Loaded { try Readers.open(paths, options: ReadOptions()) }
}
