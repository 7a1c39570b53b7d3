"""Words that transcripts in six languages put before a colon, as data.

Compared after ``fold``: case, blanks and dots aside. Nothing here decides; ``labels`` does.
"""

from __future__ import annotations

import re
import unicodedata

_LOOSE = re.compile(r"[\s._\-–—]+")


def fold(words: str) -> str:
    """A label or a key for comparison: compatibility form, lower case, blanks, dots and dashes out."""
    return _LOOSE.sub("", unicodedata.normalize("NFKC", words).casefold())


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(w) for w in words.split("|"))


QUESTION_WORDS = _folded(
    "interviewer|interviewer 1|interviewer 2|int|inter|iv|ivr|i|"
    "q|question|moderator|mod|m|facilitator|fac|fa|"
    "researcher|enumerator|field worker|fieldworker|assistant moderator|co-facilitator|"
    "host|collector|listener|asker|"
    "interpreter|translator|interp|int(tr)|tr|t|intp|"
    "প্র|প্রশ্ন|প্রশ্নকর্তা|সাক্ষাৎকারগ্রহীতা|সাক্ষাৎকার গ্রহণকারী|সঞ্চালক|সহায়ক|দোভাষী|সা|"
    "प्र|प्रश्न|प्रश्नकर्ता|साक्षात्कारकर्ता|सा|संचालक|सञ्चालक|"
    "सहजकर्ता|सहायक|अन्तर्वार्ताकार|अन्वेषक|दोभाषे|दुभाषिया|"
    "mhoji|mwezeshaji|mtafiti|swali|mkalimani|msaili|"
    "hỏi|người hỏi|nguoi hoi|pvv|đtv|dtv|điều hành|điều phối|đhv|dhv|người phỏng vấn|phỏng vấn viên|"
    "phiên dịch|pd|người dẫn|h"
)
INTERPRETER_WORDS = _folded(
    "interpreter|translator|interp|int(tr)|tr|t|intp|দোভাষী|दोभाषे|दुभाषिया|mkalimani|phiên dịch|pd"
)
ANSWER_WORDS = _folded(
    "r|a|answer|respondent|resp|p|participant|interviewee|informant|ki|g|teller|narrator|"
    "উ|উত্তর|উত্তরদাতা|উঃ|অংশগ্রহণকারী|उ|उत्तर|उत्तरदाता|जवाब|सहभागी|प्रतिभागी|"
    "jibu|mhojiwa|j|mshiriki|đáp|dap|đ|tl|trả lời|người trả lời|ntl|nguoi dap"
)
SEVERAL_WORDS = _folded(
    "several|several voices|all|everyone|everybody|many|many voices|group|multiple|crowd|women|men|chorus|"
    "voices|some|several women|several men|all together|"
    "সবাই|সকলে|অনেকে|কয়েকজন|সমস্বরে|सब|सभी|सबै|धेरै|कई|कई लोग|सब लोग|"
    "wengi|wote|watu wengi|kadhaa|tất cả|nhiều người|mọi người|cả nhóm"
)
NOTE_WORDS = _folded(
    "nt|note|notes|n.b.|nb|note taker|notetaker|observation|observer|remark|remarks|int remark|comment|"
    "translator's note|transcriber|transcriber's note|ed|"
    "নোট|মন্তব্য|বি.দ্র|नोट|टिप्पणी|टिपोट|द्रष्टव्य|maelezo|ghi chú|gc|lưu ý|người ghi|kumbuka"
)
# Keys of a header block and other words before a colon that never speak.
FIELD_WORDS = _folded(
    "time|start|end|start time|end time|started|ended|date|"
    "day|place|venue|site|location|village|ward|district|"
    "county|block|camp|division|upazila|union|municipality|province|commune|hamlet|country|region|"
    "sitting place|seating|weather|present|attendance|attended|participants|number of participants|heads|"
    "head count|"
    "interview no|interview|interview id|transcript|id|ref|"
    "file|audio|recording|recorded|recorded by|duration|"
    "length|language|languages|project|topic|theme|subject|title|version|draft|status|group|fgd|fgd no|"
    "kii no|idi no|consent|age|sex|gender|"
    "religion|caste|ethnicity|occupation|work|education|marital status|"
    "phone|mobile|tel|telephone|contact|email|e-mail|address|url|http|https|www|"
    "name|names|guardian|by|written by|written down by|transcribed by|translated by|typed by|checked by|"
    "problem|problems|suggestion|suggestions|summary|action|"
    "actions|score|reason|how they cope now|coping|seat|"
    "speaker|text|"
    "তারিখ|সময়|স্থান|গ্রাম|ওয়ার্ড|উপজেলা|জেলা|ইউনিয়ন|উপস্থিত|"
    "আসন|বয়স|লিঙ্গ|কাজ|নাম|ঠিকানা|ফোন|মোবাইল|ভাষা|"
    "সাক্ষাৎকার নং|সাক্ষাৎকার নিয়েছেন|বিষয়|অভিভাবক|"
    "दिनांक|तारीख|तारिख|समय|स्थान|जगह|गाँव|गाउँ|वार्ड|वडा|"
    "ज़िला|जिला|प्रखंड|मिति|उपस्थिति|कुल उपस्थिति|आयु|उमेर|लिंग|"
    "लिङ्ग|नाम|पता|ठेगाना|फ़ोन|फोन|मोबाइल|भाषा|साक्षात्कार सं|अन्तर्वार्ता नं|विषय|अभिभावक|समुदाय|टोल|"
    "tarehe|saa|mahali|kijiji|kata|wilaya|kaunti|waliokuja|"
    "waliohudhuria|mwandishi|jina|umri|jinsia|lugha|simu|mada|"
    "ngày|giờ|thời gian|địa điểm|chỗ họp|thôn|bản|xã|huyện|"
    "tỉnh|tuổi|giới|giới tính|việc làm|nghề|nơi ở|họ tên|"
    "tên|điện thoại|sđt|ghi chép|ngôn ngữ|số|dân tộc|có mặt"
)
# Verbs that end a reported speech ("he said: ..."): what stands before the colon is no label.
SAID = _folded(
    "said|says|say|saying|told|tells|asked|asks|ask|"
    "answered|shouted|replied|thought|wrote|written|me|him|her|"
    "us|them|is|was|are|were|that|this|like|means|the|and|or|but|to|for|because|example|"
    "বলল|বললো|বলে|বলেছে|বললাম|বললেন|বলেন|বলি|বলছে|কয়|কইল|হলো|হল|যে|"
    "कहा|कहते|कहता|कहती|बोला|बोली|बोले|बोलता|बोलती|बोलते|पूछा|है|हैं|था|थी|थे|कि|"
    "भन्यो|भने|भन्छ|भन्छन्|भनेँ|भनी|भनिन्|हो|छ|थियो|"
    "akasema|alisema|anasema|wakasema|aliniambia|akaniambia|kwamba|kuwa|ni|"
    "nói|bảo|hỏi rằng|là|rằng|kêu|noi|bao"
)
REMARK_WORDS = _folded(
    "laughter|laughs|laughing|laugh|crying|cries|weeps|sobs|pause|silence|inaudible|unclear|crosstalk|sigh|sighs|"
    "coughs|clapping|applause|noise|music|phone|sic|redacted|break|overlapping|nods|smiles|whispers|"
    "হাসি|হাসে|কান্না|নীরবতা|हँसती|हँसते|हँसी|हांस्दै|रोती|चुप|मौन|kicheko|kimya|makofi|analia|anacheka|"
    "cười|khóc|im lặng|ngừng"
)
HONORIFICS = _folded(
    "mama|mzee|mwalimu|bw|toto|pst|hon|bi|bibi|baba|babu|nyanya|mwenyekiti|sheikh|"
    "chief|dr|doctor|mr|mrs|ms|miss|sister|brother|"
    "madam|sir|pastor|imam|father|fr|sr|jaduong'|jaduong|min|wuod|nyar|dada|kaka|shangazi|mjomba|bwana|"
    "apa|bhai|bhabi|chacha|khala|nani|dadi|didi|bhaiya|auntie|aunty|uncle|grandmother|grandfather|"
    "খালা|আপা|ভাই|চাচা|দাদি|নানি|भाई|दीदी|चाचा|काका|माता|दाई|दाइ|दिदी|आमा|बुबा|"
    "bà|ông|cô|chú|anh|chị|bác|em|già làng|trưởng thôn"
)
PEOPLE = _folded(
    "woman|man|girl|boy|youth|elder|old|young|"
    "mother|father|daughter|son|grandson|granddaughter|wife|husband|"
    "teacher|nurse|driver|farmer|fisher|villager|lady|child|student|chief|chairman|chairperson|secretary|"
    "voice|speaker|member|leader|rep|guardian|chair|shopkeeper|herder|neighbour|neighbor|nahodha|karani|"
    "karatasi|mwanamke|mwanamume|kijana|mama|mzee|msichana|mvulana|"
    "নারী|পুরুষ|মেয়ে|ছেলে|মহিলা|महिला|पुरुष|लड़की|लड़का|औरत|आदमी|युवक|युवती|"
    "phụ nữ|đàn ông|thanh niên|cô gái|nam|nữ"
)
# Small words inside names, and what else a file's name says besides names.
NAME_LINKS = _folded("wa|bin|binti|ole|arap|ibn|al|el|de|da|ke|'s|kwa|y|thị|thi|văn|van")
FILE_WORDS = _folded(
    "transcript|transcripts|caption|captions|text|final|clean|copy|draft|version|translated|translation|transl|"
    "english|eng|hindi|bangla|nepali|swahili|kiswahili|vietnamese|odia|tamil|urdu|marathi|hmong|maithili|edited|"
    "checked|typed|survey|household|story|stories|panel|lawyer|street|night|shelter|camp|hamlet|tole|tola|ward|"
    "doctor|officer|admin|chat|export|dialogue|mjadala|beach|girl|women|men|youth|group|mixed|latest|false|true|"
    "january|february|march|april|may|june|july|august|september|october|november|december|januari|februari|"
    "machi|aprili|mei|juni|julai|agosti|septemba|oktoba|novemba|desemba|jan|feb|mar|apr|jun|jul|aug|sep|sept|"
    "oct|nov|dec|fgd|kii|idi|pvs|tln|lnob"
)
