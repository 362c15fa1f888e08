/// What stands around the table of an answer in HTML.
enum HTMLPage {
    /// - Parameter title: what the page is called by; its first line is taken.
    static func head(title: String?) -> String {
        let line = title?.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        let shown = ShownText(line).clipped(to: 80, "…").text
        return """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>\(HTMLWriter.escaped(shown.isEmpty ? "Casus" : shown))</title>
            <style>
            \(style)
            </style>
            <body>

            """
    }

    static func opening(of report: Report) -> String {
        var text = "<section>\n"
        if !report.question.isEmpty {
            text += "<h2>Question</h2>\n<pre class=\"q\"><code>\(question(report))</code></pre>\n"
        }
        if !report.english.isEmpty {
            let lines = report.english.map(prose)
            text += "<p class=\"aside\">\(lines.joined(separator: " "))</p>\n"
        }
        text += "<h2>Answer</h2>\n"
        if let chart = report.chart { text += "<figure>\n\(chart.svg)</figure>\n" }
        return text
    }

    static func closing(of report: Report) -> String {
        let lines = report.footer.map(prose)
        let footer = lines.isEmpty ? "" : "<p>\(lines.joined(separator: "<br>\n"))</p>\n"
        return footer + "<footer>\(HTMLWriter.escaped(report.origin))</footer>\n</section>\n"
    }

    /// A sentence in which what stands between backticks is part of a question.
    private static func prose(_ text: String) -> String {
        let parts = HTMLWriter.escaped(ShownText(text).text).split(separator: "`", omittingEmptySubsequences: false)
        guard parts.count % 2 == 1 else { return parts.joined(separator: "`") }
        return parts.enumerated().map { $0 % 2 == 1 ? "<code>\($1)</code>" : String($1) }.joined()
    }

    /// The question, line by line as it was written, in colour.
    private static func question(_ report: Report) -> String {
        let bytes = Array(report.question.utf8)
        func text(_ range: Range<Int>) -> String {
            let lines = String(decoding: bytes[range], as: UTF8.self)
                .split(separator: "\n", omittingEmptySubsequences: false)
            return lines.map { HTMLWriter.escaped(ShownText(String($0)).text) }.joined(separator: "\n")
        }
        var result = ""
        var place = 0
        for mark in report.marks where place <= mark.range.lowerBound && mark.range.upperBound <= bytes.count {
            result += text(place..<mark.range.lowerBound)
            result += "<span class=\"q-\(mark.sort.rawValue)\">\(text(mark.range))</span>"
            place = mark.range.upperBound
        }
        return result + text(place..<bytes.count)
    }

    private static let style = """
        :root { color-scheme: light dark; --ink: #222222; --page: #ffffff; --soft: #5c5c5c; --line: #dddddd;
          --box: #f5f6f7; --word: #0b5c94; --name: #8a3b00; --literal: #00694d; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6e6e6; --page: #16181b; --soft: #a8a8a8; --line: #3a3f45;
          --box: #202327; --word: #7cc4f4; --name: #f5a573; --literal: #5fd6b0; } }
        body { margin: 2rem auto; max-width: 62rem; padding: 0 1.2rem; background: var(--page); color: var(--ink);
          font: 15px/1.5 system-ui, "Segoe UI", "Helvetica Neue", "Noto Sans", Arial, sans-serif; }
        section + section { margin-top: 3rem; border-top: 3px solid var(--line); padding-top: 1rem; }
        h2 { font-size: 0.8rem; letter-spacing: 0.08em; text-transform: uppercase; color: var(--soft);
          margin: 1.6rem 0 0.5rem; font-weight: 600; }
        h3 { font-size: 1rem; margin: 1.6rem 0 0.3rem; }
        .q { background: var(--box); border-radius: 6px; padding: 0.7rem 1rem; margin: 0; white-space: pre-wrap;
          overflow-wrap: anywhere; font: 14px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
        .q-word { color: var(--word); font-weight: 600; }
        .q-name { color: var(--name); }
        .q-literal { color: var(--literal); }
        .q-comment { color: var(--soft); font-style: italic; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; }
        th, td { border-bottom: 1px solid var(--line); padding: 0.3rem 0.8rem 0.3rem 0; text-align: left;
          vertical-align: top; }
        th { border-bottom: 2px solid var(--soft); font-weight: 600; white-space: nowrap; }
        th[scope=row] { border-bottom: 1px solid var(--line); color: var(--soft); }
        td { white-space: nowrap; }
        td.long { white-space: normal; min-width: 18rem; max-width: 34rem; overflow-wrap: break-word; }
        code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: 0.93em; }
        th.n, td.n { text-align: right; font-variant-numeric: tabular-nums; padding: 0.3rem 1.2rem 0.3rem 0.6rem;
          white-space: nowrap; }
        .u { color: var(--soft); }
        .p { font-style: italic; }
        .aside, footer, summary { color: var(--soft); font-size: 0.9rem; }
        figure { margin: 0 0 1rem; overflow-x: auto; }
        svg { max-width: 100%; min-width: 40rem; height: auto; display: block; }
        a { color: var(--word); }
        footer { margin-top: 1.6rem; border-top: 1px solid var(--line); padding-top: 0.6rem; }
        @media print { body { margin: 0; max-width: none; } tr, figure { break-inside: avoid; } svg { min-width: 0; } }
        """
}
