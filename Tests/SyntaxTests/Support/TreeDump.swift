import Diagnostics
import Syntax

/// A tree as text without the places where its parts stood: equal for texts that mean the same.
func treeDump(of parsed: Parsed) -> String {
    var lines: [String] = []
    dump(parsed.script.statements, "", &lines)
    return lines.joined(separator: "\n")
}

private func dump(_ value: Any, _ indent: String, _ lines: inout [String]) {
    if value is Span || value is Span? { return }
    if let node = value as? ExpressionTree.Node, case .call(let name, let arguments, false) = node,
        ["contains", "starts_with", "ends_with", "like", "mentions"].contains(name.text), arguments.count == 2
    {
        // The call and the comparison are one.
        return dump(ExpressionTree.Node.compare(.text(name.text), arguments[0], arguments[1]), indent, &lines)
    }
    if let text = value as? String {
        lines.append(indent + text.debugDescription)
        return
    }
    let mirror = Mirror(reflecting: value)
    if mirror.children.isEmpty {
        lines.append(indent + String(describing: value))
        return
    }
    for (index, child) in mirror.children.enumerated() where !(child.value is Span) {
        lines.append(indent + (child.label ?? "\(index)"))
        dump(child.value, indent + " ", &lines)
    }
}

/// What a user would be shown.
func rendered(_ parsed: Parsed) -> String {
    DiagnosticText(colour: false).render(parsed.diagnostics, in: parsed.source)
}

func parsed(_ text: String) -> Parsed { parse(SourceText(text, name: "question")) }
