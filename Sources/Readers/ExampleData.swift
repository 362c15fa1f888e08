// swift-format-ignore-file: the records are long lines.
/// The example data of the project, which questions go to where no data are named: `examples/defence-talks.jsonl`, kept
/// in the program so that it answers wherever it stands. A test holds the two equal.
package enum ExampleData {
    package static let name = "defence-talks.jsonl"

    /// Records, a line each.
    package static let text = #"""
        {"type": "document", "id": "article-0", "about": "refusal of the Austin-Dong meeting, Laos", "published": "[2024-11-20..2024-11-24]", "relays": ["CNN"]}
        {"type": "document", "id": "article-1", "about": "Chinese defence ministry's statement on the missed Austin-Dong meeting", "published": "[2024-11-21..2024-11-28]", "relays": ["CNN", "Chinese Ministry of National Defense"]}
        {"type": "document", "id": "article-2", "about": "refusal of the Austin-Li meeting, Singapore", "published": "[2023-05-29..2023-06-04]", "relays": ["The Wall Street Journal", "Pentagon"]}
        {"type": "document", "id": "article-3", "about": "refusal of the Austin-Li meeting, Singapore", "published": "[2023-05-30..2023-06-01]", "relays": ["Reuters", "Pentagon"]}
        {"type": "document", "id": "article-4", "about": "refusal of the Austin-Li meeting, Singapore", "published": "[2023-05-30..2023-06-01]", "relays": ["Pentagon"]}
        {"type": "actor", "id": "USA", "name": "United States", "kind": "country", "aliases": ["US", "U.S."]}
        {"type": "actor", "id": "CHN", "name": "China", "kind": "country", "aliases": ["PRC", "People's Republic of China", "Beijing"]}
        {"type": "actor", "id": "TWN", "name": "Taiwan", "kind": "country"}
        {"type": "actor", "id": "SGP", "name": "Singapore", "kind": "country"}
        {"type": "actor", "id": "LAO", "name": "Laos", "kind": "country"}
        {"type": "actor", "id": "KHM", "name": "Cambodia", "kind": "country"}
        {"type": "actor", "id": "RUS", "name": "Russia", "kind": "country"}
        {"type": "actor", "id": "PER", "name": "Peru", "kind": "country"}
        {"type": "actor", "id": "AUT", "name": "Austria", "kind": "country"}
        {"type": "actor", "id": "USAGOV", "name": "United States government", "kind": "organization", "member_of": "USA"}
        {"type": "actor", "id": "USAMIL", "name": "United States Department of Defense", "kind": "organization", "member_of": "USA", "aliases": ["Pentagon"]}
        {"type": "actor", "id": "DSCA", "name": "Defense Security Cooperation Agency", "kind": "organization", "member_of": "USAMIL"}
        {"type": "actor", "id": "NSC", "name": "National Security Council (US)", "kind": "organization", "member_of": "USAGOV"}
        {"type": "actor", "id": "CHNGOV", "name": "Chinese government", "kind": "organization", "member_of": "CHN"}
        {"type": "actor", "id": "CHNMFA", "name": "Chinese Ministry of Foreign Affairs", "kind": "organization", "member_of": "CHNGOV"}
        {"type": "actor", "id": "CHNMIL", "name": "Chinese Ministry of National Defense and armed forces", "kind": "organization", "member_of": "CHN", "aliases": ["PLA"]}
        {"type": "actor", "id": "ROSOBORONEXPORT", "name": "Rosoboronexport", "kind": "organization", "member_of": "RUS"}
        {"type": "actor", "id": "CNN", "name": "CNN", "kind": "outlet"}
        {"type": "actor", "id": "WSJ", "name": "The Wall Street Journal", "kind": "outlet"}
        {"type": "actor", "id": "REUTERS", "name": "Reuters", "kind": "outlet"}
        {"type": "actor", "id": "lloyd-austin", "name": "Lloyd Austin", "kind": "person", "member_of": "USAMIL"}
        {"type": "actor", "id": "li-shangfu", "name": "Li Shangfu", "kind": "person", "member_of": "CHNMIL"}
        {"type": "actor", "id": "wei-fenghe", "name": "Wei Fenghe", "kind": "person", "member_of": "CHNMIL"}
        {"type": "actor", "id": "dong-jun", "name": "Dong Jun", "kind": "person", "member_of": "CHNMIL"}
        {"type": "actor", "id": "mao-ning", "name": "Mao Ning", "kind": "person", "member_of": "CHNMFA"}
        {"type": "actor", "id": "wu-qian", "name": "Wu Qian", "kind": "person", "member_of": "CHNMIL"}
        {"type": "actor", "id": "ely-ratner", "name": "Ely Ratner", "kind": "person", "member_of": "USAMIL"}
        {"type": "actor", "id": "pat-ryder", "name": "Pat Ryder", "kind": "person", "member_of": "USAMIL"}
        {"type": "actor", "id": "john-kirby", "name": "John Kirby", "kind": "person", "member_of": "NSC"}
        {"type": "actor", "id": "jake-sullivan", "name": "Jake Sullivan", "kind": "person", "member_of": "NSC"}
        {"type": "actor", "id": "wang-yi", "name": "Wang Yi", "kind": "person", "member_of": "CHNGOV"}
        {"type": "actor", "id": "joe-biden", "name": "Joe Biden", "kind": "person", "member_of": "USAGOV"}
        {"type": "actor", "id": "xi-jinping", "name": "Xi Jinping", "kind": "person", "member_of": "CHNGOV"}
        {"type": "actor", "id": "nancy-pelosi", "name": "Nancy Pelosi", "kind": "person", "member_of": "USA"}
        {"type": "actor", "id": "gina-raimondo", "name": "Gina Raimondo", "kind": "person", "member_of": "USAGOV"}
        {"type": "actor", "id": "wang-wentao", "name": "Wang Wentao", "kind": "person", "member_of": "CHNGOV"}
        {"type": "actor", "id": "ian-storey", "name": "Ian Storey", "kind": "person"}
        {"type": "office", "id": "USA.defence_secretary", "holder": "lloyd-austin", "from": "2021-01-22", "to": "2025-01-20", "source": "public record"}
        {"type": "office", "id": "CHN.defence_minister", "holder": "wei-fenghe", "from": "2018-03-19", "to": "2023-03-12", "source": "public record"}
        {"type": "office", "id": "CHN.defence_minister", "holder": "li-shangfu", "from": "2023-03-12", "to": "2023-10-24", "source": "article-3, public record"}
        {"type": "office", "id": "CHN.defence_minister", "holder": "dong-jun", "from": "2023-12-29", "source": "public record"}
        {"type": "kind", "name": "arms_sale", "parent": "cameo:072", "label": "Sell or approve the sale of arms"}
        {"type": "kind", "name": "meeting_request", "parent": "cameo:026", "label": "Ask another side for a meeting"}
        {"type": "kind", "name": "appointment", "label": "Name a person to an office"}
        {"type": "kind", "name": "forum", "label": "A scheduled meeting of many parties"}
        {"type": "event", "id": "sanction-li", "kind": "cameo:163", "date": "2018", "actor": ["USAGOV"], "target": ["li-shangfu"], "summary": "US sanctions on Li Shangfu over purchases of aircraft and equipment from Rosoboronexport"}
        {"type": "event", "id": "requests-since-2021", "kind": "cameo:125", "date": "2021/2023-05", "actor": ["CHNMIL"], "target": ["USAMIL"], "times": {"at_least": 12}, "summary": "A dozen and more US requests for leader engagements, and others, declined or left unanswered since 2021"}
        {"type": "event", "id": "meet-austin-wei-singapore", "kind": "cameo:044", "date": "2022-06", "actor": ["lloyd-austin"], "target": ["wei-fenghe"], "place": "SGP", "forum": "Shangri-La Dialogue 2022"}
        {"type": "event", "id": "visit-pelosi-taiwan", "kind": "cameo:042", "date": "2022", "actor": ["nancy-pelosi"], "target": ["TWN"], "place": "TWN"}
        {"type": "event", "id": "cut-channels-2022", "kind": "cameo:160", "date": "2022", "actor": ["CHNGOV"], "target": ["USAGOV"], "because_of": ["visit-pelosi-taiwan"], "summary": "Lines of communication on military and climate matters cut"}
        {"type": "event", "id": "meet-austin-wei-cambodia", "kind": "cameo:044", "date": "2022-11", "actor": ["lloyd-austin"], "target": ["wei-fenghe"], "place": "KHM"}
        {"type": "event", "id": "balloon-shot-down", "kind": "cameo:195", "date": "2023", "actor": ["USAMIL"], "target": ["CHN"], "summary": "US warplane shoots down an alleged Chinese surveillance balloon over the US"}
        {"type": "event", "id": "li-named-minister", "kind": "appointment", "date": "2023-03", "actor": ["CHNGOV"], "target": ["li-shangfu"]}
        {"type": "event", "id": "invite-2023", "kind": "meeting_request", "date": "[2023-05-01..2023-05-10]", "actor": ["USAMIL"], "target": ["CHNMIL"], "forum": "Shangri-La Dialogue 2023", "place": "SGP", "summary": "US invites Li to meet Austin in Singapore"}
        {"type": "event", "id": "meet-sullivan-wang-vienna", "kind": "cameo:044", "date": "2023-05", "actor": ["jake-sullivan"], "target": ["wang-yi"], "place": "AUT"}
        {"type": "event", "id": "little-chance-2023", "kind": "cameo:125", "date": "[2023-05-01..2023-05-28]", "actor": ["CHNGOV"], "target": ["USAGOV"], "because_of": ["sanction-li"], "responds_to": ["invite-2023"]}
        {"type": "event", "id": "mao-statement-0522", "kind": "cameo:111", "date": "2023-05-22", "actor": ["mao-ning"], "target": ["USA"], "because_of": ["sanction-li"], "summary": "Faults the US for asking for talks while applying pressure; asks that the sanctions be lifted"}
        {"type": "event", "id": "meet-raimondo-wang", "kind": "cameo:043", "date": "[2023-05-21..2023-05-27]", "actor": ["gina-raimondo"], "target": ["wang-wentao"], "place": "USA", "summary": "First cabinet-level US-China meeting in months; trade, investment, export policy"}
        {"type": "event", "id": "kirby-discussions", "kind": "cameo:036", "date": "[2023-05-21..2023-05-27]", "actor": ["john-kirby"], "target": ["CHN"], "summary": "Says discussions are under way at the Pentagon to arrange Austin-Li talks"}
        {"type": "event", "id": "decline-2023", "kind": "cameo:125", "date": "2023-05-29", "actor": ["CHNMIL"], "target": ["USAMIL"], "forum": "Shangri-La Dialogue 2023", "place": "SGP", "responds_to": ["invite-2023"], "because_of": ["sanction-li"]}
        {"type": "event", "id": "ryder-statement-2023", "kind": "cameo:111", "date": "2023-05-29", "actor": ["pat-ryder"], "target": ["CHNMIL"], "responds_to": ["decline-2023"], "summary": "Confirms the refusal; calls the unwillingness concerning; says it will not lessen the US commitment to open lines"}
        {"type": "event", "id": "ratner-complaint", "kind": "cameo:111", "date": "[2023-05-01..2023-05-31]", "actor": ["ely-ratner"], "target": ["CHNMIL"]}
        {"type": "event", "id": "litany-remark", "kind": "cameo:112", "date": "[2023-05-29..2023-05-31]", "actor": ["USAMIL"], "target": ["CHNMIL"], "responds_to": ["decline-2023"]}
        {"type": "event", "id": "mao-statement-0530", "kind": "cameo:111", "date": "2023-05-30", "actor": ["mao-ning"], "target": ["USA"], "responds_to": ["decline-2023"], "summary": "Says the US knows the cause of the difficulties; would not confirm the refusal; asks for sincerity and correction"}
        {"type": "event", "id": "storey-remark", "kind": "cameo:010", "date": "[2023-05-29..2023-06-01]", "actor": ["ian-storey"], "target": ["CHNMIL"]}
        {"type": "event", "id": "shangri-la-2023", "kind": "forum", "date": "2023-06-02/2023-06-04", "actor": ["SGP"], "place": "SGP", "forum": "Shangri-La Dialogue 2023"}
        {"type": "event", "id": "meet-austin-dong-singapore", "kind": "cameo:044", "date": "2024-05", "actor": ["lloyd-austin"], "target": ["dong-jun"], "place": "SGP", "forum": "Shangri-La Dialogue 2024", "summary": "First in-person meeting of the two defence chiefs in eighteen months"}
        {"type": "event", "id": "arms-sale-2024", "kind": "arms_sale", "date": "2024-10-25", "actor": ["DSCA"], "target": ["TWN"], "amount": {"value": 1988000000, "currency": "USD"}, "summary": "Notice of an arms sale to Taiwan with advanced surface-to-air missiles, the first such provision"}
        {"type": "event", "id": "condemn-arms-sale-2024", "kind": "cameo:130", "date": "[2024-10-25..2024-11-20]", "actor": ["CHNMFA"], "target": ["USA"], "responds_to": ["arms-sale-2024"], "because_of": ["arms-sale-2024"], "summary": "Condemns the sale and vows countermeasures"}
        {"type": "event", "id": "meet-biden-xi-peru", "kind": "cameo:044", "date": "2024-11", "actor": ["joe-biden"], "target": ["xi-jinping"], "place": "PER"}
        {"type": "event", "id": "xi-trump-message", "kind": "cameo:010", "date": "[2024-11-06..2024-11-20]", "actor": ["xi-jinping"], "target": ["USA"]}
        {"type": "event", "id": "invite-2024", "kind": "meeting_request", "date": "[2024-10-25..2024-11-20]", "actor": ["USAMIL"], "target": ["CHNMIL"], "forum": "ADMM-Plus 2024", "place": "LAO", "summary": "US asks for an Austin-Dong meeting at the ASEAN Defence Ministers' Meeting-Plus in Vientiane"}
        {"type": "event", "id": "decline-2024", "kind": "cameo:125", "date": "[2024-11-18..2024-11-20]", "actor": ["CHNMIL"], "target": ["USAMIL"], "forum": "ADMM-Plus 2024", "place": "LAO", "responds_to": ["invite-2024"], "because_of": ["arms-sale-2024"]}
        {"type": "event", "id": "austin-regret-2024", "kind": "cameo:111", "date": "[2024-11-20..2024-11-21]", "actor": ["lloyd-austin"], "target": ["CHNMIL"], "responds_to": ["decline-2024"]}
        {"type": "event", "id": "wu-statement-2024", "kind": "cameo:111", "date": "2024-11-21", "actor": ["wu-qian"], "target": ["USAMIL"], "responds_to": ["austin-regret-2024"], "because_of": ["arms-sale-2024"], "summary": "Holds the US wholly responsible for the failed talks; asks it to respect China's core interests"}
        {"type": "report", "event": "decline-2023", "document": "article-2", "via": "WSJ", "stance": "affirms", "date": "2023-05-29", "because_of": ["sanction-li"]}
        {"type": "report", "event": "decline-2023", "document": "article-2", "via": "USAMIL", "stance": "affirms", "date": "[2023-05-28..2023-05-29]"}
        {"type": "report", "event": "decline-2023", "document": "article-3", "via": "REUTERS", "attributed_to": "USAMIL", "stance": "affirms", "date": "2023-05-29"}
        {"type": "report", "event": "decline-2023", "document": "article-4", "attributed_to": "pat-ryder", "stance": "affirms", "date": "[2023-05-28..2023-05-29]"}
        {"type": "report", "event": "decline-2023", "document": "article-4", "attributed_to": "CHNMFA", "stance": "withholds", "date": "2023-05-30"}
        {"type": "report", "event": "decline-2024", "document": "article-0", "via": "CNN", "attributed_to": "USAMIL", "stance": "affirms", "because_of": ["arms-sale-2024"], "date": "[2024-11-18..2024-11-20]"}
        {"type": "report", "event": "decline-2024", "document": "article-1", "attributed_to": "wu-qian", "stance": "affirms", "because_of": ["arms-sale-2024"]}
        {"type": "report", "event": "decline-2024", "document": "article-1", "via": "CNN", "stance": "affirms"}
        {"type": "report", "event": "arms-sale-2024", "document": "article-0", "via": "CNN", "stance": "affirms", "amount": {"value": 2000000000, "currency": "USD"}, "date": "[2024-10-24..2024-11-03]"}
        {"type": "report", "event": "arms-sale-2024", "document": "article-1", "attributed_to": "DSCA", "stance": "affirms", "amount": {"value": 1988000000, "currency": "USD"}, "date": "2024-10-25"}
        {"type": "report", "event": "sanction-li", "document": "article-3", "stance": "affirms", "date": "2018"}
        {"type": "report", "event": "sanction-li", "document": "article-4", "stance": "affirms", "date": "2018"}
        {"type": "report", "event": "sanction-li", "document": "article-2", "stance": "affirms", "date": "[..2023-05]"}
        {"type": "report", "event": "mao-statement-0522", "document": "article-2", "attributed_to": "mao-ning", "stance": "affirms", "date": "2023-05-22"}
        {"type": "report", "event": "mao-statement-0530", "document": "article-3", "attributed_to": "mao-ning", "stance": "affirms", "date": "2023-05-30"}
        {"type": "report", "event": "mao-statement-0530", "document": "article-4", "attributed_to": "mao-ning", "stance": "affirms", "date": "2023-05-30"}
        {"type": "report", "event": "requests-since-2021", "document": "article-4", "attributed_to": "USAMIL", "stance": "affirms"}
        {"type": "report", "event": "meet-austin-wei-cambodia", "document": "article-1", "stance": "affirms", "date": "2022-11"}
        {"type": "report", "event": "meet-austin-wei-cambodia", "document": "article-4", "stance": "affirms", "date": "2022"}
        {"type": "report", "event": "meet-austin-wei-singapore", "document": "article-4", "stance": "affirms", "date": "2022-06"}
        {"type": "report", "event": "meet-austin-dong-singapore", "document": "article-1", "stance": "affirms", "date": "2024-05"}
        {"type": "report", "event": "li-named-minister", "document": "article-3", "stance": "affirms", "date": "2023-03"}
        {"type": "report", "event": "visit-pelosi-taiwan", "document": "article-0", "stance": "affirms", "date": "2022"}
        {"type": "report", "event": "cut-channels-2022", "document": "article-0", "stance": "affirms", "date": "2022"}
        {"type": "report", "event": "balloon-shot-down", "document": "article-4", "stance": "affirms", "date": "2023"}
        {"type": "report", "event": "meet-sullivan-wang-vienna", "document": "article-4", "stance": "affirms", "date": "2023-05"}
        {"type": "report", "event": "meet-raimondo-wang", "document": "article-3", "stance": "affirms", "date": "[2023-05-21..2023-05-27]"}
        {"type": "report", "event": "kirby-discussions", "document": "article-3", "attributed_to": "john-kirby", "stance": "affirms", "date": "[2023-05-21..2023-05-27]"}
        {"type": "report", "event": "little-chance-2023", "document": "article-2", "stance": "affirms", "date": "[2023-05-01..2023-05-28]", "because_of": ["sanction-li"]}
        {"type": "report", "event": "invite-2023", "document": "article-2", "attributed_to": "USAMIL", "stance": "affirms", "date": "[2023-05-01..2023-05-10]"}
        {"type": "report", "event": "invite-2023", "document": "article-3", "attributed_to": "USAMIL", "stance": "affirms", "date": "[2023-05-01..2023-05-10]"}
        {"type": "report", "event": "invite-2023", "document": "article-4", "attributed_to": "pat-ryder", "stance": "affirms", "date": "[2023-05-01..2023-05-10]"}
        {"type": "report", "event": "ratner-complaint", "document": "article-2", "attributed_to": "ely-ratner", "stance": "affirms"}
        {"type": "report", "event": "ryder-statement-2023", "document": "article-4", "attributed_to": "pat-ryder", "stance": "affirms", "date": "2023-05-29"}
        {"type": "report", "event": "litany-remark", "document": "article-4", "attributed_to": "USAMIL", "stance": "affirms"}
        {"type": "report", "event": "storey-remark", "document": "article-3", "via": "REUTERS", "attributed_to": "ian-storey", "stance": "affirms"}
        {"type": "report", "event": "shangri-la-2023", "document": "article-3", "stance": "affirms", "date": "2023-06-02/.."}
        {"type": "report", "event": "condemn-arms-sale-2024", "document": "article-0", "stance": "affirms"}
        {"type": "report", "event": "condemn-arms-sale-2024", "document": "article-1", "attributed_to": "CHNMFA", "stance": "affirms"}
        {"type": "report", "event": "meet-biden-xi-peru", "document": "article-0", "stance": "affirms", "date": "2024-11"}
        {"type": "report", "event": "xi-trump-message", "document": "article-0", "stance": "affirms"}
        {"type": "report", "event": "invite-2024", "document": "article-0", "via": "CNN", "stance": "affirms"}
        {"type": "report", "event": "invite-2024", "document": "article-1", "via": "CNN", "stance": "affirms"}
        {"type": "report", "event": "austin-regret-2024", "document": "article-1", "attributed_to": "lloyd-austin", "stance": "affirms"}
        {"type": "report", "event": "wu-statement-2024", "document": "article-1", "attributed_to": "wu-qian", "stance": "affirms", "date": "2024-11-21"}

        """#
}

/// The example data, read as a file of them would be.
package func open(example options: ReadOptions) throws(ReadError) -> Loaded {
    var log = ReadLog(strict: options.strict)
    log.begin(ExampleData.name, .record)
    var reader = try RecordReader(Pieces(), options)
    reader.beginFile()
    let bytes = Array(ExampleData.text.utf8)
    try reader.read(bytes.span, &log)
    log.end(byteCount: bytes.count)
    let data = try reader.finish(name: "defence-talks", &log)
    return Loaded(data: data, report: log.report)
}
