"""Words around an age in Bangla, Hindi, Nepali, Swahili, Vietnamese and romanised speech."""

from __future__ import annotations

from archive.redact.words import wordset

UNITS = wordset(
    "বছর বৎসর বচ্ছর साल वर्ष बर्ष बरस saal sal bochor bochhor bosor boshor barsa barsha varsha baras"
)
OLD = wordset(
    """
    বছরের বছরেই বছরে বৎসরের বছরি বছুরে বছরী সালের सालकी वर्षकी वर्षको वर्षका बर्षकी बर्षको बर्षका वर्षीय वर्षीया
    वर्षमा वर्षमै वर्षे tuổi tuoi bochorer saalki barsako barsaki barsiya
    """
)
AGE_VERBS = wordset(
    """
    বয়স বয়সে বয়সী বয়সের পার পেরিয়েছে পেরোলো कि की का के হই हूँ हूं उमेर
    उमेरमा उम्र उमर भएँ भएं पुगेँ पुगें लागेँ लागें लागेको कटेँ टेकेँ नाघेँ पूरे पूरी पार
    boyosh boyos boyose ki ka ke ko hoon puge umar umer
    """
)
LOOSE = wordset("ki ka ke ko hai की का के को हो कि হলো পার হইল")
"""Words after a number that make it an age only with a unit between."""
AGO = wordset(
    """
    আগে ধরে পর পরে যাবত যাবৎ আগের থেকে पहले से बाद तक पर अघि अगाडि पछि देखि सम्म भित्र भन्दा में मा दिन लगातार
    age dhore por theke pehle se baad tak aghi dekhi samma pachhi iliyopita iliyopita trước nay qua
    """
)
CUES = wordset(
    """
    বয়স বয়সটা বয়সে উমর उम्र उमर उमेर आयु umri boyos boyosh boyesh umar umer umra age aged tuổi tuoi umur boyas
    """
)
PASSED = wordset(
    """
    আমার তার ওর প্রায় এখন হবে হইব ছিল হলো ঠিক তখন মাত্র हमारी मेरी मेरा उसकी है थी थे होगी होगा
    होंगे करीब लगभग अब कोई मेरो उसको
    हो करिब लगभग अहिले पूरा amar tar ekhon praye hobe hogi hoga hai meri mera abhi mero ahile karib ni wangu
    wake wa yangu yake kama ni sasa là nay about around ki ko ka around nearly
    """
)
SMALL = wordset("এক এই গত কত কয় প্রতি इस हर पिछले अगले कई यस धेरै कति केही अर्को एक दो दुई দুই दुई")
CLASSES = wordset(
    """
    ক্লাস কেলাস শ্রেণি শ্রেণী শ্রেণিতে শ্রেণীতে শ্রেণির ক্লাসে ক্লাসের कक्षा क्लास कक्षामा क्लासमा
    जमात श्रेणी class klas klass kelas darasa kidato gredi grade std standard form lớp lop
    """
)
ORDINALS = wordset(
    """
    প্রথম দ্বিতীয় তৃতীয় চতুর্থ পঞ্চম ষষ্ঠ সপ্তম অষ্টম নবম দশম পহেলা পয়লা ওয়ান টু থ্রি ফোর ফাইভ
    সিক্স সেভেন এইট নাইন টেন থ্রিতে ফোরে ফাইভে সিক্সে সেভেনে এইটে নাইনে টেনে টুতে ওয়ানে पहली
    दूसरी तीसरी चौथी पांचवीं पाँचवीं छठी छठवीं सातवीं आठवीं नौवीं नवीं दसवीं ग्यारहवीं बारहवीं
    पहिलो दोस्रो तेस्रो चौथो पाँचौं छैटौं सातौं आठौं नवौं दशौं kwanza pili tatu nne tano sita saba
    nane một hai ba bốn năm sáu bảy tám chín mười
    """
)
SELF_VI = wordset(
    "tôi em cháu con mình ấy nó bà ông chị anh vợ chồng nay mới gần ngoài hơn đã được vừa tròn khoảng"
)
OLD_VI = wordset("khai già mới ngoài gần hơn tuổi")
LED_SW = wordset(
    "nina ana ako niko una wana umri akiwa nikiwa alikuwa nilikuwa mwenye akifikisha nilipokuwa wenye "
    "nilipofika"
)
NEARLY_SW = wordset("kama zaidi ya karibu takriban hivi na")
LEAD_SW = wordset("miaka")
KEPT = wordset("পার পেরিয়েছে পেরোলো পূর্ণ পূरे पूरी पूरे पार paar par")
"""What belongs to an age that it stands behind."""
PAST = wordset("গত গেল বিগত পরের আগের পিছলে গত সাড়ে पिछले गत बीते अगले आने last goto pichhle pichle gata আগামী")
LASTING = wordset(
    """
    বেতন মজুরি কাজ চাকরি সাজা জেল অভিজ্ঞতা চুক্তি ঋণ লড়াই সংসার মেয়াদ মেয়াদি কিস্তি দাদন ভাড়া পুরনো পুরানো পুরান এই
    মামলা শাসন জীবন যুদ্ধ
    सज़ा सजा मेहनत मज़दूरी मजदूरी नौकरी कमाई बक़ाया बकाया क़ैद कैद जेल अनुभव मियाद लड़ाई इंतज़ार इंतजार किराया पुराना
    पुरानी पुराने करार क़र्ज़ कर्ज काम दौरान भीतर अंदर लिए बंधुआ
    सजाय करार ज्याला तलब पुरानो लामो कमाइ ऋण अवधि अवधिमा
    beton kaj chakri saja jail kiraya purana purano kaam mazdoori naukri liye
    """
)
"""What lasts so many years: behind it a number is a duration."""
