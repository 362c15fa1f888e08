/// The 318 codes of CAMEO 1.1b3 (Schrodt 2012) with names of our own. Goldstein values are those found in GDELT's and in
/// ICEWS's data: they differ on 016 and 164.
extension CAMEO {
    /// Code, name, label, quad class, Goldstein value in GDELT, Goldstein value in ICEWS; a tab between.
    static let table = """
        01|statement|Make public statement|1|0|0
        010|statement.general|Make statement; kind not given|1|0.0|0
        011|statement.no_comment|Decline comment|1|-0.1|-0.1
        012|statement.pessimism|Make pessimistic comment|1|-0.4|-0.4
        013|statement.optimism|Make optimistic comment|1|0.4|0.4
        014|statement.consider|Consider policy option|1|0.0|0
        015|statement.claim|Acknowledge or claim responsibility|1|0.0|0
        016|statement.deny|Deny responsibility|1|-2.0|-5
        017|statement.symbolic|Engage in symbolic act|1|0.0|0
        018|statement.empathy|Make empathetic comment|1|3.4|3.4
        019|statement.accord|Express accord|1|3.4|3.4
        02|appeal|Appeal|1|3|3
        020|appeal.general|Make an appeal or request; kind not given|1|3.0|3
        021|appeal.material|Appeal for material cooperation; kind not given|1|3.4|3.4
        0211|appeal.economic|Appeal for economic cooperation|1|3.4|3.4
        0212|appeal.military|Appeal for military cooperation|1|3.4|3.4
        0213|appeal.judicial|Appeal for judicial cooperation|1|3.4|3.4
        0214|appeal.intelligence|Appeal for intelligence|1|3.4|3.4
        022|appeal.diplomatic|Appeal for diplomatic cooperation (such as policy support)|1|3.4|3.4
        023|appeal.aid|Appeal for aid; kind not given|1|3.4|3.4
        0231|appeal.economic_aid|Appeal for economic aid|1|3.4|3.4
        0232|appeal.military_aid|Appeal for military aid|1|3.4|3.4
        0233|appeal.humanitarian_aid|Appeal for humanitarian aid|1|3.4|3.4
        0234|appeal.protection|Appeal for military protection or peacekeeping|1|3.4|3.4
        024|appeal.reform|Appeal for political reform; kind not given|1|-0.3|-0.3
        0241|appeal.leadership|Appeal for change in leadership|1|-0.3|-0.3
        0242|appeal.policy|Appeal for policy change|1|-0.3|-0.3
        0243|appeal.rights|Appeal for rights|1|-0.3|-0.3
        0244|appeal.institutions|Appeal for change in institutions, regime|1|-0.3|-0.3
        025|appeal.yield|Appeal to yield; kind not given|1|-0.3|-0.3
        0251|appeal.restrictions|Appeal for easing of administrative sanctions|1|-0.3|-0.3
        0252|appeal.dissent|Appeal for easing of popular dissent|1|-0.3|-0.3
        0253|appeal.release|Appeal for release of persons or property|1|-0.3|-0.3
        0254|appeal.sanctions_relief|Appeal for easing of economic sanctions, boycott, or embargo|1|-0.3|-0.3
        0255|appeal.outside_access|Appeal for target to allow international involvement (non-mediation)|1|-0.3|-0.3
        0256|appeal.de_escalation|Appeal for de-escalation of military engagement|1|-0.3|-0.3
        026|appeal.meeting|Appeal to others to meet or negotiate|1|4.0|4
        027|appeal.settle|Appeal to others to settle dispute|1|4.0|4
        028|appeal.mediation|Appeal to engage in or accept mediation|1|4.0|4
        03|intend|Express intent to cooperate|1|4|4
        030|intend.general|Express intent to cooperate; kind not given|1|4.0|4
        031|intend.material|Express intent to engage in material cooperation; kind not given|1|5.2|5.2
        0311|intend.economic|Express intent to cooperate economically|1|5.2|5.2
        0312|intend.military|Express intent to cooperate militarily|1|5.2|5.2
        0313|intend.judicial|Express intent to cooperate on judicial matters|1|5.2|5.2
        0314|intend.intelligence|Express intent to cooperate on intelligence|1|5.2|5.2
        032|intend.diplomatic|Express intent to engage in diplomatic cooperation (such as policy support)|1|4.5|4.5
        033|intend.aid|Express intent to provide material aid; kind not given|1|5.2|5.2
        0331|intend.economic_aid|Express intent to provide economic aid|1|5.2|5.2
        0332|intend.military_aid|Express intent to provide military aid|1|5.2|5.2
        0333|intend.humanitarian_aid|Express intent to provide humanitarian aid|1|5.2|5.2
        0334|intend.protection|Express intent to provide military protection or peacekeeping|1|6|6
        034|intend.reform|Express intent to institute political reform; kind not given|1|7|7
        0341|intend.leadership|Express intent to change leadership|1|7.0|7
        0342|intend.policy|Express intent to change policy|1|7|7
        0343|intend.rights|Express intent to provide rights|1|7|7
        0344|intend.institutions|Express intent to change institutions, regime|1|7|7
        035|intend.yield|Express intent to yield; kind not given|1|7.0|7
        0351|intend.restrictions|Express intent to ease administrative sanctions|1|7|7
        0352|intend.dissent|Express intent to ease popular dissent|1|7|7
        0353|intend.release|Express intent to release persons or property|1|7.0|7
        0354|intend.sanctions_relief|Express intent to ease economic sanctions, boycott, or embargo|1|7|7
        0355|intend.outside_access|Express intent to allow international involvement (non-mediation)|1|7|7
        0356|intend.de_escalation|Express intent to de-escalate military engagement|1|7|7
        036|intend.meeting|Express intent to meet or negotiate|1|4.0|4
        037|intend.settle|Express intent to settle dispute|1|5.0|5
        038|intend.mediation|Express intent to accept mediation|1|7|7
        039|intend.mediate|Express intent to mediate|1|5|5
        04|consult|Consult|1|1|1
        040|consult.general|Consult; kind not given|1|1.0|1
        041|consult.phone|Discuss by telephone|1|1.0|1
        042|consult.visit|Make a visit|1|1.9|1.9
        043|consult.host|Host a visit|1|2.8|2.8
        044|consult.third_place|Meet at a third location|1|2.5|2.5
        045|consult.mediate|Mediate|1|5.0|5
        046|consult.negotiate|Engage in negotiation|1|7.0|7
        05|diplomacy|Engage in diplomatic cooperation|1|3.5|3.5
        050|diplomacy.general|Engage in diplomatic cooperation; kind not given|1|3.5|3.5
        051|diplomacy.praise|Praise or endorse|1|3.4|3.4
        052|diplomacy.defend|Defend verbally|1|3.5|3.5
        053|diplomacy.rally_support|Rally support on behalf of|1|3.8|3.8
        054|diplomacy.recognize|Grant diplomatic recognition|1|6.0|6
        055|diplomacy.apologize|Apologize|1|7.0|7
        056|diplomacy.forgive|Forgive|1|7.0|7
        057|diplomacy.agreement|Sign formal agreement|1|8.0|8
        06|cooperate|Engage in material cooperation|2|6|6
        060|cooperate.general|Engage in material cooperation; kind not given|2|6.0|6
        061|cooperate.economic|Cooperate economically|2|6.4|6.4
        062|cooperate.military|Cooperate militarily|2|7.4|7.4
        063|cooperate.judicial|Engage in judicial cooperation|2|7.4|7.4
        064|cooperate.intelligence|Share intelligence or information|2|7.0|7
        07|aid|Provide aid|2|7|7
        070|aid.general|Provide aid; kind not given|2|7.0|7
        071|aid.economic|Provide economic aid|2|7.4|7.4
        072|aid.military|Provide military aid|2|8.3|8.3
        073|aid.humanitarian|Provide humanitarian aid|2|7.4|7.4
        074|aid.peacekeeping|Provide military protection or peacekeeping|2|8.5|8.5
        075|aid.asylum|Grant asylum|2|7.0|7
        08|yield|Yield|2|5|5
        080|yield.general|Yield; kind not given|2|5.0|5
        081|yield.restrictions|Ease administrative sanctions; kind not given|2|5.0|5
        0811|yield.freedoms|Ease restrictions on political freedoms|2|5|5
        0812|yield.parties|Ease ban on political parties or politicians|2|5|5
        0813|yield.curfew|Ease curfew|2|5|5
        0814|yield.emergency|Ease state of emergency or martial law|2|5|5
        082|yield.dissent|Ease political dissent|2|5.0|5
        083|yield.reform|Accede to requests or demands for political reform; kind not given|2|5.0|5
        0831|yield.leadership|Accede to demands for change in leadership|2|5.0|5
        0832|yield.policy|Accede to demands for change in policy|2|5|5
        0833|yield.rights|Accede to demands for rights|2|5|5
        0834|yield.institutions|Accede to demands for change in institutions, regime|2|5.0|5
        084|yield.return|Return, release; kind not given|2|7.0|7
        0841|yield.release_persons|Return, release person(s)|2|7.0|7
        0842|yield.return_property|Return, release property|2|7.0|7
        085|yield.sanctions_relief|Ease economic sanctions, boycott, embargo|2|7.0|7
        086|yield.outside_access|Allow international involvement; kind not given|2|9.0|9
        0861|yield.peacekeepers|Receive deployment of peacekeepers|2|9|9
        0862|yield.inspectors|Receive inspectors|2|9|9
        0863|yield.humanitarian_access|Allow humanitarian access|2|9|9
        087|yield.de_escalation|De-escalate military engagement|2|9|9
        0871|yield.ceasefire|Declare truce, ceasefire|2|9.0|9
        0872|yield.lift_blockade|Ease military blockade|2|9|9
        0873|yield.demobilize|Demobilize armed forces|2|9.0|9
        0874|yield.retreat|Retreat or surrender militarily|2|10.0|10
        09|investigate|Investigate|2|-2|-2
        090|investigate.general|Investigate; kind not given|2|-2.0|-2
        091|investigate.crime|Investigate crime, corruption|2|-2|-2
        092|investigate.human_rights|Investigate human rights abuses|2|-2.0|-2
        093|investigate.military_action|Investigate military action|2|-2|-2
        094|investigate.war_crimes|Investigate war crimes|2|-2.0|-2
        10|demand|Demand|3|-5|-5
        100|demand.general|Demand; kind not given|3|-5.0|-5
        101|demand.material|Demand material cooperation; kind not given|3|-5.0|-5
        1011|demand.economic|Demand economic cooperation|3|-5|-5
        1012|demand.military|Demand military cooperation|3|-5|-5
        1013|demand.judicial|Demand judicial cooperation|3|-5|-5
        1014|demand.intelligence|Demand intelligence cooperation|3|-5.0|-5
        102|demand.diplomatic|Demand diplomatic cooperation (such as policy support)|3|-5.0|-5
        103|demand.aid|Demand material aid; kind not given|3|-5|-5
        1031|demand.economic_aid|Demand economic aid|3|-5|-5
        1032|demand.military_aid|Demand military aid|3|-5|-5
        1033|demand.humanitarian_aid|Demand humanitarian aid|3|-5|-5
        1034|demand.protection|Demand military protection or peacekeeping|3|-5|-5
        104|demand.reform|Demand political reform; kind not given|3|-5|-5
        1041|demand.leadership|Demand change in leadership|3|-5.0|-5
        1042|demand.policy|Demand policy change|3|-5|-5
        1043|demand.rights|Demand rights|3|-5.0|-5
        1044|demand.institutions|Demand change in institutions, regime|3|-5.0|-5
        105|demand.yield|Demand that target yields; kind not given|3|-5|-5
        1051|demand.restrictions|Demand easing of administrative sanctions|3|-5|-5
        1052|demand.dissent|Demand easing of political dissent|3|-5|-5
        1053|demand.release|Demand release of persons or property|3|-5.0|-5
        1054|demand.sanctions_relief|Demand easing of economic sanctions, boycott, or embargo|3|-5|-5
        1055|demand.outside_access|Demand that target allows international involvement (non-mediation)|3|-5|-5
        1056|demand.de_escalation|Demand de-escalation of military engagement|3|-5|-5
        106|demand.meeting|Demand meeting, negotiation|3|-5.0|-5
        107|demand.settle|Demand settling of dispute|3|-5|-5
        108|demand.mediation|Demand mediation|3|-5|-5
        11|disapprove|Disapprove|3|-2|-2
        110|disapprove.general|Disapprove; kind not given|3|-2.0|-2
        111|disapprove.criticize|Criticize or denounce|3|-2.0|-2
        112|disapprove.accuse|Accuse; kind not given|3|-2.0|-2
        1121|disapprove.accuse_crime|Accuse of crime, corruption|3|-2|-2
        1122|disapprove.accuse_abuses|Accuse of human rights abuses|3|-2|-2
        1123|disapprove.accuse_aggression|Accuse of aggression|3|-2.0|-2
        1124|disapprove.accuse_war_crimes|Accuse of war crimes|3|-2.0|-2
        1125|disapprove.accuse_espionage|Accuse of espionage, treason|3|-2|-2
        113|disapprove.rally_opposition|Rally opposition against|3|-2|-2
        114|disapprove.complain|Complain officially|3|-2.0|-2
        115|disapprove.lawsuit|Bring lawsuit against|3|-2.0|-2
        116|disapprove.convict|Find guilty or liable (legally)|3|-2|-2
        12|reject|Reject|3|-4|-4
        120|reject.general|Reject; kind not given|3|-4.0|-4
        121|reject.material|Reject material cooperation|3|-4|-4
        1211|reject.economic|Reject economic cooperation|3|-4|-4
        1212|reject.military|Reject military cooperation|3|-4|-4
        1213|reject.judicial|Reject judicial cooperation|3|-4|-4
        1214|reject.intelligence|Reject intelligence cooperation|3||
        122|reject.aid|Reject request or demand for material aid; kind not given|3|-4|-4
        1221|reject.economic_aid|Reject request for economic aid|3|-4|-4
        1222|reject.military_aid|Reject request for military aid|3|-4|-4
        1223|reject.humanitarian_aid|Reject request for humanitarian aid|3|-4|-4
        1224|reject.protection|Reject request for military protection or peacekeeping|3|-4|-4
        123|reject.reform|Reject request or demand for political reform; kind not given|3|-4|-4
        1231|reject.leadership|Reject request for change in leadership|3|-4|-4
        1232|reject.policy|Reject request for policy change|3|-4|-4
        1233|reject.rights|Reject request for rights|3|-4.0|-4
        1234|reject.institutions|Reject request for change in institutions, regime|3|-4|-4
        124|reject.yield|Refuse to yield; kind not given|3|-4.0|-4
        1241|reject.restrictions|Refuse to ease administrative sanctions|3|-4|-4
        1242|reject.dissent|Refuse to ease popular dissent|3|-4|-4
        1243|reject.release|Refuse to release persons or property|3|-4.0|-4
        1244|reject.sanctions_relief|Refuse to ease economic sanctions, boycott, or embargo|3|-4|-4
        1245|reject.outside_access|Refuse to allow international involvement (non mediation)|3|-4|-4
        1246|reject.de_escalation|Refuse to de-escalate military engagement|3|-4.0|-4
        125|reject.meeting|Reject proposal to meet, discuss, or negotiate|3|-5.0|-5
        126|reject.mediation|Reject mediation|3|-5|-5
        127|reject.settle|Reject plan, agreement to settle dispute|3|-5|-5
        128|reject.defy|Defy norms, law|3|-5.0|-5
        129|reject.veto|Veto|3|-5.0|-5
        13|threaten|Threaten|3|-6|-6
        130|threaten.general|Threaten; kind not given|3|-4.4|-4.4
        131|threaten.non_force|Threaten non-force; kind not given|3|-5.8|-5.8
        1311|threaten.stop_aid|Threaten to reduce or stop aid|3|-5.8|-5.8
        1312|threaten.sanctions|Threaten with sanctions, boycott, embargo|3|-5.8|-5.8
        1313|threaten.break_relations|Threaten to reduce or break relations|3|-5.8|-5.8
        132|threaten.restrictions|Threaten with administrative sanctions; kind not given|3|-5.8|-5.8
        1321|threaten.freedoms|Threaten with restrictions on political freedoms|3|-5.8|-5.8
        1322|threaten.ban_parties|Threaten to ban political parties or politicians|3|-5.8|-5.8
        1323|threaten.curfew|Threaten to impose curfew|3|-5.8|-5.8
        1324|threaten.emergency|Threaten to impose state of emergency or martial law|3|-5.8|-5.8
        133|threaten.dissent|Threaten with political dissent, protest|3|-5.8|-5.8
        134|threaten.halt_talks|Threaten to halt negotiations|3|-5.8|-5.8
        135|threaten.halt_mediation|Threaten to halt mediation|3|-5.8|-5.8
        136|threaten.halt_involvement|Threaten to halt international involvement (non-mediation)|3|-7|-7
        137|threaten.repression|Threaten with violent repression|3|-7|-7
        138|threaten.military|Threaten with military force; kind not given|3|-7.0|-7
        1381|threaten.blockade|Threaten blockade|3|-7|-7
        1382|threaten.occupation|Threaten occupation|3|-7|-7
        1383|threaten.unconventional|Threaten unconventional violence|3|-7|-7
        1384|threaten.attack|Threaten conventional attack|3|-7|-7
        1385|threaten.wmd|Threaten attack with WMD|3|-7|-7
        139|threaten.ultimatum|Give ultimatum|3|-7|-7
        14|protest|Protest|3|-6.5|-6.5
        140|protest.general|Engage in political dissent; kind not given|3|-6.5|-6.5
        141|protest.demonstrate|Demonstrate or rally; kind not given|3|-6.5|-6.5
        1411|protest.demonstrate_leadership|Demonstrate for leadership change|3|-6.5|-6.5
        1412|protest.demonstrate_policy|Demonstrate for policy change|3|-6.5|-6.5
        1413|protest.demonstrate_rights|Demonstrate for rights|3|-6.5|-6.5
        1414|protest.demonstrate_institutions|Demonstrate for change in institutions, regime|3|-6.5|-6.5
        142|protest.hunger_strike|Conduct hunger strike; kind not given|3|-6.5|-6.5
        1421|protest.hunger_strike_leadership|Conduct hunger strike for leadership change|3|-6.5|-6.5
        1422|protest.hunger_strike_policy|Conduct hunger strike for policy change|3|-6.5|-6.5
        1423|protest.hunger_strike_rights|Conduct hunger strike for rights|3|-6.5|-6.5
        1424|protest.hunger_strike_institutions|Conduct hunger strike for change in institutions, regime|3|-6.5|-6.5
        143|protest.walkout|Conduct strike or boycott; kind not given|3|-6.5|-6.5
        1431|protest.walkout_leadership|Conduct strike or boycott for leadership change|3|-6.5|-6.5
        1432|protest.walkout_policy|Conduct strike or boycott for policy change|3|-6.5|-6.5
        1433|protest.walkout_rights|Conduct strike or boycott for rights|3|-6.5|-6.5
        1434|protest.walkout_institutions|Conduct strike or boycott for change in institutions, regime|3|-6.5|-6.5
        144|protest.obstruct|Obstruct passage, block; kind not given|3|-7.5|-7.5
        1441|protest.obstruct_leadership|Obstruct passage to demand leadership change|3|-7.5|-7.5
        1442|protest.obstruct_policy|Obstruct passage to demand policy change|3|-7.5|-7.5
        1443|protest.obstruct_rights|Obstruct passage to demand rights|3|-7.5|-7.5
        1444|protest.obstruct_institutions|Obstruct passage to demand change in institutions, regime|3|-7.5|-7.5
        145|protest.riot|Protest violently, riot; kind not given|3|-7.5|-7.5
        1451|protest.riot_leadership|Engage in violent protest for leadership change|3|-7.5|-7.5
        1452|protest.riot_policy|Engage in violent protest for policy change|3|-7.5|-7.5
        1453|protest.riot_rights|Engage in violent protest for rights|3|-7.5|-7.5
        1454|protest.riot_institutions|Engage in violent protest for change in institutions, regime|3|-7.5|-7.5
        15|posture|Exhibit force posture|4|-7.2|-7.2
        150|posture.general|Demonstrate military or police power; kind not given|4|-7.2|-7.2
        151|posture.police_alert|Increase police alert status|4|-7.2|-7.2
        152|posture.military_alert|Increase military alert status|4|-7.2|-7.2
        153|posture.mobilize_police|Mobilize or increase police power|4|-7.2|-7.2
        154|posture.mobilize_forces|Mobilize or increase armed forces|4|-7.2|-7.2
        155|posture.mobilize_cyber|Mobilize or increase cyber-forces|4||
        16|reduce_relations|Reduce relations|4|-4|-4
        160|reduce_relations.general|Reduce relations; kind not given|4|-4.0|-4
        161|reduce_relations.break_diplomatic|Reduce or break diplomatic relations|4|-4.0|-4
        162|reduce_relations.cut_aid|Reduce or stop material aid; kind not given|4|-5.6|-5.6
        1621|reduce_relations.cut_economic_aid|Reduce or stop economic assistance|4|-5.6|-5.6
        1622|reduce_relations.cut_military_aid|Reduce or stop military assistance|4|-5.6|-5.6
        1623|reduce_relations.cut_humanitarian_aid|Reduce or stop humanitarian assistance|4|-5.6|-5.6
        163|reduce_relations.sanction|Impose embargo, boycott, or sanctions|4|-8.0|-8
        164|reduce_relations.halt_talks|Halt negotiations|4|-7.0|-6.5
        165|reduce_relations.halt_mediation|Halt mediation|4|-7|-7
        166|reduce_relations.expel_missions|Expel or withdraw; kind not given|4|-7.0|-7
        1661|reduce_relations.expel_peacekeepers|Expel or withdraw peacekeepers|4|-7|-7
        1662|reduce_relations.expel_inspectors|Expel or withdraw inspectors, observers|4|-7.0|-7
        1663|reduce_relations.expel_aid_agencies|Expel or withdraw aid agencies|4|-7|-7
        17|coerce|Coerce|4|-7|-7
        170|coerce.general|Coerce; kind not given|4|-7.0|-7
        171|coerce.seize_or_damage|Seize or damage property; kind not given|4|-9.2|-9.2
        1711|coerce.confiscate|Confiscate property|4|-9.2|-9.2
        1712|coerce.destroy|Destroy property|4|-9.2|-9.2
        172|coerce.administrative|Impose administrative sanctions; kind not given|4|-5.0|-5
        1721|coerce.restrict_freedoms|Impose restrictions on political freedoms|4|-5.0|-5
        1722|coerce.ban_parties|Ban political parties or politicians|4|-5|-5
        1723|coerce.impose_curfew|Impose curfew|4|-5.0|-5
        1724|coerce.martial_law|Impose state of emergency or martial law|4|-5.0|-5
        173|coerce.arrest|Arrest, detain, or charge with legal action|4|-5.0|-5
        174|coerce.deport|Expel or deport individuals|4|-5.0|-5
        175|coerce.repress|Use tactics of violent repression|4|-9.0|-9
        176|coerce.cyberattack|Attack cybernetically|4||
        18|assault|Assault|4|-9|-9
        180|assault.general|Use unconventional violence; kind not given|4|-9.0|-9
        181|assault.abduct|Abduct, hijack, or take hostage|4|-9.0|-9
        182|assault.beat|Physically assault; kind not given|4|-9.5|-9.5
        1821|assault.sexual_violence|Sexually assault|4|-9.0|-9
        1822|assault.torture|Torture|4|-9.0|-9
        1823|assault.kill|Kill by physical assault|4|-10.0|-10
        183|assault.bomb|Conduct suicide, car, or other non-military bombing; kind not given|4|-10.0|-10
        1831|assault.suicide_bomb|Carry out suicide bombing|4|-10.0|-10
        1832|assault.car_bomb|Carry out vehicular bombing|4|-10.0|-10
        1833|assault.roadside_bomb|Carry out roadside bombing|4|-10|-10
        1834|assault.location_bomb|Carry out location bombing|4||
        184|assault.human_shield|Use as human shield|4|-8|-8
        185|assault.attempt_assassination|Attempt to assassinate|4|-8|-8
        186|assault.assassinate|Assassinate|4|-10.0|-10
        19|fight|Fight|4|-10|-10
        190|fight.general|Use conventional military force; kind not given|4|-10.0|-10
        191|fight.impose_blockade|Impose blockade, restrict movement|4|-9.5|-9.5
        192|fight.occupy|Occupy territory|4|-9.5|-9.5
        193|fight.small_arms|Fight with small arms and light weapons|4|-10.0|-10
        194|fight.artillery|Fight with artillery and tanks|4|-10.0|-10
        195|fight.aerial|Employ aerial weapons; kind not given|4|-10.0|-10
        1951|fight.precision_strike|Employ precision-guided aerial munitions|4||
        1952|fight.drone_strike|Employ remotely piloted aerial munitions|4||
        196|fight.violate_ceasefire|Violate ceasefire|4|-9.5|-9.5
        20|mass_violence|Use unconventional mass violence|4|-10|-10
        200|mass_violence.general|Use unconventional mass violence; kind not given|4|-10|-10
        201|mass_violence.mass_expulsion|Engage in mass expulsion|4|-9.5|-9.5
        202|mass_violence.mass_killing|Engage in mass killings|4|-10.0|-10
        203|mass_violence.ethnic_cleansing|Engage in ethnic cleansing|4|-10|-10
        204|mass_violence.wmd|Use weapons of mass destruction; kind not given|4|-10|-10
        2041|mass_violence.chemical|Use chemical, biological, or radiological weapons|4|-10|-10
        2042|mass_violence.nuclear|Detonate nuclear weapons|4|-10|-10
        """
}
