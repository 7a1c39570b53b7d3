"""Nepal: words of Nepali in both scripts, numbers of its papers."""

from __future__ import annotations

from archive.redact.patterns.packs import Number, Pack, lines

PACK = Pack(
    code="NP",
    languages=("ne",),
    given=lines("""
        Aite, Amrita, Anil, Anita, Anju, Anjali, Asha, Bal, Bhim, Bhuwan, Bimala, Binita, Bina, Bir,
        Birendra, Bishnu, Bishna, Chameli, Chandra, Chet, Dal, Dambar, Dawa, Deepa, Devaki, Dhana, Dhan,
        Dil, Dilip, Dipak, Dipendra, Durga, Fulmaya, Ganga, Ganesh, Gita, Gopal, Govinda, Hari, Harka,
        Hasta, Hemanta, Hira, Indra, Ishwari, Jamuna, Janaki, Jit, Jasmaya, Junkiri, Kabita, Kalpana,
        Kamala, Kansi, Karna, Khadga, Kopila, Krishna, Kumari, Laxmi, Lal, Lila, Lhamu, Madhav, Maiya,
        Man, Manisha, Maya, Mina, Mingma, Mohan, Muna, Nabin, Nanda, Nar, Narayan, Nima, Nirmala, Nisha,
        Padam, Parbati, Pasang, Pemba, Phulmaya, Prakash, Pramila, Prem, Purna, Putali, Radha, Rajan,
        Rajkumari, Ram, Ramesh, Rita, Roshan, Rupa, Sabina, Samjhana, Sangita, Santa, Santosh, Sarita,
        Saraswati, Sher, Shanti, Shiva, Shyam, Sita, Som, Sonam, Sunita, Suntali, Suraj, Surya, Sushila,
        Susmita, Tara, Tek, Tenzing, Tika, Tulasi, Tulsi, Uma, Urmila, Yam, Yamuna, Yashoda, Aaita,
        Aakriti, Apsara, Asmita, Bala, Basanti, Batuli, Belmaya, Bhagirathi, Bhawani, Bimali, Binda,
        Bipana, Birmaya, Bishnumaya, Buddhi, Bifani, Chandrakala, Chanmati, Chini, Chhabi, Dhanmaya,
        Dilmaya, Dhauli, Dolma, Draupadi, Dulari, Gangamaya, Gyani, Hastamaya, Hikmat, Himali,
        Indramaya, Ishwori, Jagarnath, Januka, Jhuma, Juna, Kalawati, Kanchhi, Kaushila, Khagisara,
        Khima, Khusbu, Lalita, Lalmaya, Lautan, Maili, Manju, Manmaya, Manisara, Mansara, Mathura,
        Meena, Menuka, Mithu, Muga, Nanimaya, Narmada, Nauli, Ngima, Numa, Pabitra, Palmo, Pavitra,
        Phulmati, Purnamaya, Ramila, Rampyari, Ranjana, Renuka, Resham, Sabita, Sabitri, Sancha,
        Sanjita, Sanu, Sanumaya, Sarala, Sarmila, Seti, Shanta, Sharada, Shova, Somati, Subhadra,
        Sukmaya, Suku, Sumitra, Suryamaya, Thuli, Tilmaya, Yangji, Birkha, Chhiring, Dhane, Dorje,
        Harke, Jange, Jite, Kaji, Lakpa, Mangal, Manbahadur, Netra, Phurba, Ratna, Tshering, Idris,
        Roshani, Dambari,
        Gauri, Goma, Rama, Shankar,
        Bikash, Bikas, Jiwan, Jeevan, Pratima, Maila, Saila, Kaila, Kanchha, Til, Sagar, Sapana,
        Bishal, Kiran, Ananda, Saraswoti, Sharmila, Tej, Om, Rana, Sukra, Jethi, Kali, Puja,
        Aarati, Puspa, Sunmaya, Buddha, Aitaram, Somlal, Mangale, Budhe, Bihani, Ujeli, Babita,
        Namrata, Mukti
    """),
    family=lines("""
        Adhikari, Ale, Aryal, Bahadur, Basnet, Bhandari, Bhatta, Bhattarai, Bhul, Biswakarma,
        Bishwakarma, BK, B.K., Bohara, Bohora, Budha, Budhathoki, Chaudhary, Chaudhari, Chepang, Damai,
        Dangol, Devi, Dhakal, Dhami, Gautam, Ghale, Ghimire, Giri, Gurung, Jaisi, Jha, Joshi, Kami,
        Karki, Kathayat, Katuwal, KC, K.C., Khadka, Khanal, Khatri, Koirala, Kumal, Kunwar, Lama, Limbu,
        Lopchan, Magar, Mahara, Mahato, Maharjan, Majhi, Malla, Mandal, Maya, Nepali, Neupane, Oli,
        Panta, Pandey, Paswan, Pariyar, Paudel, Poudel, Pun, Pyakurel, Rai, Ram, Rana, Raut, Rawal,
        Raute, Regmi, Rijal, Rokaya, Sada, Sah, Sahani, Sapkota, Sarki, Saud, Shah, Shahi, Sharma,
        Sherpa, Shrestha, Singh, Subedi, Sunar, Sunuwar, Tamang, Thakuri, Thakulla, Thapa, Tharu,
        Tiwari, Upadhyaya, Yadav, Mijar, Nagarkoti, Musahar, Dom, Chamar, Bote, Rajbanshi, Dhimal,
        Santhal, Satar, Tamata, Lohar, Od, Parki, Luhar, Gandarbha, Badi, Acharya, Bajgain, Banjara,
        Baral, Belbase, Bhujel, Bista, Bogati, Budhamagar, Chand, Chapagain, Chhetri, Dahal, Danuwar,
        Darai, Devkota, Dhungana, Gaire, Gharti, Hamal, Jirel, Kafle, Kandel, Kisan, Lamichhane, Lohani,
        Luitel, Mahat, Mansuri, Ansari, Miya, Pahari, Pakhrin, Panthi, Parajuli, Pathak, Praja, Puri,
        Rajbhandari, Ranabhat, Raya, Rimal, Sanjel, Sardar, Shakya, Singtan, Siwakoti, Syangtan,
        Tajpuriya, Thami, Tolange, Tuladhar, Waiba, Wagle, Yakkha, Yonjan, Bishwokarma, Mukhiya, Sadaya,
        Khang, Mallik,
        Das
    """),
    before=lines("""
        shri, shrimati, shreemati, sushri, swargiya, dr, dr., doctor, mr, mr., mrs, mrs., ms, ha, anm,
        fchv, sister, subba, mukhiya, adhyaksha, wada adhyaksha, ward chair, ward chairperson, mayor,
        hawaldar, inspector, asi, sir, guruama, teacher, pandit, lama, श्री, श्रीमती, सुश्री, स्व, डा, डा.,
        डाक्टर, हवल्दार, सुब्बा, वडाध्यक्ष, मेयर, मुखिया, पण्डित, शिक्षक, गुरुआमा, अनमी,
        प्रअ, सई, असई, इन्स्पेक्टर, स्व., गुरुजी, पाले, हाकिम, अध्यक्ष, वकिल, स्वयंसेविका
    """),
    after=lines("""
        dai, daju, bhai, bahini, didi, kaka, kaki, buwa, buba, baje, bajai, bajyai, ama, aama, bhauju,
        bhauju, buhari, mama, maiju, sir, miss, madam, kanchha, kanchhi, jetha, jethi, maila, maili,
        saila, saili, kaila, kaili, ji, jyu, hajur, sahu, sahuni, sauni, thulo ba, hajurama, hajurbuwa,
        hajurba, phupu, bhanja, bhanji, mit, mitini, dhami, jhankri, guruama, ko ama, ki ama, ko chhora,
        ko srimati, ki chhori, ko buwa, दाइ, दाई, दाजु, भाइ, बहिनी, दिदी, काका, काकी, बुवा, बुबा, बाजे,
        बज्यै, आमा, भाउजू, बुहारी, मामा, माइजू, सर, मिस, म्याडम, कान्छा, कान्छी, जेठा, जेठी, माइला, माइली,
        साइँला, साइँली, जी, ज्यू, हजुर, साहु, साहुनी, फुपू, मित, धामी, झाँक्री, गुरुआमा, डाक्टर, काइँला,
        दलाल, मुखिया, वडाध्यक्ष, भिनाजु, ठूलीआमा, ठूलोबुवा, सानिमा, सानीआमा, फुपाजु, आन्टी, अंकल,
        मास्टर, महाजन, लामा, अध्यक्ष, सचिव, इन्स्पेक्टर, असई, सई, हवल्दार, dalal, mukhiya,
        bhinaju, thuliama, sanima
    """),
    place_after=lines("""
        tol, tole, gaun, gaon, gau, basti, village, ward, gaunpalika, gaupalika, nagarpalika, palika,
        municipality, rural municipality, district, jilla, pradesh, bazar, bazaar, chowk, chautara,
        chautari, khola, nadi, ghat, danda, lekh, besi, phant, tar, pokhari, mandir, temple, gumba, gompa,
        stupa, camp, shivir, sukumbasi basti, bridge, pul, school tol, river, road, marg, mode, mod,
        dhunga, kulo, टोल, गाउँ, बस्ती, गाउँपालिका, नगरपालिका, पालिका, महानगरपालिका, उपमहानगरपालिका, जिल्ला,
        प्रदेश, बजार, चोक, चौतारी, खोला, नदी, घाट, डाँडा, पोखरी, मन्दिर, गुम्बा, शिविर, पुल, मार्ग, अञ्चल,
        गाविस,
        चोक, बस्ती, टोल, मुक्त कमैया शिविर, बाटो, ढल, धारा, वन, चौर, गढी, block,
        बसपार्क, मौजा, शिविर, मसानघाट, घाट, गाउँपालिका, नगरपालिका, उपमहानगरपालिका, महानगरपालिका,
        टोल बस्ती, हाट, चौर, पोखरी, पार्क
    """),
    place_before=lines("""
        ward, ward no, ward no., ward number, wada, wada no, wada no., tole, gaun, district, jilla, वडा,
        वडा नं, वडा नं., वडा नम्बर, वार्ड, टोल, जिल्ला, गाउँ
    """),
    places=lines("""
        Kathmandu, Lalitpur, Bhaktapur, Patan, Pokhara, Biratnagar, Birgunj, Janakpur, Nepalgunj,
        Dhangadhi, Mahendranagar, Butwal, Bharatpur, Hetauda, Dharan, Itahari, Surkhet, Jumla, Humla,
        Mugu, Dolpa, Kalikot, Jajarkot, Rukum, Rolpa, Salyan, Dailekh, Achham, Bajhang, Bajura, Doti,
        Dadeldhura, Baitadi, Darchula, Kailali, Kanchanpur, Bardiya, Banke, Dang, Kapilvastu, Rupandehi,
        Nawalparasi, Palpa, Gulmi, Arghakhanchi, Pyuthan, Syangja, Kaski, Tanahun, Gorkha, Lamjung,
        Manang, Mustang, Myagdi, Baglung, Parbat, Chitwan, Makwanpur, Bara, Parsa, Rautahat, Sarlahi,
        Mahottari, Dhanusha, Dhanusa, Siraha, Saptari, Sindhuli, Ramechhap, Dolakha, Sindhupalchok,
        Sindhupalchowk, Kavre, Rasuwa, Nuwakot, Dhading, Sunsari, Morang, Jhapa, Ilam, Panchthar,
        Taplejung, Tehrathum, Terhathum, Dhankuta, Bhojpur, Khotang, Udayapur, Okhaldhunga, Solukhumbu,
        Sankhuwasabha, Turmakhand, Karnali, Sudurpashchim, Lumbini, Gandaki, Bagmati, Madhesh, Koshi,
        Lahan, Rajbiraj, Golbazar, Gaur, Tikapur, Gulariya, Damak, Bhadrapur, काठमाडौं, काठमाडौँ, ललितपुर,
        भक्तपुर, पोखरा, विराटनगर, वीरगञ्ज, जनकपुर, नेपालगञ्ज, धनगढी, महेन्द्रनगर, बुटवल, भरतपुर, हेटौंडा, धरान,
        सुर्खेत, जुम्ला, हुम्ला, मुगु, डोल्पा, कालिकोट, जाजरकोट, रुकुम, रोल्पा, सल्यान, दैलेख, अछाम, बझाङ,
        बाजुरा, डोटी, डडेल्धुरा, बैतडी, दार्चुला, कैलाली, कञ्चनपुर, बर्दिया, बाँके, दाङ, कपिलवस्तु, रुपन्देही,
        पाल्पा, गुल्मी, स्याङ्जा, कास्की, गोरखा, लमजुङ, मनाङ, मुस्ताङ, म्याग्दी, बाग्लुङ, पर्वत, चितवन, मकवानपुर,
        बारा, पर्सा, रौतहट, सर्लाही, महोत्तरी, धनुषा, सिराहा, सप्तरी, सिन्धुली, रामेछाप, दोलखा, सिन्धुपाल्चोक,
        रसुवा, नुवाकोट, धादिङ, सुनसरी, मोरङ, झापा, इलाम, पाँचथर, ताप्लेजुङ, धनकुटा, भोजपुर, खोटाङ, उदयपुर,
        ओखलढुङ्गा, सोलुखुम्बु, संखुवासभा, कर्णाली, सुदूरपश्चिम, लुम्बिनी, गण्डकी, बागमती, मधेश, कोशी, लहान,
        गोलबजार
    """),
    organisations=lines("""
        health post, birthing centre, birthing center, aama samuha, ama samuha, samuha, sahakari,
        sahakaari, bachat, vidyalaya, campus, ward office, wada karyalaya, red cross, hospital,
        community forest, user group, mothers' group, स्वास्थ्य चौकी, अस्पताल, विद्यालय, स्कुल, क्याम्पस,
        आमा समूह, समूह, सहकारी, संस्था, बैंक, वडा कार्यालय, कार्यालय, संघ, समिति, कम्पनी, क्लिनिक, उद्योग,
        कारखाना, प्रहरी चौकी,
        क्लब, मञ्च, रेडियो, केन्द्र, ट्रस्ट, फाउन्डेसन, वन समूह, कलेज, मदरसा, इँटाभट्टा, भट्टा,
        किराना, प्रावि, मावि, निमावि, आधारभूत विद्यालय, स्वास्थ्य केन्द्र, सहकारी, इस्टेट,
        बोर्डिङ, ओभरसिज, क्लब, मञ्च, हाइड्रो, मोबाइल सेन्टर, प्रसूति गृह, कारखाना, उद्योग,
        म्यानपावर, समाज, होटल, फार्म, फार्मेसी, मेडिकल, नर्सिङ होम, उपभोक्ता समिति, आमा समूह,
        बचत समूह
    """),
    groups=lines("""
        Dalit, Kami, Damai, Sarki, Badi, Gaine, Gandarbha, Chepang, Raute, Raji, Tharu, Madhesi, Musahar,
        Dom, Chamar, Tamang, Gurung, Magar, Rai, Limbu, Sherpa, Newar, Newari, Bahun, Chhetri, Thakuri,
        Janajati, Kusunda, Majhi, Bote, Kumal, Danuwar, Santhal, Satar, Jhangad, Rajbanshi, Dhimal, Meche,
        Hayu, Thami, Sunuwar, Kamaiya, Kamlari, Haliya, Haruwa, Charuwa, Halkhor, Dusadh, Tatma, Khatwe,
        Meti, Muslim, Sukumbasi, Hindu, Buddhist, Bishwakarma, दलित, कामी, दमाई, सार्की, बादी, गाइने,
        गन्धर्व, चेपाङ, राउटे, राजी, थारू, थारु, मधेसी, मधेशी, मुसहर, डोम, चमार, तामाङ, गुरुङ, मगर, राई,
        लिम्बू, शेर्पा, नेवार, बाहुन, क्षेत्री, जनजाति, कुसुण्डा, माझी, बोटे, कुमाल, सन्थाल, सतार, कमैया, कमलरी,
        हलिया, सुकुम्बासी, मुस्लिम, मुसलमान, हिन्दू, बौद्ध, अपाङ्ग,
        Baram, Bhujel, Brahmu, Chhantyal, Darai, Dhanuk, Dolpo, Dura, Ghale, Jirel, Kisan,
        Koche, Lepcha, Lhomi, Lhopa, Majhi, Pahari, Surel, Thakali, Topkegola, Yakkha, Yakha,
        Walung, Bankariya, Bantar, Chidimar, Dhobi, Dom, Tajpuriya, Gangai, Kewat, Mallah, Teli,
        Kalwar, Sudhi, Yadav, Brahmin, Kayastha, Rajput, Nuniya, Kurmi, Koiri, Bishwokarma,
        Pariyar, Pode, Chyame, Kasai, Deuda, Hudke, Dholi, Tamata, Sunar, Chundara, Parki, Pun,
        Kirati, Khas, Badi, बराम, भुजेल, छन्त्याल, दराई, धानुक, जिरेल, लेप्चा, थकाली, याक्खा,
        बनकरिया, बाँतर, धोबी, ताजपुरिया, केवट, मल्लाह, तेली, कलवार, यादव, ब्राह्मण, राजपूत,
        कुर्मी, विश्वकर्मा, परियार, पोडे, च्यामे, ढोली, टमटा, सुनार, चुनारा, किराती, खस, मेती,
        जिसी, पहरी, सुनुवार, हायू, झाँगड, राजवंशी, धिमाल, कुमाल, दनुवार
    """),
    months=lines("""
        Baisakh, Baishakh, Jestha, Jeth, Asar, Ashadh, Asaar, Saun, Shrawan, Sawan, Bhadau, Bhadra, Asoj,
        Ashoj, Ashwin, Kattik, Kartik, Mangsir, Mangshir, Poush, Push, Pus, Magh, Fagun, Phagun, Falgun,
        Chait, Chaitra, वैशाख, बैशाख, जेठ, जेष्ठ, असार, आषाढ, साउन, श्रावण, भदौ, भाद्र, असोज, आश्विन, कात्तिक,
        कार्तिक, मंसिर, मङ्सिर, पुस, पुष, पौष, माघ, फागुन, फाल्गुन, चैत, चैत्र, जनवरी, फेब्रुअरी, मार्च, अप्रिल,
        मे, जुन, जुलाई, अगस्ट, सेप्टेम्बर, अक्टोबर, नोभेम्बर, डिसेम्बर
    """),
    feasts=lines("""
        Dashain, Tihar, Teej, Holi, Fagu, Fagu Purnima, Maghi, Chhath, Chhat, Losar, Lhosar,
        Buddha Jayanti, Indra Jatra, Shivaratri, Janai Purnima, Udhauli, Ubhauli, Gaura,
        Maghe Sankranti, Rishi Panchami, Eid, Jitiya, दशैं, दसैं, तिहार, तीज, होली, फागु, माघी, छठ,
        ल्होसार, बुद्ध जयन्ती, शिवरात्रि, जनै पूर्णिमा, गौरा, माघे सङ्क्रान्ति, उँधौली, उँभौली,
        जितिया, ईद, Bakrid, Sakela, Bhai Tika, Kojagrat, Ekadashi, Yomari Punhi, Gai Jatra,
        Bisket Jatra, Christmas, Chaad, बकरिद, बकरीद, साकेला, उभौली, उधौली, उभौँली, भाइटीका,
        लक्ष्मी पूजा, कोजाग्रत, एकादशी, गाईजात्रा, बिस्केट जात्रा, योमरी पुन्हि, हरितालिका,
        ऋषिपञ्चमी, जनैपूर्णिमा, रक्षाबन्धन, कृष्णाष्टमी, सामा चकेवा, चैते दसैं, चैतेदसैं,
        घोडेजात्रा, संविधान दिवस, गणतन्त्र दिवस, लोकतन्त्र दिवस, प्रजातन्त्र दिवस, नयाँ वर्ष,
        क्रिसमस, सोनाम ल्होसार, तमु ल्होसार, ग्याल्पो ल्होसार, इन्द्रजात्रा, गठेमंगल, फागुपूर्णिमा
    """),
    numbers=(
        Number(
            "citizenship",
            r"\d{2}[ /-]\d{2}[ /-]\d{2}[ /-]\d{4,6}|\d{1,8}/\d{1,6}(?:/\d{1,6})?",
            r"citizenship|nagarikta|na\. ?pra|ना\.? ?प्र|नागरिकता",
        ),
        Number(
            "plate", r"ba ?\d{1,2} ?(?:kha|cha|pa|ja|ka|ga) ?\d{1,4}|बा ?\d{1,2} ?[ख-ह] ?\d{1,4}", alone=True
        ),
        Number("citizenship-form", r"\d{2}-\d{2}-\d{2}-\d{5}", alone=True),
        Number(
            "disability-card",
            r"[a-z\u0900-\u097f]?[ -]?\d[\d/ -]{2,12}\d|\d{4,8}",
            (
                r"disability card|apanga(?:ta)? ?(?:card|parichaya)|(?:red|blue|"
                r"yellow|white) card|अपाङ्ग|परिचय ?पत्र"
            ),
        ),
        Number("nin", r"\d{3}-\d{3}-\d{3}-\d|\d{10}", r"national id|rastriya parichaya|राष्ट्रिय परिचय"),
    ),
)
