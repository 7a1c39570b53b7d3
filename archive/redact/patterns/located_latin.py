"""Where somebody is, told by what stands around it, in Swahili, Vietnamese and romanised speech.

"nyuma ya msikiti wa Wayu", "dưới dốc cầu Nậm Xé", "purani masjid ke saamne": a landmark with the word that
places it.
"""

from __future__ import annotations

import regex

from archive.model import IdentifierType as T
from archive.redact.spans import Span

_B, _E = r"(?<![\p{L}\p{M}\p{N}])", r"(?![\p{L}\p{M}\p{N}])"
_CAP = r"\p{Lu}[\p{L}\p{M}'’-]{1,20}"
_RUN = rf"{_CAP}(?: (?:kwa |ya |wa )?{_CAP}){{0,3}}"
_SW_MARK = (
    r"(?:soko|stendi|stage|steji|mahakama|daraja|njia panda|makazi|kituo|jengo|msikiti|kanisa|"
    r"shule|hospitali|kinu|"
    r"ukuta|bandari|uwanja|kiwanda|posta|duka|dampo|kambi|mlango|mti|mto|kisima|bwawa|ofisi|lango|barabara|kivuko|ghala|"
    r"zahanati|benki|kona|relini|reli|karakana|gereza|chuo)"
)
_SW_REL = r"(?:nyuma|mbele|kando|karibu|mkabala|chini|juu|ng['’]ambo|pembeni|upande|katikati|jirani)"
_SWAHILI = regex.compile(
    _B
    + (
        rf"({_SW_REL} (?:ya|na|za|la) {_SW_MARK}(?: (?:ya|wa|la|cha|za) (?:\p{{L}}{{3,12}} (?:ya |wa |"
        rf"la )?)?{_RUN}|"
        rf" (?:ya|la|wa|cha) (?:zamani|chuma|mawe|mbao|kale|reli|maji|gesi|kahawa|chai))?|"
        rf"{_SW_MARK}(?:ni)? (?:(?:ya|wa|la|cha|za) )?{_RUN}|"
        rf"(?:mstari|kibanda|ghorofa|chumba|lango|awamu|mtaa|bloku|nambari ya nyumba|nyumba namba) "
        rf"(?:wa|cha|ya|la) (?:\d{{1,3}}|kwanza|pili|tatu|nne|tano|sita|saba))"
    )
    + _E
)
_VI_MARK = (
    r"(?:cầu|chợ|chùa|bến xe|bến phà|bến đò|bến|bưu điện|trường|trạm|nhà thờ|ủy ban|ga|cây xăng|"
    r"cây đa|gốc đa|ngã ba|ngã tư|"
    r"lò gạch|nhà máy|xưởng|cổng|bãi rác|nghĩa trang|sân vận động|sân bóng|bệnh viện|công viên|hồ|"
    r"sông|kênh|đình|miếu|quán|"
    r"trụ sở xã|trụ sở|đồn|kho|khu chợ|đê|đập|suối)"
)
_VIETNAMESE = regex.compile(
    _B
    + (
        rf"((?:(?:gần|sau|sau lưng|trước|cạnh|bên cạnh|dưới|trên|đối diện|đầu|cuối|ven|mé|bên|chân|gầm|"
        rf"dốc|cổng|phía sau|"
        rf"hông|cánh) ){{1,2}}{_VI_MARK}(?: {_VI_MARK})?(?: (?:{_CAP}(?: {_CAP}){{0,2}}|cũ|số \d{{1,3}}))|"
        rf"(?:khu trọ|xóm trọ|dãy trọ|khu đô thị|khu tái định cư|cánh đồng|bãi|vựa|lán|đầm|mé sông|"
        rf"bờ hồ|bờ sông|gầm cầu|"
        rf"chân cầu|ngã ba|ngã tư|cổng chợ|bến phà|bến xe|bến tàu|cầu tàu|trụ sở xã|cầu thang|quầy|sạp) "
        rf"(?:{_CAP}(?: {_CAP}){{0,2}}|số \d{{1,3}})|(?:dãy|quầy|sạp|phòng|nhà|kho|lô|ô|tầng|"
        rf"lầu) số \d{{1,3}}|dãy \d{{1,2}})"
    )
    + _E
)
_RO_MARK = (
    r"(?:mandir|masjid|mosjid|temple|mosque|chowk|talab|pukur|ghat|gate|kalibari|idgah|statue|murti|factory|mill|depot|"
    r"pul|bridge|station|crusher|rock|bazaar|bazar|school|thana|hospital|haspatal|vidyalaya|godown|tanki|phatak|"
    r"bus ?park|bus stand|dargah|majar|mazar|bhatta|vata|field|maath|maidan|club|tower|cinema|"
    r"pump|kabristan|shoshan|"
    r"chautari|gumba|church|girja|adda|corner|office)(?:er|r)?"
)
_RO_REL = (
    r"(?:paas|pas|peeche|piche|pichhe|saamne|samne|niche|neeche|kinare|bagal|pichone|pechone|pashe|shamne|samne|kache|"
    r"dhare|opare|chheu|chheuma|agadi|pachhadi|najik|muni)"
)
_ROMANISED = regex.compile(
    rf"{_B}((?:(?:the|purani|purana|purano|boro|choto|bada|badi|naya|nayi|notun|puran|lal|kali|shiv|hanuman|sai|{_CAP}|"
    rf"(?-i:\p{{Lu}})\p{{L}}{{2,14}}) ){{0,3}}{_RO_MARK}(?: (?:ke|ki|ko|er|r))? {_RO_REL})"
    rf"(?: wal[ia] (?:gali|goli|chawl|ghar))?{_E}"
)
_SW_CUES = ("ya ", "la ", "wa ", "cha ", "na ")
_RO_CUES = tuple(_RO_REL[3:-1].split("|"))


def located_latin(text: str, lang: str) -> list[Span]:
    """Landmarks with the word that places them, and numbers of rows, stalls and floors."""
    if lang == "sw":
        patterns = [_SWAHILI] if any(cue in text for cue in _SW_CUES) else []
    elif lang == "vi":
        patterns = [_VIETNAMESE]
    else:
        patterns = [_ROMANISED] if lang == "xx" and any(cue in text for cue in _RO_CUES) else []
    return [Span(*m.span(1), T.LOC, 0.7, "located") for p in patterns for m in p.finditer(text)]
