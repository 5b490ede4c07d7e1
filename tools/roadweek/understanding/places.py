"""Cities that people travel to, under both of their names, so that 深圳 and Shenzhen are one place."""

from __future__ import annotations

_CITIES = (
    "北京 Beijing|上海 Shanghai|广州 Guangzhou|深圳 Shenzhen|杭州 Hangzhou|南京 Nanjing|苏州 Suzhou|成都 Chengdu|"
    "重庆 Chongqing|武汉 Wuhan|西安 Xi'an|西安 Xian|天津 Tianjin|青岛 Qingdao|大连 Dalian|沈阳 Shenyang|"
    "哈尔滨 Harbin|长春 Changchun|长沙 Changsha|郑州 Zhengzhou|合肥 Hefei|济南 Jinan|厦门 Xiamen|福州 Fuzhou|"
    "宁波 Ningbo|无锡 Wuxi|昆明 Kunming|贵阳 Guiyang|南宁 Nanning|海口 Haikou|三亚 Sanya|珠海 Zhuhai|"
    "东莞 Dongguan|佛山 Foshan|太原 Taiyuan|石家庄 Shijiazhuang|兰州 Lanzhou|南昌 Nanchang|乌鲁木齐 Urumqi|"
    "拉萨 Lhasa|香港 Hong Kong|澳门 Macau|澳门 Macao|台北 Taipei|东京 Tokyo|大阪 Osaka|京都 Kyoto|首尔 Seoul|"
    "釜山 Busan|新加坡 Singapore|曼谷 Bangkok|吉隆坡 Kuala Lumpur|雅加达 Jakarta|河内 Hanoi|马尼拉 Manila|"
    "孟买 Mumbai|班加罗尔 Bangalore|德里 Delhi|迪拜 Dubai|悉尼 Sydney|墨尔本 Melbourne|伦敦 London|巴黎 Paris|"
    "柏林 Berlin|慕尼黑 Munich|汉堡 Hamburg|法兰克福 Frankfurt|维也纳 Vienna|苏黎世 Zurich|日内瓦 Geneva|"
    "阿姆斯特丹 Amsterdam|布鲁塞尔 Brussels|马德里 Madrid|巴塞罗那 Barcelona|罗马 Rome|米兰 Milan|布拉格 Prague|"
    "华沙 Warsaw|斯德哥尔摩 Stockholm|哥本哈根 Copenhagen|赫尔辛基 Helsinki|都柏林 Dublin|莫斯科 Moscow|"
    "纽约 New York|波士顿 Boston|旧金山 San Francisco|西雅图 Seattle|洛杉矶 Los Angeles|芝加哥 Chicago|"
    "多伦多 Toronto|温哥华 Vancouver|奥斯汀 Austin|蒙特利尔 Montreal|华盛顿 Washington|费城 Philadelphia|"
    "亚特兰大 Atlanta|达拉斯 Dallas|休斯顿 Houston|丹佛 Denver|迈阿密 Miami|圣地亚哥 San Diego|"
    "拉斯维加斯 Las Vegas|波特兰 Portland|底特律 Detroit|墨西哥城 Mexico City|圣保罗 São Paulo|"
    "布宜诺斯艾利斯 Buenos Aires|波哥大 Bogotá|开罗 Cairo|内罗毕 Nairobi|开普敦 Cape Town|"
    "约翰内斯堡 Johannesburg|拉各斯 Lagos|特拉维夫 Tel Aviv|伊斯坦布尔 Istanbul|雅典 Athens|里斯本 Lisbon|"
    "波尔图 Porto|塞维利亚 Seville|瓦伦西亚 Valencia|里昂 Lyon|马赛 Marseille|图卢兹 Toulouse|波尔多 Bordeaux|"
    "佛罗伦萨 Florence|威尼斯 Venice|那不勒斯 Naples|博洛尼亚 Bologna|布达佩斯 Budapest|布加勒斯特 Bucharest|"
    "索非亚 Sofia|贝尔格莱德 Belgrade|萨格勒布 Zagreb|克拉科夫 Krakow|维尔纽斯 Vilnius|塔林 Tallinn|奥斯陆 Oslo|"
    "哥德堡 Gothenburg|卑尔根 Bergen|雷克雅未克 Reykjavik|爱丁堡 Edinburgh|格拉斯哥 Glasgow|曼彻斯特 Manchester|"
    "伯明翰 Birmingham|利物浦 Liverpool|利兹 Leeds|布里斯托 Bristol|谢菲尔德 Sheffield|纽卡斯尔 Newcastle|"
    "贝尔法斯特 Belfast|加的夫 Cardiff|科隆 Cologne|斯图加特 Stuttgart|杜塞尔多夫 Düsseldorf|莱比锡 Leipzig|"
    "德累斯顿 Dresden|不来梅 Bremen|汉诺威 Hanover|纽伦堡 Nuremberg|多特蒙德 Dortmund|波恩 Bonn|巴塞尔 Basel|"
    "洛桑 Lausanne|伯尔尼 Bern|萨尔茨堡 Salzburg|格拉茨 Graz|鹿特丹 Rotterdam|海牙 The Hague|乌得勒支 Utrecht|"
    "埃因霍温 Eindhoven|安特卫普 Antwerp|卢森堡 Luxembourg|名古屋 Nagoya|福冈 Fukuoka|札幌 Sapporo|横滨 Yokohama|"
    "神户 Kobe|冲绳 Okinawa|清迈 Chiang Mai|普吉 Phuket|胡志明市 Ho Chi Minh City|岘港 Da Nang|金边 Phnom Penh|"
    "仰光 Yangon|加尔各答 Kolkata|金奈 Chennai|海得拉巴 Hyderabad|卡拉奇 Karachi|科伦坡 Colombo|"
    "加德满都 Kathmandu|多哈 Doha|阿布扎比 Abu Dhabi|利雅得 Riyadh|布里斯班 Brisbane|珀斯 Perth|"
    "阿德莱德 Adelaide|堪培拉 Canberra|奥克兰 Auckland|惠灵顿 Wellington|常州 Changzhou|南通 Nantong|徐州 Xuzhou|"
    "扬州 Yangzhou|绍兴 Shaoxing|嘉兴 Jiaxing|温州 Wenzhou|台州 Taizhou|金华 Jinhua|义乌 Yiwu|泉州 Quanzhou|"
    "烟台 Yantai|威海 Weihai|潍坊 Weifang|洛阳 Luoyang|桂林 Guilin|丽江 Lijiang|绵阳 Mianyang|宜昌 Yichang|"
    "襄阳 Xiangyang|芜湖 Wuhu|惠州 Huizhou|汕头 Shantou|保定 Baoding|唐山 Tangshan|秦皇岛 Qinhuangdao|"
    "呼和浩特 Hohhot|银川 Yinchuan|西宁 Xining"
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
