import Testing

@testable import EventModel

@Suite("Synonyms of kinds")
struct KindSynonymsTests {
    @Test("Each word is lower case, stands once, and means a kind that there is")
    func words() {
        let words = KindSynonyms.table.map(\.word)
        #expect(words.count >= 120)
        #expect(Set(words).count == words.count)
        for (word, kind) in KindSynonyms.table {
            #expect(word.wholeMatch(of: /[a-z][a-z_]*/) != nil, "\(word)")
            #expect(CAMEO.entry(name: kind) != nil, "\(word) means \(kind)")
        }
    }

    @Test("No synonym is a name already, whole or by its last word")
    func noNames() {
        var names = Set(CAMEO.entries.map(\.name))
        names.formUnion(CAMEO.entries.compactMap { $0.name.split(separator: ".").last.map(String.init) })
        for (word, _) in KindSynonyms.table { #expect(!names.contains(word), "\(word)") }
    }

    @Test(
        "Words in their forms",
        arguments: [
            ("refuse", "reject"), ("Refused", "reject"), ("refusal", "reject"), ("declining", "reject"),
            ("talks", "consult"), ("embargo", "reduce_relations.sanction"), ("embargoes", "reduce_relations.sanction"),
            ("condemned", "disapprove.criticize"), ("bombings", "assault.bomb_attack"), ("denied", "statement.deny"),
            ("banned", "coerce.restrictions"), ("strike", "fight.air_strike"), ("treaties", "diplomacy.agreement"),
        ])
    func forms(word: String, kind: String) {
        #expect(KindSynonyms.kind(of: word) == kind)
    }

    @Test("Other words mean nothing", arguments: ["", "s", "ing", "ed", "banana", "日本", "\u{301}s"])
    func noKind(word: String) {
        #expect(KindSynonyms.kind(of: word) == nil)
    }
}
