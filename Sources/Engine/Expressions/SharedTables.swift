import Columnar
import Plan
import Synchronization

/// What expressions come to for the entries of dictionaries, made once for all threads and questions of a data set.
///
/// Expressions are known without the name of their column, so that columns of one dictionary share what is made of it.
/// A thread that needs what another one is making waits for it. What is made may ask for what its parts come to: they
/// are smaller, so that no two wait for each other.
final class SharedTables: Sendable {
    private struct Key: Hashable {
        let expression: Expression
        let dictionary: ObjectIdentifier
    }

    /// Something that is made when it is first asked for.
    private final class Made<Content: Sendable>: Sendable {
        private let content = Mutex<Content?>(nil)
        /// Held, so that no other dictionary comes to lie where this one lies.
        private let dictionary: CodeDictionary

        init(_ dictionary: CodeDictionary) { self.dictionary = dictionary }

        func content(_ make: () -> Content) -> Content {
            content.withLock { content in
                if let content { return content }
                let made = make()
                // What a run that is to end has left out is for nobody else.
                if !Stop.isWanted { content = made }
                return made
            }
        }
    }

    private struct Tables {
        var tests: [Key: Made<CodeTest>] = [:]
        var columns: [Key: Made<Column>] = [:]
        /// Entries of all of them.
        var entryCount = 0
    }

    private let tables = Mutex(Tables())
    /// Those of dictionaries with many entries, of one question: they take long to make, but to keep them is to keep
    /// answers.
    private let large = Mutex(Tables())

    /// A dictionary of actors, kinds or places has no more, one of texts has.
    private static let mostKept = 1 << 17

    /// What is made for more entries than that, some hundred MB at most, is forgotten, all at once.
    private static let mostEntries = 1 << 24

    func test(_ expression: Expression, _ dictionary: CodeDictionary, _ make: () -> CodeTest) -> CodeTest {
        place(\.tests, expression, dictionary).content(make)
    }

    func column(_ expression: Expression, _ dictionary: CodeDictionary, _ make: () -> Column) -> Column {
        place(\.columns, expression, dictionary).content(make)
    }

    private func place<Content>(
        _ path: WritableKeyPath<Tables, [Key: Made<Content>]>, _ expression: Expression, _ dictionary: CodeDictionary
    ) -> Made<Content> {
        let key = Key(expression: expression, dictionary: ObjectIdentifier(dictionary))
        func found(_ tables: inout Tables) -> Made<Content> {
            if let known = tables[keyPath: path][key] { return known }
            if tables.entryCount > Self.mostEntries { tables = Tables() }
            tables.entryCount += dictionary.codeCount
            let new = Made<Content>(dictionary)
            tables[keyPath: path][key] = new
            return new
        }
        return dictionary.codeCount > Self.mostKept ? large.withLock { found(&$0) } : tables.withLock { found(&$0) }
    }

    /// Begins a question.
    func forgetLarge() { large.withLock { $0 = Tables() } }
}
