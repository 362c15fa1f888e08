/// What was done: the five columns of the kind, drawn as often as in real files.
struct Kinds {
    /// Code, base code, root code, quad class and value, with a tab behind each.
    private let columns: Texts
    private let choice: Choice

    init() {
        var texts: [String] = []
        var weights: [Double] = []
        for entry in Kinds.table.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let parts = entry.split(separator: ":").map(String.init)
            let root = parts[0].prefix(2)
            let quad = root <= "05" ? 1 : root <= "09" ? 2 : root <= "14" ? 3 : 4
            texts.append("\(parts[0])\t\(parts[0].prefix(3))\t\(root)\t\(quad)\t\(parts[1])\t")
            weights.append(Double(parts[2]) ?? 1)
        }
        columns = Texts(texts)
        choice = Choice(weights: weights)
    }

    func draw(_ random: inout Random) -> UnsafeBufferPointer<UInt8> { columns[choice.draw(&random)] }
}
