/// Where the actors or the places of a data set lie that is not in memory: one is found without the others being made.
///
/// Ids are found by their bytes. What turns out to be damaged is not there, and is told to whoever gave the source.
package protocol NameSource<Member>: Sendable {
    associatedtype Member: Sendable

    /// All of them, in the order of the catalogue.
    func all() -> [Member]
    /// The first of that id.
    func member(_ id: String) -> Member?
    /// The country of the first of that id, which is its own where it is one; nil where it has none of its own, and is no
    /// country that has one.
    func country(of id: String) -> String?
    /// Those that have a name, or an alias, which is this in lower case; in the order of the catalogue.
    func members(named lower: String) -> [Member]
    /// Ids of all that may be part of a country or another whole, in the order of the catalogue: itself, those whose
    /// country it is, and those that are part of something.
    func possibleParts(of whole: String) -> [PossiblePart]
}

/// One that may be a part of something.
package struct PossiblePart: Hashable, Sendable {
    package var id: String
    /// It is, and nobody has to look.
    package var isCertain: Bool

    package init(id: String, isCertain: Bool) {
        self.id = id
        self.isCertain = isCertain
    }
}

extension String {
    /// Whether no other bytes are the same text: without letters beyond ASCII there is one way only to write it.
    var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}
