/// The types of PLOVER (Halterman et al., 2021) as sets of CAMEO codes, by the conversion table of September 2021. The
/// manual's table gives ACCUSE a score of 3, which its text and neighbours show to be -3.
extension PLOVER {
    /// Name, quad class, score, CAMEO codes (with all below them), modes.
    static let table = """
        AGREE|1|2.5|03|
        CONSULT|1|2.5|04|visit third-party multilateral phone
        SUPPORT|1|5|05|
        CONCEDE|1|4.5|080 0811 0812 082 083|
        COOPERATE|2|9.5|06|
        AID|2|10|07|
        RETREAT|2|6.5|0813 0814 084 085 086 087|withdraw release disarm ceasefire access resign
        REQUEST|3|0|10|assist change yield meet
        ACCUSE|3|-3|09 11|disapprove investigate allege
        REJECT|3|-2|12|assist change yield meet
        THREATEN|3|-3.5|13|restrict arrest relations expel territory violence
        PROTEST|4|-5|14|demo riot strike hunger boycott obstruct vandalize
        SANCTION|4|-6|160 161 162 164 165 166|convict expel withdraw discontinue
        MOBILIZE|4|-5.5|15|troops weapons police militia
        COERCE|4|-7|163 170 1711 172 173 174 176 191 192|seize restrict censor curfew martial-law arrest deport withhold misinformation cyber
        ASSAULT|4|-9|1712 175 18 190 193 194 195 196 20|abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons crowd-control unconventional
        """
}
