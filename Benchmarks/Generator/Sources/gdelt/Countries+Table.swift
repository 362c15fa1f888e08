/// Countries as CAMEO and FIPS 10-4 write them.
extension Countries {
    /// CAMEO's code, the FIPS code, the name; those that are much written about first.
    static let table = """
        USA|US|United States
        GBR|UK|United Kingdom
        RUS|RS|Russia
        ISR|IS|Israel
        CHN|CH|China
        IND|IN|India
        SYR|SY|Syria
        PAK|PK|Pakistan
        CAN|CA|Canada
        AUS|AS|Australia
        IRN|IR|Iran
        TUR|TU|Turkey
        FRA|FR|France
        DEU|GM|Germany
        UKR|UP|Ukraine
        IRQ|IZ|Iraq
        PSE|WE|Occupied Palestinian Territory
        NGA|NI|Nigeria
        SAU|SA|Saudi Arabia
        AFG|AF|Afghanistan
        JPN|JA|Japan
        PRK|KN|Korea, Democratic People's R.
        KOR|KS|Korea, Republic of
        EGY|EG|Egypt
        LBN|LE|Lebanon
        ZAF|SF|South Africa
        MEX|MX|Mexico
        PHL|RP|Philippines
        VEN|VE|Venezuela
        YEM|YM|Yemen
        ITA|IT|Italy
        ESP|SP|Spain
        KEN|KE|Kenya
        TWN|TW|Taiwan
        VNM|VM|Viet Nam
        QAT|QA|Qatar
        LBY|LY|Libya
        POL|PL|Poland
        BGD|BG|Bangladesh
        NZL|NZ|New Zealand
        GRC|GR|Greece
        BRA|BR|Brazil
        IDN|ID|Indonesia
        MYS|MY|Malaysia
        THA|TH|Thailand
        MMR|BM|Myanmar
        SDN|SU|Sudan
        ETH|ET|Ethiopia
        SOM|SO|Somalia
        COL|CO|Colombia
        CUB|CU|Cuba
        GHA|GH|Ghana
        UGA|UG|Uganda
        ZWE|ZI|Zimbabwe
        ABW|AA|Aruba
        AGO|AO|Angola
        AIA|AV|Anguilla
        ALB|AL|Albania
        AND|AN|Andorra
        ANT|NT|Netherlands Antilles
        ARE|AE|United Arab Emirates
        ARG|AR|Argentina
        ARM|AM|Armenia
        ASM|AQ|American Samoa
        ATG|AC|Antigua and Barbuda
        AUT|AU|Austria
        AZE|AJ|Azerbaijan
        BDI|BY|Burundi
        BEL|BE|Belgium
        BEN|BN|Benin
        BFA|UV|Burkina Faso
        BGR|BU|Bulgaria
        BHR|BA|Bahrain
        BHS|BF|Bahamas
        BIH|BK|Bosnia and Herzegovina
        BLR|BO|Belarus
        BLZ|BH|Belize
        BMU|BD|Bermuda
        BOL|BL|Bolivia
        BRB|BB|Barbados
        BRN|BX|Brunei Darussalam
        BTN|BT|Bhutan
        BWA|BC|Botswana
        CAF|CT|Central African Republic
        CHE|SZ|Switzerland
        CHL|CI|Chile
        CIV|IV|Côte d'Ivoire
        CMR|CM|Cameroon
        COD|CG|Congo, Democratic R. of the
        COG|CF|Congo, People's R. of the
        COK|CW|Cook Islands
        COM|CN|Comoros
        CPV|CV|Cape Verde
        CRI|CS|Costa Rica
        CYM|CJ|Cayman Islands
        CYP|CY|Cyprus
        CZE|EZ|Czech Republic
        DJI|DJ|Djibouti
        DMA|DO|Dominica
        DNK|DA|Denmark
        DOM|DR|Dominican Republic
        DZA|AG|Algeria
        ECU|EC|Ecuador
        ERI|ER|Eritrea
        ESH|WI|Western Sahara
        EST|EN|Estonia
        FIN|FI|Finland
        FJI|FJ|Fiji
        FLK|FK|Falkland Islands
        FRO|FO|Faeroe Islands
        FSM|FM|Micronesia
        GAB|GB|Gabon
        GEO|GG|Georgia
        GIB|GI|Gibraltar
        GIN|GV|Guinea
        GLP|GP|Guadeloupe
        GMB|GA|Gambia
        GNB|PU|Guinea-Bissau
        GNQ|EK|Equatorial Guinea
        GRD|GJ|Grenada
        GRL|GL|Greenland
        GTM|GT|Guatemala
        GUF|FG|French Guiana
        GUM|GQ|Guam
        GUY|GY|Guyana
        HKG|HK|Hong Kong Special Adm. Region of China
        HND|HO|Honduras
        HRV|HR|Croatia
        HTI|HA|Haiti
        HUN|HU|Hungary
        IRL|EI|Ireland
        ISL|IC|Iceland
        JAM|JM|Jamaica
        JOR|JO|Jordan
        KAZ|KZ|Kazakhstan
        KGZ|KG|Kyrgyzstan
        KHM|CB|Cambodia
        KIR|KR|Kiribati
        KNA|SC|Saint Kitts-Nevis
        KWT|KU|Kuwait
        LAO|LA|Laos
        LBR|LI|Liberia
        LCA|ST|Saint Lucia
        LIE|LS|Liechtenstein
        LKA|CE|Sri Lanka
        LSO|LT|Lesotho
        LTU|LH|Lithuania
        LUX|LU|Luxembourg
        LVA|LG|Latvia
        MAC|MC|Macao Special Adm. Region of China
        MAR|MO|Morocco
        MCO|MN|Monaco
        MDA|MD|Moldova
        MDG|MA|Madagascar
        MDV|MV|Maldives
        MHL|RM|Marshall Islands
        MKD|MK|Macedonia
        MLI|ML|Mali
        MLT|MT|Malta
        MNG|MG|Mongolia
        MNP|CQ|Northern Mariana Islands
        MOZ|MZ|Mozambique
        MRT|MR|Mauritania
        MSR|MH|Montserrat
        MTQ|MB|Martinique
        MUS|MP|Mauritius
        MWI|MI|Malawi
        MYT|MF|Mayotte
        NAM|WA|Namibia
        NCL|NC|New Caledonia
        NER|NG|Niger
        NFK|NF|Norfolk Island
        NIC|NU|Nicaragua
        NIU|NE|Niue
        NLD|NL|Netherlands
        NOR|NO|Norway
        NPL|NP|Nepal
        NRU|NR|Nauru
        OMN|MU|Oman
        PAN|PM|Panama
        PCN|PC|Pitcairn
        PER|PE|Peru
        PLW|PS|Palau
        PNG|PP|Papua New Guinea
        PRI|RQ|Puerto Rico
        PRT|PO|Portugal
        PRY|PA|Paraguay
        PYF|FP|French Polynesia
        REU|RE|Réunion
        RWA|RW|Rwanda
        SEN|SG|Senegal
        SGP|SN|Singapore
        SHN|SH|Saint Helena
        SJM|SV|Svalbard and Jan Mayen Islands
        SLB|BP|Solomon Islands
        SLE|SL|Sierra Leone
        SLV|ES|El Salvador
        SMR|SM|San Marino
        SPM|SB|Saint Pierre and Miquelon
        SRB|RI|Serbia
        SSD|OD|South Sudan
        STP|TP|Sao Tome and Principe
        SUR|NS|Suriname
        SVK|LO|Slovakia
        SVN|SI|Slovenia
        SWE|SW|Sweden
        SWZ|WZ|Swaziland
        SYC|SE|Seychelles
        TCA|TK|Turks and Caicos Islands
        TCD|CD|Chad
        TGO|TO|Togo
        TJK|TI|Tajikistan
        TKL|TL|Tokelau
        TKM|TX|Turkmenistan
        TON|TN|Tonga
        TTO|TD|Trinidad and Tobago
        TUN|TS|Tunisia
        TUV|TV|Tuvalu
        TZA|TZ|Tanzania
        URY|UY|Uruguay
        UZB|UZ|Uzbekistan
        VAT|VT|Holy See
        VCT|VC|Saint Vincent and the Grenadines
        VGB|VI|British Virgin Islands
        VIR|VQ|United States Virgin Islands
        VUT|NH|Vanuatu
        WLF|WF|Wallis and Futuna Islands
        WSM|WS|Samoa
        ZMB|ZA|Zambia
        """
}
