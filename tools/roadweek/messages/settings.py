"""What is wrong with a setting: the middle of ``errors.bad_settings``. Values that may hold a password are not shown."""

TEXTS: dict[str, dict[str, str]] = {
    "language": {"en": "language is zh or en, not {value}", "zh": "language 只能是 zh 或 en，不是 {value}"},
    "timezone": {
        "en": "timezone is a name such as Asia/Shanghai, not {value}",
        "zh": "timezone 应是 Asia/Shanghai 这样的名称，不是 {value}",
    },
    "region": {
        "en": "region is a country such as CN, DE or US, or a part of one such as DE-BY, not {value}",
        "zh": "region 应是 CN、DE、US 这样的国家代码，或 DE-BY 这样的地区代码，不是 {value}",
    },
    "buffer": {
        "en": "buffer is a share from 0 to 0.9, not {value}",
        "zh": "buffer 是 0 到 0.9 之间的比例，不是 {value}",
    },
    "ask_share": {
        "en": "calendar.ask_share is a share above 0 up to 1, not {value}",
        "zh": "calendar.ask_share 是大于 0、不超过 1 的比例，不是 {value}",
    },
    "drill_minutes": {
        "en": "review.drill_minutes is 1 to 30 minutes, not {value}",
        "zh": "review.drill_minutes 为 1 到 30 分钟，不能是 {value}",
    },
    "recall_minutes": {
        "en": "review.recall_minutes is 10 to 20 minutes, not {value}",
        "zh": "review.recall_minutes 为 10 到 20 分钟，不能是 {value}",
    },
    "max_moves": {
        "en": "trips.max_moves is a number from 0 up, not {value}",
        "zh": "trips.max_moves 是从 0 起的整数，不是 {value}",
    },
    "address": {
        "en": "{setting} begins with http:// or https://, not as {value}",
        "zh": "{setting} 要以 http:// 或 https:// 开头，不是 {value}",
    },
    "edge_list": {
        "en": "{setting} is a list; begin each of its entries with [[{setting}]]",
        "zh": "{setting} 是列表；每一项以 [[{setting}]] 开头",
    },
    "edge_twice": {
        "en": "{setting} {value} stands twice; give each its own name",
        "zh": "{setting} {value} 出现了两次；请各取一个名称",
    },
    "edge_api": {
        "en": "{setting} is ollama, openai or llamacpp, not {value}",
        "zh": "{setting} 只能是 ollama、openai 或 llamacpp，不是 {value}",
    },
    "plain_address": {
        "en": "{setting} begins with https://, because a token is sent there (http:// only to this machine itself)",
        "zh": "{setting} 要以 https:// 开头，因为会向它发送令牌（http:// 只能用于本机）",
    },
    "repositories": {
        "en": "{setting} holds names such as owner/name, not {value}",
        "zh": "{setting} 里应是 owner/name 这样的名称，不是 {value}",
    },
    "login": {"en": "{setting} is a GitHub login, not {value}", "zh": "{setting} 是 GitHub 用户名，不是 {value}"},
    "weekly_minutes": {
        "en": "{setting} is 0 to {most} minutes, not {value}",
        "zh": "{setting} 为 0 到 {most} 分钟，不能是 {value}",
    },
    "name_empty": {"en": "{setting} is a name, not empty", "zh": "{setting} 是名称，不能为空"},
    "timeout": {
        "en": "model.timeout_s is seconds, not {value}",
        "zh": "model.timeout_s 是秒数，不是 {value}",
    },
    "secret_url": {
        "en": "{setting} holds a password. Take it out of the address and keep it with {keep}",
        "zh": "{setting} 里含有密码。请从地址中去掉，并用 {keep} 保存",
    },
    "secret_key": {
        "en": "{setting} does not belong into this file, which others may read. Take it out and keep it with {keep}",
        "zh": "{setting} 不应写在这个文件里（别人可能读到）。请删去，并用 {keep} 保存",
    },
    "table": {"en": "[{setting}] is a table, not {value}", "zh": "[{setting}] 应是一个表，不是 {value}"},
    "unknown_key": {
        "en": "unknown key {setting!r}; known are {known}",
        "zh": "没有“{setting}”这个设置；可用的有 {known}",
    },
    "wrong_kind": {"en": "{setting} is {kind}, not {value}", "zh": "{setting} 应是 {kind}，不是 {value}"},
    "hours_table": {"en": "[hours] is a table of days", "zh": "[hours] 应按天列出"},
    "hours_day": {
        "en": "hours.{setting} is not a day; use workdays, weekend or MO to SU",
        "zh": "hours.{setting} 不是一天；请用 workdays、weekend 或 MO 到 SU",
    },
    "hours_form": {"en": "hours are written 18:30-23:00, not {value}", "zh": "时段写作 18:30-23:00，不是 {value}"},
    "hours_backwards": {"en": "the hours {value} end before they start", "zh": "时段 {value} 的结束早于开始"},
    "zone_unknown": {
        "en": "{value} is not a time zone such as Asia/Shanghai",
        "zh": "{value} 不是 Asia/Shanghai 这样的时区",
    },
    "now_form": {"en": "{value} is not RFC 3339", "zh": "{value} 不是 RFC 3339 时间"},
    "now_offset": {"en": "{value} has no offset, such as +08:00", "zh": "{value} 缺少时差，例如 +08:00"},
    "token_short": {"en": "a token has at least {least} characters", "zh": "令牌至少要有 {least} 个字符"},
    "host_open": {
        "en": "{host} can be reached from other machines; use 127.0.0.1, or set a token in {token}",
        "zh": "其他机器可以访问 {host}；请用 127.0.0.1，或在 {token} 里设置令牌",
    },
    "host_form": {
        "en": "{value} is not HOST:PORT, such as 127.0.0.1:8765",
        "zh": "{value} 不是 HOST:PORT，例如 127.0.0.1:8765",
    },
    "host_taken": {"en": "cannot listen on {host}:{port} ({why})", "zh": "无法在 {host}:{port} 上监听（{why}）"},
}
