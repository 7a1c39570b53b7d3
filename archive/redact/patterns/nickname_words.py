"""Words around a name that is given, in Bangla, Hindi and Nepali, also as they are typed in Latin letters."""

from __future__ import annotations

from archive.redact.words import wordset

CALL = wordset(
    """
    ডাকে ডাকি ডাকত ডাকতো ডাকেন ডাকতেন ডাকো ডাকবেন ডাইকো চেনে চিনে চিনত চেনেন চিনি ক্ষ্যাপায় খেপায় খ্যাপায়
    बुलाते बुलाती बुलाता बुलाये बुलाए बुलाएँ बुलाओ बुलाइए बुलाऊँ पुकारते पुकारती पुकारता पुकारो पुकारें चिढ़ाते
    चिढ़ाती पहचानते पहचानती बुलावे बुलावैं
    बोलाउँछन् बोलाउँछ बोलाउँथे बोलाउँथ्यो बोलाउँथिन् बोलाउनुहुन्छ बोलाउँछौँ बोलाउनुस् चिन्छन् चिन्थे चिन्नुहुन्छ
    जिस्काउँछन् जिस्क्याउँछन् डाक्छन् डाक्थे
    dake daken daki dakto daakto chine chene dakben bulate bulati bulata bulao pukarte pukarti bulawe
    bolauchhan bolauchan bolaunchhan bolaunthe chinchhan chinchan
    """
)
"""Verbs of calling and of knowing somebody by a name."""
SAY = wordset(
    """
    কয় কইত কইতো বলে বলি বলত বলতো বলেন বলতেন কইয়েন কইবেন বলবেন বলো
    कहते कहती कहता कहवैं कहें कहो कहिए बोलते बोलती बोलता बोलिए बोलो बोलें कहै कहत
    भन्छन् भन्छ भन्थे भन्छौँ भन्छौं भन्छु भन्नुहुन्छ भन्नुहुन्थ्यो भन्नुस् भन भने भन्थिन् भन्थ्यो
    koy bole bolen boli bolto bolto kehte kahte kehti kahti kehta bolte bolti bolta boliye kahiye
    bhanchhan bhanchan bhanthe bhanchha bhannus
    """
)
"""Verbs that say anything at all; they name somebody only where it is told whom and by whom."""
QUOTES = wordset(
    """
    বলে বইলা বলিয়া কইয়া নামে নামেই বলেই হিসেবে কইয়া कहकर कहके बोलकर बोलके भनेर भनी भन्दै भनेरै नामले
    bole boila name namei kehkar bolkar bhanera naamle
    """
)
"""Words that end a quoted name before the verb."""
NAME_WORDS = wordset("नाम नामों naam nam")
ONCE_SAID = wordset(
    "বললে বললেই কইলে কইলেই ডাকলে ডাকলেই कहो पुकारो बोलो कहने पुकारने भने भन्दा भनेपछि bolle kaho pukaro bhane"
)
"""``X বললে সবাই চেনে``: at the name, somebody knows or answers."""
KNOWS = wordset(
    """
    চেনে চিনে চিনবে জানে সাড়া আসি जानते जानती पहचानते बोलती सुनती चिन्छन् चिन्छ बोल्छु सुन्छु chine jane jante
    chinchhan
    """
)
WHOM = wordset(
    """
    আমাকে আমারে আমায় মোরে মোক ওকে ওরে তাকে তারে উনাকে তাঁকে হেরে হ্যারে আমাদেরকে আমগোরে মাকে তাদেরকে
    मुझे मुझको हमको हमें उसे उसको उन्हें उनको इसे इन्हें इनको तुझे मेको हमन म्हारे मन्नै जिसे जिन्हें
    मलाई उसलाई उनलाई उहाँलाई हामीलाई यसलाई त्यसलाई तिनलाई जसलाई
    amake amare amay oke ore take tare mujhe mujhko hamko humko hamein usko use unko unhe malai uslai
    unlai hamilai
    """
)
EVERYONE = wordset(
    """
    সবাই সকলে লোকে মাইনষে মানষে মানুষ মানুষে লোকজন বন্ধুরা বান্ধবীরা পোলাপান তারা ওরা সব্বাই
    सब सभी लोग लोगों सबलोग बच्चे दोस्त साथी घरवाले गाँववाले सहेलियाँ सबन लोगन वे माँ दादी
    सबैले सबैजना सबजना मान्छेले मान्छेहरूले मानिसले साथीले साथीहरूले साथीहरू छिमेकीले छिमेकीहरूले गाउँलेले
    गाउँलेहरूले आमाले बाले बुबाले बाआमाले मान्छे उनीहरू मालिकले मालिक्नीले केटाहरूले केटीहरूले केटाकेटीले
    shobai sobai loke manush manushe lokjon sab sablog log dost sabhi sabaile sathile manchhele sathiharule
    """
)
PETTING = wordset("प्यार लाड़ दुलार आदर pyar laad dular আদর মায়া ador")
BOUND = wordset(
    """
    से মধ্যে করে কইরা এখন তখন আজ এইখানে এখানে সেখানে যে কিন্তু আর তো ও अब तब यहाँ वहाँ आज पर में ने घर स्कूल
    माया मायाले प्यारले यहाँ अहिले तर अनि र हम हामी मैं म আমি আমরা ekhon ab yahan lekin kintu se kore mein me
    ahile tara ani बिच माझ मोहल्ले टोल
    """
)
"""Words that no given name holds and behind which one may begin."""
NEVER = wordset(
    """
    কথা মিথ্যা সত্য সত্যি ভালো ভাল খারাপ কিছু কি কী কেন যা তা এই সেই আবার অনেক বেশি কম না নাই আগে পরে কাজে ঘরে বাসায়
    বাড়িতে কাছে সাথে ভিতরে বাইরে মিটিংয়ে থানায় বাংলা হিন্দি ইংরেজি জোরে আস্তে চোর নাম নামে তুই তুমি আপনি কাউকে
    बात बातें सच झूठ अच्छा अच्छी बुरा कुछ क्या क्यों यह वह ये वो ऐसा ऐसे वैसा फिर बहुत कम नहीं ना मत हिंदी हिन्दी
    अंग्रेज़ी अंग्रेजी तमिल घर काम वापस अंदर बाहर पास साथ मीटिंग थाने ऊपर नीचे जल्दी रोज़ रोज तू तुम आप नाम की को का के
    कि जो तो भी ही ठीक गलत सही
    कुरा साँचो झूट झुट राम्रो नराम्रो केही के किन यो त्यो यस्तो त्यस्तो फेरि धेरै अलि होइन नै पनि त काम घर भित्र बाहिर
    नेपाली हिन्दी अंग्रेजी तँ तिमी तपाईं नाम लाई मात्र
    kotha mithya bhalo kichu ki ja ta na nai baat sach jhooth kuch kya aisa nahi phir bahut ghar kaam ye
    wo kura ramro kehi kina yo tyo pheri dherai ni kam hindi bangla nepali english
    """
)
"""Everyday words that say what is said, how or where to: never a name."""
OF_BODY = wordset(
    """
    কানা কালা কালো লম্বা খোঁড়া ল্যাংড়া লেংড়া পাগলা পাগলি মোটা মোটকা ছোট বড় মেজো বুড়া বুড়ি লাল টাকলা বাঘ কমরেড
    लंगड़ा लंगड़ी काना कानी काला काली करिया लंबा लंबी मोटा मोटी मोटू पगला पगली छोटा छोटी छोटू बड़ा बूढ़ा बुढ़िया गूँगा
    बहरा लाल कॉमरेड नाटा नाटी
    कान्छी कान्छो जेठी जेठो माइली माइलो साइँली साइँलो काइँली काइँलो ठूली ठूलो सानी सानु सानो मोटी मोटे काली काले गोरी
    गोरे लङ्गडो लङ्गडी लाटो लाटी बुढी बुढो कमरेड लामो बाहुनी
    kana kala lomba lengra pagla mota choto boro langda langdi kaala kali kariya lamba moti motu pagli
    chhota chhoti bada kanchi kancho jethi jetho maili maila kali kale gore gori lato lati thuli sani
    comrade lamo
    """
)
"""What people are named after: their place among siblings, body, colour."""
BODY = wordset(
    """
    কানা কালা লম্বা খোঁড়া ল্যাংড়া লেংড়া পাগলা পাগলি মোটকা টাকলা কমরেড
    लंगड़ा लंगड़ी काना कानी करिया लंबा लंबी मोटू पगला पगली छोटू कॉमरेड नाटा नाटी काले गोरे कालू
    लङ्गडो लङ्गडी लाटो लाटी कमरेड लामो लामी बुच्चे फुच्चे भुन्टे डल्ले डल्ली हर्के कैले
    kana lomba lengra pagla langda langdi kaala kariya lamba lambi motu pagli kale gore lato lati comrade
    lamo
    """
)
TRADE = wordset("বাই সেঠ মহাজন সর্দার সর্দারনি বাই মাস্টার बाई सेठ महाजन उस्ताद गुरु साहु दाइ दिदी bai seth guru rani sahu")
ADDRESS = wordset(
    "স্যার ম্যাডাম ভাই আপা সাহেব मैडम सर साहब भैया दीदी म्याडम सर दाइ दिदी sir madam sahib bhai didi dai apa dada"
)
"""What anybody is addressed by."""
WITH = ("ওয়ালা", "ওয়ালী", "ওয়ালি", "वाला", "वाली", "वाले", "wala", "wali", "wale")
