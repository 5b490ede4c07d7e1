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
    "power_scopes": {
        "en": "power was not measured of the same thing ({scopes}): energy is not compared",
        "zh": "功率测量的范围不同（{scopes}）：不比较能耗",
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
        "en": "{title}: {percent} % {way}, better ({low} to {high})",
        "zh": "{title}：{way} {percent} %，更好（{low} 到 {high}）",
    },
    "verdict_worse": {
        "en": "{title}: {percent} % {way}, worse ({low} to {high})",
        "zh": "{title}：{way} {percent} %，更差（{low} 到 {high}）",
    },
    "verdict_same": {
        "en": "{title}: the same within 3 %",
        "zh": "{title}：相差不超过 3 %",
    },
    "verdict_unclear": {
        "en": "{title}: no difference above the noise ({low} to {high}); one of {seen} % would have been seen",
        "zh": "{title}：没有超出波动的差别（{low} 到 {high}）；{seen} % 的差别本可看出",
    },
    "verdict_too_few": {
        "en": "{title}: {percent} % {way}, but too few repeats to tell it from noise",
        "zh": "{title}：{way} {percent} %，但重复次数太少，无法与波动区分",
    },
    "brief": {
        "en": "{title} {percent} % {way} ({low} to {high})",
        "zh": "{title}{way} {percent} %（{low} 到 {high}）",
    },
    "brief_same": {"en": "{title} the same within 3 %", "zh": "{title}相差不超过 3 %"},
    "brief_all": {"en": "{head}: {told}", "zh": "{head}：{told}"},
    "brief_between": {"en": "; ", "zh": "；"},
    "way_higher": {"en": "higher", "zh": "高"},
    "way_lower": {"en": "lower", "zh": "低"},
    "differs": {"en": "{field}: {base} against {other}", "zh": "{field}：{base} 对 {other}"},
    "unknown": {"en": "not known", "zh": "未知"},
    # figures
    "fig_ttft_content_p50_ms": {"en": "TTFT (content), median", "zh": "首个内容 token 时间（TTFT）中位数"},
    "fig_ttft_token_p50_ms": {"en": "TTFT (any token), median", "zh": "首个 token 时间中位数"},
    "fig_tpot_p50_ms": {"en": "TPOT, median", "zh": "每 token 时间（TPOT）中位数"},
    "fig_e2e_p50_ms": {"en": "whole answer, median", "zh": "整个回答中位数"},
    "fig_e2e_p90_ms": {"en": "whole answer, p90", "zh": "整个回答 p90"},
    "fig_ttft_content_p90_ms": {"en": "TTFT (content), p90", "zh": "TTFT p90"},
    "fig_decode_tok_s": {"en": "decoding of one answer", "zh": "单个回答的解码速度"},
    "fig_output_tok_s": {"en": "output of all together", "zh": "总输出"},
    "fig_prefill_tok_s": {"en": "prefill", "zh": "预填充速度"},
    "fig_server_decode_tok_s": {"en": "decoding, as the engine tells", "zh": "引擎自报的解码速度"},
    "fig_server_prefill_tok_s": {"en": "prefill, as the engine tells", "zh": "引擎自报的预填充速度"},
    "fig_goodput_share": {"en": "goodput", "zh": "达标请求的比例（goodput）"},
    "fig_requests_per_s": {"en": "requests", "zh": "请求"},
    "fig_energy_per_token_j": {"en": "energy per token", "zh": "每 token 能耗"},
    "fig_peak_memory_mib": {"en": "memory in use, peak", "zh": "内存占用峰值"},
    "fig_latency_p50_ms": {"en": "latency, median", "zh": "延迟中位数"},
    "fig_images_per_s": {"en": "images", "zh": "图片"},
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
    "refused_again": {
        "en": "{count} runs do not count as measurements (`roadweek bench show {id}` says why); `roadweek bench run {id} --refused` measures them again.",
        "zh": "{count} 次不能作为测量结果（`roadweek bench show {id}` 说明原因）；`roadweek bench run {id} --refused` 重新测量。",
    },
    "all_made": {
        "en": "All runs are made: `roadweek bench report {id}` writes the report.",
        "zh": "全部测完：`roadweek bench report {id}` 生成报告。",
    },
    "progress": {
        "en": "run {place} of {of}: {cell}, round {repeat}",
        "zh": "第 {place}/{of} 次：{cell}，第 {repeat} 轮",
    },
    "requests_done": {"en": "{done} of {of} requests", "zh": "请求 {done}/{of}"},
    "time_left": {"en": "about {span} left", "zh": "大约还需 {span}"},
    "span_s": {"en": "{count} s", "zh": "{count} 秒"},
    "span_min": {"en": "{count} min", "zh": "{count} 分钟"},
    "state_starting": {"en": "it starts", "zh": "正在启动"},
    "state_finished": {"en": "Finished.", "zh": "已完成。"},
    "state_cancelled": {
        "en": "Stopped at run {place} of {of}: `roadweek bench run {id}` measures what is left.",
        "zh": "在第 {place}/{of} 次时停止：`roadweek bench run {id}` 补测剩下的。",
    },
    "state_failed": {
        "en": "Failed at run {place} of {of} ({why}) `roadweek bench run {id}` measures what is left.",
        "zh": "第 {place}/{of} 次失败（{why}）`roadweek bench run {id}` 补测剩下的。",
    },
    "state_died": {
        "en": "The process that measured it is gone; it was at run {place} of {of}. `roadweek bench run {id}` measures what is left.",
        "zh": "测量进程已不在，中断于第 {place}/{of} 次。`roadweek bench run {id}` 补测剩下的。",
    },
    "cancelling": {
        "en": "{id} is told to stop; the runs that it has made stay.",
        "zh": "已通知 {id} 停止；已测的都保留。",
    },
    "more_figures": {
        "en": "{count} more figures: `roadweek bench show RUN --json`",
        "zh": "另有 {count} 项数字：`roadweek bench show 编号 --json`",
    },
    "card_title": {"en": "Measured on", "zh": "测量环境"},
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
    "varied_hint": {
        "en": "If that is what you compare, say so: {options}",
        "zh": "如果要比较的正是这些，请加上：{options}",
    },
    "against_base": {"en": "{other} against {base}", "zh": "{other} 对 {base}"},
    "check_head": {"en": "{run} against the last good run {against}", "zh": "{run} 对上一次正常的 {against}"},
    "check_worse": {
        "en": "{title}: {value}, was {last} ({change}): worse than the noise of earlier runs allows ({allowed} %)",
        "zh": "{title}：{value}，之前 {last}（{change}）：超出以往的波动（{allowed} %），变差",
    },
    "check_better": {
        "en": "{title}: {value}, was {last} ({change}): better than the noise explains ({allowed} %)",
        "zh": "{title}：{value}，之前 {last}（{change}）：超出以往的波动（{allowed} %），变好",
    },
    "check_same": {
        "en": "{title}: {value}, was {last} ({change}): within the noise ({allowed} %)",
        "zh": "{title}：{value}，之前 {last}（{change}）：在波动范围内（{allowed} %）",
    },
    "check_slide": {
        "en": "Over the last {runs} runs it moved by {percent}, step by step.",
        "zh": "最近 {runs} 次逐步变化了 {percent}。",
    },
    "check_nothing": {
        "en": "no earlier run is good and comparable: nothing to hold it against yet",
        "zh": "之前没有可比的正常结果，暂时无从对照",
    },
    "check_noise_assumed": {
        "en": "fewer than three good runs of before: their noise is not known, {percent} % are allowed",
        "zh": "之前的正常结果少于三次，波动未知，暂按 {percent} % 计",
    },
    "check_was_worse": {"en": "was itself worse than those before it", "zh": "当时本身就比更早的差"},
    "check_differs": {"en": "not comparable, {field} differs", "zh": "不可比，{field} 不同"},
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
    "code_model_not_listed": {
        "en": "the server does not list a model of this name: what answered may be another",
        "zh": "服务没有列出这个名字的模型：应答的可能是另一个模型",
    },
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
    "fig_agreement": {"en": "same class as FP32", "zh": "与 FP32 同类的比例"},
    "fig_energy_per_image_j": {"en": "energy per picture", "zh": "每张图片能耗"},
    "fig_model_mib": {"en": "model file", "zh": "模型文件"},
    "nothing_sure": {
        "en": "no difference that rises above the noise",
        "zh": "没有超出波动的差别",
    },
    "too_few_sure": {
        "en": "too few repeats to tell a difference from noise",
        "zh": "重复次数太少，无法区分差别与波动",
    },
    "yes": {"en": "yes", "zh": "是"},
    "no": {"en": "no", "zh": "否"},
    # what is told of a run, by its code
    "code_schedule_delay": {
        "en": "requests were sent later than planned: it measured the load generator",
        "zh": "请求没有按时发出：测到的是负载发生器自身",
    },
    "code_nothing_good": {"en": "no request ended well", "zh": "没有一个请求正常结束"},
    "code_cached_prompts": {"en": "prompts came from a cache", "zh": "提示词来自缓存"},
    "code_cache_unknown": {
        "en": "the server does not tell whether prompts came from a cache; each prompt began differently",
        "zh": "服务器没有说明提示词是否来自缓存；每个提示词的开头都不同",
    },
    "code_shared_prefix": {"en": "one prompt again and again, on purpose", "zh": "有意重复同一提示词"},
    "code_others_on_server": {
        "en": "the server also worked for others meanwhile",
        "zh": "期间服务器还在处理其他请求",
    },
    "code_stopped_cancelled": {"en": "broken off", "zh": "中途停止"},
    "code_stopped_time": {"en": "ended by its time, before all requests", "zh": "到时间停止，请求未全部发完"},
    "code_stopped_temperature": {"en": "ended because the device was too hot", "zh": "设备过热，提前停止"},
    "code_throttled": {"en": "the device was held back meanwhile", "zh": "期间设备被限速"},
    "code_replayed_sensors": {
        "en": "its sensors were read from a recording",
        "zh": "传感器数据来自录制的回放",
    },
    "code_no_sensors": {
        "en": "Energy, heat and memory: not measured, the endpoint is on another machine (`roadweek edge serve` there measures them).",
        "zh": "能耗、温度和内存：未测量，端点在另一台机器上（在那里运行 `roadweek edge serve` 可测量）。",
    },
    "fig_e2e_p99_ms": {"en": "whole answer, p99", "zh": "整个回答 p99"},
    "fig_power_mean_w": {"en": "power, mean", "zh": "平均功率"},
    "fig_throughput_per_s": {"en": "throughput", "zh": "吞吐量"},
    "fig_ceiling_share": {"en": "share of the memory ceiling", "zh": "达到内存带宽上限的比例"},
    # the report
    "report_title": {"en": "Benchmark: {title}", "zh": "性能测量：{title}"},
    "report_span": {"en": "{first} – {last}", "zh": "{first} – {last}"},
    "report_short": {"en": "In short", "zh": "结论"},
    "report_none": {
        "en": "There is no measurement in this report: every run of it was refused or replayed.",
        "zh": "这份报告里没有测量结果：所有记录都被判为无效或是回放。",
    },
    "report_empty": {"en": "Nothing was measured yet.", "zh": "还没有测量。"},
    "report_unfinished": {
        "en": "{left} of {runs} runs are still to be made: this is what there is so far.",
        "zh": "{runs} 次中还有 {left} 次未测：以下是目前的结果。",
    },
    "report_figures": {"en": "Figures", "zh": "数据"},
    "report_figures_hint": {
        "en": "The median of the repeats, with the lowest and the highest in brackets.",
        "zh": "各次重复的中位数，括号内为最低和最高。",
    },
    "report_compared": {"en": "Compared", "zh": "比较"},
    "report_refused": {"en": "Refused as measurements", "zh": "不作为测量的结果"},
    "report_replayed": {"en": "Replayed, no measurement", "zh": "回放，不是测量"},
    "report_replayed_hint": {
        "en": "Read from recordings; in no figure and no picture of this report.",
        "zh": "读自录制文件；不计入本报告的任何数字和图。",
    },
    "report_imported": {"en": "Measured by other tools", "zh": "由其他工具测量"},
    "report_requests": {"en": "Requests", "zh": "请求"},
    "report_remarks": {"en": "To be known with it", "zh": "需要说明的情况"},
    "report_spoilers": {"en": "What could spoil it", "zh": "可能影响结果的因素"},
    "report_sensors": {"en": "Energy and sensors", "zh": "能耗与传感器"},
    "report_ceiling": {"en": "What memory allows", "zh": "内存带宽上限"},
    "report_card": {"en": "The card: on what it was measured", "zh": "测量环境"},
    "report_how": {"en": "How it was measured", "zh": "测量方法"},
    "report_how_text": {
        "en": "{runs} runs, {repeats} rounds of {cells} cells, interleaved so that a drift of the device slows all cells alike. "
        "Intervals are of paired ratios of one round (95 %, seeded bootstrap and Student's t, the wider one).",
        "zh": "共 {runs} 次，{repeats} 轮，每轮 {cells} 组交错测量，使设备的漂移对各组影响相同。区间为同一轮成对比值的 95 % 区间（固定种子的自助法与 t 分布，取较宽者）。",
    },
    "report_again": {"en": "To measure it again", "zh": "重复测量"},
    "report_definitions": {"en": "Definitions", "zh": "定义"},
    "report_written": {"en": "Written: {files}", "zh": "已写入：{files}"},
    "outcome_good": {"en": "good", "zh": "正常"},
    "outcome_refused": {"en": "no connection", "zh": "无法连接"},
    "outcome_reset": {"en": "connection broken", "zh": "连接中断"},
    "outcome_timeout": {"en": "timed out", "zh": "超时"},
    "outcome_endless": {"en": "endless", "zh": "不停止"},
    "outcome_http_error": {"en": "HTTP error", "zh": "HTTP 错误"},
    "outcome_api_error": {"en": "error in the stream", "zh": "流中报错"},
    "outcome_unreadable": {"en": "unreadable", "zh": "无法解读"},
    "outcome_cut": {"en": "cut", "zh": "中途截断"},
    "outcome_no_usage": {"en": "without usage", "zh": "没有用量"},
    "outcome_wrong_usage": {"en": "wrong usage", "zh": "用量有误"},
    "outcome_stopped": {"en": "stopped by us", "zh": "由我们停止"},
    # pictures
    "chart_throughput": {"en": "Latency over throughput", "zh": "延迟与吞吐"},
    "chart_ttft": {"en": "TTFT over load", "zh": "首 token 时间随负载变化"},
    "chart_tpot": {"en": "TPOT over load", "zh": "每 token 时间随负载变化"},
    "chart_rate": {"en": "Decoding over load", "zh": "解码速度随负载变化"},
    "chart_pareto": {"en": "Rate, energy and memory", "zh": "速度、能耗与内存"},
    "chart_pareto_memory": {"en": "Rate and memory (energy was not measured)", "zh": "速度与内存（能耗未测量）"},
    "chart_pareto_energy": {"en": "Rate and energy (memory was not measured)", "zh": "速度与能耗（内存未测量）"},
    "chart_pareto_hint": {
        "en": "Ringed: no other cell is better in one of them without being worse in another.",
        "zh": "带圈的组：没有其他组能在某一项更好而其余不差。",
    },
    "chart_pareto_size": {"en": "Size: peak memory.", "zh": "大小：内存峰值。"},
    "chart_cells": {"en": "By cell: {title}", "zh": "各组的{title}"},
    "chart_time": {"en": "The sensors during {cell}", "zh": "{cell} 期间的传感器"},
    "chart_time_hint": {"en": "Shaded: the device was held back.", "zh": "阴影：设备被限速。"},
    "chart_range": {"en": "Bars: the range of the repeats.", "zh": "竖线：各次重复的范围。"},
    "axis_concurrency": {"en": "concurrent requests", "zh": "并发请求数"},
    "axis_rate_per_s": {"en": "requests/s", "zh": "每秒请求数"},
    "axis_seconds": {"en": "seconds", "zh": "秒"},
}
