"""Cities that people travel to, under both of their names, so that 深圳 and Shenzhen are one place."""

from __future__ import annotations

_CITIES = (
    "北京 Beijing|上海 Shanghai|广州 Guangzhou|深圳 Shenzhen|杭州 Hangzhou|南京 Nanjing|苏州 Suzhou|成都 Chengdu|"
    "重庆 Chongqing|武汉 Wuhan|西安 Xi'an|西安 Xian|天津 Tianjin|青岛 Qingdao|"
    "大连 Dalian|沈阳 Shenyang|哈尔滨 Harbin|"
    "长春 Changchun|长沙 Changsha|郑州 Zhengzhou|合肥 Hefei|济南 Jinan|厦门 Xiamen|福州 Fuzhou|宁波 Ningbo|无锡 Wuxi|"
    "昆明 Kunming|贵阳 Guiyang|南宁 Nanning|海口 Haikou|三亚 Sanya|珠海 Zhuhai|"
    "东莞 Dongguan|佛山 Foshan|太原 Taiyuan|"
    "石家庄 Shijiazhuang|兰州 Lanzhou|南昌 Nanchang|乌鲁木齐 Urumqi|拉萨 Lhasa|香港 Hong Kong|澳门 Macau|澳门 Macao|"
    "台北 Taipei|东京 Tokyo|大阪 Osaka|京都 Kyoto|首尔 Seoul|釜山 Busan|新加坡 Singapore|曼谷 Bangkok|"
    "吉隆坡 Kuala Lumpur|"
    "雅加达 Jakarta|河内 Hanoi|马尼拉 Manila|孟买 Mumbai|班加罗尔 Bangalore|德里 Delhi|迪拜 Dubai|悉尼 Sydney|"
    "墨尔本 Melbourne|伦敦 London|巴黎 Paris|柏林 Berlin|慕尼黑 Munich|汉堡 Hamburg|法兰克福 Frankfurt|维也纳 Vienna|"
    "苏黎世 Zurich|日内瓦 Geneva|阿姆斯特丹 Amsterdam|布鲁塞尔 Brussels|马德里 Madrid|巴塞罗那 Barcelona|罗马 Rome|"
    "米兰 Milan|布拉格 Prague|华沙 Warsaw|斯德哥尔摩 Stockholm|哥本哈根 Copenhagen|赫尔辛基 Helsinki|都柏林 Dublin|"
    "莫斯科 Moscow|纽约 New York|波士顿 Boston|旧金山 San Francisco|西雅图 Seattle|洛杉矶 Los Angeles|芝加哥 Chicago|"
    "多伦多 Toronto|温哥华 Vancouver|奥斯汀 Austin"
)
_PAIRS: tuple[tuple[str, str], ...] = tuple((zh, en) for zh, en in (pair.split(" ", 1) for pair in _CITIES.split("|")))


def city_names() -> tuple[str, ...]:
    """Every name of every city, longest first."""
    return tuple(sorted({name for pair in _PAIRS for name in pair}, key=len, reverse=True))


def names_of(place: str) -> frozenset[str]:
    """All names of a place in lower case, the given one included: "Shenzhen" is also 深圳."""
    wanted = place.strip().casefold().removesuffix("市")
    names = {wanted}
    for zh, en in _PAIRS:
        if wanted in (zh, en.casefold()):
            names |= {zh, en.casefold()}
    return frozenset(names)


def same_place(one: str | None, other: str | None) -> bool:
    return bool(one and other and names_of(one) & names_of(other))
