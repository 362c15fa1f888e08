import Diagnostics
import EventModel
import Plan
import Syntax

extension Checker {
    /// The rows behind a step; nil with findings if it is wrong.
    mutating func checkStep(_ step: Step, _ input: Relation, _ scope: Scope) -> Relation? {
        let rows = rowScope(scope, input)
        switch step.kind {
        case .where(let tree):
            guard let condition = checkCondition(tree, rowScope(scope, input, .condition)) else { return input }
            let relation = filtered(input, [condition])
            noteNever(relation, at: tree.span)
            return relation
        case .show(let items):
            let columns = checkItems(items, rows)
            return bag.hasErrors ? nil : .project(input, columns)
        case .add(let items):
            let added = checkItems(items, rows)
            let names = Set(added.map(\.name))
            let kept = input.fields.filter { !names.contains($0.name) }.map { column($0) }
            return bag.hasErrors ? nil : .project(input, kept + added)
        case .drop(let names): return drop(names, input)
        case .count(let isRange, let grouping):
            let output = NamedExpression("count", Expression(.aggregate(Aggregate(.count, nil)), .number))
            return aggregate(input, rows, grouping, [output], isRange: isRange, word: "count", at: step.word)
        case .summarize(let items, let grouping): return summarize(items, grouping, input, rows, at: step.word)
        case .sort(let keys):
            return .sort(input, keys.compactMap { sortKey($0.0, isDescending: $0.isDescending, rows) })
        case .take(let tree): return wholeNumber(tree, "the number of rows").map { .cut(input, skip: 0, take: $0) }
        case .skip(let tree): return wholeNumber(tree, "the number of rows").map { .cut(input, skip: $0, take: nil) }
        case .top(let count, let key, let within):
            guard let count = wholeNumber(count, "the number of rows"), let key = check(key, rows) else { return nil }
            return .top(input, count: count, key: key, by: checkItems(within, rows).map(\.expression))
        case .distinct(let items):
            let keys = checkItems(items, rows).map(\.expression)
            return .distinct(input, keys: keys.isEmpty ? nil : keys)
        case .sample(let count, let seed):
            guard let count = wholeNumber(count, "the number of rows"), let seed = wholeNumber(seed, "the seed") else {
                return nil
            }
            return .sample(input, count: count, seed: UInt64(seed))
        case .possibly: return .possibly(input)
        case .reports:
            guard input.isEvents, let schema = catalog.table("reports") else {
                report(.needsEvents(step: "reports"), at: step.word)
                return nil
            }
            return .reports(input, schema: schema)
        case .join(let isLeft, let question, let name, let condition):
            return checkJoin(input, isLeft: isLeft, question, name, on: condition, scope)
        case .append(let question): return checkAppend(input, question, scope, step.word)
        case .compare(let question, let items): return checkCompare(input, question, items, scope, step.word)
        case .follow(let tree): return checkFollow(tree, input, scope, step.word)
        case .rate(let tree, let windows, let against):
            return checkRate(tree, windows, against, input, scope, step.word)
        case .link(let name, let isBack, let isAll):
            return checkLink(input, name, isBack: isBack, isAll: isAll, step.word)
        case .disagree(let isExact, let items): return checkDisagree(input, isExact: isExact, items, step.word)
        case .oneADay(let items): return checkOneADay(input, items, scope, step.word)
        case .chart, .form, .save, .expect, .malformed: return nil
        }
    }

    private mutating func sortKey(_ tree: ExpressionTree, isDescending: Bool, _ rows: Scope) -> SortKey? {
        if case .negate(let inner) = tree.node, !isDescending, let value = check(inner, rows),
            ![.number, .duration, .money].contains(value.type)
        {
            let meant = "\(currentSource.text(inner.span)) desc"
            report(.habit(written: currentSource.text(tree.span), meant: meant), at: tree.span, replacement: meant)
            return nil
        }
        if reportPosition(tree, rows) { return nil }
        return check(tree, rows).map { SortKey($0, isDescending: isDescending) }
    }

    /// `sort 2`, the second column as SQL has it: a number of its own puts nothing in order.
    private mutating func reportPosition(_ tree: ExpressionTree, _ rows: Scope) -> Bool {
        guard case .number = tree.node else { return false }
        let written = currentSource.text(tree.span)
        let names = rows.fields.map(\.name)
        if let place = Int(written), place > 0, place <= names.count {
            report(.habit(written: written, meant: names[place - 1]), at: tree.span, replacement: names[place - 1])
        } else {
            report(.unexpected(found: "`\(written)`", expected: "a column to sort by"), at: tree.span)
        }
        return true
    }

    func column(_ field: Field) -> NamedExpression {
        NamedExpression(field.name, Expression(.column(field.name), field.type))
    }

    mutating func checkItems(_ items: [Item], _ scope: Scope) -> [NamedExpression] {
        var columns: [NamedExpression] = []
        for item in items {
            if reportAssignment(item, scope) { continue }
            guard let expression = check(item.expression, scope) else { continue }
            let name = item.name?.text ?? columnName(item.expression)
            if columns.contains(where: { $0.name == name }) {
                report(.duplicateColumn(name), at: item.name?.span ?? item.expression.span)
            }
            columns.append(NamedExpression(name, expression))
        }
        return columns
    }

    /// `x = 1`, as other languages name a column.
    private mutating func reportAssignment(_ item: Item, _ scope: Scope) -> Bool {
        guard item.name == nil, case .compare(.equal, let left, let right) = item.expression.node,
            case .name(let name) = left.node, scope.field(name) == nil, scope.arguments[name] == nil
        else { return false }
        let meant = "\(currentSource.text(right.span)) as \(name)"
        report(.habit(written: columnName(item.expression), meant: meant), at: item.expression.span, replacement: meant)
        return true
    }

    /// A column without a name is called by its own text, white space folded.
    func columnName(_ tree: ExpressionTree) -> String {
        let text = currentSource.text(tree.span)
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private mutating func drop(_ names: [Name], _ input: Relation) -> Relation? {
        for name in names where !input.fields.contains(where: { $0.name == name.text }) {
            reportUnknownColumn(name.text, name.span, input.fields)
        }
        let dropped = Set(names.map(\.text))
        let kept = input.fields.filter { !dropped.contains($0.name) }
        return bag.hasErrors ? nil : .project(input, kept.map { column($0) })
    }

    mutating func wholeNumber(_ tree: ExpressionTree, _ what: String) -> Int? {
        var value: Double?
        if case .number(let number) = tree.node { value = number }
        if case .parameter = tree.node, let checked = check(tree, Scope(place: .constant), expected: .number),
            case .constant(.number(let span)) = checked.node
        {
            value = span.low
        }
        if case .missing = tree.node { return nil }
        guard let value, value >= 0, value <= 2_147_483_647, value == value.rounded() else {
            report(.badCount(what: what, found: "`\(currentSource.text(tree.span))`"), at: tree.span)
            return nil
        }
        return Int(value)
    }

    // MARK: Groups

    private mutating func summarize(
        _ items: [Item], _ grouping: Grouping, _ input: Relation, _ rows: Scope, at span: Span
    ) -> Relation? {
        let groups = rows.with(rows.fields, .groups)
        var outputs: [NamedExpression] = []
        var finals: [NamedExpression] = []
        for item in items {
            guard let expression = check(item.expression, groups) else { continue }
            let name = item.name?.text ?? columnName(item.expression)
            if finals.contains(where: { $0.name == name }) {
                report(.duplicateColumn(name), at: item.name?.span ?? item.expression.span)
            }
            if let loose = looseColumn(expression) {
                report(.aggregateMissing(loose), at: item.expression.span)
                continue
            }
            if case .aggregate = expression.node {
                outputs.append(NamedExpression(name, expression))
                finals.append(NamedExpression(name, Expression(.column(name), expression.type)))
            } else {
                // Reckoned from several aggregates: those become columns of their own first.
                finals.append(NamedExpression(name, lifted(expression, &outputs)))
            }
        }
        // The groups are looked at whatever is wrong with what is reckoned of them.
        let grouped = aggregate(input, rows, grouping, outputs, isRange: false, word: "summarize", at: span)
        guard !bag.hasErrors, let relation = grouped else { return nil }
        if outputs.count == finals.count, zip(outputs, finals).allSatisfy({ $0.name == $1.name }) { return relation }
        let keyCount = relation.fields.count - outputs.count
        return .project(relation, relation.fields.prefix(keyCount).map { column($0) } + finals)
    }

    /// The first column outside any aggregate.
    private func looseColumn(_ expression: Expression) -> String? {
        switch expression.node {
        case .aggregate: return nil
        case .column(let name): return name
        case _:
            var loose: String?
            _ = expression.changingChildren { child in
                loose = loose ?? looseColumn(child)
                return child
            }
            return loose
        }
    }

    /// The expression with its aggregates replaced by columns that are added to `outputs`, each called by its own text.
    private func lifted(_ expression: Expression, _ outputs: inout [NamedExpression]) -> Expression {
        guard case .aggregate = expression.node else {
            return expression.changingChildren { lifted($0, &outputs) }
        }
        var name = expression.text
        while let other = outputs.first(where: { $0.name == name }), other.expression != expression { name += "'" }
        if !outputs.contains(where: { $0.name == name }) { outputs.append(NamedExpression(name, expression)) }
        return Expression(.column(name), expression.type)
    }

    private mutating func aggregate(
        _ input: Relation, _ rows: Scope, _ grouping: Grouping, _ outputs: [NamedExpression], isRange: Bool,
        word: String, at span: Span
    ) -> Relation? {
        let keys = checkItems(grouping.keys, rows)
        var periods: PeriodCut?
        if let per = grouping.per {
            guard let unit = TimeUnit(rawValue: per.text) else {
                let units = TimeUnit.allCases.map(\.rawValue)
                let near = nearest(to: per.text, among: units)
                report(
                    .unknownWord(per.text, what: "length of time", choices: units), at: per.span,
                    replacement: near.first)
                return nil
            }
            guard let date = rows.field("date"), date.type == .date else {
                report(.noDate(step: "per \(unit.rawValue)"), at: per.span)
                return nil
            }
            var placement = PeriodCut.Placement.unplaced
            if let word = grouping.placement {
                guard let found = PeriodCut.Placement(rawValue: word.text), found != .unplaced else {
                    report(.unknownWord(word.text, what: "way to place", choices: Keywords.placements), at: word.span)
                    return nil
                }
                placement = found
            }
            periods = PeriodCut(
                unit: unit, date: Expression(.column("date"), .date), placement: placement,
                window: input.mergingDateTests().dateWindow)
        } else if let word = grouping.placement {
            report(.unexpected(found: "`place` without `per`", expected: "`per` and a length of time"), at: word.span)
        }
        if bag.hasErrors { return nil }
        var names = Set(keys.map(\.name))
        if let periods { names.insert(periods.unit.rawValue) }
        for output in isRange ? [] : outputs where !names.insert(output.name).inserted {
            report(.duplicateColumn(output.name), at: span)
            return nil
        }
        return .aggregate(input, Aggregation(keys: keys, periods: periods, outputs: outputs, isRange: isRange))
    }

    // MARK: Outputs

    /// nil: the step is no output; .some(nil): it is one, but wrong.
    mutating func checkOutput(_ step: Step, _ relation: Relation, _ scope: Scope) -> Output?? {
        switch step.kind {
        case .chart(let name, let items): return .some(checkChart(name, items, relation, scope))
        case .form(let name):
            guard Keywords.forms.contains(name.text) else {
                if !name.text.isEmpty {
                    let near = nearest(to: name.text, among: Keywords.forms)
                    report(
                        .unknownWord(name.text, what: "form", choices: Keywords.forms), at: name.span,
                        replacement: near.first)
                }
                return .some(nil)
            }
            return .some(.form(name.text))
        case .save(let text): return .some(.save(file: text.text, span: text.span))
        case .expect(let tree, let message):
            let answer = scope.with(relation.fields, .answer)
            guard let condition = checkCondition(tree, answer) else { return .some(nil) }
            return .some(
                .expect(Claim(condition: condition.mergingDateTests(), message: message?.text, span: tree.span)))
        case .where, .show, .add, .drop, .count, .summarize, .sort, .take, .skip, .top, .distinct, .sample, .reports,
            .possibly, .join, .append, .compare, .follow, .rate, .link, .disagree, .oneADay, .malformed:
            return nil
        }
    }

    private mutating func checkChart(_ name: Name, _ items: [Item], _ relation: Relation, _ scope: Scope) -> Output? {
        guard let kind = ChartKind(rawValue: name.text) else {
            if !name.text.isEmpty {
                let near = nearest(to: name.text, among: Keywords.charts)
                report(
                    .unknownWord(name.text, what: "chart", choices: Keywords.charts), at: name.span,
                    replacement: near.first)
            }
            return nil
        }
        var columns: [Int] = []
        for item in items {
            guard case .name(let text) = item.expression.node else {
                report(.constantNeeded(what: "a column of the chart", found: "an expression"), at: item.expression.span)
                continue
            }
            if let index = relation.fields.firstIndex(where: { $0.name == text }) {
                columns.append(index)
            } else {
                reportUnknownColumn(text, item.expression.span, relation.fields)
            }
        }
        if kind == .timeline, !relation.fields.contains(where: { [.date, .period].contains($0.type) }) {
            report(
                .chartNeeds("a column of dates, such as `date`, and a column to tell lanes by, such as `actor`"),
                at: name.span)
            return nil
        }
        if kind == .heatmap, !bag.hasErrors, !fitsHeatmap(relation.fields, columns) {
            report(
                .chartNeeds("two columns as keys and a column of numbers, as `count by root(kind) per year` gives"),
                at: items.first?.expression.span ?? name.span)
            return nil
        }
        return .chart(kind, columns: columns)
    }
    /// Whether there are two keys and a number; of columns that are named, two may be keys and the number another.
    private func fitsHeatmap(_ fields: [Field], _ columns: [Int]) -> Bool {
        func isNumber(_ index: Int) -> Bool { [.number, .duration, .money].contains(fields[index].type) }
        if columns.count == 2 { return fields.indices.contains { isNumber($0) && !columns.contains($0) } }
        let given = columns.isEmpty ? Array(fields.indices) : columns
        return given.count >= 3 && given.contains(where: isNumber)
    }
}
