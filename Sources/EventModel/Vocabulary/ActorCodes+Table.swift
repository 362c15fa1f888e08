/// Blocks of actor codes other than countries and ethnic groups: code and label.
extension ActorCodes {
    /// CAMEO's roles and types of actor.
    static let roleTable = """
        AGR|Farming
        AMN|Amnesty International
        BUS|Business
        COP|Police
        CRM|Criminals
        CVL|Civilians
        DEV|Development
        EDU|Education
        ELI|Elites without an office
        ENV|Environment
        GOV|Government
        GRP|Greenpeace
        HLH|Health and welfare
        HRI|Human rights
        IGO|International governmental organization
        IMG|International militarized group
        INS|Insurgents
        INT|International actor
        IRC|Red Cross
        JUD|Courts
        LAB|Labor
        LEG|Legislature
        MED|Media
        MIL|Armed forces
        MNC|Multinational company
        MOD|Moderates
        NGM|Non-governmental movement
        NGO|Non-governmental organization
        OPP|Political opposition
        PKO|Peacekeepers
        RAD|Radicals
        REB|Rebels
        REF|Refugees
        SEP|Separatist rebels
        SET|Settlers
        SPY|Intelligence services
        UAF|Unaligned or unidentified armed forces
        UIS|Unidentified state actors
        UNO|United Nations
        """

    /// CAMEO's religions.
    static let religionTable = """
        ADR|African diasporic religions
        ALE|Alawites
        ATH|Atheism or agnosticism
        BAH|Baha'i
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
        LDS|Latter-day Saints
        MOS|Islam
        MRN|Maronite Church
        NRM|New religious movements
        PAG|Paganism
        PRO|Protestantism
        SFI|Sufism
        SHI|Shia Islam
        SHN|Shintoism
        SIK|Sikhism
        SUN|Sunni Islam
        TAO|Taoism
        UDX|Ultra-Orthodox Judaism
        ZRO|Zoroastrianism
        """

    /// Organizations, parties and armed groups with a code of their own.
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
        CEM|Economic Community of Central Africa (CEMAC)
        CFA|Franc Zone Financial Community of Africa
        CIS|Commonwealth of Independent States
        CMN|Communists
        COE|Council of Europe
        CPA|Cocoa Producers' Alliance
        CPC|Association of Coffee Producing Countries
        CRC|International Federation of Red Cross and Red Crescent Societies (IFRC)
        CSS|Community of Sahel-Saharan States (CEN-SAD)
        CWN|Commonwealth of Nations
        DFL|Democratic Front for the Liberation of Palestine (DFLP)
        EBR|European Bank for Reconstruction and Development (EBRD)
        ECA|Economic Community of Central African States
        EEC|European Union (EU)
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
        GSP|Salafist Group for Preaching and Combat
        GSS|Group of 77 (G-77)
        HCH|UN High Commissioner for Human Rights
        HCR|UN High Commissioner for Refugees
        HEZ|Hezbollah
        HIP|Highly indebted poor countries
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
        IRC|International Committee of the Red Cross
        ISJ|Palestinian Islamic Jihad
        ITP|Interpol
        JUR|International Commission of Jurists
        KDP|Kurdistan Democratic Party (KDP)
        KID|United Nations Children's Fund (UNICEF)
        LBA|Israeli Labor Party
        LKD|Likud Party
        MBR|Muslim Brotherhood
        MRZ|Meretz Party
        MSF|Doctors Without Borders (MSF)
        MSP|Movement of Society for Peace
        NAT|North Atlantic Treaty Organization (NATO)
        NEP|New Partnership for Africa's Development (NEPAD)
        NON|Non-Aligned Movement (Organization of Non-Aligned Countries)
        OAS|Organization of American States
        OAU|African Union (AU, earlier OAU)
        OIC|Organization of Islamic Cooperation (OIC)
        OPC|Organization of Petroleum Exporting Countries (OPEC)
        PAP|Pan-African Parliament
        PFL|Popular Front for the Liberation of Palestine (PFLP)
        PLF|Palestine Liberation Front
        PLO|Palestine Liberation Organization
        PLS|Polisario Front
        PMD|People's Mujahedin
        PRC|Paris Club
        PSE|Palestinian territories
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
        WCT|International war crimes tribunals
        WEF|World Economic Forum
        WFP|World Food Programme
        WHO|World Health Organization
        WTO|World Trade Organization
        XFM|Oxfam
        """
}
