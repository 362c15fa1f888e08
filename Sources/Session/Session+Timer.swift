import Diagnostics
import Engine
import EventModel
import Plan
import Rendering
import Semantics
import Syntax

extension Session {
    private static let timesAllowed = 2...10_000

    /// `.timer on|off`, and `.timer N`: asks the last question so often and says how long that took.
    func timer(_ words: [String]) -> RunStatus {
        let word = words.first ?? (settings.timer ? "off" : "on")
        if words.count < 2, word == "on" || word == "off" {
            settings.timer = word == "on"
            return .answered
        }
        guard words.count == 1, let count = Int(word), Self.timesAllowed.contains(count) else {
            return fail("`.timer` takes on, off, or how often the last question is asked, from 2 to 10000")
        }
        guard let asked = lastAsked else { return fail("nothing has been answered yet that `.timer` could ask again") }
        var times: [Double] = []
        for _ in 0..<count {
            let began = host.now()
            do throws(RunError) {
                _ = try answerTelling(asked.relation, since: began)
            } catch {
                return tell(error, asked.question.span, asked.source)
            }
            times.append(host.now() - began)
        }
        times.sort()
        let words = [("shortest", times[0]), ("median", times[count / 2]), ("longest", times[count - 1])]
        say("\(count) times: \(words.map { "\($0) \(time($1))" }.joined(separator: ", "))\n")
        return .answered
    }

    /// `0.412 ms`, `12.3 ms`, `1.25 s`: about three digits, so that two ways to ask can be compared.
    func time(_ seconds: Double) -> String {
        func rounded(_ value: Double, _ steps: Double) -> String {
            text(of: .number(NumberSpan((value * steps).rounded() / steps)))
        }
        if seconds >= 1 { return "\(rounded(seconds, 100)) s" }
        return "\(rounded(seconds * 1000, seconds >= 0.1 ? 1 : seconds >= 0.01 ? 10 : 1000)) ms"
    }
}
