"""Traditional characters read as their simplified forms, one for one, so that every offset stays the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_PAIRS: Final = (
    "學学習习計计畫画劃划專专題题項项標标時时間间週周個个階阶與与並并寫写讀读聽听說说練练語语單单詞词彙汇數数據据庫库碼码機机優优課课講讲義义書书記记錄录檢检復复審审閱阅進进務务實实驗验報报論论發发佈布網网"
    "頁页設设開开關关於于從从這这裡里過过會会議议組组員员團团隊队協协調调應应該该當当難难點点線线連连續续強强體体鍛锻鍊炼運运動动減减飲饮覺觉鐘钟針针錶表內内東东還还沒没無无為为來来對对錯错誤误導导師师產产"
    "業业營营銷销錢钱費费買买賣卖帳帐號号證证簡简歷历選选擇择決决願愿談谈話话畢毕結结構构總总術术類类別别電电腦脑軟软環环創创資资訊讯圖图層层變变換换陣阵幾几積积極极壓压縮缩級级樣样規规則则準准備备戰战鬥斗"
    "勵励獎奖懲惩罰罚統统試试評评價价觀观聯联繫系係系檔档匯汇維维護护擴扩張张嚴严讓让請请問问註注歸归納纳絡络質质貨货離离職职場场戶户農农車车輛辆飛飞館馆廳厅廚厨廠厂樓楼陽阳陰阴陸陆險险隨随雜杂雙双雲云靜静"
    "順顺須须預预領领頭头頻频顆颗額额風风養养饋馈馬马駐驻騎骑驅驱鬆松魚鱼鳥鸟麗丽黃黄齊齐齒齿龍龙龜龟輸输輯辑輕轻較较載载轉转輪轮辦办邊边達达遠远適适遷迁遺遗鄰邻鄭郑醫医釋释鈕钮鋼钢鍵键鎖锁長长門门閉闭閒闲"
    "際际陳陈雖虽雞鸡後后複复溫温腳脚繪绘製制測测獨独輔辅啟启戲戏樂乐藝艺譯译夠够約约餘余兩两歲岁幫帮給给處处擬拟確确傳传紀纪晝昼節节執执參参賽赛獲获繳缴遞递遲迟編编寶宝帶带們们親亲廣广圍围嚮向屬属歐欧鬧闹"
    "覽览擔担織织紹绍訪访訂订訓训詳详識识責责貼贴跡迹郵邮銀银鐵铁閃闪靈灵韓韩響响"
)
"""Each Traditional character before its simplified form; only such as simplified text never has."""
_MAP: Final = {ord(a): b for a, b in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)}
_SURE: Final = frozenset("週個時學習寫讀聽說練這還會來點從對過實現報計劃階專項標鐘務發開關與為無應該當難") & frozenset(
    _PAIRS[::2]
)


def is_traditional(text: str) -> bool:
    """Whether a text is written in Traditional characters; a name or two does not make it so."""
    sample = text[:20_000]
    return sum(sample.count(c) for c in _SURE) >= 3


def as_written(words: str, lines: Iterable[str]) -> str:
    """``words``, read from ``lines`` in their simplified forms, in the characters that the lines have."""
    back = {ord(b): a for line in lines for a, b in zip(line, simplified(line), strict=True) if a != b}
    return words.translate(back)


def simplified(text: str) -> str:
    """``text`` with each Traditional character that has one simplified form replaced by it."""
    return text.translate(_MAP)
