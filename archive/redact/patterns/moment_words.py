"""Words that tell when, in five languages and as three of them are typed in Latin letters."""

from __future__ import annotations

from archive.redact.words import wordset

WHICH = wordset(
    """
    গত গেল গেলো বিগত আগামী সামনের এবারের এই সেই ওই গতবারের আগের পরের
    पिछले पिछली गत आगामी अगले अगली इस उस बीते बीती
    गत गएको गएका आगामी अघिल्लो यो त्यो आउँदो बितेको पोहोर परार
    goto gelo gato agami ei oi pichhle pichhli pichle agle is us beete gata gayeko aghillo pohor aune
    """
)
"""This, last, next."""
WEEKDAYS = wordset(
    """
    শনিবার রবিবার রোববার সোমবার মঙ্গলবার বুধবার বৃহস্পতিবার বিষ্যুদবার শুক্রবার জুম্মাবার হাটবার
    सोमवार मंगलवार मङ्गलवार बुधवार गुरुवार बृहस्पतिवार वीरवार शुक्रवार जुमे शनिवार रविवार इतवार सनीचर
    आइतबार सोमबार मङ्गलबार मंगलबार बुधबार बिहीबार बिहिबार शुक्रबार शनिबार
    shonibar robibar shombar mongolbar budhbar brihospotibar shukrobar somvar somwar mangalvar mangalwar
    budhvar budhwar guruvar guruwar shukravar shukrawar shanivar shaniwar ravivar raviwar itwar aitabar
    sombar mangalbar bihibar sukrabar shukrabar sanibar shanibar
    """
)
FIRM_WEEKDAYS = wordset("jumatatu jumanne jumatano alhamisi ijumaa jumamosi jumapili")
"""Weekdays of Swahili, which are told of one day more often than of every one."""
SEASONS = wordset(
    """
    শীত শীতকাল বর্ষা বর্ষাকাল গরম গ্রীষ্ম শরৎ হেমন্ত বসন্ত খরা মঙ্গা বান বন্যা ঝড় তুফান ভোট নির্বাচন
    जाड़े जाड़ा सर्दी सर्दियों सर्दियां बरसात गर्मी गर्मियों ठंड बारिश मानसून सावन भादो बाढ़ सूखे सूखा चुनाव फसल
    जाडो हिउँद वर्षा बर्खा बर्षा गर्मी बाढी पहिरो चुनाव निर्वाचन खडेरी
    shit shitkal borsha bonna khora jaade jaada sardi garmi barsaat barsat baadh sukha jado hiund barkha
    barsha badhi pahiro
    """
)
EVENTS = wordset(
    """
    বন্যা বান ঝড় ঘূর্ণিঝড় ভূমিকম্প করোনা লকডাউন যুদ্ধ মুক্তিযুদ্ধ সংগ্রাম দুর্ভিক্ষ মঙ্গা আকাল আন্দোলন
    স্বাধীনতা দাঙ্গা আগুন নোটবন্দি দেশভাগ গণ্ডগোল খরা
    बाढ़ सूखा सूखे अकाल भूकंप दंगे दंगों दंगा आंदोलन युद्ध लड़ाई लॉकडाउन कोरोना इमरजेंसी नोटबंदी तूफान तूफ़ान
    बँटवारे बंटवारे हड़ताल आग आज़ादी सुनामी चक्रवात
    बाढी पहिरो भूकम्प भुइँचालो भूइँचालो आन्दोलन लकडाउन कोरोना द्वन्द्व जनयुद्ध सङ्कटकाल नाकाबन्दी अनिकाल
    खडेरी महामारी हुरी
    bonna jhor bhumikompo juddho lockdown corona karona baadh badh bhukamp sukha sukhe danga dange andolan
    badhi pahiro bhuichalo aandolan
    """
)
BOUND_EVENTS = wordset(
    "করোনা লকডাউন লকডাউনে করোনায় लॉकडाउन कोरोना लकडाउन लकडाउनमा कोरोनामा इमरजेंसी नोटबंदी नाकाबन्दी नाकाबन्दीमा"
)
"""Events of one time only: said in a case or with a word of time, they date a story by themselves."""
TIMES = wordset(
    """
    বছর বছরে সাল সালে সময় সময়ে কালে আমলে পরে আগে
    साल साले बरस समय टाइम दौर दिनों महीने बाद पहले
    साल सालमा बेला बेलामा समय समयमा वर्ष ताका पछि अघि
    bochor bochhor sal shomoy samay time bela saal pore age baad pehle pachhi aghi
    """
)
REIGNS = wordset("আমলে আমল শাসনে জমানায় जमाने ज़माने राज शासन शासनकाल टाइम पालामा शासनमा")
AGES_OF_STATE = wordset(
    "पञ्चायतकाल पञ्चायतकालमा द्वन्द्वकाल द्वन्द्वकालमा राणाकाल राणाकालमा सङ्कटकाल सङ्कटकालमा जनयुद्धकाल "
    "मुक्तियुद्धकाल পাকিস্তানআমলে"
)
TAILS = wordset(
    """
    মাসের মাসে মাস সালের সালে সাল সনের সনে সন বঙ্গাব্দ বঙ্গাব্দের তারিখ তারিখে তারিখের দিন দিনে দিনের রাতে রাত রাতের
    সকালে ভোরে বিকালে বিকেলে দুপুরে সন্ধ্যায় ফজরের মাগরিবের আগে পরে পর আগের পরের শেষে শেষ শেষের শুরুতে শুরুর দিকে
    মাঝামাঝি সপ্তাহে সপ্তাহ হপ্তায় সময় সময়ে বছর বছরে শীতে বর্ষায় গরমে মেলায় বন্যায় বন্যা ঝড়ে ঝড় আন্দোলনে জামাতে
    প্রথম
    साल सालों महीने महीना माह तारीख तारीख़ दिन रात सुबह शाम दोपहर भोर पहले बाद आख़िर आखिर अंत शुरू शुरुआत बीच
    हफ़्ते हफ्ते सप्ताह वाले वाली दूसरे अगले आसपास समय टाइम बरसात बारिश गर्मी गर्मियों सर्दी सर्दियों ठंड जाड़े बाढ़ सूखे
    दंगे दंगों आंदोलन भूकंप चुनाव मेले अकाल लॉकडाउन बात संवत पहली आस-पास
    महिना महिनाको महिनामा साल सालको सालमा सालतिर गते दिन दिनमा राति बिहान साँझ दिउँसो बेला बेलामा
    पछि अघि अगाडि पहिलो
    हप्ता हप्तामा अन्त्यतिर अन्त्यमा सुरुमा सुरुतिर मध्यतिर वर्षामा हिउँदमा जाडोमा बाढी बाढीमा बाढीले पहिरो पहिरोमा
    भूकम्प भूकम्पमा भूकम्पपछि आन्दोलन आन्दोलनमा आन्दोलनपछि भुइँचालोपछि भुइँचालोमा भोलिपल्ट समय समयमा दिनअघि दिनपछि
    वर्ष तिर
    saal sal mash mashe maas mahina mahine mahinama din dine diner raat raati rat rate subah shaam sokale
    bikele bhor pehle baad pachhi aghi age agher agey pore agle doosre dusre porer bholipalta bela belama
    shomoy samay waqt hafte hapta gate tarikh tarik bonna baadh shuru shesh sheshe ant aakhir gormi
    iliyopita lililopita uliopita ijayo ujao hiyo asubuhi mchana jioni usiku alfajiri juzi
    ngoái âm lịch
    """
)
"""Words that belong to a date when they follow it."""
LINKS = wordset(
    """
    এর ের র এ তে থেকে ই শে ও के की का को में से तक पर को का मा
    er r e te theke ke ki ka ko mein me ma se tak na ya wa tuần năm mwaka
    """
)
"""Small words between a date and what belongs to it; never its end."""
COUNTED = wordset("এক দুই তিন চার পাঁচ এক एक दो तीन चार पाँच दुई तीन चार पाँच ek dui tin do teen char panch")
"""Numbers of days before or after a feast."""
HABITS = wordset("প্রতি প্রত্যেক हर हरेक प्रत्येक प्रति har prottek proti kila every mỗi hàng hằng các")
"""Every: what follows happens again and again."""
UNTIL = wordset("থেকে से देखि theke se dekhi hadi mpaka đến tới na আর और र kati")
"""Words between the first and the last month of a season."""
PARTS = wordset(
    """
    সপ্তাহে সপ্তাহ হপ্তায় দিকে শুরুতে শেষে মাঝামাঝি तारीख आख़िर आखिर अंत शुरू शुरुआत हफ़्ते हफ्ते सप्ताह हप्ता हप्तामा
    अन्त्यतिर अन्त्यमा सुरुमा सुरुतिर मध्यतिर महीने महीना महिना महिनामा মাসে মাস মাসের mash mashe maas mahina mahine
    mahinama hapta hafte shesh sheshe ठंड बारिश बरसात
    """
)
"""Parts of a month: before them a bare month is one of a year."""
ENGLISH_MONTHS = wordset(
    "january february april june july august september october november december জুন জুলাই जून जुलाई जुन"
)
SWAHILI_EVENTS = (
    "masika|kiangazi|vuli|mavuno|mvua|ukame|njaa|mafuriko|uchaguzi|kura|corona|korona|covid|maandamano|vita|ghasia|"
    "fujo|vurugu|kipupwe|gharika|moto|maporomoko|mgomo|ufurushwaji|kufurushwa|machafuko"
)
VIETNAMESE_EVENTS = (
    "bão|lũ|lụt|lũ quét|lũ lụt|lũ lịch sử|dịch|dịch covid|covid|sạt lở|hạn|hạn mặn|hạn hán|đói|"
    "chiến tranh|biểu tình|giãn cách|cháy|cháy chợ|vỡ đê|vỡ đập|động đất|"
    "giải tỏa|cưỡng chế|đổi tiền|giải phóng"
)
VIETNAMESE_SEASONS = (
    "mưa|khô|đông|hè|xuân|thu|lũ|bão|nước nổi|gặt|rẫy|cà phê|điều|tiêu|vải|gió lào|nắng|cưới|khai giảng|"
    "đốt rẫy"
)
