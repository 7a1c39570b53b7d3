"""Words shared by all countries: English frames, safe words, and the merged lists that recognisers ask.

The merged sets are built once, on first use, from the country packs; Latin entries are looked up in
lower case and again without diacritics, because typists drop them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import regex

from archive.redact.patterns.packs import Pack, lines, packs
from archive.redact.translit import name_key
from archive.redact.words import is_indic, plain

SAFE = lines("""
    I, I'm, I'll, I've, I'd, God, Allah, Lord, Jesus, Bible, Quran, Sir, Madam, Internet, English, Bangla,
    Bengali, Hindi, Nepali, Swahili, Kiswahili, Vietnamese, Urdu, Marathi, Tamil, Telugu, French, Arabic,
    Chinese, American, Indian, Kenyan, Bangladeshi, Pakistani, British, Bangladesh, India, Kenya, Nepal,
    Vietnam, Viet Nam, Pakistan, China, Africa, Asia, Europe, America, Uganda, Tanzania, Somalia,
    Ethiopia, Sudan, Myanmar, Bhutan, Japan, Korea, Malaysia, Qatar, Saudi, Dubai, Singapore, Laos,
    Cambodia, Thailand, Australia, USA, UK, UN, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday,
    Sunday, Mondays, Tuesdays, Wednesdays, Thursdays, Fridays, Saturdays, Sundays, January, February,
    March, April, May, June, July, August, September, October, November, December, WhatsApp, Facebook,
    YouTube, TikTok, Instagram, Zalo, Messenger, Google, Android, Nokia, Samsung, Bluetooth, Aadhaar,
    Adhar, Paracetamol, Panadol, Assalamu, Alaikum, Namaste, Namaskar, Adaab, Salaam, Askari, Askaris,
    Serikali, Polisi, Chifu, Interviewer, Respondent, Moderator, Participant, Facilitator, Note, NT,
    FGD, IDI, KII, Translator, Interpreter, Speaker, Question, Answer, Covid, Corona, Kibuku, M-Pesa,
    Mpesa, bKash, Nagad, Rocket, Bikash, Paytm, UPI, SIM, Form, Section, Article, Act, Constitution,
    Parliament, NID, ID, NGO, NGOs, TV, OK, Okay, HIV, AIDS, TB, ART, ARV, ARVs, LPG, ATM, PIN, OTP, BPL,
    APL, OBC, SC, ST, ASHA, ANM, FIR, BDO, DC, DM, SP, SDM, UP, UNO, VGD, VGF, PHC, CHC, MGNREGA, NREGA,
    ITI, MLA, MP, MCA, OB, OCS, OCPD, NHIF, SHA, NCPWD, CDF, KCSE, KCPE, FCHV, HA, MRI, ICU, OPD, ECG,
    CCTV, GPS, PDF, SMS, QR, BHYT, UBND, CCCD, CMND, KT3, AC, PWD, PWDs, LGBT, LGBTQ, SDG, UNHCR, WFP,
    UNICEF, WHO, USAID, SGBV, GBV, CBO, CHW, CHV, CHP, SSC, HSC, BA, BSc, MA, PSC, GD, OC, SI, ASI, RMG,
    HR, PM, GP, PDS, AWW, Mama, Baba, Mum, Dad, Mother, Father, Grandma, Grandmother, Grandfather, Uncle,
    Auntie, Aunt, Sister, Brother, Madam, Mister, Miss, Chief, Doctor, Nurse, Teacher, Pastor, Imam,
    Village, Ward, Name, Place, Date, Time, Age, Sex, Female, Male, Yes, No, Hindu, Muslim, Christian,
    Islam, Bibi, Ji, Bhai, Apa, Didi, Mzee, Bwana, Kaka, Dada, Chacha, Amma, Appa, Akka, Anna, Kabadi,
    Sheng, Matatu, Boda, Bodaboda, Tuktuk, CNG, Easybike, Republic, Government, Ministry, Court, State,
    Convention, Commission, Protocol, Rule, President, Minister
""")
"""Capitalised words that are nobody's name: places above the country's level, languages, forms, jargon."""

STOP = lines("""
    a, an, the, and, or, but, so, if, then, than, that, this, these, those, there, here, where, when, why,
    who, whom, whose, what, which, how, he, she, it, we, you, they, me, him, her, us, them, my, your, his,
    its, our, their, mine, yours, is, are, was, were, be, been, am, do, does, did, done, have, has, had,
    will, would, can, could, should, shall, may, might, must, not, no, yes, nor, of, in, on, at, to, from,
    for, by, with, about, into, over, under, after, before, up, down, out, off, again, once, all, any,
    both, each, few, more, most, other, some, such, only, own, same, too, very, just, now, even, also,
    one, two, three, four, five, six, seven, eight, nine, ten, first, second, last, next, still, because,
    while, until, my, haan, han, na, hai, ki, ka, ke, ko, se, me, mein, main, ham, hum, tum, aap, wo, woh,
    ye, yeh, toh, to, bhi, nahi, nahin, nai, ami, tumi, apni, amar, tomar, amra, tara, ora, ta, kintu, ar,
    er, ha, na, ni, ma, ba, cha, la, wa, ya, za, kwa, katika, kama, lakini, sana, mimi, wewe, yeye, sisi,
    ninyi, wao, hii, hiyo, huyu, huyo, hapa, pale, huko, ndiyo, hapana, sasa, bado, tu, pia, au, baada,
    kabla, watu, mtu, siku, mwaka, wakati, kila, hata, hakuna, kuna, ilikuwa, alikuwa, walikuwa, nilikuwa,
    tulikuwa, nini, nani, wapi, lini, gani, kwani, maana, basi, yaani, kweli, pole, asante, karibu,
    habari, okay, ok, well, oh, ah, hmm, mm, mmm, um, uh, eh, please, thank, thanks, sorry, hello, say,
    said, see, look, like, know, come, came, go, went, take, took, let, get, got, make, made, ask, tell,
    told
""")
"""Small words of English, Swahili and the romanised languages; never a name by themselves."""

STOP_FOLDED = frozenset(word.casefold() for word in STOP)


@cache
def merged(field: str) -> frozenset[str]:
    """All packs' entries of one field, in lower case."""
    return frozenset(entry.casefold() for pack in packs() for entry in getattr(pack, field))


@cache
def latin_names() -> frozenset[str]:
    """Given and family names in Latin letters, lower case, with and without diacritics."""
    return _with_plain(word for pack in packs() for name in pack.given | pack.family for word in name.split())


def _with_plain(names: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for name in names:
        if not is_indic(name):
            found.update((name.casefold(), plain(name)))
    return frozenset(n for n in found if len(n) > 1)


@cache
def name_keys(code: str) -> frozenset[str]:
    """Keys of one country's names, to recognise them in its own script; keys too short to tell are out."""
    pack = pack_of(code)
    keys = {name_key(word) for name in pack.given | pack.family for word in name.split()}
    return frozenset(key for key in keys | _schwa(keys) if len(key) > 2)


def _schwa(keys: set[str]) -> set[str]:
    """Longer keys without their last a: ``Shrestha``, ``Mishra`` end on no written vowel in their script."""
    return {key[:-1] for key in keys if key.endswith("a") and len(key) > 4}


@cache
def family_keys(code: str) -> frozenset[str]:
    """Keys of one country's family names alone."""
    keys = {name_key(word) for name in pack_of(code).family for word in name.split()}
    return frozenset(key for key in keys | _schwa(keys) if len(key) > 1)


def pack_of(code: str) -> Pack:
    """The pack of a country code."""
    return next(pack for pack in packs() if pack.code == code)


@cache
def safe() -> frozenset[str]:
    """``SAFE`` and all months, in lower case."""
    return frozenset(word.casefold() for word in SAFE)


@cache
def titles() -> frozenset[str]:
    """Every title and kin term of one word, both sides."""
    return frozenset(t for t in merged("before") | merged("after") if " " not in t)


def alternation(entries: Iterable[str]) -> str:
    """A regular expression for any of the entries, longest first; blanks match any run of blanks."""
    ordered = sorted({e.casefold() for e in entries if e}, key=lambda e: (-len(e), e))
    return "|".join(regex.escape(e).replace(r"\ ", r"[ \u00a0]{1,3}") for e in ordered)
