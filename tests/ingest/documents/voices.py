"""What people say in the languages of the archive, and in scripts beside them; all of it invented."""

from __future__ import annotations

TALKS = {
    "en": "I: Tell me about the clinic.\nR: They sent us away because we had no card.\n"
    "I: Who?\nR: The guard.\n",
    "sw": "M: Niambie kuhusu zahanati.\nJ: Walitufukuza kwa sababu hatukuwa na kadi.\nM: Nani?\nJ: Mlinzi.\n",
    "vi": "Hỏi: Chị kể về trạm y tế đi?\nĐáp: Họ đuổi chúng tôi về, vì không có thẻ bảo hiểm.\n"
    "Hỏi: Ai đuổi?\nĐáp: Người bảo vệ ở cổng Trường Đặng Thị Ngọc.\n",
    "hi": "प्र: अस्पताल के बारे में बताइए।\nउ: हमारे पास कार्ड नहीं था, इसलिए भगा दिया।\nप्र: किसने?\nउ: चौकीदार ने।\n",
    "ne": "प्र: अस्पतालको बारेमा भन्नुहोस्।\nउ: हामीसँग कार्ड थिएन, त्यसैले फर्काइदिए।\nप्र: कसले?\nउ: पालेले।\n",
    "bn": "প্র: হাসপাতালের কথা বলুন।\nউ: আমাদের তাড়িয়ে দিল, কার্ড ছিল না।\nপ্র: কে?\nউ: দারোয়ান।\n",
    "bn-Latn": "I: hospital er kotha bolun?\nR: amader tariye dilo, card chilo na.\n"
    "I: ke?\nR: daroan, ar ke.\n",
}
"""One talk in the six languages, and in romanised Bangla."""

SCRIPTS = {
    "Latin": "Walitufukuza hatukuwa kadi",
    "Vietnamese": "Họ đuổi chúng tôi về",
    "Bengali": "আমাদের তাড়িয়ে দিল কার্ড",
    "Devanagari": "हमारे पास कार्ड नहीं",
    "Khmer": "យើងគ្មានប័ណ្ណ ទេ",
    "Cyrillic": "у нас не было карты",
}
"""A few words in each of several scripts."""
