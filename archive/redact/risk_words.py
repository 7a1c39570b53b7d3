"""Words that tell of one person only, by language: kin, offices, one-of-a-kind, rare events. Data of ours.

Each language has the same parts. ``joins`` stands between two kin terms of a chain; an empty join means
that the first term carries its own ending. ``office_first``: the office stands before its seat, and a name
follows. Endings glued to a word are left open by the patterns.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One language's alternatives, as regular expressions without groups of their own."""

    kin: str
    joins: str
    offices: str
    seats: str
    alone: str
    events: str
    told: str
    office_first: bool = False


ENGLISH = Words(
    kin=(
        "husband|wife|mother|father|brother|sister|son|daughter|uncle|aunt|cousin|nephew|niece|grandmother|"
        "grandfather|mother-in-law|father-in-law|sister-in-law|brother-in-law|co-wife|stepmother|"
        "stepfather|"
        "widow|neighbour|landlady|landlord|employer|fiancé|fiancée|godmother"
    ),
    joins=(r"['’]s (?:(?:elder|older|younger|eldest|youngest|late|first|second|twin|own|new) )?"),
    offices=(
        "chairman|chairwoman|chairperson|sarpanch|mukhiya|head ?teacher|headmaster|headmistress|"
        "imam|priest|"
        "pastor|chief|village head|ward member|midwife|veterinarian|postmaster|councillor|mayor|principal|"
        "matron|secretary|treasurer|magistrate|paramount chief|village elder|dealer"
    ),
    seats=r"(?:of|at|in|for) ",
    alone=(
        r"no other (?:woman|man|girl|boy|family|person|house)|nobody else (?:here|in the)|one of (?:the )?"
        r"(?:only )?(?:two|three)|the (?:first|only|last|youngest|oldest) (?:woman|man|girl|boy|"
        r"person|family|"
        r"child|widow|teacher|driver|nurse|student|graduate) |everybody (?:here )?knows (?:me|us|"
        r"him|her) (?:as|by)|"
        r"they call (?:me|him|her) the"
    ),
    events=(
        r"was (?:murdered|killed|hanged|drowned|shot|stabbed|burnt|burned|kidnapped|abducted|"
        r"trafficked|raped)|"
        r"(?:hanged|hung|drowned|poisoned|burned|burnt) (?:her|him)self|acid (?:was |attack|on)|"
        r"struck by lightning|"
        r"triplets|siamese twins|set (?:our|my|his|her|the) (?:house|hut|shop) on fire|gang[- ]rape|"
        r"beheaded|"
        r"fell from the (?:roof|bridge|train|tower)|run over by|electrocuted|born (?:on|in) the "
        r"(?:road|bus|boat|train)"
    ),
    told=(
        r"in the (?:news(?:paper)?s?|papers)|on (?:the )?(?:tv|television|radio|news|youtube|"
        r"facebook|tiktok)|"
        r"went viral|journalists? came|won (?:the|an?) (?:award|prize|medal|election)|high court|"
        r"supreme court"
    ),
    office_first=True,
)
BANGLA = Words(
    kin=(
        "স্বামী|স্ত্রী|বউ|বৌ|মা|বাবা|আব্বা|আম্মা|ভাই|বোন|ছেলে|মেয়ে|মেয়ে|চাচা|চাচি|চাচী|মামা|মামি|"
        "মামী|খালা|খালু|ফুফু|"
        "ফুপু|নানা|নানি|নানী|দাদা|দাদি|দাদী|শাশুড়ি|শাশুড়ি|শ্বশুর|দেবর|ননদ|জা|ভাসুর|সতীন|ভাতিজা|"
        "ভাতিজি|ভাগ্নে|ভাগ্নি|জামাই|নাতি|নাতনি"
    ),
    joins=r"(?:য়ের|য়ের|ের|এর|র) (?:(?:বড়|বড়|ছোট|মেজো|সেজো|প্রথম|দ্বিতীয়|দ্বিতীয়|আপন) )?",
    offices=(
        "চেয়ারম্যান|চেয়ারম্যান|মেম্বার|কাউন্সিলর|মেয়র|মেয়র|প্রধান শিক্ষক|হেডমাস্টার|হেড ?স্যার|"
        "ইমাম|মাতব্বর|পুরোহিত|"
        "সভাপতি|সম্পাদক|ডিলার|কারবারি|হেডম্যান|মৌজা প্রধান|মহিলা মেম্বার"
    ),
    seats=(
        r"(?:ইউনিয়ন|ইউনিয়ন|গ্রাম|ওয়ার্ড|ওয়ার্ড|স্কুল|মাদ্রাসা|মসজিদ|পাড়া|পাড়া|উপজেলা|সমিতি|"
        r"কমিটি|বাগান)(?:ের|র|এর) "
    ),
    alone=(
        r"একমাত্র|আর কেউ নাই|আর কেউ নেই|(?:প্রথম|সবচেয়ে ছোট|সবচেয়ে বড়) (?:মহিলা|নারী|মেয়ে|মেয়ে|"
        r"মানুষ)|সবাই (?:আমাকে|আমারে|তাকে) চেনে"
    ),
    events=(
        r"খুন (?:হ|ক)|গলায় দড়ি|গলায় দড়ি|ফাঁস (?:দি|নি)|অ্যাসিড|এসিড|পুড়ে মারা|পুড়ে মারা|"
        r"ডুবে মারা|বজ্রপাত|ধর্ষণ|অপহরণ|পাচার|যমজ|আগুন (?:দি|লাগ)|বাঘে"
    ),
    told=r"পত্রিকায়|পত্রিকায়|টিভিতে|টেলিভিশন|ফেসবুকে|ভাইরাল|সাংবাদিক|পুরস্কার পে|হাইকোর্ট|মামলা নম্বর",
)
HINDI = Words(
    kin=(
        "पति|पत्नी|बीवी|माँ|मां|पिता|पापा|भाई|बहन|बेटा|बेटे|बेटी|चाचा|चाची|मामा|मामी|मौसी|बुआ|फूफा|"
        "नाना|नानी|दादा|दादी|"
        "सास|ससुर|देवर|देवरानी|जेठ|जेठानी|ननद|भतीजा|भतीजी|भांजा|भांजी|दामाद|बहू|साला|साली|जीजा|"
        "पोता|पोती|सौतन"
    ),
    joins=r" (?:की|के|का) (?:(?:बड़ी|बड़े|बड़ा|छोटी|छोटे|छोटा|दूसरी|दूसरे|पहली|पहले|सगी|सगे|सगा) )?",
    offices=(
        "सरपंच|मुखिया|प्रधान|प्रधानाध्यापक|हेडमास्टर|पुजारी|इमाम|मौलवी|पादरी|वार्ड सदस्य|पार्षद|"
        "महापौर|चेयरमैन|अध्यक्ष|सचिव|"
        "आशा (?:दीदी|कार्यकर्ता)|आंगनवाड़ी (?:दीदी|कार्यकर्ता)|डीलर|कोटेदार|पटवारी|ओझा"
    ),
    seats=r"(?:गाँव|गांव|पंचायत|स्कूल|वार्ड|मस्जिद|मंदिर|टोले|टोला|बस्ती|ब्लॉक|समिति|समूह) (?:की|के|का) ",
    alone=(
        r"इकलौती|इकलौता|इकलौते|एकमात्र|अकेली (?:औरत|महिला|लड़की)|(?:पहली|सबसे छोटी|सबसे बड़ी) (?:औरत|"
        r"महिला|लड़की)|और कोई नहीं (?:है|था|थी)|सब (?:मुझे|उसे|हमें) (?:जानते|पहचानते)"
    ),
    events=(
        r"हत्या|मार डाला|जला (?:दिया|कर)|तेज़ाब|तेजाब|एसिड|फाँसी|फांसी|डूब (?:गया|गई|कर)|बलात्कार|"
        r"अपहरण|तस्करी|बिजली गिर|जुड़वाँ|जुड़वां|आग लगा|ट्रेन (?:से कट|के नीचे)"
    ),
    told=(
        r"अख़बार|अखबार|टीवी (?:पर|में)|फेसबुक|वायरल|पत्रकार|पुरस्कार मिला|इनाम मिला|हाई ?कोर्ट|"
        r"सुप्रीम कोर्ट|चुनाव जीत"
    ),
)
NEPALI = Words(
    kin=(
        "श्रीमान|श्रीमान्|लोग्ने|श्रीमती|बुढी|आमा|बुवा|बाबु|दाइ|दाजु|भाइ|दिदी|बहिनी|छोरा|छोरी|काका|"
        "काकी|मामा|माइजू|फुपू|"
        "हजुरबुवा|हजुरआमा|सासु|ससुरा|जेठाजु|जेठानी|देवर|देउरानी|नन्द|भतिज|भतिजी|भान्जा|भान्जी|"
        "ज्वाइँ|बुहारी|नाति|नातिनी|सौता"
    ),
    joins=(
        r"(?:को|का|की) (?:(?:ठूलो|ठूली|कान्छो|कान्छी|जेठो|जेठी|माइलो|माइली|साइँलो|साइँली|पहिलो|"
        r"दोस्रो) )?"
    ),
    offices=(
        "अध्यक्ष|वडाध्यक्ष|उपाध्यक्ष|मेयर|उपमेयर|वडा सदस्य|प्रधानाध्यापक|हेडसर|पुजारी|धामी|झाँक्री|"
        "सचिव|मुखिया|स्वयंसेविका|"
        "अनमी|डिलर"
    ),
    seats=(
        r"(?:गाउँ|वडा(?: नम्बर \p{N}+)?|गाउँपालिका|नगरपालिका|विद्यालय|स्कुल|टोल|समूह|समिति|"
        r"स्वास्थ्य चौकी)(?:को|का|की) "
    ),
    alone=(
        r"एक्ली|एक्लो|एकमात्र|(?:पहिलो|सबैभन्दा (?:कान्छी|कान्छो|जेठी|जेठो)) (?:महिला|मान्छे|छोरी|"
        r"केटी)|अरू कोही (?:छैन|थिएन)|सबैले (?:मलाई|उसलाई|हामीलाई) चिन"
    ),
    events=(
        r"हत्या|मारि(?:यो|दिए)|झुन्डि|डुबेर|जलेर|एसिड|बलात्कार|अपहरण|बेचि(?:यो|ए|इ)|चट्याङ|जुम्ल्याहा|"
        r"आगो लगा|पहिरो(?:ले|मा) (?:पुर|लग)|बाघले"
    ),
    told=(
        r"पत्रिका(?:मा)?|टिभी|टेलिभिजन|रेडियो(?:मा)|फेसबुक|भाइरल|पत्रकार|पुरस्कार पा|सर्वोच्च अदालत|"
        r"चुनाव जित"
    ),
)
SWAHILI = Words(
    kin=(
        "mume|mke|mama|baba|kaka|dada|mtoto|binti|kijana|mjomba|shangazi|bibi|babu|mkwe|shemeji|"
        "wifi|binamu|mpwa|"
        "mjukuu|mama mkwe|baba mkwe|mama mdogo|baba mdogo|jirani|mwajiri"
    ),
    joins=r" (?:mkubwa |mdogo |wa kwanza |wa pili )?(?:wa|ya|za) ",
    offices=(
        "chifu|naibu chifu|diwani|mwenyekiti|mwalimu mkuu|imamu|mchungaji|padri|mzee wa (?:kijiji|"
        "mtaa|nyumba kumi)|"
        "katibu|mweka hazina|mkunga|muuguzi mkuu|mbunge|gavana|balozi"
    ),
    seats=r"(?:wa|ya) ",
    alone=(
        r"pekee (?:yake|yangu|yao|hapa|kijijini|wa)|peke yangu (?:ndiye|niliye)|ndiye (?:mwanamke|mtu|"
        r"mwanaume) (?:pekee|wa kwanza)|(?:mwanamke|msichana|mtu|mwanaume) (?:pekee|wa kwanza)|"
        r"hakuna mwingine|kila mtu (?:ananijua|anamjua)"
    ),
    events=(
        r"aliuawa|waliuawa|alijinyonga|alizama|alichomwa|walimchoma|alibakwa|alitekwa|tindikali|radi|"
        r"mapacha|alipigwa risasi|(?:walichoma|wakachoma) nyumba|alijiua|mamba|fisi"
    ),
    told=(
        r"gazeti(?:ni)?|magazeti|kwenye (?:tv|runinga|redio|habari|facebook)|mwandishi wa habari|"
        r"alishinda (?:tuzo|uchaguzi)|mahakama kuu"
    ),
    office_first=True,
)
VIETNAMESE = Words(
    kin=(
        "chồng|vợ|mẹ|bố|ba|cha|anh trai|chị gái|em trai|em gái|anh|chị|em|con trai|con gái|con|cô|"
        "chú|bác|dì|cậu|mợ|thím|"
        "ông nội|bà nội|ông ngoại|bà ngoại|mẹ chồng|bố chồng|mẹ vợ|bố vợ|em dâu|chị dâu|anh rể|em "
        "rể|con dâu|con rể|cháu"
    ),
    joins=r" (?:cả |út |hai |ba |đầu )?của ",
    offices=(
        "trưởng (?:thôn|bản|ấp|buôn|làng|xóm|tổ)|già làng|chủ tịch (?:xã|phường|huyện)|bí thư|hiệu "
        "trưởng|trạm trưởng|"
        "trụ trì|linh mục|mục sư|thầy (?:cúng|mo)|chi hội trưởng|hội trưởng|y tá thôn bản|cô đỡ"
    ),
    seats=r"(?=(?:xã|thôn|bản|ấp|buôn|làng|phường|huyện|trường|chùa|\p{Lu}))",
    alone=(
        r"duy nhất|đầu tiên (?:ở|trong|của)|(?:trẻ|già|nghèo|lớn tuổi) nhất (?:thôn|bản|xã|ấp|buôn|"
        r"làng|xóm)|không (?:có )?ai khác|ai cũng biết (?:tôi|em|nó|nhà)"
    ),
    events=(
        r"bị (?:giết|đâm|bắn|bán sang|bắt cóc|hiếp|thiêu|điện giật|sét đánh|đuối nước)|tự tử|thắt cổ|"
        r"chết đuối|axit|a-xít|sinh ba|sinh đôi|lũ cuốn|sạt lở (?:vùi|chôn)|đốt nhà|ăn lá ngón"
    ),
    told=(
        r"lên (?:báo|ti ?vi|đài|mạng|facebook)|báo (?:đăng|viết)|nhà báo|phóng viên|được giải|"
        r"giải thưởng|tòa án (?:tối cao|tỉnh)"
    ),
    office_first=True,
)
ROMANISED = Words(
    kin=(
        "swami|shami|bou|bhai|bon|ma|baba|chele|meye|chacha|chachi|mama|mami|khala|nani|nana|dada|"
        "dadi|sas|sasur|"
        "devar|nanad|jethani|patni|biwi|pati|behen|bahan|beta|beti|mausi|bua|didi|dai|daju|bahini|"
        "chora|chori|"
        "buwa|aama|kaka|kaki|srimati|sriman|buhari"
    ),
    joins=(
        r"(?:er|yer|r|ko)? (?:ki |ke |ka |ko )?(?:boro |choto |badi |bade |chhoti |chhote |thulo |"
        r"kanchi |kancho |jethi )?"
    ),
    offices="sarpanch|mukhiya|pradhan|chairman|member|hed ?master|imam|wada ?adhyaksha|adhyaksha|asha didi",
    seats=r"(?:gram|gaon|gaun|union|ward|wada|school|para|tole|panchayat)(?:er|ko| ki| ke| ka)? ",
    alone=(
        r"ekmatro|ekmatra|iklauti|iklauta|ekli|eklo matra|akeli (?:aurat|ladki)|pehli (?:aurat|"
        r"mahila)|pahilo mahila|prothom mohila"
    ),
    events=(
        r"khun (?:ho|ko|ka)|hatya|goley dori|fashi|phansi|acid (?:mar|phenk)|dube mara|doob ga|"
        r"balatkar|jhundi|judwa|jomoj|aag laga"
    ),
    told=r"potrikay|akhbar|patrika ma|tv te|tv pe|tv ma|facebook (?:e|pe|ma)|viral|sangbadik|patrakar",
)
LANGUAGES = (ENGLISH, BANGLA, HINDI, NEPALI, SWAHILI, VIETNAMESE, ROMANISED)
