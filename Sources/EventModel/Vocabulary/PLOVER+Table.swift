/// Which CAMEO codes make up a type follows PLOVER's own conversion table (17 September 2021). Where that is silent or
/// at odds with the manual:
///
/// - Codes that CAMEO got later go with the code above: 155 MOBILIZE, 176 COERCE, 1834, 1951 and 1952 ASSAULT.
/// - The root 08 stands over two types in the table; by itself it is read as CONCEDE, which is named first.
/// - The table has 163 (embargo, sanctions) under COERCE, the manual's text under SANCTION: we follow the table.
/// - SANCTION is a deed in the manual's chapter and summary, a word in one of its tables: we follow the chapter.
/// - The manual scores ACCUSE with 3; its modes, -2 and -3.5, show that -3 is meant.
extension PLOVER {
    /// Name, quad class, score, codes with all below them, codes by themselves, modes.
    static let table = """
        AGREE|1|2.5|03||
        CONSULT|1|2.5|04||visit third-party multilateral phone
        SUPPORT|1|5|05||
        CONCEDE|1|4.5|080 0811 0812 082 083|08 081|
        COOPERATE|2|9.5|06||
        AID|2|10|07||
        RETREAT|2|6.5|0813 0814 084 085 086 087||withdraw release disarm ceasefire access resign
        REQUEST|3|0|10||assist change yield meet
        ACCUSE|3|-3|09 11||disapprove investigate allege
        REJECT|3|-2|12||assist change yield meet
        THREATEN|3|-3.5|13||restrict arrest relations expel territory violence
        PROTEST|4|-5|14||demo riot strike hunger boycott obstruct vandalize
        SANCTION|4|-6|160 161 162 164 165 166|16|convict expel withdraw discontinue
        MOBILIZE|4|-5.5|15||troops weapons police militia
        COERCE|4|-7|163 170 1711 172 173 174 176 191 192|17 171\
        |seize restrict censor curfew martial-law arrest deport withhold misinformation cyber
        ASSAULT|4|-9|1712 175 18 190 193 194 195 196 20|19\
        |abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone \
        heavy-weapons crowd-control unconventional
        """
}
