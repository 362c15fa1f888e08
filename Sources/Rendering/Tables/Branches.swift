/// The lines in front of the rows of a tree.
///
/// - Parameter depths: how far each row lies below a root, whose depth is 0; a row belongs to the nearest row before it
///   that lies less deep.
package func branches(_ depths: [Int], unicode: Bool) -> [String] {
    let (through, branch, last) = unicode ? ("│  ", "├─ ", "└─ ") : ("|  ", "|- ", "`- ")
    var prefixes = [String](repeating: "", count: depths.count)
    // From the end: at which depths a row is still to come that hangs on the same one.
    var isOpen = [Bool](repeating: false, count: (depths.max() ?? 0) + 2)
    for row in depths.indices.reversed() {
        let depth = depths[row]
        if depth > 0 {
            let above = (1..<depth).map { isOpen[$0] ? through : "   " }.joined()
            prefixes[row] = above + (isOpen[depth] ? branch : last)
        }
        isOpen[depth] = depth > 0
        for deeper in isOpen.indices.dropFirst(depth + 1) { isOpen[deeper] = false }
    }
    return prefixes
}
