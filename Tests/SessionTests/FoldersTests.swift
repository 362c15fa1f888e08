import Session
import Testing

/// Folders that were left, and those that have a name.
@Suite struct FoldersTests {
    @Test func `folders that were left are gone back to by their numbers, each once`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        for folder in ["/a", "/b", "/a", "/c"] { _ = session.handle(".cd \(folder)") }
        _ = session.handle("%dhist")
        #expect(world.out == "-1  /a\n-2  /b\n-3  /home/me\n")
        #expect(session.handle("%cd -2") == .answered && world.folder == "/b")
        _ = session.handle("%popd")
        #expect(world.folder == "/c")
        #expect(session.handle(".cd -4") == .failed && world.err.hasSuffix("lists those before: -1 to -3\n"))
        for typed in [".cd -0", ".cd --1", ".cd --9223372036854775808"] { #expect(session.handle(typed) == .failed) }
        #expect(world.folder == "/c")
    }

    @Test func `a name of a folder is kept, told, used and forgotten`() throws {
        let world = FakeWorld()
        let session = world.session(try Asking.examples.get())
        #expect(session.handle(".folders keep here", at: .prompt) == .answered)
        #expect(session.handle("%bookmark talks \"/data/the talks\"", at: .prompt) == .answered)
        #expect(world.bookmarks == ["here": "/home/me", "talks": "/data/the talks"])
        #expect(session.handle(".cd @talks") == .answered && world.folder == "/data/the talks")
        _ = session.handle("%cd -b here")
        #expect(world.folder == "/home/me")
        _ = session.handle("%bookmark -l")
        #expect(world.out == "-1      /data/the talks\n@here   /home/me\n@talks  /data/the talks\n")
        #expect(session.handle(".cd @talk") == .failed && world.err.contains("did you mean `@talks`?"))
        #expect(session.handle("%bookmark -d talks", at: .prompt) == .answered && world.bookmarks.count == 1)
        #expect(session.handle(".folders drop talks", at: .prompt) == .failed)
        for typed in [
            ".folders keep", ".folders keep a/b", ".folders keep -x", ".folders keep x \"/a\u{1B}b\"",
            ".folders nonsense",
        ] {
            #expect(session.handle(typed, at: .prompt) == .failed, "\(typed)")
        }
        // A script or a pipe comes from others, and this would last.
        #expect(session.handle(".folders keep x /tmp") == .failed && session.handle(".folders drop here") == .failed)
        #expect(world.bookmarks == ["here": "/home/me"])
        let safe = world.session(try Asking.examples.get(), isSafe: true)
        #expect(safe.handle(".folders keep x", at: .prompt) == .failed)
        #expect(safe.handle(".folders drop here", at: .prompt) == .failed)
        #expect(safe.handle(".cd @here") == .answered && world.bookmarks == ["here": "/home/me"])
    }
}
