"""Invented names and sentences in five scripts, for talks that tests write. Nobody real is named."""

from __future__ import annotations

NAMES: dict[str, tuple[str, ...]] = {
    "latin": (
        "Asha Rao", "Mina Das", "Lal Chand", "Achieng Odero", "Barasa wa Wafula", "Tomas Ek", "Rhoda Kimani",
        "Juma Bakari", "Zeba Noor", "Peter Oduor", "Hamida Juma", "Grace Muthoni",
    ),
    "vietnamese": (
        "Nguyễn Thị Lan", "Trần Văn Bình", "Lê Thị Thu", "Phạm Hùng", "Hoàng Yến", "Đỗ Minh Đức",
        "Vũ Thị Hạnh", "Bùi Quang", "Ngô Thị Mai", "Đặng Tuấn", "Lý Thị Sáu", "Dương Văn Tám",
    ),
    "bengali": (
        "আশা রাও", "মিনা দাস", "লাল চাঁদ", "রহিমা বেগম", "করিম মিয়া", "সুফিয়া খাতুন", "আবুল কালাম", "জরিনা",
        "নূর হোসেন", "শেফালী রানী", "মনোয়ারা", "তোফাজ্জল হোসেন",
    ),
    "devanagari": (
        "आशा राव", "मीना दास", "लाल चंद", "सुनीता देवी", "रामू यादव", "कमला बाई", "शंभू महतो", "गीता कुमारी",
        "हरि बहादुर", "सीता तामाङ", "मुन्ना", "फूलमती देवी",
    ),
}  # fmt: skip

SENTENCES: dict[str, tuple[str, ...]] = {
    "latin": (
        "They sent us away because we had no card.", "The guard stood there with a stick.",
        "I saw that too, from the tea stall.", "We walked home and it was night.", "He slept on my back.",
        "The bridge was gone after the rain.", "Nobody wrote our names on the list.",
        "My mother sold the goat for the boat.", "Hatukupata dawa siku hiyo.",
        "Maji yalifika mpaka mlangoni.", "At 10:30 the office was still closed.",
        "He told me: go to the other window.", "She had a fever for 3 days.", "No, never.",
    ),
    "vietnamese": (
        "Họ đuổi chúng tôi về vì không có thẻ.", "Người gác đứng đó với cây gậy.", "Tôi cũng thấy như vậy.",
        "Chúng tôi đi bộ về lúc trời tối.", "Nước lên tới cửa nhà.", "Không ai ghi tên chúng tôi.",
        "Mẹ tôi bán con bò để trả tiền thuyền.", "Lúc 10:30 văn phòng vẫn đóng cửa.", "Cháu sốt ba ngày.",
    ),
    "bengali": (
        "কার্ড ছিল না বলে আমাদের ফিরিয়ে দিল।", "পাহারাদারের হাতে লাঠি ছিল।", "চায়ের দোকান থেকে আমিও দেখেছি।",
        "রাতে হেঁটে বাড়ি ফিরলাম।", "তালিকায় কেউ আমাদের নাম লেখেনি।", "মা ছাগলটা বেচে নৌকার ভাড়া দিল।",
        "পানি দরজা পর্যন্ত উঠেছিল।", "সকাল ১০:৩০ পর্যন্ত অফিস বন্ধ ছিল।",
    ),
    "devanagari": (
        "कार्ड नहीं था इसलिए हमें लौटा दिया।", "पहरेदार के हाथ में लाठी थी।", "चाय की दुकान से मैंने भी देखा।",
        "रात में पैदल घर लौटे।", "सूची में किसी ने हमारा नाम नहीं लिखा।", "माँ ने नाव के लिए बकरी बेच दी।",
        "पानी दरवाज़े तक आ गया था।", "सुबह १०:३० तक दफ़्तर बंद था।",
    ),
}  # fmt: skip

QUESTIONS: dict[str, tuple[str, ...]] = {
    "latin": (
        "Tell me about the clinic.", "Who sent you away?", "What did you do then?", "And the child?",
        "Where was your house?", "Did anybody help you?", "Ulienda wapi baadaye?",
    ),
    "vietnamese": (
        "Chị kể về trạm xá đi ạ.", "Ai đuổi chị về?", "Sau đó chị làm gì?", "Còn cháu bé?", "Nhà chị ở đâu?",
    ),
    "bengali": (
        "ক্লিনিকের কথা বলুন।", "কে ফিরিয়ে দিল?", "তারপর কী করলেন?", "আর বাচ্চাটা?", "বাড়ি কোথায় ছিল?",
    ),
    "devanagari": (
        "दवाख़ाने के बारे में बताइए।", "किसने लौटाया?", "फिर आपने क्या किया?", "और बच्चा?", "घर कहाँ था?",
    ),
}  # fmt: skip
