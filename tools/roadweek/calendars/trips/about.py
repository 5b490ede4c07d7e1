"""What is only about a trip, or sounds like one: errands, money, media, guests, birthdays; and whose trip it is.

Words of the languages that calendars here are kept in. They veto; what makes a trip is structure, in ``routes`` and
``days``.
"""

from __future__ import annotations

import re

from roadweek.calendars.attendance import Identity
from roadweek.calendars.trips.called import WORK_TRIPS
from roadweek.calendars.trips.places import folded, leading, place

__all__ = ["calls_off", "is_about", "is_leave", "is_meeting", "is_nowhere", "passenger", "somebody_else"]

_I = re.IGNORECASE

_CALLED_OFF = re.compile(
    r"取消|不去|推迟|\bcancel(?:l?ed|led)?\b|\bno longer\b|\bpostponed\b|\bcalled off\b|\babgesagt\b|\bentfällt\b"
    r"|\bannulée?\b|\breportée?\b|\bcancelad[oa]\b|中止|欠航",
    _I,
)
_ERRAND = re.compile(
    r"^\W*(?:todo:?|to do:?|remind(?:er)?:?|deadline:?)?\s*(?:(?:re)?book|buy|plan|pack|prep(?:are)?|look(?:ing)?"
    r"|research"
    r"|compare|renew|cancel|confirm|reserve|submit|file|claim|expense|print|order(?! ?[\d#])|pay|send|ship|read"
    r"|watch|listen"
    r"|write"
    r"|call|phone|e-?mail|ask|discuss|review|debrief|get|find|request|apply|sell|sort|organi[sz]e|arrange|drop|pick"
    r"|fetch|collect|finish|decide|check(?! ?-?in\b)|study|learn|talk about)\b"
    r"|^\W*check[- ]?in (?:online|opens?|for)\b|\bonline[- ]check[- ]?in\b|\bweb check",
    _I,
)
_ABOUT = re.compile(
    r"报销|审批|申请|总结|汇报|截止|升级|补贴|费用|预算|发票|签证|护照|攻略|规划|计划|转账|付款|准备|打包|收拾|提交|安排"
    r"|(?:订|买|抢|退|改签|查|看).{0,24}(?:票|酒店|房间|航班)"
    r"|\bexpens\w*|\breimburse\w*|\bapproval\b|\bbudget\w*|\binvoices?\b|\breceipts?\b|\breport\b|\bplann?ing\b"
    r"|\bplans\b"
    r"|\bitinerary (?:review|planning)\b|\bbooking (?:micro|service|system|api|engine|flow|app)\w*"
    r"|\bnewsletter\b|\bdeals?\b|\bsale\b|% off\b|\bdiscounts?\b|\bcheap\b|\bfrom \d+ ?(?:eur|usd|€|\$|£)"
    r"|\bdebrief\w*|\blessons learned\b|\bretro\w*|\brecap\b|\bpassport\b|\bvisas?\b|\bdue\b|\bdeadline\b"
    r"|\bfor trip\b"
    r"|\btickets? (?:to|for)\b.*\b(?:buy|book)\b|\btravel (?:policy|agency|insurance|budget|sales|desk|grant|fair)\b"
    r"|reisekosten|abrechnung|\w*antrag\b|einreichen|\bbuchen\b|\bplanen\b|\bplanung\b|genehmig|\bpacken\b|vorbereit"
    r"|정산|출장비|\bdespesas\b|\breembols\w*|\brozliczen\w+|\breseräkning\b|\breiseregning\b|\brejseafregning\b|\bmatkalasku\w*"
    r"|\bcestovní náhrad\w+|\bútiköltség\w*|\bmasraf\w*|\bdeclaratie\b|\bdecont\b|thanh toán|авансов|відряджувальн"
    r"|\bnotes? de frais\b|\bréserver\b|\bacheter\b|\bpréparer\b|\bplanifier\b|\bdemande de\b"
    r"|\bcompra\w*\b|\breservar\b|\bpreparar\b|\bgastos\b|\bsolicitud\b"
    r"|予約する|精算|申請|報告|準備|手配",
    _I,
)
_LIKE = re.compile(
    r"\bflight(?: |-)?(?:simulat\w*|recorder|control\w*|deck|school|club|lessons?|attendants?|to[- ]quality)\b"
    r"|\bflight-to-"
    r"|\b(?:wine|beer|whisk(?:e)?y|cider|gin|tasting)\b.*\bflights?\b|\bflights? of\b|\btasting flight\b"
    r"|旅行商|\btravell?ing sales|\bguilt trip\b|\bego trip\b|\btrip(?:s)? to (?:the )?(?:dentist|doctor|vet|gym|zoo"
    r"|store"
    r"|shops?|supermarket|mall|market|dump|pool|library|park|museum|bank|school|ikea|hospital|hairdresser)\b"
    r"|\bsong\b|\bband\b|\bconcert\b|\brehearsal\b|\bchoir\b|\bmovie\b|\bfilms?\b|\bdocumentary\b|\bpodcast\b"
    r"|\bmusical\b"
    r"|\bbook club\b|\breading group\b|\bnovel\b|\blectures?\b|\bhomework\b|\bexam\b|\bquiz\b|\bvideos?\b|\bon tv\b"
    r"|\bzwift\b|\bby bike\b|\bvs\.?\s|\bvirtual\b|\bonline\b|\bwebinar\b|\blive ?stream\b|\bremote\b"
    r"|\btrain the\b|\btrain(?:ing)? (?:a|the|our|my) \w+|\bboarding school\b|\bmodel(?:l)? (?:trains?|railway"
    r"|planes?)\b"
    r"|\b(?:lunch|dinner|brunch|breakfast|drinks|abendessen|mittagessen|déjeuner|dîner)\b|午饭|晚饭|午餐|晚餐|聚餐"
    r"|看.{0,20}展|《|》|讲座|课程|课\b|考试|俱乐部|电影|演唱会|模型|线上|在线|直播|促销|特价|优惠|读书|火锅|烤鸭|系统|方言|[国州海]话"
    r"|\b(?:geburtstag|jahrestag|hochzeitstag|birthday|b-?day|anniversar(?:y|ies)|anniversaire|cumpleaños|aniversario"
    r"|compleanno)\b|生日|寿宴|纪念日|周年|誕生日|記念日"
    r"|\bkonzert\b|\w*probe\b|\bspielen\b|\bfahrschule\b|\bmodellbau\b"
    r"|\bclub de lecture\b|\ben ligne\b|\brecette\b|\bplan de vol\b|\bvol au vent\b|\bvol de nuit\b"
    r"|\bclase de\b|\ben línea\b|\bdron(?:es)?\b|本を|勉強会|オンライン|映画|模型",
    _I,
)
_GUESTS = re.compile(
    r"\bpick(?:ing)?[- ]?up\b|\bdrop(?:ping)?[- ]?off\b|\bairport run\b|\blands?\b|\barriv(?:es?|ing"
    r"|al)\b(?!.*\bmy\b)"
    r"|\bvisit(?:s|ing|ors?)?(?: us\b|\b.*\b(?:us|our office)$|$)|\bvisitors?\b|\bguests?\b|\bdelegation\b"
    r"|\bcome(?:s)? to (?:us|visit)\b"
    r"|\bzu besuch\b|\bbesuch (?:von|aus)\b|\bbesucht uns\b|\babholen\b|\bgäste\b|\bkommt? (?:aus|nach hause"
    r"|zu uns)\b"
    r"|\bvisite de\b|\baller chercher\b|\binvités?\b|\brecoger a\b|\bvisita de\b|\binvitad[oa]s?\b"
    r"|来宾|客人|接待|接机|送机|接站|送站|送.{1,6}(?:去|到).{0,4}(?:机场|车站|高铁站|火车站)|接.{1,6}(?:机|站)$|来访|来[沪京穗深蓉杭]\b"
    r"|来(?:我们|公司|家里|参观)|お迎え|見送り|来社|来訪|来日",
    _I,
)
_LEAVE = re.compile(
    r"\bout[ -]of[ -](?:the[ -])?office\b|\booo\b|\bpto\b|\b(?:annual|sick|parental|maternity|paternity) leave\b"
    r"|\bhome ?office\b|\bworking from home\b|\bwfh\b|\b(?:public|bank|company) holiday\b|\bkrank\b|\bfeiertag\b"
    r"|\bfériée?\b"
    r"|休假|请假|年假|病假|调休|居家|有休|休暇",
    _I,
)
_MEETING = re.compile(
    r"\bsync\b|\breview\b|\balignment\b|\bstand-?up\b|\b1:1\b|\bone on one\b|\bdemo\b|\bqbr\b"
    r"|\bcall\b|\bweekly\b"
    r"|\bcheck-?in with\b|\bcatch[- ]?up\b|\binterview\b|\btesting\b|\bsprint\b|\btelefonat\b|\bréunion\b"
    r"|\breunión\b|会议|例会|周会"
    r"|对齐|同步|面试|評審|打ち合わせ|会議",
    _I,
)
_NOWHERE = re.compile(
    r"https?:|zoom|\bteams\b|webex|meet\.google|腾讯会议|飞书|钉钉|线上|在线|\bonline\b|\broom\b|会议室|\bremote\b|\bvirtual\b"
    r"|\bhome\b|家里|\bsalle\b|\braum\b|\bour office\b",
    _I,
)
_PASSENGER = re.compile(
    r"(?:passengers?|travell?ers?|guests?(?: name)?|乘客|乘机人|乘车人|旅客|入住人"
    r"|reisende[rn]?|voyageurs?|passagers?|passagiere?"
    r"|pasajeros?|huésped|gast|搭乗者|宿泊者)(?: names?| ?\(s\))? ?[:：] ?([^\n;,，；|]{2,40})",
    _I,
)


def calls_off(title: str) -> bool:
    """Whether a title says that it does not happen."""
    return _CALLED_OFF.search(title) is not None


def is_about(title: str) -> bool:
    """Whether a title speaks of an errand, of something that sounds like a journey, or of others who come to us."""
    return any(pattern.search(title) for pattern in (_ERRAND, _ABOUT, _LIKE, _GUESTS)) or _quoted(title)


def _quoted(title: str) -> bool:
    """A work's name in quotes takes the larger part of the title."""
    return sum(len(one) for one in re.findall(r"[\"“„«]([^\"”“»]{4,})[\"”“»]", title)) * 2 > len(title)


def is_leave(title: str) -> bool:
    """Whether a title says that the person does not work, which is no travelling."""
    return _LEAVE.search(title) is not None


def is_meeting(title: str) -> bool:
    """Whether a title is that of an ordinary meeting: places in it are people's."""
    return _MEETING.search(title) is not None


def is_nowhere(location: str) -> bool:
    """Whether a location is no place to travel to."""
    return _NOWHERE.search(location) is not None


# -- whose ----------------------------------------------------------------------------------------------------------

_AWAY = (
    r"(?:business|work)[ -]trip|\w*dienstreise|\w*geschäftsreise|déplacement|viaje de (?:trabajo|negocios)|trasferta"
    r"|flight|flying|fl(?:ies|y)|travel(?:s|l?ing)|auf reisen|in transit|trip to|is in\b|" + WORK_TRIPS
)
_NAMED = (
    re.compile(
        rf"^(?P<name>[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+)?) ?(?:[:：–—|]| - |'s\b"
        rf"|’s\b) ?(?:.{{0,30}}\b)?(?:{_AWAY})",
        _I,
    ),
    re.compile(
        r"^(?P<name>[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+)?) (?i:(?:is |ist |est |está )?(?:on|auf|en|in"
        r"|de) (?:an? |einer )?"
        rf"(?:{_AWAY})|(?:is |ist )?(?:travell?ing|flying|away|abroad)\b|flies|fliegt|vuela|part (?:à|pour))"
    ),
)
_KIN = re.compile(
    r"^(?:我)?(?P<name>爸爸?|妈妈?|父亲|母亲|老公|老婆|丈夫|妻子|爷爷|奶奶|外公|外婆|姥姥|姥爷|哥哥?|姐姐?|弟弟?|妹妹?|儿子|女儿|舅舅|叔叔"
    r"|阿姨|姑姑|姨妈|小姨|朋友|同事|领导|老板|导师|室友|(?:mum|mom|dad|grandma|grandpa|husband|wife|son|daughter|mama|papa|oma|opa)\b)",
    _I,
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦"
    "邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤老小阿"
)
_ZH_NAMED = re.compile(
    rf"^(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?:总|经理|老师|工)?[：: ]?"
    rf"(?:去|到|在|赴|飞|前往)?.{{0,6}}(?:出差|出張)"
    rf"|^(?P<flier>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?:去|到|赴|飞往|飞|前往)[\u4e00-\u9fff]"
)


def somebody_else(title: str, me: Identity) -> str | None:
    """Another person's name, where a title says that it is their journey."""
    if found := _KIN.search(title):
        return found["name"]
    for pattern in _NAMED:
        if (found := pattern.search(title)) and _is_name(found["name"], me):
            return found["name"]
    if found := _ZH_NAMED.search(title):
        name = found["name"] or found["flier"]
        # "广州出差" begins with a place, and "武汉" with a surname
        if leading(title) is None and _is_name(name, me):
            return name
    return None


def _is_name(name: str, me: Identity) -> bool:
    words = name.split()
    if any(word[:1].islower() for word in words) or re.search(r"\d", name) or _GENERIC.search(name):
        return False
    return not any(_is_city(one) for one in (name, words[0])) and not _mine(name, me)


def _is_city(name: str) -> bool:
    """Many small towns are called as people are."""
    found = place(name)
    return found is not None and found.size >= (_CITY if folded(found.name) == folded(name) else 5 * _CITY)


_CITY = 200
_GENERIC = re.compile(
    r"\b(?:my|the|team|work|business|trip|travel|flight|train|hotel|out|away|customer|client|kunde|onsite|offsite"
    r"|confirmed"
    r"|reservation|booking|fwd?|re|aw|wg|reminder|tentative|hold|vol|vuelo|flug|zug|voyage|reise|viaje|meeting"
    r"|conference)\b",
    _I,
)


def passenger(description: str, me: Identity) -> str | None:
    """Who travels, where a ticket names somebody and it is not the person; None where it does not, or they are
    unknown."""
    found = _PASSENGER.findall(description)
    if not found or not me.names or any(_mine(one, me) for one in found):
        return None
    return " ".join(found[0].split())


def _mine(name: str, me: Identity) -> bool:
    """Whether a name is one of the person's, in whatever order and with whatever title it is written."""
    words = set(re.findall(r"\w+", name.casefold()))
    return any(
        set(own.split()) <= words or own.replace(" ", "") in name.casefold().replace(" ", "") for own in me.names
    )
