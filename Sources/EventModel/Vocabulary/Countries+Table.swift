extension Countries {
    /// Code (CAMEO, which is ISO 3166 alpha-3 for states), ISO alpha-2, name, aliases, `r` for regions, successor.
    static let table = """
        ABW|AW|Aruba|||
        AFG|AF|Afghanistan|||
        AFR||Africa||r|
        AGO|AO|Angola|||
        AIA|AI|Anguilla|||
        ALA|AX|Åland Islands|||
        ALB|AL|Albania|||
        AND|AD|Andorra|||
        ANT||Netherlands Antilles||r|
        ARE|AE|United Arab Emirates|UAE;Emirates||
        ARG|AR|Argentina|||
        ARM|AM|Armenia|||
        ASA||Asia||r|
        ASM|AS|American Samoa|||
        ATA|AQ|Antarctica|||
        ATF|TF|French Southern Territories|||
        ATG|AG|Antigua and Barbuda|||
        AUS|AU|Australia|||
        AUT|AT|Austria|||
        AZE|AZ|Azerbaijan|||
        BAG||Baghdad||r|
        BDI|BI|Burundi|||
        BEL|BE|Belgium|||
        BEN|BJ|Benin|||
        BES|BQ|Bonaire|Bonaire, Sint Eustatius and Saba||
        BFA|BF|Burkina Faso|||
        BGD|BD|Bangladesh|||
        BGR|BG|Bulgaria|||
        BHR|BH|Bahrain|||
        BHS|BS|Bahamas|||
        BIH|BA|Bosnia and Herzegovina|||
        BLK||Balkans||r|
        BLM|BL|Saint Barthélemy|||
        BLR|BY|Belarus|||
        BLZ|BZ|Belize|||
        BMU|BM|Bermuda|||
        BOL|BO|Bolivia|Bolivia, Plurinational State of||
        BRA|BR|Brazil|||
        BRB|BB|Barbados|||
        BRN|BN|Brunei|Brunei Darussalam||
        BTN|BT|Bhutan|||
        BVT|BV|Bouvet Island|||
        BWA|BW|Botswana|||
        CAF|CF|Central African Republic|||
        CAN|CA|Canada|||
        CAS||Central Asia||r|
        CAU||Caucasus||r|
        CCK|CC|Cocos (Keeling) Islands|||
        CEU||Central Europe||r|
        CFR||Central Africa||r|
        CHE|CH|Switzerland|||
        CHL|CL|Chile|||
        CHN|CN|China|PRC;People's Republic of China;Mainland China||
        CIV|CI|Côte d'Ivoire|Ivory Coast;Cote d'Ivoire;Côte d'Ivoire (Ivory Coast)||
        CMR|CM|Cameroon|||
        COD|CD|DR Congo|DRC;Congo (Kinshasa);Democratic Republic of Congo;Democratic Republic of the Congo;Zaire;Congo, Democratic R. of the (Kinshasa);Congo, The Democratic Republic of the||
        COG|CG|Congo|Congo (Brazzaville);Republic of the Congo;Congo, People's R. of the (Brazzaville)||
        COK|CK|Cook Islands|||
        COL|CO|Colombia|||
        COM|KM|Comoros|||
        CPV|CV|Cabo Verde|Cape Verde||
        CRB||Caribbean||r|
        CRI|CR|Costa Rica|||
        CUB|CU|Cuba|||
        CUW|CW|Curaçao|||
        CXR|CX|Christmas Island|||
        CYM|KY|Cayman Islands|||
        CYP|CY|Cyprus|||
        CZE|CZ|Czechia|Czech Republic||
        DEU|DE|Germany|Federal Republic of Germany||
        DJI|DJ|Djibouti|||
        DMA|DM|Dominica|||
        DNK|DK|Denmark|||
        DOM|DO|Dominican Republic|||
        DZA|DZ|Algeria|||
        EAF||Eastern Africa||r|
        ECU|EC|Ecuador|||
        EEU||Eastern Europe||r|
        EGY|EG|Egypt|||
        EIN||East Indies||r|
        ERI|ER|Eritrea|||
        ESH|EH|Western Sahara|||
        ESP|ES|Spain|||
        EST|EE|Estonia|||
        ETH|ET|Ethiopia|||
        EUR||Europe||r|
        FIN|FI|Finland|||
        FJI|FJ|Fiji|||
        FLK|FK|Falkland Islands (Malvinas)|||
        FRA|FR|France|||
        FRO|FO|Faeroe Islands|Faroe Islands||
        FSM|FM|Micronesia|Micronesia, Federated States of||
        GAB|GA|Gabon|||
        GBR|GB|United Kingdom|UK;U.K.;Britain;Great Britain;United Kingdom of Great Britain and Northern Ireland||
        GEO|GE|Georgia|||
        GGY|GG|Guernsey|||
        GHA|GH|Ghana|||
        GIB|GI|Gibraltar|||
        GIN|GN|Guinea|||
        GLP|GP|Guadeloupe|||
        GMB|GM|Gambia|||
        GNB|GW|Guinea-Bissau|||
        GNQ|GQ|Equatorial Guinea|||
        GRC|GR|Greece|||
        GRD|GD|Grenada|||
        GRL|GL|Greenland|||
        GTM|GT|Guatemala|||
        GUF|GF|French Guiana|||
        GUM|GU|Guam|||
        GUY|GY|Guyana|||
        GZS||Gaza Strip|||PSE
        HKG|HK|Hong Kong|Hong Kong SAR;Hong Kong Special Adm. Region of China||
        HMD|HM|Heard Island and McDonald Islands|||
        HND|HN|Honduras|||
        HRV|HR|Croatia|||
        HTI|HT|Haiti|||
        HUN|HU|Hungary|||
        IDN|ID|Indonesia|||
        IMN|IM|Isle of Man|||
        IMY||Isle of Man||r|
        IND|IN|India|||
        IOT|IO|British Indian Ocean Territory|||
        IRL|IE|Ireland|||
        IRN|IR|Iran|Iran, Islamic Republic of;Islamic Republic of Iran||
        IRQ|IQ|Iraq|||
        ISL|IS|Iceland|||
        ISR|IL|Israel|||
        ITA|IT|Italy|||
        JAM|JM|Jamaica|||
        JEY|JE|Jersey|||
        JOR|JO|Jordan|||
        JPN|JP|Japan|||
        KAZ|KZ|Kazakhstan|||
        KEN|KE|Kenya|||
        KGZ|KG|Kyrgyzstan|||
        KHM|KH|Cambodia|||
        KIR|KI|Kiribati|||
        KNA|KN|Saint Kitts-Nevis|Saint Kitts and Nevis||
        KOR|KR|South Korea|Republic of Korea;Korea, Republic of;ROK;Korea, Republic of (Seoul)||
        KWT|KW|Kuwait|||
        LAM||Latin America||r|
        LAO|LA|Laos|Lao People's Democratic Republic||
        LBN|LB|Lebanon|||
        LBR|LR|Liberia|||
        LBY|LY|Libya|Libyan Arab Jamahiriya||
        LCA|LC|Saint Lucia|||
        LIE|LI|Liechtenstein|||
        LKA|LK|Sri Lanka|||
        LSO|LS|Lesotho|||
        LTU|LT|Lithuania|||
        LUX|LU|Luxembourg|||
        LVA|LV|Latvia|||
        MAC|MO|Macao|Macau;Macao Special Adm. Region of China||
        MAF|MF|Saint Martin (French part)|||
        MAR|MA|Morocco|||
        MCO|MC|Monaco|||
        MDA|MD|Moldova|Moldova, Republic of||
        MDG|MG|Madagascar|||
        MDT||Mediterranean||r|
        MDV|MV|Maldives|||
        MEA||Middle East||r|
        MEX|MX|Mexico|||
        MHL|MH|Marshall Islands|||
        MKD|MK|North Macedonia|Macedonia||
        MLI|ML|Mali|||
        MLT|MT|Malta|||
        MMR|MM|Myanmar|Burma||
        MNE|ME|Montenegro|||
        MNG|MN|Mongolia|||
        MNP|MP|Northern Mariana Islands|||
        MOZ|MZ|Mozambique|||
        MRT|MR|Mauritania|||
        MSR|MS|Montserrat|||
        MTN||Montenegro||r|
        MTQ|MQ|Martinique|||
        MUS|MU|Mauritius|||
        MWI|MW|Malawi|||
        MYS|MY|Malaysia|||
        MYT|YT|Mayotte|||
        NAF||North Africa||r|
        NAM|NA|Namibia|||
        NCL|NC|New Caledonia|||
        NER|NE|Niger|||
        NFK|NF|Norfolk Island|||
        NGA|NG|Nigeria|||
        NIC|NI|Nicaragua|||
        NIU|NU|Niue|||
        NLD|NL|Netherlands|Holland;the Netherlands||
        NMR||North America||r|
        NOR|NO|Norway|||
        NPL|NP|Nepal|||
        NRU|NR|Nauru|||
        NZL|NZ|New Zealand|||
        OMN|OM|Oman|||
        PAK|PK|Pakistan|||
        PAN|PA|Panama|||
        PCN|PN|Pitcairn|||
        PER|PE|Peru|||
        PGS||Persian Gulf||r|
        PHL|PH|Philippines|the Philippines||
        PLW|PW|Palau|||
        PNG|PG|Papua New Guinea|||
        POL|PL|Poland|||
        PRI|PR|Puerto Rico|||
        PRK|KP|North Korea|DPRK;Democratic People's Republic of Korea;Korea, Democratic People's Republic of;Korea, Democratic People's R. (Pyongyang)||
        PRT|PT|Portugal|||
        PRY|PY|Paraguay|||
        PSE|PS|Palestinian Territories|Palestine;Palestinian Territory;Palestinian Territory, Occupied;Occupied Palestinian Territory;State of Palestine;Palestine, State of||
        PYF|PF|French Polynesia|||
        QAT|QA|Qatar|||
        REU|RE|Réunion|||
        ROM||Romania|||ROU
        ROU|RO|Romania|||
        RUS|RU|Russia|Russian Federation||
        RWA|RW|Rwanda|||
        SAF||Southern Africa||r|
        SAM||South America||r|
        SAS||South Asia||r|
        SAU|SA|Saudi Arabia|KSA||
        SCN||Scandinavia||r|
        SDN|SD|Sudan|||
        SEA||Southeast Asia||r|
        SEN|SN|Senegal|||
        SGP|SG|Singapore|||
        SGS|GS|South Georgia and the South Sandwich Islands|||
        SHN|SH|Saint Helena|Saint Helena, Ascension and Tristan da Cunha||
        SJM|SJ|Svalbard and Jan Mayen Islands|Svalbard and Jan Mayen||
        SLB|SB|Solomon Islands|||
        SLE|SL|Sierra Leone|||
        SLV|SV|El Salvador|||
        SMR|SM|San Marino|||
        SOM|SO|Somalia|||
        SPM|PM|Saint Pierre and Miquelon|||
        SRB|RS|Serbia|||
        SSD|SS|South Sudan|||
        STP|ST|Sao Tome and Principe|||
        SUR|SR|Suriname|||
        SVK|SK|Slovakia|||
        SVN|SI|Slovenia|||
        SWE|SE|Sweden|||
        SWZ|SZ|Eswatini|Swaziland||
        SXM|SX|Sint Maarten (Dutch part)|||
        SYC|SC|Seychelles|||
        SYR|SY|Syria|Syrian Arab Republic||
        TCA|TC|Turks and Caicos Islands|||
        TCD|TD|Chad|||
        TGO|TG|Togo|||
        THA|TH|Thailand|||
        TJK|TJ|Tajikistan|||
        TKL|TK|Tokelau|||
        TKM|TM|Turkmenistan|||
        TLS|TL|Timor-Leste|East Timor||
        TMP||East Timor (Timor-Leste)|||TLS
        TON|TO|Tonga|||
        TTO|TT|Trinidad and Tobago|||
        TUN|TN|Tunisia|||
        TUR|TR|Turkey|Türkiye;Turkiye||
        TUV|TV|Tuvalu|||
        TWN|TW|Taiwan|Republic of China;ROC;Chinese Taipei;Taiwan, Province of China||
        TZA|TZ|Tanzania|Tanzania, United Republic of||
        UGA|UG|Uganda|||
        UKR|UA|Ukraine|||
        UMI|UM|United States Minor Outlying Islands|||
        URY|UY|Uruguay|||
        USA|US|United States|US;U.S.;U.S.A.;United States of America;America||
        UZB|UZ|Uzbekistan|||
        VAT|VA|Holy See|Vatican;Holy See (Vatican City);Holy See (Vatican City State)||
        VCT|VC|Saint Vincent and the Grenadines|||
        VEN|VE|Venezuela|Venezuela, Bolivarian Republic of||
        VGB|VG|British Virgin Islands|Virgin Islands, British||
        VIR|VI|United States Virgin Islands|Virgin Islands, U.S.||
        VNM|VN|Vietnam|Viet Nam||
        VUT|VU|Vanuatu|||
        WAF||West Africa||r|
        WLF|WF|Wallis and Futuna Islands|Wallis and Futuna||
        WSB||West Bank|||PSE
        WSM|WS|Samoa|||
        WST||The West||r|
        XKX|XK|Kosovo|Republic of Kosovo||
        YEM|YE|Yemen|||
        ZAF|ZA|South Africa|||
        ZMB|ZM|Zambia|||
        ZWE|ZW|Zimbabwe|||
        """

    /// FIPS 10-4 code, ISO 3166 alpha-3 code (empty where there is none), name in GDELT.
    static let fipsTable = """
        AA|ABW|Aruba
        AC|ATG|Antigua and Barbuda
        AE|ARE|United Arab Emirates
        AF|AFG|Afghanistan
        AG|DZA|Algeria
        AJ|AZE|Azerbaijan
        AL|ALB|Albania
        AM|ARM|Armenia
        AN|AND|Andorra
        AO|AGO|Angola
        AQ|ASM|American Samoa
        AR|ARG|Argentina
        AS|AUS|Australia
        AT||Ashmore and Cartier Islands
        AU|AUT|Austria
        AV|AIA|Anguilla
        AX||Akrotiri
        AY|ATA|Antarctica
        BA|BHR|Bahrain
        BB|BRB|Barbados
        BC|BWA|Botswana
        BD|BMU|Bermuda
        BE|BEL|Belgium
        BF|BHS|Bahamas, The
        BG|BGD|Bangladesh
        BH|BLZ|Belize
        BK|BIH|Bosnia and Herzegovina
        BL|BOL|Bolivia
        BM|MMR|Burma
        BN|BEN|Benin
        BO|BLR|Belarus
        BP|SLB|Solomon Islands
        BQ||Navassa Island (United States)
        BR|BRA|Brazil
        BS||Bassas da India
        BT|BTN|Bhutan
        BU|BGR|Bulgaria
        BV|BVT|Bouvet Island
        BX|BRN|Brunei
        BY|BDI|Burundi
        CA|CAN|Canada
        CB|KHM|Cambodia
        CD|TCD|Chad
        CE|LKA|Sri Lanka
        CF|COG|Congo (Brazzaville)
        CG|COD|Congo (Kinshasa)
        CH|CHN|China
        CI|CHL|Chile
        CJ|CYM|Cayman Islands
        CK|CCK|Cocos (Keeling) Islands
        CM|CMR|Cameroon
        CN|COM|Comoros
        CO|COL|Colombia
        CQ|MNP|Northern Mariana Islands
        CR||Coral Sea Islands
        CS|CRI|Costa Rica
        CT|CAF|Central African Republic
        CU|CUB|Cuba
        CV|CPV|Cape Verde
        CW|COK|Cook Islands
        CY|CYP|Cyprus
        DA|DNK|Denmark
        DJ|DJI|Djibouti
        DO|DMA|Dominica
        DQ||Jarvis Island
        DR|DOM|Dominican Republic
        DX||Dhekelia
        EC|ECU|Ecuador
        EE||European Union
        EG|EGY|Egypt
        EI|IRL|Ireland
        EK|GNQ|Equatorial Guinea
        EN|EST|Estonia
        ER|ERI|Eritrea
        ES|SLV|El Salvador
        ET|ETH|Ethiopia
        EU||Europa Island (French Southern and Antarctic Lands)
        EZ|CZE|Czechia
        FG|GUF|French Guiana
        FI|FIN|Finland
        FJ|FJI|Fiji
        FK|FLK|Falkland Islands (Islas Malvinas)
        FM|FSM|Micronesia, Federated States of
        FO|FRO|Faroe Islands
        FP|PYF|French Polynesia
        FQ||Baker Island
        FR|FRA|France
        FS|ATF|French Southern and Antarctic Lands
        GA|GMB|Gambia, The
        GB|GAB|Gabon
        GG|GEO|Georgia
        GH|GHA|Ghana
        GI|GIB|Gibraltar
        GJ|GRD|Grenada
        GK|GGY|Guernsey
        GL|GRL|Greenland
        GM|DEU|Germany
        GO||Glorioso Islands (French Southern and Antarctic Lands)
        GP|GLP|Guadeloupe
        GQ|GUM|Guam
        GR|GRC|Greece
        GT|GTM|Guatemala
        GV|GIN|Guinea
        GY|GUY|Guyana
        GZ||Gaza Strip
        HA|HTI|Haiti
        HK|HKG|Hong Kong
        HM|HMD|Heard Island and McDonald Islands
        HO|HND|Honduras
        HQ||Howland Island
        HR|HRV|Croatia
        HU|HUN|Hungary
        IC|ISL|Iceland
        ID|IDN|Indonesia
        IM|IMN|Isle of Man
        IN|IND|India
        IO|IOT|British Indian Ocean Territory
        IP||Clipperton Island
        IR|IRN|Iran
        IS|ISR|Israel
        IT|ITA|Italy
        IV|CIV|Côte d'Ivoire
        IZ|IRQ|Iraq
        JA|JPN|Japan
        JE|JEY|Jersey
        JM|JAM|Jamaica
        JN||Jan Mayen
        JO|JOR|Jordan
        JQ||Johnston Atoll
        JU||Juan de Nova Island (French Southern and Antarctic Lands)
        KE|KEN|Kenya
        KG|KGZ|Kyrgyzstan
        KN|PRK|Korea, North
        KQ||Kingman Reef
        KR|KIR|Kiribati
        KS|KOR|Korea, South
        KT|CXR|Christmas Island
        KU|KWT|Kuwait
        KV|XKX|Kosovo
        KZ|KAZ|Kazakhstan
        LA|LAO|Laos
        LE|LBN|Lebanon
        LG|LVA|Latvia
        LH|LTU|Lithuania
        LI|LBR|Liberia
        LO|SVK|Slovakia
        LQ||Palmyra Atoll
        LS|LIE|Liechtenstein
        LT|LSO|Lesotho
        LU|LUX|Luxembourg
        LY|LBY|Libya
        MA|MDG|Madagascar
        MB|MTQ|Martinique
        MC|MAC|Macau
        MD|MDA|Moldova
        MF|MYT|Mayotte
        MG|MNG|Mongolia
        MH|MSR|Montserrat
        MI|MWI|Malawi
        MJ|MNE|Montenegro
        MK|MKD|North Macedonia
        ML|MLI|Mali
        MN|MCO|Monaco
        MO|MAR|Morocco
        MP|MUS|Mauritius
        MQ||Midway Islands
        MR|MRT|Mauritania
        MT|MLT|Malta
        MU|OMN|Oman
        MV|MDV|Maldives
        MX|MEX|Mexico
        MY|MYS|Malaysia
        MZ|MOZ|Mozambique
        NC|NCL|New Caledonia
        NE|NIU|Niue
        NF|NFK|Norfolk Island
        NG|NER|Niger
        NH|VUT|Vanuatu
        NI|NGA|Nigeria
        NL|NLD|Netherlands
        NM||No Man's Land
        NN|SXM|Sint Maarten
        NO|NOR|Norway
        NP|NPL|Nepal
        NR|NRU|Nauru
        NS|SUR|Suriname
        NT|ANT|Netherlands Antilles
        NU|NIC|Nicaragua
        NZ|NZL|New Zealand
        OC||Oceans / International Waters
        OD|SSD|South Sudan
        OS||Oceans
        PA|PRY|Paraguay
        PC|PCN|Pitcairn Islands
        PE|PER|Peru
        PF||Paracel Islands
        PG||Spratly Islands
        PJ||Etorofu, Habomai, Kunashiri, and Shikotan Islands
        PK|PAK|Pakistan
        PL|POL|Poland
        PM|PAN|Panama
        PO|PRT|Portugal
        PP|PNG|Papua New Guinea
        PS|PLW|Palau
        PU|GNB|Guinea-Bissau
        QA|QAT|Qatar
        RB||Serbia (general)
        RE|REU|Réunion
        RI|SRB|Serbia
        RM|MHL|Marshall Islands
        RN|MAF|Saint Martin
        RO|ROU|Romania
        RP|PHL|Philippines
        RQ|PRI|Puerto Rico
        RS|RUS|Russia
        RW|RWA|Rwanda
        SA|SAU|Saudi Arabia
        SB|SPM|Saint Pierre and Miquelon
        SC|KNA|Saint Kitts and Nevis
        SE|SYC|Seychelles
        SF|ZAF|South Africa
        SG|SEN|Senegal
        SH|SHN|Saint Helena, Ascension, and Tristan da Cunha
        SI|SVN|Slovenia
        SL|SLE|Sierra Leone
        SM|SMR|San Marino
        SN|SGP|Singapore
        SO|SOM|Somalia
        SP|ESP|Spain
        ST|LCA|Saint Lucia
        SU|SDN|Sudan
        SV|SJM|Svalbard
        SW|SWE|Sweden
        SX|SGS|South Georgia and South Sandwich Islands
        SY|SYR|Syria
        SZ|CHE|Switzerland
        TB|BLM|Saint Barthelemy
        TD|TTO|Trinidad and Tobago
        TE||Tromelin Island (French Southern and Antarctic Lands)
        TH|THA|Thailand
        TI|TJK|Tajikistan
        TK|TCA|Turks and Caicos Islands
        TL|TKL|Tokelau
        TN|TON|Tonga
        TO|TGO|Togo
        TP|STP|Sao Tome and Principe
        TS|TUN|Tunisia
        TT|TLS|Timor-Leste
        TU|TUR|Türkiye
        TV|TUV|Tuvalu
        TW|TWN|Taiwan
        TX|TKM|Turkmenistan
        TZ|TZA|Tanzania
        UC|CUW|Curaçao
        UF||Undersea Features
        UG|UGA|Uganda
        UK|GBR|United Kingdom
        UP|UKR|Ukraine
        US|USA|United States
        UU||Undesignated Sovereignty
        UV|BFA|Burkina Faso
        UY|URY|Uruguay
        UZ|UZB|Uzbekistan
        VC|VCT|Saint Vincent and the Grenadines
        VE|VEN|Venezuela
        VI|VGB|British Virgin Islands
        VM|VNM|Vietnam
        VQ|VIR|United States Virgin Islands
        VT|VAT|Vatican City
        WA|NAM|Namibia
        WE|PSE|West Bank
        WF|WLF|Wallis and Futuna
        WI|ESH|Western Sahara
        WQ||Wake Island
        WS|WSM|Samoa
        WZ|SWZ|Eswatini
        YI|SCG|Serbia and Montenegro (formerly Yugoslavia)
        YM|YEM|Yemen
        ZA|ZMB|Zambia
        ZI|ZWE|Zimbabwe
        """
}
