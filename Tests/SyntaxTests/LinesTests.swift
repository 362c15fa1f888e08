import Syntax
import Testing

@Suite("Lines and statements")
struct LinesTests {
    @Test(
        "A line that cannot be whole goes on in the next",
        arguments: [
            "events |\ncount", "events | show id,\ndate", "events where kind is reject and\nplace is unknown",
            "events where kind is reject or  # a remark\n\nplace is unknown", "events\n| count", "events\n  | count",
        ])
    func goesOn(text: String) {
        let parsed = parsed(text)
        #expect(parsed.script.statements.count == 1 && !parsed.hasErrors)
    }

    @Test(
        "One slip does not swallow what follows",
        arguments: [
            "events |\nlet x = reject", "events | show id,\nparam who: actor", "events |\n\ninclude \"a.casus\"",
        ])
    func ends(text: String) {
        let parsed = parsed(text)
        #expect(parsed.script.statements.count == 2 && parsed.hasErrors)
    }
}
