import Columnar
import Plan
import Synchronization

/// What expressions come to for the entries of dictionaries, made once for all threads of a run.
///
/// A table is made under the lock: a thread that needs the same one waits for it instead of making it again. Making one
/// asks for no other, since over a dictionary's entries expressions are computed outright.
final class SharedTables: Sendable {
    private struct Key: Hashable {
        let expression: Expression
        let dictionary: ObjectIdentifier
    }

    private struct Tables {
        var tests: [Key: (dictionary: CodeDictionary, test: CodeTest)] = [:]
        var columns: [Key: (dictionary: CodeDictionary, column: Column)] = [:]
    }

    private let tables = Mutex(Tables())

    func test(_ expression: Expression, _ dictionary: CodeDictionary, _ make: () -> CodeTest) -> CodeTest {
        let key = Key(expression: expression, dictionary: ObjectIdentifier(dictionary))
        return tables.withLock { tables in
            if let known = tables.tests[key] { return known.test }
            let test = make()
            tables.tests[key] = (dictionary, test)
            return test
        }
    }

    func column(_ expression: Expression, _ dictionary: CodeDictionary, _ make: () -> Column) -> Column {
        let key = Key(expression: expression, dictionary: ObjectIdentifier(dictionary))
        return tables.withLock { tables in
            if let known = tables.columns[key] { return known.column }
            let column = make()
            tables.columns[key] = (dictionary, column)
            return column
        }
    }
}
