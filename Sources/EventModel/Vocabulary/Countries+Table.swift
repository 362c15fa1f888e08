/// States and territories of ISO 3166-1, the codes of CAMEO's own for regions, and old codes that data still have.
extension Countries {
    /// Code, ISO alpha-2, name, `r` for a region or the code used today for an old one, aliases with a `/` between.
    ///
    /// An article in front is not part of a name: the look-up leaves it out. A capital is no alias of its country.
    static let table = """
        ABW|AW|Aruba
        AFG|AF|Afghanistan||Islamic Republic of Afghanistan/Islamic Emirate of Afghanistan
        AFR||Africa|r
        AGO|AO|Angola
        AIA|AI|Anguilla
        ALA|AX|Åland Islands||Aland Islands
        ALB|AL|Albania
        AND|AD|Andorra
        ANT||Netherlands Antilles
        ARE|AE|United Arab Emirates||UAE/Emirates/U.A.E.
        ARG|AR|Argentina
        ARM|AM|Armenia
        ASA||Asia|r
        ASM|AS|American Samoa
        ATA|AQ|Antarctica
        ATF|TF|French Southern Territories||French Southern and Antarctic Lands
        ATG|AG|Antigua and Barbuda
        AUS|AU|Australia
        AUT|AT|Austria
        AZE|AZ|Azerbaijan
        BAG||Baghdad|r
        BDI|BI|Burundi
        BEL|BE|Belgium
        BEN|BJ|Benin
        BES|BQ|Bonaire||Bonaire, Sint Eustatius and Saba/Caribbean Netherlands
        BFA|BF|Burkina Faso
        BGD|BD|Bangladesh
        BGR|BG|Bulgaria
        BHR|BH|Bahrain
        BHS|BS|Bahamas||Bahamas, The
        BIH|BA|Bosnia and Herzegovina||Bosnia/Bosnia-Herzegovina/Bosnia & Herzegovina
        BLK||Balkans|r
        BLM|BL|Saint Barthélemy||Saint Barthelemy
        BLR|BY|Belarus
        BLZ|BZ|Belize
        BMU|BM|Bermuda
        BOL|BO|Bolivia||Bolivia, Plurinational State of/Plurinational State of Bolivia
        BRA|BR|Brazil
        BRB|BB|Barbados
        BRN|BN|Brunei||Brunei Darussalam
        BTN|BT|Bhutan
        BVT|BV|Bouvet Island
        BWA|BW|Botswana
        CAF|CF|Central African Republic
        CAN|CA|Canada
        CAS||Central Asia|r
        CAU||Caucasus|r
        CCK|CC|Cocos (Keeling) Islands||Cocos Islands/Keeling Islands
        CEU||Central Europe|r
        CFR||Central Africa|r
        CHE|CH|Switzerland
        CHL|CL|Chile
        CHN|CN|China||PRC/People's Republic of China/Mainland China/P.R.C./Communist China/PR China
        CIV|CI|Côte d'Ivoire||Ivory Coast/Cote d'Ivoire/Côte d'Ivoire (Ivory Coast)
        CMR|CM|Cameroon
        COD|CD|DR Congo||DRC/Congo (Kinshasa)/Democratic Republic of Congo/Democratic Republic of the Congo/Zaire/\
        Congo, Democratic R. of the (Kinshasa)/Congo, The Democratic Republic of the/DR Congo (Zaire)/D.R. Congo/\
        Congo-Kinshasa/Congo, Democratic Republic of/Congo DRC
        COG|CG|Republic of the Congo||Congo (Brazzaville)/Congo, People's R. of the (Brazzaville)/Congo/\
        Congo-Brazzaville/Congo Republic/Republic of Congo
        COK|CK|Cook Islands
        COL|CO|Colombia
        COM|KM|Comoros
        CPV|CV|Cape Verde||Cabo Verde
        CRB||Caribbean|r
        CRI|CR|Costa Rica
        CUB|CU|Cuba
        CUW|CW|Curaçao||Curacao
        CXR|CX|Christmas Island
        CYM|KY|Cayman Islands
        CYP|CY|Cyprus
        CZE|CZ|Czechia||Czech Republic
        DEU|DE|Germany||Federal Republic of Germany/German Federal Republic
        DJI|DJ|Djibouti
        DMA|DM|Dominica
        DNK|DK|Denmark
        DOM|DO|Dominican Republic
        DZA|DZ|Algeria
        EAF||Eastern Africa|r
        ECU|EC|Ecuador
        EEU||Eastern Europe|r
        EGY|EG|Egypt
        EIN||East Indies|r
        ERI|ER|Eritrea
        ESH|EH|Western Sahara||Sahrawi Arab Democratic Republic/Sahrawi Republic
        ESP|ES|Spain
        EST|EE|Estonia
        ETH|ET|Ethiopia
        EUR||Europe|r
        FIN|FI|Finland
        FJI|FJ|Fiji
        FLK|FK|Falkland Islands||Falklands/Malvinas/Islas Malvinas
        FRA|FR|France
        FRO|FO|Faroe Islands
        FSM|FM|Micronesia||Micronesia, Federated States of/Federated States of Micronesia
        GAB|GA|Gabon
        GBR|GB|United Kingdom||UK/U.K./Britain/Great Britain/United Kingdom of Great Britain and Northern Ireland
        GEO|GE|Georgia
        GGY|GG|Guernsey
        GHA|GH|Ghana
        GIB|GI|Gibraltar
        GIN|GN|Guinea
        GLP|GP|Guadeloupe
        GMB|GM|Gambia||Gambia, The
        GNB|GW|Guinea-Bissau
        GNQ|GQ|Equatorial Guinea
        GRC|GR|Greece
        GRD|GD|Grenada
        GRL|GL|Greenland
        GTM|GT|Guatemala
        GUF|GF|French Guiana
        GUM|GU|Guam
        GUY|GY|Guyana
        GZS||Gaza Strip|PSE|Gaza
        HKG|HK|Hong Kong||Hong Kong SAR/Hong Kong Special Adm. Region of China/Hong Kong, China/\
        Hong Kong Special Administrative Region
        HMD|HM|Heard Island and McDonald Islands
        HND|HN|Honduras
        HRV|HR|Croatia
        HTI|HT|Haiti
        HUN|HU|Hungary
        IDN|ID|Indonesia
        IMN|IM|Isle of Man
        IMY||Isle of Man|IMN
        IND|IN|India||Republic of India
        IOT|IO|British Indian Ocean Territory
        IRL|IE|Ireland||Republic of Ireland
        IRN|IR|Iran||Iran, Islamic Republic of/Islamic Republic of Iran
        IRQ|IQ|Iraq
        ISL|IS|Iceland
        ISR|IL|Israel||State of Israel
        ITA|IT|Italy
        JAM|JM|Jamaica
        JEY|JE|Jersey
        JOR|JO|Jordan
        JPN|JP|Japan
        KAZ|KZ|Kazakhstan
        KEN|KE|Kenya
        KGZ|KG|Kyrgyzstan||Kyrgyz Republic
        KHM|KH|Cambodia||Cambodia (Kampuchea)/Kampuchea
        KIR|KI|Kiribati
        KNA|KN|Saint Kitts and Nevis||St. Kitts and Nevis
        KOR|KR|South Korea||Republic of Korea/Korea, Republic of/ROK/Korea, Republic of (Seoul)/Korea, South/R.O.K.
        KWT|KW|Kuwait
        LAM||Latin America|r
        LAO|LA|Laos||Lao People's Democratic Republic/Lao PDR
        LBN|LB|Lebanon
        LBR|LR|Liberia
        LBY|LY|Libya||Libyan Arab Jamahiriya
        LCA|LC|Saint Lucia||St. Lucia
        LIE|LI|Liechtenstein
        LKA|LK|Sri Lanka
        LSO|LS|Lesotho
        LTU|LT|Lithuania
        LUX|LU|Luxembourg
        LVA|LV|Latvia
        MAC|MO|Macao||Macau/Macao Special Adm. Region of China/Macao SAR/Macau SAR
        MAF|MF|Saint Martin
        MAR|MA|Morocco
        MCO|MC|Monaco
        MDA|MD|Moldova||Moldova, Republic of/Republic of Moldova
        MDG|MG|Madagascar||Madagascar (Malagasy)
        MDT||Mediterranean|r
        MDV|MV|Maldives
        MEA||Middle East|r
        MEX|MX|Mexico
        MHL|MH|Marshall Islands
        MKD|MK|North Macedonia||Macedonia/Macedonia, FYR/FYROM/the former Yugoslav Republic of Macedonia/\
        Macedonia, the former Yugoslav Republic of/Republic of North Macedonia
        MLI|ML|Mali
        MLT|MT|Malta
        MMR|MM|Myanmar||Burma/Myanmar (Burma)/Burma (Myanmar)
        MNE|ME|Montenegro
        MNG|MN|Mongolia
        MNP|MP|Northern Mariana Islands
        MOZ|MZ|Mozambique
        MRT|MR|Mauritania
        MSR|MS|Montserrat
        MTN||Montenegro|MNE
        MTQ|MQ|Martinique
        MUS|MU|Mauritius
        MWI|MW|Malawi
        MYS|MY|Malaysia
        MYT|YT|Mayotte
        NAF||North Africa|r
        NAM|NA|Namibia
        NCL|NC|New Caledonia
        NER|NE|Niger
        NFK|NF|Norfolk Island
        NGA|NG|Nigeria
        NIC|NI|Nicaragua
        NIU|NU|Niue
        NLD|NL|Netherlands||Holland
        NMR||North America|r
        NOR|NO|Norway
        NPL|NP|Nepal
        NRU|NR|Nauru
        NZL|NZ|New Zealand
        OMN|OM|Oman
        PAK|PK|Pakistan
        PAN|PA|Panama
        PCN|PN|Pitcairn||Pitcairn Islands
        PER|PE|Peru
        PGS||Persian Gulf|r
        PHL|PH|Philippines||Republic of the Philippines
        PLW|PW|Palau
        PNG|PG|Papua New Guinea
        POL|PL|Poland
        PRI|PR|Puerto Rico
        PRK|KP|North Korea||DPRK/Democratic People's Republic of Korea/Korea, Democratic People's Republic of/\
        Korea, Democratic People's R. (Pyongyang)/DPR Korea/D.P.R.K./Korea, North
        PRT|PT|Portugal
        PRY|PY|Paraguay
        PSE|PS|Palestine||Palestinian Territory/Palestinian Territory, Occupied/Occupied Palestinian Territory/\
        State of Palestine/Palestine, State of/Palestinian Authority/Palestinian Territories
        PYF|PF|French Polynesia
        QAT|QA|Qatar
        REU|RE|Réunion||Reunion
        ROM||Romania|ROU
        ROU|RO|Romania
        RUS|RU|Russia||Russian Federation/Russia (Soviet Union)
        RWA|RW|Rwanda
        SAF||Southern Africa|r
        SAM||South America|r
        SAS||South Asia|r
        SAU|SA|Saudi Arabia||KSA
        SCG||Serbia and Montenegro|SRB|Yugoslavia/Federal Republic of Yugoslavia
        SCN||Scandinavia|r
        SDN|SD|Sudan
        SEA||Southeast Asia|r
        SEN|SN|Senegal
        SGP|SG|Singapore
        SGS|GS|South Georgia and the South Sandwich Islands||South Georgia and South Sandwich Islands
        SHN|SH|Saint Helena||Saint Helena, Ascension and Tristan da Cunha/St. Helena/\
        Saint Helena, Ascension, and Tristan da Cunha
        SJM|SJ|Svalbard and Jan Mayen||Svalbard/Jan Mayen
        SLB|SB|Solomon Islands
        SLE|SL|Sierra Leone
        SLV|SV|El Salvador
        SMR|SM|San Marino
        SOM|SO|Somalia
        SPM|PM|Saint Pierre and Miquelon||St. Pierre and Miquelon
        SRB|RS|Serbia||Serbia (Yugoslavia)
        SSD|SS|South Sudan
        STP|ST|Sao Tome and Principe||São Tomé and Príncipe/Sao Tome
        SUR|SR|Suriname||Surinam
        SVK|SK|Slovakia||Slovak Republic
        SVN|SI|Slovenia
        SWE|SE|Sweden
        SWZ|SZ|Eswatini||Swaziland/eSwatini
        SXM|SX|Sint Maarten
        SYC|SC|Seychelles
        SYR|SY|Syria||Syrian Arab Republic
        TCA|TC|Turks and Caicos Islands
        TCD|TD|Chad
        TGO|TG|Togo
        THA|TH|Thailand
        TJK|TJ|Tajikistan
        TKL|TK|Tokelau
        TKM|TM|Turkmenistan
        TLS|TL|Timor-Leste||East Timor/Timor Leste
        TMP||East Timor|TLS
        TON|TO|Tonga
        TTO|TT|Trinidad and Tobago||Trinidad
        TUN|TN|Tunisia
        TUR|TR|Turkey||Türkiye/Turkiye/Republic of Turkey/Republic of Türkiye
        TUV|TV|Tuvalu
        TWN|TW|Taiwan||Republic of China/ROC/Chinese Taipei/Taiwan, Province of China/R.O.C./Formosa/\
        Taiwan, Republic of China/Taiwan (Province of China)
        TZA|TZ|Tanzania||Tanzania, United Republic of/United Republic of Tanzania
        UGA|UG|Uganda
        UKR|UA|Ukraine
        UMI|UM|United States Minor Outlying Islands||US Minor Outlying Islands
        URY|UY|Uruguay
        USA|US|United States||US/U.S./U.S.A./United States of America/America
        UZB|UZ|Uzbekistan
        VAT|VA|Holy See||Vatican/Holy See (Vatican City)/Holy See (Vatican City State)/Vatican City/Vatican City State
        VCT|VC|Saint Vincent and the Grenadines||St. Vincent and the Grenadines/Saint Vincent
        VEN|VE|Venezuela||Venezuela, Bolivarian Republic of/Bolivarian Republic of Venezuela
        VGB|VG|British Virgin Islands||Virgin Islands, British
        VIR|VI|United States Virgin Islands||Virgin Islands, U.S./US Virgin Islands/U.S. Virgin Islands
        VNM|VN|Vietnam||Viet Nam/Vietnam (North Vietnam)/Socialist Republic of Vietnam
        VUT|VU|Vanuatu
        WAF||West Africa|r
        WLF|WF|Wallis and Futuna
        WSB||West Bank|PSE
        WSM|WS|Samoa
        WST||The West|r
        XKX|XK|Kosovo||Republic of Kosovo/Kosovo, Republic of
        YEM|YE|Yemen||Yemen (North Yemen)
        ZAF|ZA|South Africa||Republic of South Africa
        ZMB|ZM|Zambia
        ZWE|ZW|Zimbabwe||Zimbabwe (Rhodesia)/Rhodesia
        """
}
