"""Short texts of our own in six languages, and strategies made of them."""

from __future__ import annotations

from hypothesis import strategies as st

TEXTS = {
    "en": "The guard at the clinic would not let us in. He asked for papers! We had none.",
    "bn": "আমাগের হাসপাতালে পানি নাই। ডাক্তারকে কইলাম, নাম লেখেন। কার্ডে বয়স ভুল।",
    "hi": "अस्पताल में काग़ज़ माँगे। हमारे गाँव में पानी नहीं है।",
    "ne": "अस्पतालमा नागरिकताको कागज मागे। छोरीलाई फर्काए।",
    "sw": "Walituambia turudi kesho. Watoto hawakupata dawa hospitalini.",
    "vi": "Bệnh viện không nhận con tôi vì không có giấy. Chúng tôi đi về.",
}

_PIECES = [word for text in TEXTS.values() for word in text.split()]
_SIGNS = [
    " ",
    ", ",
    ". ",
    "। ",
    "\n",
    "-",
    "'",
    '"',
    "👩‍👩‍👧",
    "e\u0301",
    "ক্ষ",
    "\u200d",
    "\u0301",
    "१२",
    "①",
]

mixed_text = st.lists(st.sampled_from([*_PIECES, *_SIGNS]), max_size=14).map("".join)
"""Words of all six, glued together in every way, with signs that tempt a careless cut."""
