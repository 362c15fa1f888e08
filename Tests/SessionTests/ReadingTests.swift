import Session
import Testing

/// `.read` where somebody can be asked.
@Suite struct ReadingTests {
    private static let script = """
        param who: actor
        param word: text = "x"

        reject($who ->) | count
        """

    @Test func `a value that a script lacks is asked for, each time, and checked as any`() throws {
        let world = FakeWorld()
        world.files = ["a.casus": Self.script]
        let session = world.session(try Asking.examples.get())
        world.says = ["China"]
        #expect(session.handle(".read a.casus", at: .prompt) == .answered, "\(world.err)")
        #expect(world.asked == ["who (actor): "] && world.out.contains("    4\n"))
        world.says = ["Chima"]
        #expect(session.handle(".read a.casus", at: .prompt) == .failed && world.err.contains("error[E"))
        world.says = ["USA"]
        #expect(session.handle(".read a.casus", at: .prompt) == .answered && world.out.contains("    0\n"))
        // Ctrl-C at the question.
        #expect(session.handle(".read a.casus", at: .prompt) == .interrupted)
        #expect(world.asked.count == 4)
        // Nobody is there to be asked.
        let plain = world.session(try Asking.examples.get())
        #expect(plain.handle(".read a.casus") == .failed && world.asked.count == 4)
    }

    @Test func `a value that was asked for is for that script alone, and one that is wrong is not asked for`() throws {
        let world = FakeWorld()
        world.files = [
            "a.casus": Self.script, "b.casus": "param who: actor = USA\n\nreject($who ->) | count\n",
            "c.casus": Self.script + " | cuont\n| |",
        ]
        let session = world.session(try Asking.examples.get())
        world.says = ["China"]
        #expect(session.handle(".read a.casus", at: .prompt) == .answered && world.out.contains("    4\n"))
        world.out = ""
        #expect(session.handle(".read b.casus", at: .prompt) == .answered && world.out.contains("    0\n"))
        #expect(session.handle(".read c.casus", at: .prompt) == .failed && world.asked.count == 1)
        // Nobody has given it as `--set` does.
        #expect(!session.tellUnusedSettings())
    }

    @Test func `step by step each question is shown, asked, left out, or the last one`() throws {
        let world = FakeWorld()
        world.files = ["a.casus": "let sales = arms_sale\n\nsales | count\n\nreject | count\n\nexplain reject\n"]
        let session = world.session(try Asking.examples.get())
        _ = session.handle(".set step on")
        world.says = ["", "s", "q"]
        #expect(session.handle(".read a.casus", at: .prompt) == .interrupted)
        #expect(world.asked.count == 3 && world.out == "count\n─────\n    1\n1 row\n")
        #expect(world.err.contains("casus> sales | count\n") && world.err.contains("casus> explain reject\n"))
        // What was left out was not answered.
        world.out = ""
        _ = session.handle("_")
        #expect(world.out.contains("    1\n"))
        // What is typed is not stepped through, nor is anything where nobody is asked.
        _ = session.handle("events | count", at: .prompt)
        #expect(session.handle(".read a.casus") == .answered && world.asked.count == 3)
    }
}
