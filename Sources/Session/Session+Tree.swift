import Columnar
import Engine
import EventModel
import Plan
import Readers
import Rendering

extension Session {
    /// An answer of `follow … all` with the events that were followed from above those that they led to, and branches in
    /// front of the ids; nil for any other answer.
    func tree(_ answer: Answer, _ relation: Relation) -> (answer: Answer, rootCount: Int)? {
        switch relation {
        case .follow(let walk) where walk.isAll:
            return Chains(answer, walk, in: self).map { ($0.answer(unicode: settings.drawing.unicode), $0.rootCount) }
        case .project(.follow(let walk), let columns) where walk.isAll:
            // Columns as they are, the ids among them; anything reckoned stays a table.
            var names: [String] = []
            for column in columns {
                guard case .column(column.name) = column.expression.node else { return nil }
                names.append(column.name)
            }
            guard names.contains("id"), names.contains("depth"),
                let whole = try? self.answer(.follow(walk), control(host.now())),
                let chains = Chains(whole, walk, in: self)
            else { return nil }
            let tree = chains.answer(unicode: settings.drawing.unicode)
            return (
                tree.keeping(names.compactMap { name in tree.fields.firstIndex { $0.name == name } }), chains.rootCount
            )
        case _: return nil
        }
    }
}

/// The rows of a tree: those that were followed from, each above what it led to.
private struct Chains {
    private var rows: [(isRoot: Bool, row: Int)] = []
    private var depths: [Int] = []
    private let roots: Answer
    private let answer: Answer

    /// More than these are no picture.
    private static let (mostRows, mostDepth) = (20_000, 40)

    init?(_ answer: Answer, _ walk: LinkWalk, in session: Session) {
        guard answer.rowCount > 0, answer.rowCount <= Self.mostRows,
            let depth = answer.fields.firstIndex(where: { $0.name == "depth" }),
            let roots = try? session.answer(walk.events, session.control(session.host.now())),
            roots.rowCount <= Self.mostRows,
            let rootID = roots.fields.firstIndex(where: { $0.name == "id" }),
            let id = answer.fields.firstIndex(where: { $0.name == "id" }),
            let link = (walk.isBack ? answer : roots).fields.firstIndex(where: { $0.name == walk.link })
        else { return nil }
        (self.answer, self.roots) = (answer, roots)
        /// Whether a row is reached from a root at once.
        func isLinked(_ root: Int, _ row: Int) -> Bool {
            let (from, to) = (roots.value(row: root, column: rootID).name, answer.value(row: row, column: id).name)
            let pointed = walk.isBack ? answer.value(row: row, column: link) : roots.value(row: root, column: link)
            return (walk.isBack ? from : to).map { Self.names(pointed).contains($0) } ?? false
        }
        // Rows come root by root, each reached once from each: the next root begins with the first that is not reached
        // from this one, or is reached a second time.
        var root = -1
        var met: Set<String> = []
        for row in 0..<answer.rowCount {
            guard case .number(let span) = answer.value(row: row, column: depth), span.low <= Double(Self.mostDepth)
            else { return nil }
            let name = answer.value(row: row, column: id).name ?? ""
            if span.low <= 1 {
                while root < 0 || met.contains(name) || !isLinked(root, row) {
                    root += 1
                    guard root < roots.rowCount else { return nil }
                    met = []
                    if isLinked(root, row) {
                        rows.append((true, root))
                        depths.append(0)
                    }
                }
            }
            met.insert(name)
            rows.append((false, row))
            depths.append(max(1, Int(span.low)))
        }
    }

    var rootCount: Int { rows.count { $0.isRoot } }

    private static func names(_ value: Value) -> [String] {
        switch value {
        case .event(let id), .text(let id): [id]
        case .list(let members), .oneOf(let members): members.compactMap(\.name)
        case .unknown, .none, .number, .truth, .date, .period, .duration, .money, .kind, .actor, .place: []
        }
    }

    /// The tree as a table: its ids carry the branches, which say what the column `depth` said.
    func answer(unicode: Bool) -> Answer {
        let prefixes = branches(depths, unicode: unicode)
        let kept = answer.fields.indices.filter { answer.fields[$0].name != "depth" }
        var fields: [Field] = []
        var columns: [Column] = []
        for column in kept {
            let field = answer.fields[column]
            let rootColumn = roots.fields.firstIndex { $0.name == field.name && $0.type == field.type }
            let values = rows.enumerated().map { place, item -> Value in
                let value =
                    item.isRoot
                    ? rootColumn.map { roots.value(row: item.row, column: $0) } ?? .unknown
                    : answer.value(row: item.row, column: column)
                return field.name == "id" ? .text(prefixes[place] + (value.name ?? "?")) : value
            }
            let type = field.name == "id" ? ValueType.text : field.type
            fields.append(Field(field.name, type, field.summary))
            columns.append(Column(values, type: type))
        }
        let possible = answer.possibleRows.map { marks in
            Bits(count: rows.count) { rows[$0].isRoot ? false : marks[rows[$0].row] }
        }
        return Answer(fields: fields, columns: columns, rowCount: rows.count, possibleRows: possible)
    }
}
