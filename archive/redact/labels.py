"""The words that stand for an identifier, in six languages, and the head words that tell kinds apart.

One table, so that a translator can read it; a row is a key and its word in English, Bangla, Hindi, Nepali,
Swahili and Vietnamese.
"""

from __future__ import annotations

_LANGUAGES = ("en", "bn", "hi", "ne", "sw", "vi")
_TABLE = """
person | person | ব্যক্তি | व्यक्ति | व्यक्ति | mtu | người
phone | phone number | ফোন নম্বর | फ़ोन नंबर | फोन नम्बर | namba ya simu | số điện thoại
id | ID number | পরিচয় নম্বর | पहचान संख्या | परिचय नम्बर | namba ya kitambulisho | số giấy tờ
account | account | অ্যাকাউন্ট | खाता | खाता | akaunti | tài khoản
email | e-mail address | ই-মেইল | ई-मेल | इमेल | barua pepe | thư điện tử
place | place | জায়গা | जगह | ठाउँ | mahali | nơi
village | village | গ্রাম | गाँव | गाउँ | kijiji | thôn làng
settlement | settlement | বস্তি | बस्ती | बस्ती | makazi | khu dân cư
ward | ward | ওয়ার্ড | वार्ड | वडा | kata | phường xã
district | district | জেলা | ज़िला | जिल्ला | wilaya | huyện tỉnh
town | district or city | জেলা বা শহর | ज़िला या शहर | जिल्ला वा सहर | kaunti au mji | tỉnh thành
market | market | বাজার | बाज़ार | बजार | soko | chợ
camp | camp | ক্যাম্প | शिविर | शिविर | kambi | trại
water | river or water | নদী বা জলাশয় | नदी या ताल | नदी वा पोखरी | mto au maji | sông nước
worship | place of worship | উপাসনালয় | पूजास्थल | पूजास्थल | mahali pa ibada | nơi thờ tự
road | road | রাস্তা | सड़क | बाटो | barabara | con đường
landmark | landmark | চেনা জায়গা | जानी-पहचानी जगह | चिनारी ठाउँ | alama ya mahali | địa điểm quen
school | school | স্কুল | स्कूल | विद्यालय | shule | trường học
health | health service | স্বাস্থ্যসেবা | स्वास्थ्य सेवा | स्वास्थ्य संस्था | kituo cha afya | cơ sở y tế
hospital | hospital | হাসপাতাল | अस्पताल | अस्पताल | hospitali | bệnh viện
police | police or court | থানা বা আদালত | थाना या अदालत | प्रहरी वा अदालत | polisi au korti | công an, tòa án
work | workplace | কর্মস্থল | कार्यस्थल | कार्यस्थल | mahali pa kazi | nơi làm việc
group | local group | স্থানীয় সমিতি | स्थानीय समूह | स्थानीय समूह | kikundi | hội nhóm
organisation | organisation | প্রতিষ্ঠান | संस्था | संस्था | shirika | tổ chức
community | community | সম্প্রদায় | समुदाय | समुदाय | jamii | cộng đồng
role | role | ভূমিকা | भूमिका | भूमिका | wadhifa | vai trò
date | date | তারিখ | तारीख | मिति | tarehe | ngày tháng
season | time of year | বছরের এক সময় | साल का एक समय | वर्षको एक समय | wakati wa mwaka | một dịp trong năm
age | age | বয়স | उम्र | उमेर | umri | tuổi
class | school class | একটি শ্রেণি | एक कक्षा | एक कक्षा | darasa | lớp học
child | child | শিশু | बच्चा | बालबालिका | mtoto | trẻ em
adult | adult | প্রাপ্তবয়স্ক | वयस्क | वयस्क | mtu mzima | người lớn
elder | older adult | প্রবীণ | बुज़ुर्ग | ज्येष्ठ नागरिक | mzee | người cao tuổi
other | detail | তথ্য | विवरण | विवरण | maelezo | chi tiết
"""
LABELS: dict[str, dict[str, str]] = {
    key.strip(): {lang: word.strip() for lang, word in zip(_LANGUAGES, entries, strict=True)}
    for key, *entries in (row.split("|") for row in _TABLE.strip().splitlines())
}
"""What is written for each kind of thing, by language."""

Kinds = tuple[tuple[str, tuple[str, ...]], ...]


def _kinds(block: str) -> Kinds:
    rows = (row.partition(":") for row in block.strip().splitlines())
    return tuple((kind.strip(), tuple(h.strip() for h in heads.split("|"))) for kind, _, heads in rows)


PLACE_KINDS = _kinds("""
ward: ward | wada | ওয়ার্ড | वार्ड | वडा | kata | phường | xã | commune
worship: mandir | temple | masjid | mosque | church | dargah | mazar | shrine | chùa | pagoda | মসজিদ
worship: মন্দির | मंदिर | मस्जिद | मन्दिर
market: bazar | bazaar | market | haat | mandi | soko | chợ | বাজার | হাট | बाजार | बाज़ार | बजार
camp: camp | kambi | shivir | ক্যাম্প | शिविर
water: river | khal | khola | nadi | ghat | pond | beel | haor | lake | sông | suối | mto | dam | canal
water: নদী | খাল | ঘাট | नदी | घाट | तालाब | खोला
settlement: bosti | basti | slum | colony | estate | nagar | tola | tole | para | vasti | বস্তি | পাড়া
settlement: কলোনি | बस्ती | टोला | टोल | कॉलोनी
district: upazila | thana | district | county | zila | jilla | taluka | tehsil | huyện | quận | tỉnh
district: wilaya | উপজেলা | থানা | জেলা | जिला | ज़िला | तहसील | जिल्ला
village: village | gaon | gaun | gram | union | panchayat | hamlet | thôn | buôn | bản | ấp | làng
village: kijiji | char | গ্রাম | ইউনিয়ন | চর | गाँव | गांव | ग्राम | पंचायत | गाउँ
road: road | lane | street | gali | goli | gate | chowk | junction | more | stage | đường | hẻm | ngõ
road: रोड | मार्ग | चौक | गली | গলি | রোড | মোড়
landmark: house | shop | tank | behind | near | tree | shade | office | bridge | station
""")
"""Kinds of places by the head words in them; the first that fits counts."""
ORGANISATION_KINDS = _kinds("""
hospital: hospital | hospitali | bệnh viện | হাসপাতাল | अस्पताल | medical college
health: clinic | health | dispensary | phc | chc | zahanati | nursing home | pharmacy | trạm y tế
health: phòng khám | ক্লিনিক | স্বাস্থ্য | स्वास्थ्य | क्लिनिक | maternity | birthing
school: school | academy | college | university | vidyalaya | madrasa | shule | trường | স্কুল | বিদ্যালয়
school: মাদ্রাসা | কলেজ | विद्यालय | स्कूल | स्कुल | anganwadi | आंगन | kindergarten | campus
police: police | court | prison | chowki | থানা | থানা | थाना | polisi | prosecutor | tribunal
worship: church | mosque | temple | mandir | masjid | kanisa | msikiti | parish | pagoda
work: factory | garments | mill | farm | estate | kiln | company | ltd | hotel | shop | công ty | nhà máy
work: xưởng | কারখানা | গার্মেন্টস | कारखाना | मिल | भट्ठा | garden | store | bakery | quarry | industries
work: kiwanda
group: group | samity | somiti | samiti | samuha | chama | sacco | union | cooperative | sangh | mandal
group: hội | সমিতি | समूह | समिति | महिला | kikundi | committee | association | club
""")
"""Kinds of bodies by the head words in them; the first that fits counts."""
