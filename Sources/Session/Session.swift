import Columnar
import Diagnostics
import Engine
import EventModel
import Plan
package import Readers
import Rendering
import Semantics
import Syntax

/// How far a text came.
package enum RunStatus: Sendable, Equatable {
    case answered
    /// Something was wrong and has been told.
    case failed
    case interrupted
    /// The user wants to leave.
    case quit
}

/// The brain behind the prompt and the scripts: text in, text out, by way of its host. One thread uses it.
package final class Session {
    package private(set) var loaded: Loaded
    /// Of the data at hand; it remembers what questions have in common.
    private(set) var engine: Engine
    /// Where questions are answered.
    let sideThread = Aside()
    package var settings: Settings
    var host: Host
    var environment: Environment
    /// Answers given so far, the last one first; as many as `_1` … reach back.
    var answers: [Answer] = []
    /// How many questions have been answered.
    var answerCount = 0
    /// The last question that was answered.
    var lastAsked: LastAsked?
    /// What was declared and asked of these data, in its order.
    var keptTexts: [KeptText] = []
    /// Where answers go instead of the screen.
    var output: OutputTarget?
    /// The temporary file that the answer goes into which is to be opened.
    var viewedPath: String?
    /// The file in which all that is asked and answered is kept; nil where it is not.
    var log: String?
    /// The folders that `.cd` has left, the last one first.
    var foldersBefore: [String] = []
    /// Names for commands of the shell.
    var aliases: [String: String] = [:]
    /// What was found last in a text, to be told again.
    var lastTold: (diagnostics: [Diagnostic], source: SourceText)?
    /// Whether the text that runs was typed at a prompt, where it stands above its answer already.
    var isTyped = false
    /// While a question is asked again and again: the answer before.
    var watched: String?
    /// Whether a page of HTML has been begun on standard output: what comes then stands on the same one.
    var hasBegunPage = false
    /// How the last answer can be made to show what is only possible.
    var wayToPossible = WayToPossible.behind
    /// What the data call things; gathered when somebody first types a name.
    var dataNames: DataNames?
    /// Whether the text that runs now has shown an answer: a blank line keeps the next one apart.
    var hasShown = false
    /// Values given from outside, by the names of the parameters that they are for.
    var parameters: [String: String]
    /// Asks the user before each question of the script that runs; nil where nobody is asked.
    var asksUser: ((String) -> String?)?

    /// The version of the program, as it is told everywhere.
    package static let version = "0.1.0"

    /// As many answers can be asked for again.
    static let mostAnswers = 20

    package init(_ loaded: Loaded, settings: Settings, parameters: [String: String] = [:], host: Host) {
        self.loaded = loaded
        engine = Engine(loaded.data)
        self.settings = settings
        self.parameters = parameters
        self.host = host
        environment = Session.environment(for: loaded, parameters)
    }

    /// Other data: names bound so far are forgotten, since they were checked against the old.
    package func use(_ loaded: Loaded) {
        self.loaded = loaded
        engine = Engine(loaded.data)
        environment = Session.environment(for: loaded, parameters)
        answers = []
        dataNames = nil
        lastAsked = nil
        keptTexts = []
    }

    private static func environment(for loaded: Loaded, _ parameters: [String: String]) -> Environment {
        let events = EventIDs(loaded.data.tables["events"])
        var environment = Environment(
            catalog: loaded.data.catalog, hasEvent: { events.contains($0) }, nearestEvents: { events.nearest(to: $0) })
        environment.settings = parameters
        return environment
    }

    var catalog: Catalog { environment.catalog }

    /// What is wrong with the stored data, as far as they were read.
    var damage: String? { loaded.damage }

    var diagnosticText: DiagnosticText {
        DiagnosticText(
            colour: settings.colourErrors, palette: settings.drawing.palette, isShort: settings.shortErrors,
            width: settings.errorWidth,
            unicode: settings.drawing.unicode,
            displayWidth: { displayWidth(of: $0) })
    }

    /// Says something that is no answer.
    func say(_ text: String) { host.err(wrapped(text, to: settings.errorWidth)) }

    func tell(_ diagnostics: [Diagnostic], in source: SourceText) {
        guard !diagnostics.isEmpty else { return }
        if diagnostics.contains(where: \.isError) { lastTold = (diagnostics, source) }
        host.err(diagnosticText.render(diagnostics, in: source))
    }
}

/// The ids of the events, looked up only when a question names one.
struct EventIDs: Sendable {
    private let events: Table?

    init(_ events: Table?) { self.events = events }

    /// Brought in when asked for: a store has them in blocks that most questions do not need.
    private var dictionaries: [CodeDictionary] {
        guard let events, let index = events.index(of: "id") else { return [] }
        return events.segments.compactMap { $0.dictionary(index) }
    }

    func contains(_ id: String) -> Bool { dictionaries.contains { $0.entry(of: id) != nil } }

    /// Of many thousands of ids the first are enough to guess from.
    func nearest(to id: String) -> [String] {
        Diagnostics.nearest(
            to: id,
            among: dictionaries.lazy.flatMap { dictionary in (0..<min(dictionary.count, 20_000)).map { dictionary[$0] }
            })
    }
}
