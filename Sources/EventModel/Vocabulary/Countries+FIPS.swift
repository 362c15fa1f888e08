/// FIPS 10-4, the codes that GDELT gives places; a quarter of them are another country's in ISO 3166 (`CH` is China).
extension Countries {
    private static let byFIPS: [String: (code: String?, name: String?)] = {
        var codes: [String: (code: String?, name: String?)] = [:]
        for pair in TextTable.words(fipsCodes) {
            let parts = pair.utf8.split(separator: UInt8(ascii: ":"))
            if parts.count == 2 { codes[String(Substring(parts[0]))] = (String(Substring(parts[1])), nil) }
        }
        for fields in TextTable.rows(fipsPlaces) { codes[fields[0]] = (fields[1].unlessEmpty, fields[2]) }
        return codes
    }()

    /// The ISO 3166 alpha-3 code of a FIPS 10-4 code: `AS` is `AUS`, `AU` is `AUT`; nil where it has none.
    ///
    /// A place that ISO counts with a state or territory has the code of that (Gaza and the West Bank `PSE`, Wake
    /// Island `UMI`).
    package static func iso3(fips: String) -> String? { byFIPS[fips]?.code }

    /// The English name of a FIPS 10-4 code; nil for what is no such code.
    package static func name(fips: String) -> String? {
        guard let entry = byFIPS[fips] else { return nil }
        return entry.name ?? entry.code.flatMap { country(code: $0)?.name }
    }

    /// FIPS 10-4 and ISO 3166 alpha-3 of what has a code in both.
    private static let fipsCodes = """
        AA:ABW AC:ATG AE:ARE AF:AFG AG:DZA AJ:AZE AL:ALB AM:ARM AN:AND AO:AGO AQ:ASM AR:ARG AS:AUS AU:AUT AV:AIA \
        AY:ATA BA:BHR BB:BRB BC:BWA BD:BMU BE:BEL BF:BHS BG:BGD BH:BLZ BK:BIH BL:BOL BM:MMR BN:BEN BO:BLR BP:SLB \
        BR:BRA BT:BTN BU:BGR BV:BVT BX:BRN BY:BDI CA:CAN CB:KHM CD:TCD CE:LKA CF:COG CG:COD CH:CHN CI:CHL CJ:CYM \
        CK:CCK CM:CMR CN:COM CO:COL CQ:MNP CS:CRI CT:CAF CU:CUB CV:CPV CW:COK CY:CYP DA:DNK DJ:DJI DO:DMA DR:DOM \
        EC:ECU EG:EGY EI:IRL EK:GNQ EN:EST ER:ERI ES:SLV ET:ETH EZ:CZE FG:GUF FI:FIN FJ:FJI FK:FLK FM:FSM FO:FRO \
        FP:PYF FR:FRA FS:ATF GA:GMB GB:GAB GG:GEO GH:GHA GI:GIB GJ:GRD GK:GGY GL:GRL GM:DEU GP:GLP GQ:GUM GR:GRC \
        GT:GTM GV:GIN GY:GUY HA:HTI HK:HKG HM:HMD HO:HND HR:HRV HU:HUN IC:ISL ID:IDN IM:IMN IN:IND IO:IOT IR:IRN \
        IS:ISR IT:ITA IV:CIV IZ:IRQ JA:JPN JE:JEY JM:JAM JO:JOR KE:KEN KG:KGZ KN:PRK KR:KIR KS:KOR KT:CXR KU:KWT \
        KV:XKX KZ:KAZ LA:LAO LE:LBN LG:LVA LH:LTU LI:LBR LO:SVK LS:LIE LT:LSO LU:LUX LY:LBY MA:MDG MB:MTQ MC:MAC \
        MD:MDA MF:MYT MG:MNG MH:MSR MI:MWI MJ:MNE MK:MKD ML:MLI MN:MCO MO:MAR MP:MUS MR:MRT MT:MLT MU:OMN MV:MDV \
        MX:MEX MY:MYS MZ:MOZ NC:NCL NE:NIU NF:NFK NG:NER NH:VUT NI:NGA NL:NLD NN:SXM NO:NOR NP:NPL NR:NRU NS:SUR \
        NT:ANT NU:NIC NZ:NZL OD:SSD PA:PRY PC:PCN PE:PER PK:PAK PL:POL PM:PAN PO:PRT PP:PNG PS:PLW PU:GNB QA:QAT \
        RE:REU RI:SRB RM:MHL RN:MAF RO:ROU RP:PHL RQ:PRI RS:RUS RW:RWA SA:SAU SB:SPM SC:KNA SE:SYC SF:ZAF SG:SEN \
        SH:SHN SI:SVN SL:SLE SM:SMR SN:SGP SO:SOM SP:ESP ST:LCA SU:SDN SV:SJM SW:SWE SX:SGS SY:SYR SZ:CHE TB:BLM \
        TD:TTO TH:THA TI:TJK TK:TCA TL:TKL TN:TON TO:TGO TP:STP TS:TUN TT:TLS TU:TUR TV:TUV TW:TWN TX:TKM TZ:TZA \
        UC:CUW UG:UGA UK:GBR UP:UKR US:USA UV:BFA UY:URY UZ:UZB VC:VCT VE:VEN VI:VGB VM:VNM VQ:VIR VT:VAT WA:NAM \
        WF:WLF WI:ESH WS:WSM WZ:SWZ YM:YEM ZA:ZMB ZI:ZWE
        """

    /// FIPS 10-4, the ISO 3166 alpha-3 code that takes it in (if any), and the name of what has no ISO code to itself.
    private static let fipsPlaces = """
        AT|AUS|Ashmore and Cartier Islands
        AX||Akrotiri
        BQ|UMI|Navassa Island
        BS|ATF|Bassas da India
        CR|AUS|Coral Sea Islands
        DQ|UMI|Jarvis Island
        DX||Dhekelia
        EE||European Union
        EU|ATF|Europa Island
        FQ|UMI|Baker Island
        GO|ATF|Glorioso Islands
        GZ|PSE|Gaza Strip
        HQ|UMI|Howland Island
        IP|FRA|Clipperton Island
        JN|SJM|Jan Mayen
        JQ|UMI|Johnston Atoll
        JU|ATF|Juan de Nova Island
        KQ|UMI|Kingman Reef
        LQ|UMI|Palmyra Atoll
        MQ|UMI|Midway Islands
        NM||No man's land
        OC||International waters
        OS||Oceans
        PF||Paracel Islands
        PG||Spratly Islands
        PJ||Southern Kuril Islands
        RB|SRB|Serbia
        TE|ATF|Tromelin Island
        UF||Undersea features
        UU||Undesignated sovereignty
        WE|PSE|West Bank
        WQ|UMI|Wake Island
        YI|SRB|Serbia and Montenegro
        """
}
