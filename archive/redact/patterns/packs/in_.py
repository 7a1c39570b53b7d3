"""India: words of Hindi and its neighbours in both scripts, numbers of its papers."""

from __future__ import annotations

from archive.redact.patterns.packs import Number, Pack, lines

_VERHOEFF_D = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9), (1, 2, 3, 4, 0, 6, 7, 8, 9, 5), (2, 3, 4, 0, 1, 7, 8, 9, 5, 6),
    (3, 4, 0, 1, 2, 8, 9, 5, 6, 7), (4, 0, 1, 2, 3, 9, 5, 6, 7, 8), (5, 9, 8, 7, 6, 0, 4, 3, 2, 1),
    (6, 5, 9, 8, 7, 1, 0, 4, 3, 2), (7, 6, 5, 9, 8, 2, 1, 0, 4, 3), (8, 7, 6, 5, 9, 3, 2, 1, 0, 4),
    (9, 8, 7, 6, 5, 4, 3, 2, 1, 0),
)  # fmt: skip
_VERHOEFF_P = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9), (1, 5, 7, 6, 2, 8, 3, 0, 9, 4), (5, 8, 0, 3, 7, 9, 6, 1, 4, 2),
    (8, 9, 1, 6, 0, 4, 3, 5, 2, 7), (9, 4, 5, 3, 1, 2, 6, 8, 7, 0), (4, 2, 8, 6, 5, 7, 3, 9, 0, 1),
    (2, 7, 9, 3, 8, 0, 6, 4, 1, 5), (7, 0, 4, 6, 9, 1, 3, 2, 5, 8),
)  # fmt: skip


def verhoeff(digits: str) -> bool:
    """Whether the last digit fits the others (Verhoeff 1969, dihedral group of order ten)."""
    check = 0
    for place, digit in enumerate(reversed(digits)):
        check = _VERHOEFF_D[check][_VERHOEFF_P[place % 8][int(digit)]]
    return check == 0


PACK = Pack(
    code="IN",
    languages=("hi",),
    given=lines("""
        Aarti, Abhishek, Ajay, Akash, Amar, Amit, Amrita, Anand, Anil, Anita, Anju, Ankita, Anup,
        Aparna, Arjun, Arun, Aruna, Asha, Ashok, Bablu, Babita, Bajrang, Balram, Basanti, Bharat,
        Bharti, Bhola, Bhuri, Bindu, Birsa, Chameli, Chanda, Chandan, Champa, Dadarao, Deepak, Deepa,
        Devendra, Dharmendra, Dilip, Dinesh, Dulari, Durga, Farzana, Gangubai, Ganesh, Gauri, Geeta,
        Gita, Girish, Gopal, Govind, Gudiya, Guddi, Hari, Harish, Heera, Hemant, Imran, Indira, Jagdish,
        Jamuna, Janaki, Jaya, Jitendra, Jyoti, Kailash, Kajal, Kalavati, Kalpana, Kamal, Kamala, Kamla,
        Kamlesh, Kanchan, Kanta, Kavita, Kiran, Kishan, Kishore, Komal, Krishna, Kunti, Kusum, Lakhan,
        Lakshmi, Laxmi, Lalita, Lata, Leela, Madhu, Mahesh, Malati, Malti, Mamta, Mangal, Mangala,
        Manish, Manisha, Manju, Manoj, Maya, Meena, Meera, Mithun, Mohan, Mona, Mukesh, Munna, Munni,
        Nafisa, Nagma, Nandini, Narayan, Naresh, Neelam, Neha, Nirmala, Nitin, Om, Padma, Pankaj,
        Parvati, Phoolmati, Phulmati, Pinky, Pooja, Puja, Prabha, Pradeep, Prakash, Pramila, Prem,
        Priya, Priyanka, Pushpa, Radha, Raghu, Rahul, Raj, Raja, Rajesh, Rajendra, Rajni, Raju, Rakesh,
        Ram, Rama, Rambha, Ramesh, Rameshwar, Rani, Ravi, Rekha, Renu, Reshma, Rita, Ritu, Rohit,
        Roshan, Rukmini, Sachin, Sakina, Salim, Sandeep, Sangeeta, Sanjay, Santosh, Sarita, Saroj,
        Satish, Savita, Savitri, Seema, Shabana, Shakuntala, Shankar, Shanti, Shabnam, Sharda, Shiv,
        Shobha, Shyam, Sita, Sohan, Sona, Sonabai, Soni, Sonu, Subhash, Sudha, Sukhdev, Suman, Sumitra,
        Sunil, Sunita, Suraj, Suresh, Sushila, Sushma, Tara, Tulsi, Uday, Uma, Umesh, Urmila, Usha,
        Vandana, Vijay, Vikas, Vimala, Vinod, Vishal, Yamuna, Yashoda, Zarina, Lachhmi, Budhni, Sukri,
        Mangri, Etwari, Somra, Budhu, Phulo, Salge, Sukhmati, Jhano, Aasma, Aishwarya, Akbari, Alka,
        Amina, Anandi, Anjali, Anuradha, Archana, Arti, Badri, Balwant, Banwari, Basant, Bela, Bhagwati,
        Bhanwari, Bharati, Bhima, Bholu, Bhura, Bimla, Birsi, Budhwa, Chandni, Chandrakala, Chhoti,
        Chinta, Chutki, Damodar, Dayal, Devki, Dhaniram, Dhaneshwari, Dilipkumar, Dhruv, Gajanan, Ganga,
        Gangaram, Gayatri, Gendlal, Ghanshyam, Gomti, Gulab, Guddu, Hansa, Harilal, Heeralal, Hemlata,
        Indu, Ishwar, Jagan, Jagat, Jaimala, Janki, Jeetu, Jethu, Jhumri, Jugeshwar, Kalu, Kallu, Kamli,
        Kanhaiya, Kaushalya, Kesar, Khatun, Kishori, Laali, Lakhmi, Laxmibai, Lilavati, Lokesh, Madan,
        Mahadev, Maina, Manbai, Mangla, Mangli, Manjula, Mariam, Masoom, Meenakshi, Mithlesh, Mohini,
        Mumtaz, Munmun, Murli, Nargis, Nasreen, Omprakash, Pappu, Paro, Parveen, Phulmani, Premlata,
        Rajkumari, Rambai, Ramkali, Ramlal, Ramprasad, Ramvati, Reena, Roshni, Rukhsana, Rupa, Sabita,
        Salman, Shahnaz, Sheela, Shivani, Somari, Somwati, Subhadra, Suganti, Sukhiya, Ujjwala,
        Vaishali, Vimla, Zubeda, Payal, Monu, Chhotu,
        Devi, Fatima, Nandu, Salmi,
        Sagar, Poonam, Gulshan, Munia, Sandhya, Pawan, Akram, Aslam, Irfan, Vitthal, Pandurang,
        Jitan, Khushboo, Nisha, Sapna, Golu, Rinku, Lallan, Dablu, Himmat, Gyan, Daya, Mukti,
        Moti, Panna, Phool, Chand, Sitara, Bhakti, Saraswati, Abhay, Pradip, Pramod, Kedar,
        Jawahar, Badal, Sawan, Phagun, Sanichari, Sukhram, Dukhi
    """),
    family=lines("""
        Agarwal, Ahirwar, Ansari, Bai, Banerjee, Barik, Bhagat, Bhil, Bose, Chamar, Chatterjee, Chauhan,
        Chavan, Choudhary, Das, Dalei, Deshmukh, Desai, Devi, Dubey, Dusadh, Gaikwad, Gond, Gope, Gowda,
        Gupta, Hansda, Hembram, Iyer, Jadhav, Jain, Jha, Joshi, Kale, Kamble, Kanwar, Kaur, Khan,
        Khatik, Korwa, Kujur, Kulkarni, Kumar, Kumari, Kumbhar, Kunjam, Kushwaha, Lal, Lakra, Mahato,
        Mahto, Mandal, Manjhi, Markam, Maurya, Meena, Mehta, Minz, Mishra, Murmu, Murugan, Nag, Naik,
        Nair, Netam, Oraon, Pal, Panda, Pandey, Pandit, Paswan, Patel, Patil, Pawar, Prasad, Pradhan,
        Rai, Rajput, Ram, Rao, Rathod, Rathore, Rawat, Reddy, Sahni, Sahu, Salve, Santra, Sethi, Shah,
        Sharma, Shinde, Shukla, Singh, Sinha, Solanki, Soren, Tete, Thakur, Tigga, Tirkey, Tiwari,
        Toppo, Tripathi, Tudu, Valmiki, Balmiki, Varma, Verma, Vishwakarma, Yadav, Xess, Xalxo, Ekka,
        Baiga, Dhurwa, Sori, Kawasi, Madkam, Poyam, Nishad, Musahar, Majhi, Sadai, Rishi, Parmar, Nayak,
        Behera, Sahoo, Waghmare, Bhosale, Bara, Kerketta, Soreng, Marandi, Besra, Baskey, Uike, Dhurve,
        Maravi, Damor, Katara, Vasava, Uraon, Bedia, Kanjar, Nat, Qureshi, Siddiqui, Mansuri, Baruah,
        Borah, Boro, Basumatary, Tanti, Karmakar, Mahapatra,
        Prajapati, Jena, Sheikh, Pathan, Tomar
    """),
    before=lines("""
        shri, smt, smt., shrimati, sri, kumari, pandit, pt., baba, guru, maulvi, sardar, sarpanch,
        mukhiya, pradhan, adv., advocate, mr, mr., mrs, mrs., ms, dr, dr., doctor, prof., sister, father,
        fr., constable, inspector, hawaldar, thanedar, late, asha worker, nurse, master, collector, श्री,
        श्रीमती, श्रीमति, सुश्री, कुमारी, डॉ, डॉ., डा, डॉक्टर, पंडित, मौलवी, सरदार, बाबा, स्व, स्वर्गीय, मास्टर,
        हवलदार, दरोगा, सरपंच, मुखिया,
        कुमार, स्व., मो., मोहम्मद, एसआई, हेडमास्टर, प्रोफेसर, सूबेदार, जमादार, फादर, सिस्टर, माझी,
        बीडीओ, एसडीएम, तहसीलदार, मैडम, मौलाना, हाजी
    """),
    after=lines("""
        ji, jee, bhai, bhaiya, behen, behn, ben, bai, tai, dada, didi, chacha, chachi, mausi, kaka, kaki,
        mama, mami, aunty, auntie, uncle, amma, appa, anna, akka, amman, saab, sahab, sahib, saheb, sir,
        madam, master, masterji, masterni, guru, guruji, sarpanch, mukhiya, pradhan, doctor, babu, seth,
        sethji, sister, bua, nani, dadi, nana, thekedar, bhabhi, bhauji, aaji, aapa, baji, pehelwan, vakil,
        bahu, ki ma, ki maa, ka beta, ki beti, ki bahu, ke papa, जी, भाई, भैया, बहन, बहिन, बाई, ताई, दादा,
        दीदी, चाचा, चाची, मौसी, काका, काकी, मामा, मामी, आंटी, अंकल, अम्मा, साहब, साहेब, सर, मैडम, मास्टर,
        गुरु, सरपंच, मुखिया, प्रधान, डॉक्टर, बाबू, सेठ, बुआ, नानी, दादी, भाभी, भौजी, ठेकेदार, बहू, बाजी, सिस्टर,
        मास्टरनी,
        दलाल, डीलर, दर्ज़ी, दर्जी, मौलाना, मौलवी, हाजी, फुआ, फूफा, कका, ताऊ, भिया, भइया, मिस्त्री,
        उस्ताद, ओझा, dalal, dealer, darzi, maulana, maulvi, haji, phua, ustad
    """),
    place_after=lines("""
        basti, busti, vasti, jhuggi, slum, nagar, colony, tola, toli, tole, mohalla, gali, chowk,
        chauraha, mandi, bazaar, bazar, gaon, gram, village, panchayat, taluka, taluk, tehsil, tahsil,
        mandal, block, district, zilla, jila, khurd, kalan, pura, puram, wadi, tanda, pada, dera, ghat,
        nala, nullah, talab, pond, dam, river, nadi, phata, naka, station, bus stand, mandir, temple,
        masjid, mosque, dargah, gurudwara, church, gate, flyover, bridge, camp, road, marg, lane, layout,
        extension, sector, chawl, quarry, estate, ashram, outpost, chowki, thana, police station, maidan,
        forest, jungle, hostel, shrine, बस्ती, नगर, कॉलोनी, टोला, टोली, मोहल्ला, मुहल्ला, गली, चौक, चौराहा,
        मंडी, बाजार, बाज़ार, गांव, गाँव, ग्राम, पंचायत, तहसील, प्रखंड, ब्लॉक, जिला, ज़िला, जिले, ज़िले, घाट,
        नाला, तालाब, नदी, मंदिर, मस्जिद, दरगाह, स्टेशन, थाना, थाने, डेरा, पुल, चौकी, रोड, मार्ग, पारा, पाड़ा,
        खुर्द, कलां,
        प्रखंड, ब्लॉक, बागान, चाय बागान, कॉलोनी, मोहल्ला, पारा, टोला, गढ़, चौराहा, घाट, डेरा,
        बस्ती, तहसील, थाना, पंचायत, नहर, तालाब, tea garden, gram panchayat, panchayat, block,
        chawl, kiln,
        जंक्शन, जंक्शन, अड्डा, कैंप, कैम्प, पंचायत, चॉल, सोसाइटी, सोसायटी, टोला, बस्ती टोला,
        पुरवा, डेरा, घाट, बाँध, लैंडफिल, आश्रम, मौज़ा, पंचायत भवन
    """),
    place_before=lines("""
        ward, ward no, ward no., ward number, sector, block, plot, plot no, house no, house no., flat,
        village, gram, gram panchayat, taluka, tehsil, mandal, district, zilla, gali no, gali no.,
        gali number, tanda no, tanda no., dist, dist., mauza, वार्ड, वार्ड नंबर, वार्ड नं, सेक्टर, ब्लॉक,
        गली नंबर, गली नं, ग्राम, गांव, गाँव, मकान नंबर, जिला, ज़िला, तहसील, मौजा, प्रखंड, थाना
    """),
    places=lines("""
        Delhi, New Delhi, Mumbai, Bombay, Kolkata, Calcutta, Chennai, Bengaluru, Bangalore, Hyderabad,
        Pune, Nashik, Nagpur, Surat, Ahmedabad, Lucknow, Kanpur, Varanasi, Banaras, Patna, Gaya,
        Muzaffarpur, Darbhanga, Madhubani, Sitamarhi, Ranchi, Gumla, Lohardaga, Khunti, Dumka, Simdega,
        Palamu, Latehar, Raipur, Bastar, Dantewada, Bijapur, Sukma, Jagdalpur, Bilaspur, Surguja, Bhopal,
        Indore, Jabalpur, Mandla, Dindori, Jhabua, Chhindwara, Guna, Shivpuri, Jaipur, Jodhpur, Udaipur,
        Barmer, Bhubaneswar, Puri, Koraput, Kalahandi, Rayagada, Malkangiri, Kandhamal, Beed, Jalna,
        Latur, Osmanabad, Nanded, Gadchiroli, Yavatmal, Solapur, Kolhapur, Thane, Dharavi, Guwahati,
        Imphal, Shillong, Aizawl, Kohima, Itanagar, Agartala, Dispur, Dibrugarh, Jorhat, Bihar, Jharkhand,
        Chhattisgarh, Odisha, Orissa, Maharashtra, Gujarat, Rajasthan, Uttar Pradesh, Madhya Pradesh,
        West Bengal, Assam, Telangana, Andhra Pradesh, Karnataka, Tamil Nadu, Kerala, Punjab, Haryana,
        Uttarakhand, Jamkhed, Karjat, Meerut, Agra, दिल्ली, मुंबई, कोलकाता, चेन्नई, पुणे, नासिक, नागपुर,
        सूरत, अहमदाबाद, लखनऊ, कानपुर, वाराणसी, बनारस, पटना, गया, मुजफ्फरपुर, दरभंगा, मधुबनी, रांची, गुमला,
        दुमका, पलामू, रायपुर, बस्तर, दंतेवाड़ा, बिलासपुर, भोपाल, इंदौर, जबलपुर, मंडला, जयपुर, जोधपुर,
        उदयपुर, बिहार, झारखंड, छत्तीसगढ़, ओडिशा, महाराष्ट्र, गुजरात, राजस्थान, उत्तर प्रदेश, मध्य प्रदेश,
        पश्चिम बंगाल, असम, पंजाब, हरियाणा, उत्तराखंड, मेरठ, आगरा, सीतामढ़ी, लोहरदगा, खूंटी
    """),
    organisations=lines("""
        anganwadi, balwadi, vidyalaya, shala, ashramshala, mandal, sangh, sangathan, sanstha, trust,
        samiti, mahila mandal, bachat gat, phc, chc, primary health centre, community health centre,
        civil hospital, nursing home, dispensary, gram panchayat, nagar, palika, kendra, balika vidyalaya,
        kasturba, ration shop, kirana, mill, factory, brick kiln, seva kendra, आंगनवाड़ी, आंगनबाड़ी,
        विद्यालय, स्कूल, आश्रमशाला, महिला मंडल, संघ, संगठन, संस्था, समिति, अस्पताल, स्वास्थ्य केंद्र,
        प्राथमिक स्वास्थ्य केंद्र, क्लिनिक, नर्सिंग होम, ग्राम पंचायत, कॉलेज, मिल, फैक्ट्री, कारखाना, बैंक, समूह,
        ट्रस्ट, ईंट भट्ठा, भट्ठा, सेवा केंद्र, कंपनी,
        केंद्र, केन्द्र, मंच, क्लब, संघ, ट्रस्ट, फाउंडेशन, मंडल, महिला मंडल, स्वयं सहायता समूह,
        समूह, मदरसा, कॉलेज, आश्रम, विद्यालय, स्कूल, अस्पताल, समिति, संगठन, भट्ठा, मिल, फैक्ट्री,
        किराना, यूनियन, संघ, चिट फंड, वर्क्स, टेलीकॉम, ट्रेडर्स, एंटरप्राइजेज, एग्रो फ़ार्म,
        फ़ार्म, फार्म, ब्रिक फ़ील्ड, ब्रिक फील्ड, प्रोसेसिंग, नर्सिंग होम, बाल केंद्र, उद्योग,
        मिशन स्कूल, विद्यालय, मेडिकल स्टोर, समाज, पंचायत, ट्रस्ट, फाउंडेशन, सेवा समिति
    """),
    groups=lines("""
        Dalit, Adivasi, Chamar, Musahar, Mushar, Valmiki, Balmiki, Dom, Pasi, Mahar, Mang, Matang, Madiga,
        Mala, Pardhi, Phase Pardhi, Paradhi, Banjara, Lambadi, Bhil, Gond, Santhal, Oraon, Munda, Ho,
        Baiga, Korwa, Pahari Korwa, Birhor, Sahariya, Kol, Yadav, Brahmin, Rajput, Thakur, Maratha, Kunbi,
        Kurmi, Koeri, Bhumihar, Jatav, Ahirwar, Nat, Kanjar, Bedia, Kalbelia, Lodhi, Manipuri, Bodo, Naga,
        Mizo, Khasi, Mising, Hijra, Kinnar, Kinner, Kothi, Aravani, Devadasi, Sikh, Jain, Muslim, Hindu,
        Christian, Buddhist, OBC, SC, ST, PVTG, Kondh, Dongria Kondh, Irula, Paniya, Siddi, Halba, Muria,
        Maria, Katkari, Warli, Thakar, दलित, आदिवासी, चमार, मुसहर, वाल्मीकि, बाल्मीकि, डोम, पासी, महार,
        मांग, पारधी, बंजारा, भील, गोंड, संथाल, उरांव, मुंडा, बैगा, कोरवा, बिरहोर, सहरिया, यादव, ब्राह्मण,
        राजपूत, ठाकुर, कुर्मी, जाटव, अहिरवार, नट, किन्नर, हिजड़ा, कोथी, मुसलमान, मुस्लिम, हिंदू, हिन्दू, ईसाई,
        सिख, बौद्ध, विकलांग, दिव्यांग, धोबी, मल्लाह, निषाद, तेली, कोंध, मुरिया,
        Kabutra, Banchhada, Bachhda, Bancchra, Bawaria, Sansi, Chhara, Dombari, Kolhati,
        Kaikadi, Vadar, Wadar, Gosavi, Nath Jogi, Mirasi, Langa, Manganiyar, Meo, Gujjar,
        Bakarwal, Van Gujjar, Tharu, Bhoksa, Raji, Jaunsari, Kharia, Lohra, Asur, Birjia, Savar,
        Sabar, Juang, Bonda, Koya, Konda Reddy, Chenchu, Yerukula, Yanadi, Toda, Kota, Kurumba,
        Jenu Kuruba, Soliga, Malayali, Paraiyar, Pallar, Arunthathiyar, Pulaya, Paraya, Ezhava,
        Nadar, Vanniyar, Lingayat, Vokkaliga, Reddy, Kamma, Teli, Nai, Kumhar, Lohar, Dhobi,
        Mallah, Nishad, Kewat, Kahar, Halwai, Pasmanda, Ansari, Qureshi, Julaha, Bhangi, Mehtar,
        Dhanuk, Bhuiya, Bhuiyan, Rajwar, Turi, Ravidasi, Ramdasia, Mazhabi, Kalandar, Madari,
        Sapera, Bahurupi, Denotified, Ghisadi, Bhoi, Koli, Bagdi, Namasudra, Rajbanshi, Mech,
        Rabha, Karbi, Dimasa, Kuki, Hmar, Lepcha, Bhutia, Apatani, Nyishi, Adi, Monpa, Tai Ahom,
        Tea tribe, बांछड़ा, कबूतरा, सांसी, कंजर, नायक, केवट, कहार, धानुक, भुइयां, रविदासी,
        अंसारी, कुरैशी, पसमांदा, मेहतर, भंगी, गुर्जर, मेव, खरिया, असुर, थारू, लोहार, कुम्हार,
        नाई, हलवाई, कोली, राजवार, तुरी, सपेरा, मदारी, घुमंतू, विमुक्त, लोधी, पटेल, भूमिहार,
        मराठा, कुनबी, मातंग, चर्मकार, किन्नर समाज, जनजाति
    """),
    months=lines("""
        असोज, क्वार, कातक, फाल्गुण, आसाढ़, भादव, Asoj, Katik, Fagun, Asarh, Bhaado,
        Chait, Chaitra, Baisakh, Vaishakh, Jeth, Jyeshtha, Asadh, Ashadh, Sawan, Saavan, Shravan, Bhado,
        Bhadon, Bhadrapad, Kuar, Ashwin, Kartik, Aghan, Agahan, Margashirsha, Poos, Paush, Magh, Phagun,
        Phalgun, चैत, चैत्र, बैसाख, वैशाख, जेठ, ज्येष्ठ, असाढ़, आषाढ़, सावन, श्रावण, भादो, भादों, भाद्रपद, कुआर,
        आश्विन, कार्तिक, कातिक, अगहन, पूस, पौष, माघ, फागुन, फाल्गुन, जनवरी, फरवरी, फ़रवरी, मार्च, अप्रैल, मई,
        जून, जुलाई, अगस्त, सितंबर, सितम्बर, अक्टूबर, नवंबर, नवम्बर, दिसंबर, दिसम्बर
    """),
    feasts=lines("""
        Diwali, Deepawali, Holi, Dussehra, Dasara, Dashain, Pola, Chhath, Chhat, Navratri, Ganpati,
        Ganesh Chaturthi, Sankranti, Makar Sankranti, Pongal, Onam, Ugadi, Raksha Bandhan, Rakhi,
        Teej, Shivratri, Ram Navami, Sarhul, Karma, Sohrai, Bihu, Eid, Bakrid, Muharram, Moharram,
        Ramzan, Christmas, Gudi Padwa, Baisakhi, Republic Day, Independence Day, Ambedkar Jayanti,
        दिवाली, दीवाली, दीपावली, होली, दशहरा, छठ, नवरात्रि, नवरात्र, गणपति, गणेश चतुर्थी, संक्रांति,
        मकर संक्रांति, रक्षाबंधन, राखी, तीज, शिवरात्रि, रामनवमी, सरहुल, करमा, सोहराय, ईद, बकरीद,
        मुहर्रम, रमज़ान, रमजान, क्रिसमस, बैसाखी, अंबेडकर जयंती, Chhath Puja, Akshaya Tritiya,
        Karva Chauth, Ganpati Visarjan, Kumbh, Simhastha, Bhagoria, Tusu, Karam, Bandna, Nuakhai,
        Shab-e-Barat, Bakra Eid, Janmashtami, Durga Puja, Kali Puja, Vishwakarma Puja,
        Basant Panchami, Maghi Purnima, Gurpurab, Lohri, Meethi Eid, Eid-e-Milad, छठ पूजा, छठ पर्व,
        अक्षय तृतीया, करवा चौथ, गणपति विसर्जन, चैत नवरात्रि, दुर्गा पूजा, दुर्गापूजा, काली पूजा,
        विश्वकर्मा पूजा, जन्माष्टमी, वसंत पंचमी, बसंत पंचमी, नाग पंचमी, हरियाली, हरेली, पोला,
        नुआखाई, टुसू, करम, भगोरिया, बंदना, सोहराई, लोहड़ी, पोंगल, ओणम, बिहू, गुरुपर्व,
        गुरु पूर्णिमा, शब-ए-बरात, शबे बरात, ईद-उल-फ़ितर, ईदुल फ़ितर, मीठी ईद, बकरा ईद, बकरी ईद,
        ईद मिलाद, बड़ा दिन, गणतंत्र दिवस, स्वतंत्रता दिवस, कुंभ, कुंभ मेला, सिंहस्थ, महाशिवरात्रि,
        दशहरे, भाई दूज, गोवर्धन पूजा, तेरस, धनतेरस, मोहर्रम, ताज़िया
    """),
    numbers=(
        Number(
            "aadhaar",
            r"[2-9]\d{3}[ -]?\d{4}[ -]?\d{4}",
            r"aa?dh?aa?r|adhar|uid|आधार",
            alone=True,
            check=verhoeff,
        ),
        Number("plate", r"[a-z]{2}[ -]?\d{1,2}[ -]?[a-z]{1,3}[ -]?\d{4}", alone=True),
        Number("pan", r"[a-z]{5}\d{4}[a-z]", alone=True),
        Number("epic", r"[a-z]{3}[ /-]?\d{7}", r"epic|voter|election|वोटर|मतदाता", alone=True),
        Number("job-card", r"[a-z]{2}-\d{2}-\d{3}-\d{3}-\d{3}(?:/\d{1,5})?(?:-[a-z])?", alone=True),
        Number("udid", r"[a-z]{2}\d{2,3}[ -]?\d{6,16}", r"udid|disability|विकलांग|दिव्यांग|यूडीआईडी", alone=True),
        Number(
            "ration-card",
            r"[a-z]{0,4}[ /-]?\d[\d /-]{4,18}\d",
            (
                r"ration ?card|bpl card|राशन ?कार्ड|job ?card|जॉब ?कार्ड|khata|खाता|"
                r"survey no"
            ),
        ),
        Number(
            "fir",
            r"\d{1,5}(?:/|-| of )(?:\d{4}|\d{2})",
            (
                r"\bfir\b|f\.i\.r|crime no|case no|c\.r\.|cr no|एफ ?आई ?आर|एफआईआर|"
                r"मुकदमा|केस नं"
            ),
        ),
    ),
)
