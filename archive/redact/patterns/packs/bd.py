"""Bangladesh: words of Bangla in both scripts, numbers of its papers."""

from __future__ import annotations

from archive.redact.patterns.packs import Number, Pack, lines

PACK = Pack(
    code="BD",
    languages=("bn",),
    given=lines("""
        Abdul, Abdur, Abdus, Abu, Abul, Akash, Akhi, Alam, Ali, Amena, Amina, Anisur, Anwar, Anwara,
        Arif, Asma, Asraf, Ashraf, Ayesha, Aysha, Azizul, Babul, Badal, Bashir, Bilkis, Bipul, Bulbuli,
        Chameli, Delwar, Dilruba, Dulal, Farhana, Farida, Faruk, Fatema, Fatima, Feroza, Firoza, Golam,
        Habib, Habiba, Hafiz, Hafsa, Halima, Hamida, Harun, Hasan, Hasina, Hazera, Helal, Hosneara,
        Humayun, Ibrahim, Imran, Ismail, Jahanara, Jahangir, Jahid, Jalal, Jamal, Jamila, Jasim, Jesmin,
        Jharna, Jobeda, Jorina, Jahura, Kabir, Kajol, Kalam, Kamal, Kamrul, Karim, Khadija, Khaleda,
        Kohinur, Kulsum, Laily, Latifa, Lipi, Liton, Lovely, Lutfar, Mahbub, Mahfuza, Mahmuda, Majeda,
        Maksuda, Malek, Maleka, Mamun, Mariam, Masud, Masuma, Mehedi, Milon, Mizan, Mizanur, Mohammad,
        Mohammed, Moina, Moyna, Mokbul, Momena, Monira, Monir, Monwara, Morjina, Moriom, Mostafa,
        Motaleb, Mujib, Mukta, Munni, Nahar, Nargis, Nasima, Nasir, Nasrin, Nazma, Nazmul, Nasreen,
        Nilufa, Nur, Nurul, Nurjahan, Nusrat, Parul, Parveen, Parvin, Pinki, Poly, Rabeya, Rafiq,
        Rafiqul, Rahela, Rahima, Rahim, Rajia, Rashed, Rashida, Rehana, Reshma, Rina, Rohima, Rokeya,
        Rozina, Ruma, Rumana, Runa, Rupali, Sabina, Sabbir, Saddam, Sadia, Sajeda, Sakhina, Salam,
        Salma, Salim, Samsul, Sanjida, Selim, Selina, Shahana, Shahida, Shahin, Shahinur, Shamima,
        Shamsul, Shapla, Sharifa, Sharmin, Shefali, Sheuli, Shirin, Shilpi, Shohag, Sohel, Shyamoli,
        Sufia, Sujon, Sultana, Suma, Sumon, Sumi, Tahmina, Tanvir, Tanjila, Taslima, Yasmin, Yusuf,
        Zahid, Zakir, Ziaur, Zohra, Zulekha, Abida, Afroza, Afsana, Aklima, Aleya, Anjuman, Anisa,
        Arifa, Aroti, Bashira, Bela, Bithi, Bina, Bishakha, Champa, Delara, Dipali, Dipa, Fahima, Faria,
        Ferdousi, Fulbanu, Fulmala, Golapi, Halema, Hasna, Hosne, Ismat, Jaheda, Jamena, Jannat,
        Jannatul, Josna, Joynab, Kamrun, Karuna, Kohinoor, Kulsuma, Laboni, Lutfa, Mahinur, Malati,
        Marufa, Meherun, Minara, Minu, Momotaz, Morsheda, Mousumi, Nadira, Nahida, Parvina, Pushpa,
        Rabia, Ranu, Rawshan, Roksana, Rokhsana, Romena, Rubina, Rumi, Sabera, Safia, Sahida, Saleha,
        Samsunnahar, Shahnaz, Shanta, Shapna, Shobha, Sokhina, Suriya, Tania, Tohura, Umme, Alauddin,
        Alamgir, Aminul, Asad, Ataur, Atiq, Ayub, Azad, Azim, Bacchu, Barek, Belal, Billal, Dalim,
        Farid, Fazlul, Ferdous, Gafur, Giasuddin, Hafizul, Halim, Hamid, Hanif, Haris, Hashem, Idris,
        Israfil, Jabbar, Jakir, Jamir, Joynal, Kader, Kamruzzaman, Khairul, Khalil, Khokon, Lokman,
        Majid, Manik, Mannan, Matin, Mofizul, Moinul, Mojibur, Monirul, Mosharraf, Motin, Nabi, Nizam,
        Nasiruddin, Nazrul, Palash, Polash, Rakib, Ripon, Rustam, Sattar, Shafiqul, Shahjahan, Shahidul,
        Shamim, Shariful, Siddiq, Sirajul, Tofazzal, Tofael, Wahid, Zillur, Haru, Bulu, Tusu, Gonesh,
        Horipod, Nitai, Poresh, Robi, Sukumar, Sushanta, Sontosh, Subash, Aungsa, Mongsa, Ushe, Thowai,
        Kyaw, Mangal, Lukhi, Phulmoni, Chuni, Sorola, Rebati,
        Maloti, Nipa, Amir, Anis, Babu, Faisal, Hakim, Ilias, Rubel, Ratan,
        Purnima, Sandhya, Shondha, Protima, Chan, Chand, Sobuj, Jhorna, Shathi, Sathi, Mojibor,
        Mujibar, Sagar, Shimul, Bokul, Jui, Rupa, Shopna, Swapna, Rita, Ratna, Rotna, Sonjoy,
        Sanjoy, Bolai, Khorshed, Sumaiya, Korimon, Urmi, Barkat, Borkot, Sakib, Tuhin, Rasel,
        Russel, Jewel, Jony, Rony, Shaon, Mithu, Tutul, Titu, Montu, Jhontu, Sentu, Pintu, Mintu,
        Rintu, Bachchu, Khoka, Khuku, Moni, Rani, Beauty, Happy, Sweety, Bonna, Nodi, Megh,
        Brishti, Batash, Shishir, Alo, Asha, Maya, Mukti, Shanti, Shukh, Dukhi, Dukhini, Phul,
        Fuli, Golap, Kusum, Bakul, Kamini, Moyuri, Tiya, Tuni, Tunu, Putul, Khushi, Hasi, Rekha,
        Rakha, Lokkhi, Laxmi, Saraswati, Kali, Durga, Gouri, Radha, Krishna, Gopal, Gobinda,
        Haradhon, Nimai, Gour, Bishu, Shibu, Shib, Kartik, Ganesh, Poritosh, Onil, Sunil, Bimol,
        Komol, Nirmal, Shyamol, Ujjal, Prodip, Dilip, Tapon, Swapon, Chhakina, Sokina, Zarina,
        Jarina, Morium
    """),
    family=lines("""
        Ahmed, Ahmad, Akhter, Akter, Aktar, Akther, Bibi, Begum, Begom, Bepari, Bhuiyan, Biswas,
        Chowdhury, Fakir, Gazi, Hawladar, Howlader, Haque, Hoque, Haq, Hossain, Hossen, Hussain, Islam,
        Jahan, Kazi, Khan, Khanam, Khandaker, Khatun, Khatoon, Mandal, Mondal, Matubbar, Mia, Miah,
        Mollah, Molla, Munshi, Pramanik, Rahman, Sarder, Sardar, Sarkar, Sarker, Shaikh, Sheikh, Sikder,
        Talukder, Uddin, Ullah, Chakma, Marma, Tripura, Tanchangya, Mro, Murmu, Hasda, Hembrom, Soren,
        Tudu, Hansda, Rabidas, Robidas, Das, Dey, Roy, Pal, Saha, Ghosh, Dewan, Sangma, Marak, Mankhin,
        Rema, Nokrek, Debnath, Bormon, Barman, Malo, Patra, Bauri, Munda, Chakraborty, Chakrabarti,
        Chatterjee, Mukherjee, Banerjee, Majumder, Mazumder, Mahato, Mahali, Mahto, Kisku, Mardi, Baske,
        Hajong, Shil, Sutradhar, Karmakar, Nath, Halder, Haldar, Gayen, Baidya, Baroi, Bala, Adhikary,
        Joarder, Khondokar, Laskar, Mridha, Patwary, Rari, Shikder, Tarafder, Larma, Talukdar, Bawm,
        Khyang, Drong, Chisim, Ritchil, Chiran, Sattar, Parvin, Siddique,
        Koch, Gain, Pathan
    """),
    before=lines("""
        md, md., mohammad, mst, mst., mosammat, mossammat, moulvi, maulana, mowlana, imam, hafez, haji,
        hazi, hajji, sheikh, advocate, adv., engineer, mr, mr., mrs, mrs., ms, miss, dr, dr., doctor,
        prof, prof., late, chairman, member, nurse, মোঃ, মো, মোছাঃ, মোসাঃ, মোছা, মোসাম্মৎ, ডাঃ, ডা, ডাক্তার,
        মৌলভী, মাওলানা, হাজী, জনাব, মরহুম, মৃত, শেখ, শ্রী, শ্রীমতি, এডভোকেট,
        জনাবা, মিসেস, মিস, শ্রীমতী, ড., ডঃ, এসআই, ওসি, এএসআই, সুপারভাইজার, ম্যানেজার, কারবারি,
        ডিলার, প্রফেসর, অধ্যাপক, মাঝি, ফাদার, ব্রাদার, সিস্টার
    """),
    after=lines("""
        bhai, bhaia, bhaiya, bhaijan, apa, apu, aapa, khala, khalamma, khalu, chacha, chachi, mama, mami,
        dada, dadi, nana, nani, bhabi, vabi, bhabhi, phupu, fupu, mia, miah, saheb, sahib, sir, madam,
        member, chairman, mashi, pishi, kaku, kaka, kaki, didi, boudi, dulabhai, matbor, matobbor, mollah,
        huzur, doctor, master, ostad, 'r ma, er ma, r ma, 'r bap, er bap, 'r baba, er baba, ভাই, ভাইয়া,
        আপা, আপু, খালা, খালাম্মা, খালু, চাচা, চাচি, চাচী, মামা, মামি, মামী, দাদা, দাদি, নানা, নানি, নানী,
        ভাবি, ভাবী, ফুপু, ফুফু, সাহেব, স্যার, ম্যাডাম, মেম্বার, চেয়ারম্যান, মাসি, পিসি, কাকা, কাকি, কাকু,
        দিদি, বৌদি, দুলাভাই, মাতবর, ডাক্তার, মাস্টার, হুজুর, সর্দার, মাঝি,
        হাজি, হাজী, দা, দাদু, সিস্টার, দালাল, ডিলার, দর্জি, মোল্লা, কবিরাজ, মহাজন, মুন্সি, মৌলভি,
        ইমাম, খলিফা, আন্টি, আঙ্কেল, নানু, ফুফা, কারবারি, dalal, dealer, dorji, majhi,
        kobiraj, mohajon, munshi, aunty, uncle
    """),
    place_after=lines("""
        bosti, basti, bustee, slum, para, union, upazila, upojela, thana, zila, district, division, bazar,
        bazaar, haat, hat, char, gram, mouza, pourashava, bandh, ghat, khal, beel, bil, haor, mor, more,
        gate, goli, lane, road, sarak, math, maath, tola, tek, colony, camp, sluice gate, tea garden,
        tea estate, cha bagan, railgate, rail gate, station, pukur, bari, bilpar, khalpar, nodi, river,
        bridge, embankment, masjid, mosque, mandir, temple, mazar, water tank, launch ghat, বস্তি, পাড়া,
        ইউনিয়ন, উপজেলা, থানা, জেলা, বিভাগ, বাজার, হাট, চর, গ্রাম, ঘাট, খাল, বিল, হাওর, মোড়, গেট, গলি, রোড,
        সড়ক, মাঠ, কলোনি, ক্যাম্প, পুকুর, নদী, ব্রিজ, বাঁধ, মসজিদ, মন্দির, স্টেশন, পৌরসভা, মাজার, চা বাগান,
        ব্লক, মৌজা, মহল্লা, টোলা, বস্তিতে, বাগান, হাওরে, বাঁধ, ঘাটে, মহল্লায়, block, railway
        colony,
        জংশন, টার্মিনাল, আবাসিক, গুচ্ছগ্রাম, শ্মশানঘাট, রেললাইন, রেলস্টেশন, আশ্রয়ণ, আবাসন,
        খেয়াঘাট, লঞ্চঘাট, বন্দর, দ্বীপ, পাহাড়, ছড়া, ঝিরি
    """),
    place_before=lines("""
        char, ward, ward no, ward no., ward number, block, sector, village, gram, union, upazila, zila,
        bazar, thana, road no, road no., house no, house no., holding no, গ্রাম, গ্রামঃ, ওয়ার্ড, ওয়ার্ড নং,
        ব্লক, সেক্টর, চর, থানা, উপজেলা, জেলা
    """),
    places=lines("""
        Dhaka, Chattogram, Chittagong, Khulna, Rajshahi, Sylhet, Barishal, Barisal, Rangpur, Mymensingh,
        Cumilla, Comilla, Gazipur, Narayanganj, Tongi, Savar, Kurigram, Gaibandha, Lalmonirhat,
        Nilphamari, Dinajpur, Panchagarh, Thakurgaon, Bogura, Bogra, Joypurhat, Naogaon, Natore, Pabna,
        Sirajganj, Jashore, Jessore, Satkhira, Bagerhat, Narail, Magura, Jhenaidah, Kushtia, Meherpur,
        Chuadanga, Bhola, Patuakhali, Barguna, Pirojpur, Jhalokathi, Noakhali, Feni, Lakshmipur, Chandpur,
        Brahmanbaria, Habiganj, Moulvibazar, Sunamganj, Netrokona, Sherpur, Jamalpur, Tangail,
        Kishoreganj, Manikganj, Munshiganj, Narsingdi, Faridpur, Rajbari, Gopalganj, Madaripur,
        Shariatpur, Rangamati, Khagrachhari, Khagrachari, Bandarban, Teknaf, Ukhia, Kutupalong, Korail,
        Karail, Mirpur, Uttara, Gulshan, Banani, Mohakhali, Shyamoli, Mohammadpur, Sreemangal, Srimangal,
        Chilmari, Rowmari, Koyra, Dacope, Shyamnagar, Bhashan Char, Sandwip, Hatiya, Karwan Bazar,
        Sadarghat, Kamrangirchar, Cox's Bazar, ঢাকা, চট্টগ্রাম, খুলনা, রাজশাহী, সিলেট, বরিশাল, রংপুর,
        ময়মনসিংহ, কুমিল্লা, গাজীপুর, নারায়ণগঞ্জ, টঙ্গী, সাভার, কুড়িগ্রাম, গাইবান্ধা, লালমনিরহাট, দিনাজপুর,
        বগুড়া, নওগাঁ, নাটোর, পাবনা, সিরাজগঞ্জ, যশোর, সাতক্ষীরা, বাগেরহাট, কুষ্টিয়া, ভোলা, পটুয়াখালী, বরগুনা,
        পিরোজপুর, নোয়াখালী, ফেনী, চাঁদপুর, হবিগঞ্জ, মৌলভীবাজার, সুনামগঞ্জ, নেত্রকোনা, শেরপুর, জামালপুর,
        টাঙ্গাইল, কিশোরগঞ্জ, মানিকগঞ্জ, মুন্সীগঞ্জ, নরসিংদী, ফরিদপুর, রাজবাড়ী, গোপালগঞ্জ, মাদারীপুর, শরীয়তপুর,
        রাঙ্গামাটি, রাঙামাটি, খাগড়াছড়ি, বান্দরবান, টেকনাফ, উখিয়া, কক্সবাজার, কড়াইল, মিরপুর, উত্তরা, মহাখালী,
        চিলমারী, শ্রীমঙ্গল, কয়রা, শ্যামনগর
    """),
    organisations=lines("""
        samity, somiti, samiti, madrasa, madrasha, maktab, garments, knitwear, textiles, spinning mill,
        community clinic, health complex, biddaloy, bidyaloy, সমিতি, মাদ্রাসা, মাদরাসা, মক্তব, ক্লিনিক,
        হাসপাতাল, বিদ্যালয়, স্কুল, কলেজ, গার্মেন্টস, কারখানা, এনজিও, ব্যাংক, স্বাস্থ্য কমপ্লেক্স, ফাউন্ডেশন, সংস্থা,
        কমিউনিটি ক্লিনিক, প্রাথমিক বিদ্যালয়, ইউনিয়ন পরিষদ, মেডিকেল কলেজ,
        কেন্দ্র, সংঘ, ক্লাব, মঞ্চ, সেন্টার, একাডেমি, ট্রাস্ট, মহিলা সমিতি, দল, মিল, ফ্যাক্টরি,
        নিটওয়্যার, ফ্যাশন, টেক্সটাইল,
        ফার্মেসি, বেতার, ডায়াগনস্টিক, ব্রিকস, টেলিকম, ওয়ার্কশপ, নার্সিং হোম, ফার্ম, প্রসেসিং,
        পরিষদ, এন্টারপ্রাইজ, হোটেল, রেস্টুরেন্ট, বেকারি, কিন্ডারগার্টেন, ফাউন্ডেশন, জোট,
        ট্রেডার্স, ওভারসিজ, জাগরণ
    """),
    groups=lines("""
        Bihari, Rohingya, Chakma, Marma, Tripura, Santal, Santali, Saotal, Garo, Mandi, Mro, Bawm, Khumi,
        Oraon, Munda, Harijan, Rabidas, Robidas, Dalit, Bede, Hijra, Methor, Manta, Monipuri, Khasi,
        Khasia, Tanchangya, Hindu, Muslim, হিজড়া, বেদে, হরিজন, দলিত, রবিদাস, সাঁওতাল, চাকমা, মারমা,
        ত্রিপুরা, গারো, মান্দি, ম্রো, রোহিঙ্গা, বিহারি, বিহারী, ওরাওঁ, মুন্ডা, খাসিয়া, মণিপুরি, হিন্দু, মুসলমান,
        বৌদ্ধ, খ্রিস্টান, মেথর, মুচি, জেলে, প্রতিবন্ধী, মান্তা,
        Barman, Koch, Hajong, Dalu, Hodi, Pahan, Pahari, Mahato, Mahali, Malo, Rajoar,
        Rajbangshi, Kaibarta, Jaladas, Jolodas, Dom, Dhangar, Horijon, Rishi, Muchi, Kol,
        Bhumij, Khyang, Lushai, Pangkhua, Patra, Ahmadiyya, Kadiani, Urdu-speaking, Bauri, Nath,
        Namasudra, Koibarta, Kuki, কোচ, হাজং, ডালু, পাহান, মাহাতো, মাহালি, রাজবংশী, কৈবর্ত,
        জলদাস, ডোম, ঋষি, কোল, ভূমিজ, খিয়াং, লুসাই, পাংখোয়া, পাত্র, নমঃশূদ্র, কাদিয়ানি, বাউরি,
        তঞ্চঙ্গ্যা, বম, খুমি, সাওতাল, মাল পাহাড়িয়া, তৃতীয় লিঙ্গের, বাঁশফোঁড়, লালবেগী
    """),
    months=lines("""
        আঘন, অঘ্রান, কাত্তিক, শাওন, ভাদর, ফাগুন, বোশেখ, জষ্ঠি, আশ্বিন, Aghon, Ogrohayon, Joishto, Bhador,
        Boishakh, Baishakh, Boisakh, Joishtho, Jyoistho, Joistho, Asharh, Ashar, Srabon, Shrabon, Srabon,
        Bhadro, Vadro, Ashwin, Aswin, Kartik, Ogrohayon, Agrahayan, Poush, Magh, Falgun, Phalgun, Choitro,
        Chaitra, বৈশাখ, জ্যৈষ্ঠ, আষাঢ়, শ্রাবণ, ভাদ্র, আশ্বিন, কার্তিক, অগ্রহায়ণ, পৌষ, মাঘ, ফাল্গুন, চৈত্র,
        জানুয়ারি, জানুয়ারী, ফেব্রুয়ারি, ফেব্রুয়ারী, মার্চ, এপ্রিল, মে, জুন, জুলাই, আগস্ট, সেপ্টেম্বর, অক্টোবর,
        নভেম্বর, ডিসেম্বর
    """),
    feasts=lines("""
        Eid, Eid ul Fitr, Eid-ul-Fitr, Eid ul Azha, Eid-ul-Azha, Qurbani Eid, Korbani Eid,
        Kurbani Eid, Roza, Rojar Eid, Ramadan, Ramzan, Shab-e-Barat, Pohela Boishakh, Durga Puja,
        Puja, Muharram, Victory Day, Sidr, Aila, Amphan, Biju, ঈদ, রোজার ঈদ, কোরবানির ঈদ,
        কুরবানির ঈদ, রমজান, রোজার মাস, শবে বরাত, পহেলা বৈশাখ, দুর্গাপূজা, দুর্গা পূজা, বিজয় দিবস,
        সিডর, আইলা, আম্পান, মহররম, Bijoy Dibosh, Rath Yatra, Dol Purnima, Lokkhi Puja, Lokkhi Pujar,
        Kali Puja, Saraswati Puja, Shab-e-Qadr, Shobe Borat, Shobe Kodor, Korbani, Kurbani,
        Eidul Fitr, Eidul Azha, Choitro Songkranti, Wangala, Sohrai, Nabanna, ঈদুল ফিতর, ঈদুল আজহা,
        ঈদ উল ফিতর, ঈদ-উল-ফিতর, কোরবানি, কুরবানি, শবে কদর, শব-ই-বরাত, শব-ই-কদর, লক্ষ্মীপূজা,
        লক্ষ্মী পূজা, কালীপূজা, কালী পূজা, সরস্বতী পূজা, দোলযাত্রা, দোল, রথযাত্রা, রথের মেলা,
        জন্মাষ্টমী, চৈত্র সংক্রান্তি, বৈসাবি, বিজু, বিঝু, সাংগ্রাই, ওয়ানগালা, সোহরাই, বাহা, কারাম,
        বৈশাখী মেলা, স্বাধীনতা দিবস, শহীদ দিবস, একুশে ফেব্রুয়ারি, বড়দিন, বুদ্ধ পূর্ণিমা, প্রবারণা,
        আশুরা, রোজা, রোজার, নবান্ন, বুলবুল, ইয়াস, রেমাল, মোখা, ফণী, আম্ফান, রিমাল
    """),
    numbers=(
        Number(
            "nid",
            r"\d{10}|\d{13}|\d{17}",
            r"nid|national id|smart card|voter id|এনআইডি|জাতীয় পরিচয়|ভোটার",
            alone=True,
        ),
        Number(
            "nid-spaced",
            (
                r"\d{3}[ -]\d{3}[ -]\d{4}|\d{4}[ -]\d{3}[ -]\d{3}|\d{4}[ -]\d{4}[ "
                r"-]\d{2,5}|\d{4}[ -]\d{2}[ -]\d{2}[ -]\d{4,9}|\d{4}(?:[ -]\d{2,6}){2,5}"
            ),
            r"nid|national id|smart card|এনআইডি|জাতীয় পরিচয়|birth|জন্ম",
        ),
        Number("plate", r"(?:metro|মেট্রো)[- ]?[\p{L}\p{M}]{1,4}[- ]?\d{2}[- ]?\d{4}", alone=True),
        Number(
            "birth-registration",
            r"(?:19|20)\d{15}|(?:19|20)\d{2}(?:[ -]\d{2,7}){2,4}",
            r"birth (?:reg|cert)|জন্ম নিবন্ধন|jonmo nibondhon",
        ),
    ),
)
