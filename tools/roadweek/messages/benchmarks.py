"""The words of benchmarks: runs, experiments, comparisons and their report."""

TEXTS: dict[str, dict[str, str]] = {
    # what could spoil an experiment
    "spoiler_few_repeats": {
        "en": "{repeats} repeats say nothing of the noise between runs; from {least} on a difference can be shown",
        "zh": "重复 {repeats} 次看不出各次之间的波动；至少 {least} 次才能说有没有差别",
    },
    "spoiler_confounded": {
        "en": "{names} change together, so their effects cannot be told apart",
        "zh": "{names} 同时变化，各自的影响无法分开",
    },
    "spoiler_network": {
        "en": "the endpoints are reached over different networks, which is part of every time measured",
        "zh": "各端点经过不同的网络，网络时间包含在所有测得的时间里",
    },
    "spoiler_tokenizer": {
        "en": "models count tokens in their own way: figures per token compare speed, not length of text",
        "zh": "各模型的分词不同：按 token 的数字比的是速度，不是文字长度",
    },
    "spoiler_reload": {
        "en": "one endpoint swaps the models: each run begins with a model that may have just been loaded; warm-up is left out",
        "zh": "同一端点轮换模型：每次测量都可能刚加载完模型；预热请求不计入",
    },
    "spoiler_no_p99": {
        "en": "{requests} requests give no p99; it needs {least}",
        "zh": "{requests} 个请求给不出 p99；需要 {least} 个",
    },
    "spoiler_lengths": {
        "en": "answers may end early, so that cells generate different lengths",
        "zh": "回答可能提前结束，各组生成的长度会不同",
    },
    # standing
    "standing_measurement": {"en": "measured", "zh": "实测"},
    "standing_imported": {"en": "imported", "zh": "导入"},
    "standing_replayed": {"en": "replayed, no measurement", "zh": "回放，不是测量"},
    "standing_refused": {"en": "refused as a measurement", "zh": "不作为测量结果"},
    # remarks of comparisons
    "left_out": {
        "en": "{cell}: {count} of its runs do not count and take no part ({runs})",
        "zh": "{cell}：有 {count} 次不算测量，未参与比较（{runs}）",
    },
    "nothing_measured": {
        "en": "one side has no run that counts as a measurement",
        "zh": "其中一方没有可作为测量的结果",
    },
    "card_changed": {
        "en": "the device or its settings changed between repeats: {fields}",
        "zh": "各次重复之间设备或设置有变化：{fields}",
    },
    "not_interleaved": {
        "en": "these runs are not of one experiment: they were not interleaved, so what changed between them meanwhile is in the difference",
        "zh": "这些结果不属于同一个实验，没有交错测量：期间的其他变化也算在差别里",
    },
    "outlier": {
        "en": "{cell}: {figure} of {runs} lies far from the other repeats; it is kept",
        "zh": "{cell}：{runs} 的 {figure} 与其他各次相差很大；仍保留",
    },
    "drift_in_run": {
        "en": "{run}: {figure} changed by {percent} % from its first to its last requests",
        "zh": "{run}：{figure} 从头到尾变化了 {percent} %",
    },
    "drift": {
        "en": "{figure} changed by {percent} % from the first to the last run; pairs share it, so ratios stand, single values depend on when they were measured",
        "zh": "{figure} 从第一次到最后一次变化了 {percent} %；成对比较不受影响，但单个数值与测量时刻有关",
    },
    "by_chance": {
        "en": "{count} comparisons were made; about {wrong} of them would look like a difference by chance alone",
        "zh": "共比较 {count} 项；其中约 {wrong} 项只凭偶然也会显得有差别",
    },
    # verdicts
    "verdict_better": {
        "en": "{title}: {percent} % {way}, surely ({low} to {high})",
        "zh": "{title}：{way} {percent} %，可以确定（{low} 到 {high}）",
    },
    "verdict_worse": {
        "en": "{title}: {percent} % {way}, surely ({low} to {high})",
        "zh": "{title}：{way} {percent} %，可以确定（{low} 到 {high}）",
    },
    "verdict_same": {
        "en": "{title}: the same within 3 % ({low} to {high})",
        "zh": "{title}：相差不超过 3 %（{low} 到 {high}）",
    },
    "verdict_unclear": {
        "en": "{title}: no difference above the noise ({low} to {high}); one of {seen} % would have been seen",
        "zh": "{title}：没有超出波动的差别（{low} 到 {high}）；{seen} % 的差别本可看出",
    },
    "verdict_too_few": {
        "en": "{title}: {percent} % {way}, but too few repeats to tell it from noise",
        "zh": "{title}：{way} {percent} %，但重复次数太少，无法与波动区分",
    },
    "way_higher": {"en": "higher", "zh": "高"},
    "way_lower": {"en": "lower", "zh": "低"},
    "differs": {"en": "{field}: {base} against {other}", "zh": "{field}：{base} 对 {other}"},
    "unknown": {"en": "not known", "zh": "未知"},
    # figures
    "fig_ttft_content_p50_ms": {"en": "TTFT (content), median, ms", "zh": "首个内容 token 时间（TTFT）中位数，ms"},
    "fig_ttft_token_p50_ms": {"en": "TTFT (any token), median, ms", "zh": "首个 token 时间中位数，ms"},
    "fig_tpot_p50_ms": {"en": "TPOT, median, ms", "zh": "每 token 时间（TPOT）中位数，ms"},
    "fig_e2e_p50_ms": {"en": "whole answer, median, ms", "zh": "整个回答中位数，ms"},
    "fig_e2e_p90_ms": {"en": "whole answer, p90, ms", "zh": "整个回答 p90，ms"},
    "fig_ttft_content_p90_ms": {"en": "TTFT (content), p90, ms", "zh": "TTFT p90，ms"},
    "fig_decode_tok_s": {"en": "decoding of one answer, tokens/s", "zh": "单个回答的解码速度，token/s"},
    "fig_output_tok_s": {"en": "output of all together, tokens/s", "zh": "总输出，token/s"},
    "fig_prefill_tok_s": {"en": "prefill, tokens/s", "zh": "预填充速度，token/s"},
    "fig_goodput_share": {"en": "goodput, share of requests", "zh": "达标请求的比例（goodput）"},
    "fig_requests_per_s": {"en": "requests/s", "zh": "请求/s"},
    "fig_energy_per_token_j": {"en": "energy per token, J", "zh": "每 token 能耗，J"},
    "fig_peak_memory_mib": {"en": "peak memory, MiB", "zh": "内存峰值，MiB"},
    "fig_latency_p50_ms": {"en": "latency, median, ms", "zh": "延迟中位数，ms"},
    "fig_images_per_s": {"en": "images/s", "zh": "图片/s"},
    "fig_accuracy": {"en": "accuracy", "zh": "准确率"},
    # the command
    "list_title": {"en": "Experiments", "zh": "实验"},
    "runs_title": {"en": "Runs", "zh": "测量"},
    "list_empty": {
        "en": "Nothing was measured yet. `roadweek bench run --help` says how an experiment is made.",
        "zh": "还没有测量。`roadweek bench run --help` 说明如何建立实验。",
    },
    "experiment_head": {
        "en": "{title} ({id}): {made} of {runs} runs made",
        "zh": "{title}（{id}）：共 {runs} 次，已测 {made} 次",
    },
    "experiment_minutes": {"en": "about {minutes} min left", "zh": "大约还需 {minutes} 分钟"},
    "varies": {"en": "varies", "zh": "变化"},
    "held": {"en": "held", "zh": "不变"},
    "spoilers": {"en": "What could spoil it", "zh": "可能影响结果的因素"},
    "go_on": {
        "en": "{left} runs are left: `roadweek bench run {id}` goes on there.",
        "zh": "还剩 {left} 次：`roadweek bench run {id}` 从那里继续。",
    },
    "all_made": {
        "en": "All runs are made: `roadweek bench report {id}` writes the report.",
        "zh": "全部测完：`roadweek bench report {id}` 生成报告。",
    },
    "progress": {
        "en": "run {place} of {of}: {cell}, round {repeat}",
        "zh": "第 {place}/{of} 次：{cell}，第 {repeat} 轮",
    },
    "progress_done": {"en": "{cell}, round {repeat}: {figures}", "zh": "{cell}，第 {repeat} 轮：{figures}"},
    "stopped": {
        "en": "Stopped; {made} runs are kept. `roadweek bench run {id}` goes on with the next.",
        "zh": "已停止，保留 {made} 次。`roadweek bench run {id}` 从下一次继续。",
    },
    "ask_start": {
        "en": "Measure it now ({runs} runs)? [y/N]",
        "zh": "现在开始测（{runs} 次）？[y/N]",
    },
    "not_started": {
        "en": "Kept; `roadweek bench run {id}` measures it.",
        "zh": "已保存；`roadweek bench run {id}` 开始测量。",
    },
    "forgotten": {
        "en": "{count} runs no longer count; `roadweek undo` brings them back.",
        "zh": "{count} 次结果不再计入；`roadweek undo` 可恢复。",
    },
    "imported": {"en": "{count} runs of {tool} imported", "zh": "从 {tool} 导入 {count} 次结果"},
    "imported_known": {"en": "{count} were there already", "zh": "其中 {count} 次已有"},
    "not_comparable": {
        "en": "{other} and {base} are not comparable, because these differ: {why}",
        "zh": "{other} 与 {base} 不可比，因为：{why}",
    },
    "against_base": {"en": "{other} against {base}", "zh": "{other} 对 {base}"},
    "exported": {"en": "written to {path}", "zh": "已写入 {path}"},
    "col_run": {"en": "run", "zh": "编号"},
    "col_when": {"en": "when", "zh": "时间"},
    "col_model": {"en": "model", "zh": "模型"},
    "col_where": {"en": "where", "zh": "位置"},
    "col_cell": {"en": "cell", "zh": "组"},
    "col_standing": {"en": "what it is", "zh": "性质"},
    "col_figures": {"en": "figures", "zh": "数字"},
    "col_figure": {"en": "figure", "zh": "指标"},
    "col_ratio": {"en": "ratio", "zh": "比值"},
    "col_interval": {"en": "95 % interval", "zh": "95 % 区间"},
    "col_verdict": {"en": "verdict", "zh": "结论"},
    "as_evidence": {"en": "{title}: {what} ({id})", "zh": "{title}：{what}（{id}）"},
    # notes and refusals of imported runs
    "code_foreign_failed": {
        "en": "the tool's run failed, was cancelled, or its file ends before its figures",
        "zh": "该工具的测量失败、被取消，或文件在给出数据前就结束了",
    },
    "code_trtexec_latency": {
        "en": "latency is copy in + compute + copy out of one query (trtexec); a query is one batch",
        "zh": "延迟为一次查询的拷入 + 计算 + 拷出（trtexec）；一次查询是一个 batch",
    },
    "code_trtexec_unstable": {
        "en": "trtexec found its compute time unstable: lock the clocks, or use --useSpinWait",
        "zh": "trtexec 认为计算时间不稳定：请锁定频率，或用 --useSpinWait",
    },
    "code_trtexec_enqueue": {
        "en": "trtexec found itself bound by enqueueing: the GPU may have been idle (--useCudaGraph)",
        "zh": "trtexec 认为受限于入队时间：GPU 可能没有跑满（--useCudaGraph）",
    },
    "code_engine_only": {
        "en": "the engine's own rates, without server, HTTP or sampling",
        "zh": "引擎自身的速率，不含服务器、HTTP 和采样",
    },
    "code_no_samples": {
        "en": "only a mean and a deviation are in the file, no samples",
        "zh": "文件里只有均值和标准差，没有样本",
    },
    "code_guidellm_definitions": {
        "en": "guidellm's time per output token includes the first token's; it stands under its own name",
        "zh": "guidellm 的 TPOT 包含首 token 时间；按它自己的名称列出",
    },
    "code_aiperf_definitions": {
        "en": "aiperf's inter-token latency is (latency − TTFT) ÷ (tokens − 1), as our TPOT",
        "zh": "aiperf 的 ITL 为（延迟 − TTFT）÷（token 数 − 1），与这里的 TPOT 相同",
    },
    "code_tegrastats_replay": {
        "en": "a recorded log: means and extremes of what the sensors said, no energy, and nothing of what ran beside",
        "zh": "录制的日志：只有传感器的均值和极值，没有能耗，也不知道当时在跑什么",
    },
    "code_foreign_tokenizer": {
        "en": "tokens were counted by the tool's tokenizer, not by the server",
        "zh": "token 由该工具的分词器计数，不是服务器的用量",
    },
    # models of pictures
    "code_onnx_fell_back": {
        "en": "the provider that was asked for did not start: the runtime computed elsewhere",
        "zh": "所要的 provider 没有启动：运行时改在别处计算",
    },
    "code_no_labels": {
        "en": "no labels were given: the accuracy is not measured",
        "zh": "没有给出标签：准确率未测量",
    },
    "fig_agreement": {"en": "same class as FP32, share", "zh": "与 FP32 同类的比例"},
    "fig_energy_per_image_j": {"en": "energy per picture, J", "zh": "每张图片能耗，J"},
    "fig_model_mib": {"en": "model file, MiB", "zh": "模型文件，MiB"},
}
