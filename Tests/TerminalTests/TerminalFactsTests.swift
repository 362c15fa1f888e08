import Testing

@testable import Terminal

@Suite("What is known of the terminal")
struct TerminalFactsTests {
    private func facts(
        output: Bool = true, term: String? = "xterm", noColour: String? = nil, choice: ColourChoice = .auto,
        size: (width: Int, height: Int)? = (100, 40)
    ) -> TerminalFacts {
        TerminalFacts(terminals: (true, output, true), size: size, term: term, noColour: noColour, choice: choice)
    }

    @Test func `colour is for terminals that want it`() {
        #expect(facts().outputMayBeColoured)
        #expect(!facts(output: false).outputMayBeColoured)
        #expect(facts(output: false).errorMayBeColoured)
        #expect(!facts(term: "dumb").outputMayBeColoured)
        #expect(!facts(term: nil).outputMayBeColoured)
        #expect(!facts(noColour: "1").outputMayBeColoured)
        #expect(facts(noColour: "").outputMayBeColoured)
    }

    @Test func `the option is stronger than the environment`() {
        #expect(facts(output: false, term: "dumb", noColour: "1", choice: .always).outputMayBeColoured)
        #expect(!facts(choice: .never).outputMayBeColoured)
    }

    @Test func `lines are edited only where keys and screen are a terminal's`() {
        #expect(facts().canEdit)
        #expect(!facts(output: false).canEdit)
        #expect(!facts(term: "dumb").canEdit)
        #expect(!facts(term: "").canEdit)
    }

    @Test func `a size that is not known is 80 by 24`() {
        #expect(facts().width == 100 && facts().height == 40)
        #expect(facts(size: nil).width == 80 && facts(size: nil).height == 24)
        #expect(facts(size: (0, 0)).width == 80 && facts(size: (0, 0)).height == 24)
    }

    @Test func `a pager is for text taller than a terminal, and never in safe mode`() {
        let text = String(repeating: "x\n", count: 40)
        let pager = Pager(facts: facts(), mayRunPrograms: true)
        #expect(pager.isNeeded(for: text, height: 40))
        #expect(!pager.isNeeded(for: text, height: 41))
        #expect(!Pager(facts: facts(output: false), mayRunPrograms: true).isNeeded(for: text, height: 40))
        #expect(!Pager(facts: facts(), mayRunPrograms: false).isNeeded(for: text, height: 40))
    }

    @Test func `a pager is kept from running programs, and begins at the end whichever way less is called`() {
        func command(_ choice: String, _ isSecured: Bool, _ options: String?) -> [String] {
            Pager.command(choice, beginsAtEnd: true, isSecured: isSecured, options: options)
        }
        #expect(command("", false, "-i").starts(with: ["/usr/bin/env", "LESSSECURE=1", "less", "-RSFX", "+G"]))
        #expect(
            command("less -R", false, "-i") == [
                "/usr/bin/env", "LESSSECURE=1", "LESS=-i +G", "/bin/sh", "-c", "less -R",
            ])
        #expect(command("most", true, nil) == ["/usr/bin/env", "LESS=+G", "/bin/sh", "-c", "most"])
        #expect(
            Pager.command("less", beginsAtEnd: false, isSecured: true, options: nil) == ["/bin/sh", "-c", "less"])
    }
}
