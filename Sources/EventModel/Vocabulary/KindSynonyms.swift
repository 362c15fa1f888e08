/// Words of the field that mean a kind. They are no names: they serve suggestions.
package enum KindSynonyms {
    /// A word in lower case and the name of the kind that it most likely means.
    package static let table: [(word: String, kind: String)] = text.split(separator: " ").map { entry in
        let parts = entry.split(separator: ":")
        return (String(parts[0]), String(parts[1]))
    }

    private static let text = """
        refuse:reject decline:reject deny:statement.deny rebuff:reject \
        snub:reject.meeting turn_down:reject spurn:reject veto:reject.veto \
        boycott:reduce_relations.sanction embargo:reduce_relations.sanction sanctions:reduce_relations.sanction strike:fight.aerial \
        airstrike:fight.aerial bombard:fight.artillery shell:fight.artillery shelling:fight.artillery \
        bombing:assault.bomb explosion:assault.bomb attack:fight war:fight \
        battle:fight combat:fight clash:fight invade:fight.occupy \
        invasion:fight.occupy occupation:fight.occupy blockade:fight.impose_blockade drone:fight.drone_strike \
        missile:fight.aerial meet:consult meeting:consult talk:consult \
        talks:consult discuss:consult visit:consult.visit host:consult.host \
        summit:consult.third_place call:consult.phone phone:consult.phone negotiate:consult.negotiate \
        negotiation:consult.negotiate mediate:consult.mediate condemn:disapprove.criticize criticise:disapprove.criticize \
        criticism:disapprove.criticize denounce:disapprove.criticize blame:disapprove.accuse accusation:disapprove.accuse \
        protest_note:disapprove.complain lawsuit:disapprove.lawsuit warn:threaten warning:threaten \
        threat:threaten ultimatum:threaten.ultimatum demonstration:protest.demonstrate rally:protest.demonstrate \
        riot:protest.riot march:protest.demonstrate arrest:coerce.arrest detain:coerce.arrest \
        seize:coerce.seize_or_damage confiscate:coerce.confiscate deport:coerce.deport hack:coerce.cyberattack \
        cyber:coerce.cyberattack kidnap:assault.abduct hostage:assault.abduct murder:assault.kill \
        kill:assault.kill torture:assault.torture assassination:assault.assassinate genocide:mass_violence \
        massacre:mass_violence.mass_killing nuclear:mass_violence.nuclear chemical:mass_violence.chemical drill:posture \
        exercise:posture patrol:posture mobilise:posture.mobilize_forces mobilization:posture.mobilize_forces \
        deploy:posture.mobilize_forces alert:posture.military_alert withdraw:yield.retreat retreat:yield.retreat \
        surrender:yield.retreat truce:yield.ceasefire armistice:yield.ceasefire concede:yield \
        release:yield.return arms:aid.military weapons:aid.military donate:aid \
        help:aid relief:aid.humanitarian loan:aid.economic trade:cooperate.economic \
        cooperation:cooperate treaty:diplomacy.agreement agreement:diplomacy.agreement sign:diplomacy.agreement \
        pact:diplomacy.agreement praise:diplomacy.praise support:diplomacy apologise:diplomacy.apologize \
        recognise:diplomacy.recognize ask:appeal request:appeal urge:appeal \
        appeal:appeal plead:appeal invite:appeal.meeting invitation:appeal.meeting \
        promise:intend pledge:intend vow:intend agree:intend \
        plan:intend say:statement announce:statement comment:statement \
        declare:statement insist:demand require:demand probe:investigate \
        inquiry:investigate expel:reduce_relations.expel_missions cut:reduce_relations sever:reduce_relations.break_diplomatic \
        suspend:reduce_relations halt:reduce_relations.halt_talks cooperative:cooperate
        """
}
