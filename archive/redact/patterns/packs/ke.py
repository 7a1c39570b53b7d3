"""Kenya: words of Swahili, Sheng and English as spoken there, numbers of its papers."""

from __future__ import annotations

from archive.redact.patterns.packs import Number, Pack, lines

PACK = Pack(
    code="KE",
    languages=("sw",),
    given=lines("""
        Abdi, Abdullahi, Achieng, Adan, Adhiambo, Agnes, Ahmed, Aisha, Akinyi, Akoth, Ali, Alice, Amina,
        Amos, Anne, Anyango, Asha, Atieno, Awino, Barasa, Beatrice, Benson, Bernard, Brian, Caroline,
        Catherine, Charles, Chebet, Chepkoech, Chepngetich, Cherono, Cheptoo, Christine, Collins,
        Cynthia, Daniel, David, Dennis, Diana, Dorcas, Edwin, Ekai, Ekiru, Elizabeth, Emmanuel, Ereng,
        Esther, Eunice, Evans, Everlyne, Faith, Fatuma, Felix, Florence, Francis, Fredrick, George,
        Gideon, Gladys, Grace, Habiba, Halima, Hassan, Hellen, Hussein, Ibrahim, Irene, Isaac, Ismail,
        Jackline, Jackson, Jacob, James, Jane, Janet, Jebet, Jelagat, Jepchirchir, Jepkorir, Jerono,
        Joan, John, Joseph, Josephine, Joshua, Joyce, Juma, Kamau, Karanja, Kariuki, Kennedy, Kevin,
        Kiprono, Kiprop, Kipchoge, Kiptoo, Lilian, Lucy, Lydia, Magdalene, Margaret, Maria, Mariam,
        Martin, Mary, Maureen, Mercy, Michael, Millicent, Mohamed, Moraa, Moses, Muthoni, Mwanaisha,
        Mwikali, Mwende, Nafula, Nancy, Nanjala, Naomi, Nasimiyu, Ndinda, Nduku, Nekesa, Njeri, Njoki,
        Nyaboke, Nyambura, Nyawira, Nyokabi, Ochieng, Odhiambo, Okoth, Omondi, Onyango, Otieno, Ouma,
        Patrick, Paul, Pauline, Peter, Philip, Purity, Rachel, Rehema, Rose, Ruth, Salim, Samson,
        Samuel, Sarah, Saumu, Sharon, Simon, Stella, Stephen, Susan, Teresia, Titus, Tom, Veronica,
        Victor, Vincent, Violet, Wairimu, Waithera, Wambui, Wangari, Wangui, Wanjiku, Wanjiru, Wanjala,
        Wafula, Wekesa, William, Winnie, Winfred, Yusuf, Zainab, Zawadi, Zipporah, Lokwawi, Lomuria,
        Nakiru, Napeyok, Naserian, Nasieku, Resian, Sankau, Saitoti, Lemayian, Nashipae, Katana,
        Kazungu, Kadzo, Karisa, Dama, Abdikadir, Adongo, Akello, Akumu, Aloyce, Amondi, Apiyo, Asige,
        Auma, Awuor, Benta, Bishara, Bosibori, Brenda, Caleb, Caren, Chelangat, Chelimo, Chemutai,
        Chepkemoi, Cherotich, Consolata, Daudi, Debora, Ebei, Ekal, Ekitela, Emali, Emmaculate, Epakan,
        Esinyen, Evaline, Gakii, Galgalo, Gathoni, Godana, Guyo, Hadija, Hamisi, Hawa, Imali, Jaldesa,
        Jaydan, Jemimah, Jeptoo, Kagendo, Kageni, Kahindi, Kalekye, Kamene, Kanini, Karimi, Kasyoka,
        Kawira, Kemunto, Kerubo, Khadija, Kibet, Kimani, Kipkemboi, Kiplagat, Kiprotich, Koskei,
        Kwamboka, Lekishon, Leshan, Lokwang, Loise, Lopeyok, Makena, Mapenzi, Mbithe, Mbula, Mueni,
        Muinde, Mukami, Mumbi, Mumbua, Mutheu, Mutua, Mwanajuma, Nabwire, Naliaka, Namalwa, Namunyak,
        Nangila, Nasike, Nelima, Njambi, Noor, Nyanchama, Okello, Omar, Owuor, Peninah, Rael, Resiato,
        Roba, Rukia, Sabina, Sankale, Sarange, Sein, Selina, Shamsa, Shiro, Shiku, Silantoi, Simiyu,
        Syombua, Talaso, Tumaini, Ubah, Wambua, Wangeci, Wanza, Wario, Waweru, Wayua, Zuhura,
        Elijah, Musa, Saida, Salome
    """),
    family=lines("""
        Achieng, Akinyi, Atieno, Barasa, Chebet, Cheruiyot, Ekal, Ekiru, Gathoni, Gitau, Githinji,
        Hassan, Jelimo, Juma, Kamau, Karanja, Kariuki, Keter, Kibet, Kilonzo, Kimani, Kimutai, Kinyua,
        Kipkemboi, Kiplagat, Kirui, Koech, Korir, Lagat, Langat, Lokiru, Lokorio, Maina, Makokha,
        Makori, Mbugua, Moraa, Musyoka, Mutai, Mutiso, Mutua, Muthoni, Mwangi, Mwaura, Mwende, Naliaka,
        Ndungu, Ng'ang'a, Ngugi, Njenga, Njoroge, Njuguna, Nyaga, Nyambura, Nyong'o, Nyongesa, Obura,
        Ochieng, Odera, Odhiambo, Odongo, Ogutu, Okello, Okoth, Oloo, Omar, Omondi, Onyango, Opiyo,
        Oruko, Otieno, Ouko, Ouma, Owino, Rotich, Ruto, Sang, Simiyu, Tanui, Wafula, Waweru, Wanjala,
        Wanyama, Wekesa, Were, Yego, Lengai, Lekishon, Leshao, Ole Sankau, Mwakio, Mwadime, Mwangombe,
        Shikuku, Ogola, Oduor, Muli, Macharia, Wachira, Gichuru, Bett, Biwott, Kiptoo, Lekuton,
        Leparleen, Lesuuda, Lolwerikoi, Ole, Nkaissery, Ntutu, Sankok, Mohamed, Abdi, Osman, Farah,
        Warsame, Duale, Dida, Boru, Halake, Elema, Ekidor, Ekuwam, Lokwawi, Nangiro, Longor, Loyapan,
        Mwamburi, Mwachofi, Charo, Kazungu, Karisa, Ngala, Tsuma, Nyamweya, Ondieki, Momanyi, Bosire,
        Nyaundi, Omwenga, Ongeri, Mokaya, Machuki, Murithi, Kirimi, Mwiti, Gitonga, Njeru, Ireri,
        Chondo, Eyanae, Epuu,
        Ali, Hussein, Ibrahim
    """),
    before=lines("""
        mama, mzee, baba, bwana, bi, bibi, ndugu, dada, kaka, shosh, shosho, cucu, guka, nyanya, babu,
        mwalimu, daktari, chifu, chief, assistant chief, sub-chief, subchief, corporal, sergeant,
        inspector, constable, ocs, pastor, father, fr, fr., sister, bishop, imam, sheikh, ustadh, sheikha,
        nurse, teacher, madam, mr, mr., mrs, mrs., ms, miss, dr, dr., doctor, clinical officer, mca, mp,
        hon, hon., hon, honourable, governor, elder, auntie, aunty, uncle, mheshimiwa, mtumishi, kasisi,
        padre, askofu, officer, councillor, headteacher, headmaster, deputy, driver, matron, wakili,
        sub chief, village elder, chairlady, mjomba, shangazi
    """),
    after=lines("""
        junior, senior
    """),
    place_after=lines("""
        estate, village, camp, ward, sub-county, subcounty, county, location, sub-location, sublocation,
        division, constituency, market, stage, centre, center, town, junction, roundabout, bridge,
        dumpsite, slum, phase, road, street, river, beach, hill, hills, forest, ranch, farm, dam,
        borehole, manyatta, quarry, police station, police post, dispensary, airstrip, block, plots,
        court, flats
    """),
    place_before=lines("""
        ward, village, kijiji cha, kijiji, mtaa wa, mtaa, kata ya, kata, kaunti ya, kaunti, wilaya ya,
        wilaya, tarafa ya, eneo la, soko la, mji wa, block, phase, plot, plot no, plot no., house no,
        house no., zone, gate, kambi ya, kituo cha, mto wa, mto, mlima, ziwa, lake, mount, mt,
        mt., jimbo la, stage ya, shamba la, soko la, stendi ya, steji ya, mahakama ya, daraja la,
        njia panda ya,
        makazi ya, eneo bunge la, jengo la, msitu wa, bandari ya, bonde la, kisiwa cha, barabara ya,
        kona ya, uwanja wa, dampo la, kivuko cha, gereza la, kanisani, sokoni
    """),
    places=lines("""
        Nairobi, Mombasa, Kisumu, Nakuru, Eldoret, Thika, Malindi, Kitale, Garissa, Kakamega, Nyeri, Meru,
        Embu, Machakos, Kitui, Makueni, Wajir, Mandera, Marsabit, Isiolo, Turkana, Lodwar, Lokichar,
        Kakuma, Kalobeyei, Lokichoggio, Samburu, Maralal, Baringo, Kabarnet, Laikipia, Nanyuki, Narok,
        Kajiado, Bomet, Kericho, Nandi, Uasin Gishu, Trans Nzoia, West Pokot, Kapenguria, Bungoma, Busia,
        Vihiga, Siaya, Homa Bay, Homabay, Migori, Kisii, Nyamira, Kilifi, Kwale, Lamu, Taita Taveta,
        Tana River, Voi, Kiambu, Murang'a, Kirinyaga, Nyandarua, Tharaka Nithi, Dadaab, Hagadera, Ifo,
        Dagahaley, Kibera, Kibra, Mathare, Mukuru, Mukuru kwa Njenga, Mukuru kwa Reuben, Korogocho,
        Dandora, Kayole, Kawangware, Kangemi, Githurai, Umoja, Eastleigh, Kariobangi, Huruma, Majengo,
        Pumwani, Industrial Area, Viwandani, Likoni, Kisauni, Changamwe, Bamburi, Nyalenda, Manyatta,
        Obunga, Kondele, Naivasha, Gilgil, Limuru, Ruiru, Juja, Ngong, Rongai, Kitengela, Athi River, Mau,
        Mau Forest, Embobut, Moyale, Arusha, Dar es Salaam
    """),
    organisations=lines("""
        dispensary, health centre, level 4, level 5, sub-county hospital, county referral hospital,
        referral hospital, chama, sacco, cbo, primary, secondary, academy, polytechnic, huduma centre,
        church, mosque, self-help group, self help group, women group, women's group, youth group,
        jua kali, shule ya msingi, shule ya, shule, hospitali ya, hospitali, zahanati ya, zahanati,
        kanisa la, kanisa, msikiti wa, msikiti, kikundi cha, kituo cha afya, kituo cha polisi, chuo cha,
        chuo kikuu cha, kiwanda cha, benki ya, shirika la, chama cha,
        kikundi, chama, shule, zahanati, hospitali, kanisa, msikiti, kituo cha, kikundi cha,
        shirika la, kampuni ya, hospitali ya rufaa ya, kliniki ya, parokia ya, kituo cha sheria,
        benki ya, chuo cha, nyumba ya, ofisi ya
    """),
    groups=lines("""
        Kikuyu, Luo, Luhya, Kamba, Kalenjin, Kisii, Abagusii, Meru, Embu, Maasai, Masai, Samburu, Turkana,
        Somali, Borana, Rendille, Pokot, Ogiek, Sengwer, Yaaku, Ilchamus, El Molo, Elmolo, Dorobo, Nubian,
        Nubi, Makonde, Pemba, Mijikenda, Giriama, Digo, Duruma, Taita, Waata, Aweer, Boni, Sanye, Dahalo,
        Endorois, Terik, Munyoyaya, Malakote, Galjeel, Shona, Rwandese, Burundian, Oromo, Gabra, Burji,
        Teso, Sabaot, Marakwet, Tugen, Nandi, Kipsigis, Muslim, Christian, deaf, Deaf, albino, albinism,
        kuchu, gay, lesbian, bisexual, transgender, intersex, walemavu, mlemavu, kiziwi, viziwi, kipofu,
        Mluo, Mkikuyu, Mkamba, Mmaasai, Msomali, Mturkana, Mluhya, Waluo, Wakikuyu, Wamaasai, Wasomali,
        Mwislamu, Waislamu, Mkristo, Wakristo, Mnubi, Wanubi, Wapemba, Wamakonde,
        Wata, Watta, Munyoyaya, Bajuni, Bravanese, Swahili, Arab, Asian, Kuria, Suba, Basuba,
        Tharaka, Mbeere, Chuka, Keiyo, Elgeyo, Ajuran, Degodia, Garreh, Garre, Murule, Sakuye,
        El Konso, Konso, Dasenach, Daasanach, Njemps, Dinka, Nuer, Sudanese, Congolese, Rwandan,
        Ethiopian, Eritrean, Chonyi, Kauma, Ribe, Rabai, Jibana, Kambe, Banyala, Bukusu,
        Maragoli, Banyore, Tiriki, Mbukusu, Mmaragoli, Mgiriama, Mdigo, Mborana, Mpokot,
        Msamburu, Mogiek, Waogiek, Msengwer, Mkisii, Mmeru, Mtaita, Mmakonde, Mpemba, Mhindi,
        Wahindi, Mwarabu, Wabajuni, Mbajuni, Wagiriama, Wapokot, Waturkana, Wasamburu
    """),
    months=lines("""
        Januari, Februari, Machi, Aprili, Mei, Juni, Julai, Agosti, Septemba, Oktoba, Novemba, Desemba
    """),
    feasts=lines("""
        Madaraka Day, Mashujaa Day, Jamhuri Day, Huduma Day, Easter, Christmas, Krismasi, Pasaka,
        Idd, Idd ul Fitr, Idd-ul-Fitr, Eid, Ramadhan, Ramadhani, Maulidi, Labour Day, Saba Saba,
        Boxing Day, Jamhuri, Madaraka, Mashujaa, Ijumaa Kuu, Idi, Idd el Fitr, Iddi, Mfungo,
        Mwaka Mpya, Siku ya Mashujaa, Siku ya Madaraka, Siku ya Jamhuri, Idd el Hajj, Noeli
    """),
    numbers=(
        Number(
            "national-id",
            (
                r"\d{4}[ -]?\d{4}|\d{7,8}|\d{2}[ .]\d{3}[ .]\d{3}|\d{3}[ ]\d{3}[ "
                r"]\d{2}"
            ),
            r"\bid\b|kipande|kitambulisho|identity|ident|huduma|nambari ya",
        ),
        Number("maisha", r"[a-z]{0,2}\d{9,14}", r"huduma|maisha|upi|birth cert"),
        Number(
            "ob",
            r"\d{1,4}/\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,4}/\d{4}",
            r"\bob\b|o\.b\.|occurrence",
            alone=True,
        ),
        Number(
            "ncpwd", r"(?:ncpwd|pwd)?[ /-]?[a-z]{0,3}[ /-]?\d{4,10}", r"ncpwd|disability card|kadi ya ulemavu"
        ),
        Number("plate", r"k[a-z]{2} ?\d{3} ?[a-z]|kmd?[a-z]{1,2} ?\d{3} ?[a-z]", alone=True),
        Number(
            "till",
            r"\d{5,7}|\d{3} \d{3}",
            (
                r"till(?: no| number)?|paybill|pay bill|buy goods|m-?pesa|lipa "
                r"na"
            ),
        ),
        Number("nhif", r"r?\d{6,10}(?:-\d)?", r"nhif|\bsha\b|\bshif\b|nssf|kra|pin"),
    ),
)
