"""The definitions of a load run's figures."""

TEXTS: dict[str, dict[str, str]] = {
    "good": {
        "en": "A request is good only with a finish reason and usage that can be; times are of good requests, the others are counted by how they ended.",
        "zh": "只有给出结束原因和合理用量的请求才算正常；时间只统计正常请求，其余按结局计数。",
    },
    "clock": {
        "en": "All times are of one monotonic clock; a chunk's time is when its bytes were taken from the socket. Percentiles interpolate linearly; p99 only from {least} requests.",
        "zh": "所有时间取自同一单调时钟；数据块的时间是其字节从套接字读出的时刻。百分位数线性插值；不足 {least} 个请求不给 p99。",
    },
    "ttft_byte": {
        "en": "TTFT (byte): from sending the request to the first byte of the answer's body; an opening of a connection is in it.",
        "zh": "TTFT（字节）：从发出请求到回答正文的第一个字节；包括建立连接。",
    },
    "ttft_token": {
        "en": "TTFT (any token): from sending the request to the first chunk with a token, reasoning too; a chunk with only a role is none.",
        "zh": "TTFT（任意 token）：从发出请求到第一个含 token 的数据块（含思考内容）；只有角色的块不算。",
    },
    "ttft_content": {
        "en": "TTFT (content): from sending the request to the first chunk with content of the answer.",
        "zh": "TTFT（内容）：从发出请求到第一个含回答内容的数据块。",
    },
    "tpot": {
        "en": "TPOT: (last token − first token) ÷ (n − 1), time and count over all generated tokens, reasoning with content; n is the server's usage, chunks are not tokens.",
        "zh": "TPOT：（最后一个 token − 第一个 token）÷（n − 1），时间和数目都含思考与内容；n 取服务器的用量，数据块不等于 token。",
    },
    "tpot_content": {
        "en": "TPOT (content): the same over content alone, where the server tells how many tokens were reasoning.",
        "zh": "TPOT（内容）：只算回答内容，仅当服务器说明思考 token 数时给出。",
    },
    "chunk_gap": {
        "en": "Gap: between two chunks with tokens, of all requests together.",
        "zh": "块间隔：相邻两个含 token 的数据块之间，所有请求合在一起。",
    },
    "e2e": {
        "en": "Whole answer: from sending the request to the last byte of the stream.",
        "zh": "整个回答：从发出请求到流的最后一个字节。",
    },
    "decode_tok_s": {
        "en": "Decoding of one answer: 1 ÷ TPOT, the median of the requests.",
        "zh": "单个回答的解码速度：1 ÷ TPOT，取各请求的中位数。",
    },
    "prefill_tok_s": {
        "en": "Prefill as a client sees it: tokens of the prompt that came from no cache ÷ TTFT (any token); waiting in a queue is in it.",
        "zh": "预填充速度（客户端所见）：未命中缓存的提示 token ÷ TTFT（任意 token）；包括排队。",
    },
    "server_decode_tok_s": {
        "en": "The server's own decode rate: the tokens after the first ÷ the duration that it tells.",
        "zh": "服务器自报的解码速度：第一个之后的 token 数 ÷ 它给出的时长。",
    },
    "server_prefill_tok_s": {
        "en": "The server's own prefill rate: tokens of the prompt that it read ÷ the duration that it tells.",
        "zh": "服务器自报的预填充速度：实际读入的提示 token 数 ÷ 它给出的时长。",
    },
    "output_tok_s": {
        "en": "Output of all together: generated tokens of good requests ÷ the time from the first request to the last end.",
        "zh": "总输出：正常请求生成的 token 数 ÷ 从第一个请求到最后一个结束的时间。",
    },
    "goodput": {
        "en": "Goodput: the share of all requests, failed ones too, that are good and keep every limit that was set.",
        "zh": "达标比例（goodput）：全部请求（含失败的）中正常且满足每个设定上限的比例。",
    },
    "schedule_delay": {
        "en": "Sending late: from when a request was due to when it was sent. A run whose p99 is over {limit_ms:g} ms, or over 1 % of the median TTFT (never finer than {floor_ms:g} ms), is no measurement.",
        "zh": "发送延迟：从应发到实发。p99 超过 {limit_ms:g} ms，或超过 TTFT 中位数的 1%（但不细于 {floor_ms:g} ms），该次运行不算测量。",
    },
    "cached": {
        "en": "Each prompt begins differently, so that none is in a cache; a run with prompts of which more than {share:.0%} came from one is refused, or labelled where that was asked for.",
        "zh": "每个提示的开头都不同，避免命中缓存；若某提示有超过 {share:.0%} 来自缓存，该次运行被拒，或在有意为之时注明。",
    },
    "load_ms": {
        "en": "Loading: what the server tells of loading the model; the first request of all, in the warm-up, has it in its TTFT.",
        "zh": "加载：服务器给出的模型加载时长；预热中的第一个请求把它计入 TTFT。",
    },
}
