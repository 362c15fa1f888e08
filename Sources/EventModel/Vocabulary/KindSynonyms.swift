/// Words of the field that mean a kind. They are no names: they serve suggestions.
package enum KindSynonyms {
    /// A word in lower case and the name of the kind that it most likely means.
    package static let table: [(word: String, kind: String)] = TextTable.rows(text).flatMap { fields in
        TextTable.words(fields[1]).map { (word: $0, kind: fields[0]) }
    }

    private static let byWord = Dictionary(table.map { ($0.word, $0.kind) }, uniquingKeysWith: { first, _ in first })

    /// The kind that a word most likely means, as it stands or without an English ending; nil where none is known.
    ///
    /// `Refused` is `reject`, `bombings` is `assault.bomb_attack`.
    package static func kind(of word: String) -> String? {
        let word = word.lowercased()
        if let kind = byWord[word] { return kind }
        for (ending, replacements) in endings where word.hasSuffix(ending) {
            let stem = String(word.dropLast(ending.count))
            guard stem.utf8.count >= 2 else { continue }
            for replacement in replacements {
                if let kind = byWord[stem + replacement] { return kind }
            }
            // A doubled last letter: `banned`, `hitting`.
            let shorter = stem.dropLast()
            if stem.last == shorter.last, let kind = byWord[String(shorter)] { return kind }
        }
        return nil
    }

    /// Endings of verbs and nouns, longer ones first, and what may stand in their place in the table.
    private static let endings: [(ending: String, replacements: [String])] = [
        ("ings", ["", "e", "ing"]), ("ing", ["", "e"]), ("ies", ["y"]), ("ied", ["y"]), ("es", ["", "e"]),
        ("ed", ["", "e"]), ("al", ["", "e"]), ("s", [""]),
    ]

    /// Kind, words.
    private static let text = """
        statement|say announce declare remark comment speech interview
        statement.deny|denial denied disclaim
        statement.claim_responsibility|claim admit acknowledge confess
        statement.empathy|condole condolence sympathy sympathize
        statement.accord|concur
        appeal|ask request urge plead call_for petition
        appeal.meeting|invite invitation
        appeal.assistance|beg
        intend|promise pledge vow agree accept plan offer
        consult|meet talk discuss discussion dialogue contact confer
        consult.phone|call telephone hotline
        consult.visit|travel trip tour
        consult.host|receive welcome
        consult.third_place|summit conference
        consult.mediate|broker arbitrate
        consult.negotiate|negotiation bargain
        diplomacy|support
        diplomacy.praise|commend endorse endorsement laud congratulate applaud
        diplomacy.defend_verbally|justify
        diplomacy.recognize|recognise recognition
        diplomacy.apologize|apologise apology
        diplomacy.forgive|pardon
        diplomacy.agreement|treaty sign pact memorandum ratify
        cooperate|cooperation collaborate
        cooperate.economic|trade invest investment commerce
        cooperate.military|exercise drill maneuver manoeuvre
        cooperate.judicial|extradite extradition
        aid|help donate give donation
        aid.economic|loan grant lend
        aid.military|arms weapons arms_sale
        aid.humanitarian|relief food_aid
        aid.peacekeeping|peacekeeper
        yield|concede give_in relent compromise
        yield.release|free return
        yield.ease_sanctions|lift_sanctions
        yield.ceasefire|truce armistice
        yield.demobilize|disarm demobilise
        yield.retreat|surrender withdraw withdrawal pull_out
        investigate|probe inquiry inquire inspect inspection
        demand|insist require
        disapprove|object objection regret
        disapprove.criticize|condemn condemnation criticise criticism denounce denunciation rebuke deplore
        disapprove.accuse|blame accusation allege allegation
        disapprove.accuse_espionage|treason espionage
        disapprove.complain|complaint demarche protest_note summon
        disapprove.lawsuit|sue litigate
        disapprove.convict|conviction guilty verdict
        reject|refuse refusal decline rebuff rejection turn_down spurn dismiss deny_request oppose
        reject.meeting|snub cancel cancellation postpone
        reject.defy|defiance violate
        threaten|warn warning threat menace intimidate
        threaten.with_sanctions|threaten_sanctions
        protest|dissent
        protest.demonstrate|demonstration demo rally march
        protest.strike_boycott|labor_strike labour_strike walkout
        protest.obstruct|roadblock barricade
        protest.riot|unrest
        posture|deter show_of_force saber_rattling parade
        posture.military_alert|alert
        posture.mobilize_forces|mobilize mobilise mobilization mobilisation deploy deployment patrol
        reduce_relations|suspend sever downgrade
        reduce_relations.sanction|embargo boycott tariff blacklist
        reduce_relations.halt_talks|break_off
        reduce_relations.break_ties|recall
        reduce_relations.expel_missions|evict
        coerce|repress pressure
        coerce.confiscate|seize seizure expropriate nationalize nationalise
        coerce.destroy|vandalize vandalise raze demolish
        coerce.restrictions|restrict ban censor
        coerce.emergency|martial_law
        coerce.arrest|detain detention imprison jail charge
        coerce.deport|expel deportation
        coerce.repression|crackdown
        coerce.cyberattack|hack cyber
        assault|terror terrorism
        assault.abduct|kidnap hostage hijack abduction
        assault.physical_assault|beat beating
        assault.sexual_assault|rape
        assault.fatal_assault|kill murder
        assault.bomb_attack|bomb explosion
        assault.assassination|assassinate
        fight|attack war battle combat clash skirmish fighting
        fight.blockade|besiege siege quarantine
        fight.occupation|occupy invade invasion annex annexation conquer
        fight.small_arms|shoot shooting gunfire
        fight.artillery|shell bombard bombardment rocket tank
        fight.air_strike|strike airstrike air_raid missile
        fight.drone_strike|drone uav
        fight.break_ceasefire|violate_ceasefire
        mass_violence|genocide
        mass_violence.mass_killing|massacre
        mass_violence.mass_expulsion|displace displacement
        mass_violence.wmd|cbrn
        mass_violence.chemical_attack|chemical biological gas
        mass_violence.nuclear_detonation|nuclear nuclear_test
        """
}
