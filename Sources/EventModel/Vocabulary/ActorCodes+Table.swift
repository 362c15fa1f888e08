extension ActorCodes {
    /// Roles.
    static let roleTable = """
        AGR|Agriculture
        AMN|Amnesty International
        BUS|Business
        COP|Police forces, officers, criminal investigative units, protective agencies
        CRM|Criminal
        CVL|Civilian individuals or groups sometimes used as catch-all for individuals or groups for whom no other role category is appropriate
        DEV|Development
        EDU|Education
        ELI|Elites
        ENV|Environmental
        GOV|Government
        GRP|Greenpeace
        HLH|Health
        HRI|Human Rights
        IGO|Inter-governmental organization
        IMG|International Militarized Groups
        INS|Insurgents (rebels)
        INT|International or transnational actors
        IRC|Red Cross
        JUD|Judiciary
        LAB|Labor
        LEG|Legislature
        MED|Media
        MIL|Military
        MNC|Multi-national corporations
        MOD|Moderate
        NGM|Non-governmental movements
        NGO|Non-governmental organizations
        OPP|Political opposition
        PKO|Peacekeepers
        RAD|Radical
        REB|Rebels
        REF|Refugees
        SEP|Separatist rebels
        SET|Settler / Settler group
        SPY|State intelligence services and members including covert operations groups as well as intelligence collection and analyses
        UAF|Armed forces aligned neither with nor against their government
        UIS|Unidentified state actors
        UNO|United Nations
        """

    /// Religions.
    static let religionTable = """
        ADR|African diasporic religions
        ALE|Alawites (Alawi)
        ATH|Atheism/Agnosticism
        BAH|Bahai Faith
        BUD|Buddhism
        CHR|Christianity
        CON|Confucianism
        CPT|Coptic Christianity
        CTH|Catholicism
        DOX|Orthodox Christianity
        DRZ|Druze
        HIN|Hinduism
        HSD|Hasidic Judaism
        ITR|Indigenous tribal religions
        JAN|Jainism
        JEW|Judaism
        JHW|Jehovah's Witnesses
        LDS|Latter-day Saints (Mormonism)
        MOS|Islam
        MRN|Maronite Church
        NRM|New religious movements
        PAG|Paganism / Neopaganism
        PRO|Protestantism
        SFI|Sufism (Islam)
        SHI|Shia Islam
        SHN|Shintoism
        SIK|Sikhism
        SUN|Sunni Islam
        TAO|Taoism
        UDX|Ultra-Orthodox Judaism (Haredi)
        ZRO|Zoroastrianism
        """

    /// Known groups and international organizations.
    static let groupTable = """
        AAM|Al Aqsa Martyrs Brigade
        ABD|Arab Bank for Economic Development in Africa
        ACC|Arab Cooperation Council
        ADB|Asian Development Bank
        AEU|Arab Economic Unity Council
        AFB|African Development Bank
        ALQ|Al-Qaeda
        AMF|Arab Monetary Fund for Economic and Social Development
        AML|Amal Militia
        AMN|Amnesty International
        AMU|Arab Maghreb Union
        ANO|Abu Nidal Organization
        APE|Organization of Arab Petroleum Exporting Countries (OAPEC)
        ARL|Arab League
        ASL|South Lebanon Army
        ASN|Association of Southeast Asian Nations (ASEAN)
        ATD|Eastern and Southern African Trade and Development Bank
        BCA|Bank of Central African States (BEAC)
        BIS|Bank for International Settlements
        BTH|Baath Party
        CEM|Monetary and Economic Community of Central Africa (CEMAC); also used for Common Market for Eastern and Southern Africa
        CFA|Franc Zone Financial Community of Africa
        CIS|Commonwealth of Independent States
        CMN|Communist
        COE|Council of Europe
        CPA|Cocoa Producers' Alliance
        CPC|Association of Coffee Producing Countries
        CRC|International Federation of Red Cross and Red Crescent Societies (IFRC)
        CSS|Community of Sahel-Saharan States (CEN-SAD)
        CWN|Commonwealth of Nations
        DFL|Democratic Front for the Liberation of Palestine (DFLP)
        EBR|European Bank for Reconstruction and Development (EBRD)
        ECA|Economic Community of Central African States
        EEC|European Union
        EFT|European Free Trade Association (EFTA)
        ENN|Ennahda Movement
        FAO|United Nations Food and Agriculture Organization
        FID|International Federation for Human Rights (FIDH)
        FIS|Islamic Salvation Army
        FLN|National Liberation Front (FLN)
        FTA|Fatah
        GCC|Gulf Cooperation Council
        GIA|Armed Islamic Group (GIA)
        GOE|Group of Eight (G-8)
        GOS|Group of Seven (G-7)
        GSP|Salafist Group
        GSS|Group of Seventy-Seven
        HCH|UN High Commissioner for Human Rights
        HCR|UN High Commissioner for Refugees
        HEZ|Hezbollah
        HIP|Highly Indebted Poor Countries
        HMS|Hamas
        HRW|Human Rights Watch
        IAC|Inter-African Coffee Organization
        IAD|Intergovernmental Authority on Development (IGAD)
        IAE|International Atomic Energy Agency (IAEA)
        IAF|Islamic Action Front
        ICC|International Criminal Court
        ICG|International Crisis Group
        ICJ|International Court of Justice (ICJ)
        ICO|International Cocoa Organization (ICCO)
        IDB|Islamic Development Bank
        IGC|International Grains Council
        IHF|International Helsinki Federation for Human Rights
        ILO|International Labour Organization
        IMF|International Monetary Fund
        IOM|International Organization for Migration
        IPU|Inter-Parliamentary Union
        IRC|Red Cross and Red Crescent (ICRC)
        ISJ|Palestinian Islamic Jihad
        ITP|Interpol
        JUR|International Commission of Jurists
        KDP|Kurdistan Democratic Party (KDP)
        KID|United Nations Children's Fund (UNICEF)
        LBA|Israeli Labor Party
        LKD|Likud Party
        MBR|Muslim Brotherhood
        MRZ|Meretz Party
        MSF|Médecins Sans Frontières (Doctors Without Borders)
        MSP|Movement of Society for Peace
        NAT|NATO (North Atlantic Treaty Organization)
        NEP|New Partnership for Africa's Development (NEPAD)
        NON|Non-Aligned Movement (Organization of Non-Aligned Countries)
        OAS|Organization of American States
        OAU|Organization of African Unity
        OIC|Organization of Islamic Conferences
        OPC|Organization of Petroleum Exporting Countries (OPEC)
        PAP|Pan-African Parliament
        PFL|Popular Front for the Liberation of Palestine (PFLP)
        PLF|Palestine Liberation Front
        PLO|Palestine Liberation Organization
        PLS|Polisario Front
        PMD|People's Mujahedin
        PRC|Paris Club
        PSE|Occupied Palestinian Territories
        RCR|Red Crescent
        RND|National Rally for Democracy
        SAA|South Asian Association for Regional Cooperation (SAARC)
        SAD|Southern African Development Community (SADC)
        SCE|Organization for Security and Co-operation in Europe (OSCE)
        SHA|Shas Party
        SOT|Southeast Asia Collective Defense Treaty (SEATO)
        TAL|Taliban
        UEM|Economic and Monetary Union of West Africa (UEMOA)
        UNO|United Nations
        WAD|West Africa Development Bank
        WAM|West African Economic and Monetary Union
        WAS|Economic Community of West African States (ECOWAS)
        WBK|World Bank
        WCT|International War Crimes Tribunals
        WEF|World Economic Forum
        WFP|World Food Programme
        WHO|World Health Organization
        WTO|World Trade Organization
        XFM|Oxfam
        """

    /// Ethnic groups.
    static let ethnicTable = """
        aar|Afar
        abk|Abkhaz (Abkhazians)
        abr|Aboriginal-Australians (Aborigines)
        ace|Acehnese (Achinese)
        acg|Achang
        ach|Acholi
        ada|Ga (Ga-Adangbe)
        adi|Adivasi
        adj|Adjarians (Adzhars)
        ady|Adyghe (Circassians)
        afa|Black-African (Africans)
        afr|Afrikaners
        ahm|Ahmadis
        ain|Ainu
        aja|Aja
        aka|Akan (Asante)
        aku|Aku (Creoles)
        ala|Alawi
        alb|Albanians
        ale|Aleut
        alg|Algonquian
        alt|Altay (Altai)
        alu|Alur
        amb|Ambonese (Amboinese)
        ame|Americo-Liberians
        amh|Amhara
        anp|Angika speakers
        apa|Apache
        ara|Arab
        arb|Arab
        arg|Aragonese
        arm|Armenian
        arn|Mapuche
        arp|Arapaho
        arw|Arawak
        asa|Asian
        ash|Ashkenazi Jews
        asm|Assamese
        ast|Asturian
        asy|Assyrian
        ata|Atacamenos
        atg|Argentinians
        ath|Athabaskan
        ats|Agnostic/Atheist
        aus|Australians
        auu|Austrians
        ava|Caucasian Avars (Avars)
        awa|Awadhi
        aym|Aymara
        aze|Azerbaijani (Azeri)
        bad|Baganda
        bah|Bahais
        bai|Bamileke
        bak|Bashkirs
        bal|Baloch (Baluchis)
        bam|Bambara
        ban|Balinese
        baq|Basque
        bar|Bari
        bas|Bassa (also used for Basoga and Duala)
        bay|Gbaya
        bda|Rakhine (Buddhist Arakanese)
        bej|Beja
        bel|Belarusians (Byelorussians)
        bem|Bemba
        ben|Bengali-Hindu (Bengali)
        ber|Berber
        bey|Beydan (White Moors)
        bho|Bhojpuri
        bih|Bihari
        bii|Bai
        bik|Bicolano
        bin|Edo
        bis|Urban ni-Vanuatu
        bke|Bateke
        bkn|Bakongo
        bkw|Bakweri
        bla|Siksikawa
        blg|Blang
        blk|Balkars
        bln|Balanta
        bmr|Bamar (Barman)
        bni|Beni-Shugal-Gumez
        bnt|Bantu
        bny|Banyarwanda
        bod|Bodo
        bol|Bolivia
        bon|Bonan
        bos|Bosniaks
        bou|Buyei
        bra|Brijwasi
        brb|Bariba
        bre|Breton
        brh|Brahui
        brk|Burakumin
        brm|Kurichiya (Hill Brahmins)
        bsh|Bushmen (San)
        bst|Baster
        bsu|Subiya (Basubia)
        bte|Beti-Pahuin (Beti)
        btk|Batak
        bua|Buryat
        bud|Buddhist
        bug|Bugis
        bul|Bulgarian
        byn|Bilen
        cab|Cabindan-Mayombe
        cad|Caddo
        cap|Cape Verdean
        car|Kali'na
        cat|Catalan
        ceb|Cebuano
        cha|Chamorro
        chc|Chukchi
        che|Chechen
        chg|Chagatai
        chi|Chinese (Mainland Chinese)
        chk|Chuukese
        chl|Chileans
        chm|Mari
        chn|Chinook
        cho|Choctaw
        chp|Chipewyan
        chr|Cherokee
        cht|Ch'orti' (Chorti)
        chv|Chuvash
        chw|Chewa
        chy|Cheyenne
        cir|Adyghe (Circassians)
        cmc|Cham
        col|Colombian
        con|Confucian
        cop|Coptic Christians
        cor|Cornish
        cos|Corsican
        cot|Cotiers
        cpe|English-Creole
        cpf|French-Creole
        cpp|Portuguese-Creole
        cre|Cree
        crh|Crimean Tatar
        cri|Christian
        cro|Orthodox Christian
        crp|Creole
        csb|Kashubian
        csr|Costa Ricans
        cth|Catholics
        cus|Cushitic
        cze|Czech
        dai|Dai
        dak|Sioux
        dal|Dalit (Backward classes/castes)
        dam|Damara
        dan|Danes
        dao|Yao (Asia) (Dao)
        dar|Dargwa (Dargins)
        dau|Daur
        day|Dayak
        del|Lenape
        den|Slavey
        dgr|Dogrib
        din|Dinka
        div|Maldivian
        dje|Djerma-Songhai
        doi|Dogras
        dom|Dominicans
        don|Dong
        dox|Dongxiang
        dra|Dravidian
        dru|Druze
        drz|Druze
        dsb|Lower Sorbian
        dua|Duala
        dut|Dutch (Flemings)
        dyu|Dyula
        dzo|Ngalop
        eat|East Timorese
        ecu|Ecuadorians
        efi|Efik
        ein|East Indian
        eka|Ekajuk
        eng|English
        esh|Eshira (Bapounou)
        est|Estonian
        eth|Ethiopian Jews
        eur|Europeans
        eve|Evenks
        ewe|Ewe
        ewo|Ewondo
        fan|Fang (Estuary Fang)
        fao|Faroese
        fat|Fante
        fij|Fijian
        fil|Filipino
        fin|Finns
        fiu|Finno-Ugric
        fon|Fon
        fre|French
        fri|Santals
        frr|Frisians
        fru|Fur
        ful|Fula (Fulani)
        fur|Friulan
        gar|Garifuna (Garifs)
        gay|Gayo
        gba|Gbaya (Baya)
        gel|Gelao (Gelo)
        geo|Georgian
        ger|German
        gia|Gia Rai
        gil|Kiribati
        gin|Gin (Jing)
        gio|Gio
        gla|Gaels
        gle|Irish
        glg|Galician
        glv|Manx
        gon|Gondi
        gor|Gorontalonese (Gorontalos)
        gra|Grassfielders
        grb|Grebo
        gre|Greek
        grn|Guarani
        gsw|Swiss Germans
        gua|Guatemalan
        guj|Gujarati
        gun|Guan
        gwi|Gwich'in
        had|Hadjerai
        hai|Haida
        har|Harari
        hat|Haitian
        hau|Hausa (Hausa-Fulani)
        haw|Hawaiian
        haz|Hazara
        her|Herero
        hgh|Hill Tribes
        hil|Hiligaynon
        him|Himachali
        hin|Hindu
        hjw|Hasidic Jews
        hmn|Hmong
        hmo|Hiri Motu
        hni|Hani
        hoa|Hoa
        hon|Hondurans
        hrt|Haratin (Black Moors)
        hrv|Croats
        hsb|Upper Sorbian
        hui|Hui
        hun|Hungarian
        hup|Hupa
        hut|Hutu
        iba|Iban
        ibo|Igbo
        ice|Icelanders
        idg|Indigenous
        idn|Indian
        iii|Yi
        ijo|Ijaw
        iku|Inuit
        ilo|Ilocano
        ind|Indonesian
        inh|Ingush
        ipk|Inupiat
        ira|Iranian
        iro|Iroquois
        ita|Italian
        jan|Jain
        jav|Javanese
        jew|Jewish
        jhw|Jehovah's Witnesses
        jin|Jino (Jinuo)
        jol|Jola (Diola)
        jpn|Japanese
        kaa|Karakalpak
        kab|Kabyle
        kac|Kachin
        kad|Kadazan
        kak|Kakwa-Nubian
        kal|Kalaallit
        kam|Kamba
        kan|Kannada
        kao|Kaonde
        kar|Karen (Kayin)
        kas|Kashmiri
        kau|Kanuri (Kanouri)
        kav|Kavango
        kaz|Kazakhs
        kbd|Kabarday (Kabardins)
        kby|Kabye (Kabre)
        kch|Karachays (Karachai)
        kha|Khasi
        khi|Khoikhoi
        khk|Khakas
        khm|Khmer (Khmer Loei)
        khu|Khmu
        kik|Kikuyu
        kin|Kinyarwanda Speakers
        kir|Kyrgyz (Kirghis/Kirgiz)
        kis|Kisii
        klm|Kalmyk
        kmb|North Mbundu
        kno|Kono
        knr|Kanuri
        kok|Konkani
        kom|Komi (Komi-Permyaks)
        kon|Kongo (Bakongo)
        kor|Korean
        kos|Kosraean
        kou|Kouyou
        kpe|Kpelle (Guerze)
        krh|Krahn (Guere)
        krl|Karelians
        krm|Karamojong
        kro|Kru
        kru|Kurukh
        kua|Kwanyama
        kum|Kumyks
        kur|Kurd
        kut|Ktunaxa
        lad|Sephardic Jews
        lak|Lak (Russia)
        lam|Lamba
        lao|Lao
        lar|Lari
        lav|Latvian
        lba|Limba
        lds|Latter Day Saints
        len|Lenca
        lez|Lezgian (Lezgins)
        lgb|Lugbara
        lhu|Lahu
        lii|Li
        lim|Limburgian
        lin|Lingala
        lit|Lithuanian
        lol|Mongo
        lom|Lomwe (Nguru)
        lov|Lovale
        loz|Lozi (Barotse)
        lsu|Lisu
        ltk|Latoka
        ltn|Latinos
        ltz|Luxembourgers
        lua|Luba-Kasai
        lub|Luba-Katanga
        lug|Baganda
        luh|Luhya
        lui|Luiseno
        lul|Lulua
        lun|Lunda
        luo|Luo
        lus|Lusei
        mac|Macedonian
        mad|Madurese (Madura)
        maf|Mafwe
        mag|Magahi
        mah|Marshallese
        mai|Maithili
        mak|Makassarese
        mal|Malayalam
        man|Mandinka (Mandigo/Mandingue)
        mao|Maori
        mar|Marathi
        mas|Maasai
        may|Malays
        mba|Mbandja
        mbe|Mbere (Mbede)
        mbk|M'Baka
        mbo|Mbochi
        mbu|Mbundu-Mestico
        mdf|Mokshas
        mdh|Madhesi
        mdi|Madi
        mdr|Mandar
        men|Mende
        mia|Miao
        mic|Mi'kmaq
        mij|Mijikenda
        min|Minangkabau
        miz|Mizo
        mla|Mulatto
        mld|Mole-Dagbani
        mlg|Malagasy
        mlo|Mulao
        mlt|Maltese
        mnc|Manchu
        mnd|Mande
        mng|Mananja-Nayanja
        mnh|Minahasa
        mni|Manipuri
        mnj|Manjack (Manjaco)
        mnn|Mano
        mno|Lumad
        mns|Mon
        mny|Manyika
        moh|Mohawk (also used for Mohajirs)
        mok|Makonde (Makonde-Yao)
        mon|Maonan
        mos|Mossi
        mri|Mari
        mrn|Maronites
        mro|Moro
        msk|Miskito
        msl|Muslim
        mtn|Montenegrins
        mtz|Mestizo
        mun|Munda
        muo|Muong
        mus|Muscogee
        mwl|Mirandese
        mwr|Marwaris
        mya|Mayangnas
        mye|Myene
        myn|Maya
        myv|Mordvins (Mordva)
        nag|Naga
        nah|Nahua
        nai|Native American
        nam|Nama
        nap|Neapolitan
        nau|Nauruan
        nav|Navajo
        nax|Nakhi (Naxi)
        nba|Nuba
        nbl|South Ndebele
        nca|Nicaraguan
        nde|Northern Ndebele
        ndo|Ndonga
        nep|Nepali
        ner|Nuer
        new|Newars
        ngn|Ngbandi
        ngo|Ngoni
        nia|Niasans
        nib|Nibolek
        nir|Niari
        niu|Niuean
        nkm|Nkomi
        nng|Nung
        nog|Nogais
        nor|Norwegians
        nso|Northern Sotho
        nub|Nubian
        nur|Nuristani
        nuu|Nu
        nya|Chewa (Nyanja speakers)
        nyk|Nyakyusa
        nym|Nyamwezi
        nyn|Ankole
        nyo|Nyoro
        nze|New Zealanders
        nzi|Nzema
        oci|Occitanians
        ogo|Ogoni
        oji|Ojibwe
        ojw|Orthodox/Ultra-Orthodox Jews
        oki|Okinawan
        ori|Oriya
        orm|Oromo
        oru|Orgunu
        osa|Osage
        oss|Ossetians (Ossetes)
        oto|Otomi
        ova|Ovambo
        paa|Papuan (Papua)
        pac|Pacific Islanders
        pag|Pangasinan
        pal|Palestinian
        pam|Kapampangan
        pan|Punjabi
        pap|Papiamento-Creole
        par|Paraguayan
        pau|Palauan
        per|Persian
        pgn|Animist/Pagan
        phu|Puthai (Phuthai)
        pnm|Panamanians
        pol|Poles
        pom|Pomaks
        pon|Pohnpeian
        por|Portuguese
        ppl|Papel
        pro|Protestant
        pru|Peruvian
        psh|Pashayi (Pashai)
        pum|Pumi
        pus|Pashtun
        qia|Qiang
        qiz|Qizilbash
        que|Quechua
        raj|Rajasthani
        ran|Pahari Rajput (Rana/Thakuri)
        rap|Rapa Nui
        rar|Cook Islands Maori
        rel|Unspecified Religion
        roh|Romansh
        rom|Romani (Roma)
        rum|Romanian
        run|Rundi
        rup|Aromanians
        rus|Russian
        sad|Sandawe
        sag|Sango
        sah|Yakuts
        sal|Salish
        sar|Sara
        sas|Sasak
        sat|Sudanese
        scn|Sicilian
        sco|Scottish (Scots)
        sel|Selkup
        sen|Sena
        sfi|Sufi
        sha|Shafi'i
        she|She
        shi|Shi'ites
        shl|Shilluk
        shn|Shan
        shy|Shaigiya
        sid|Sidama
        sin|Sinhalese
        sio|Siouan
        sla|Slavic
        slo|Slovaks
        slr|Salar
        slv|Slovenes
        smi|Sami
        smo|Samoans
        sna|Shona (Ndau)
        snd|Sindhi
        snk|Soninke
        som|Somali
        son|Songhai
        sot|Sotho
        spa|Spanish
        srd|Sardinian
        srn|Sranan Tongo
        srp|Serbs
        srr|Serer
        ssw|Swazi
        sui|Sui
        suk|Sukuma
        sun|Sunni
        sus|Susu
        swa|Swahili
        swe|Swedes
        swf|Swiss French
        swt|Swiss Italian
        tab|Tabasaran
        tah|Tahitian
        tai|Tai (Tha/Tai-Lu/Tai-Yuan)
        tam|Tamil
        tao|Taoist
        tat|Tatars
        taw|Tawahka
        tay|Tay
        tel|Telugu
        tem|Temne
        ter|Terena
        tes|Teso
        tet|Tetum
        tgk|Tajik (Pamir Tajiks)
        tgl|Tagalog
        tha|Thai
        tib|Tibetan
        tig|Tigre
        tir|Tigray-Tigrinya (Tigry)
        tiv|Tiv
        tkl|Tokelauan
        tli|Tlingit
        tmh|Tuareg
        tms|Tama
        tog|Tonga (Africa)
        ton|Tonga (Pacific)
        tor|Tooro
        tou|Toubou
        tpi|Tok Pisin
        tra|Transnistrians
        tri|Tripuri
        trn|Ternate
        tsi|Tsimshian
        tsn|Tswana
        tso|Tsonga (Tsonga-Chopi)
        tts|Tutsi (Tutsi-Banyamulenge)
        tuj|Tujia
        tuk|Turkmen
        tum|Tumbuka
        tup|Tupi (Tupi-Guarani)
        tur|Turkish (Turks)
        tuu|Mongour (Tu)
        tvl|Tuvaluans
        twi|Ashanti
        twn|Taiwanese
        tyv|Tuvans (Tuvinians)
        udm|Udmurt
        uig|Uyghur (Uighur)
        ukr|Ukrainian
        umb|Southern Mbundu
        und|Undetermined
        urd|Urdu
        uzb|Uzbeks
        vaa|Va (Wa)
        vai|Vai
        ven|Venda
        vie|Vietnamese (Kinh)
        vil|Vili
        vnz|Venezuelan
        vot|Votes
        wak|Wakashan
        wal|Welayta
        war|Waray
        was|Washoe
        wel|Welsh
        wen|Sorbs
        whi|Whites
        wln|Walloons
        wol|Wolof
        xal|Kalmyk
        xho|Xhosa
        xib|Xibe
        xnc|Xinca
        yao|Yao (Africa)
        yap|Yapese
        yor|Yoruba
        ypk|Yupik
        yug|Yugur
        zag|Zaghawa
        zap|Zapotec
        zay|Zaidiyya (Zaydis)
        zen|Zenaga
        zha|Zhuang
        znd|Azande (Azande-Mangbetu)
        zom|Zomi (Chins)
        zor|Zoroastrians
        zul|Zulu
        zun|Zuni
        zza|Zaza
        """
}
