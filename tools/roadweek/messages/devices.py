"""The words of devices: what was not measured and why, the bandwidth ceiling, why one is slower than another."""

TEXTS: dict[str, dict[str, str]] = {
    "missing_absent": {"en": "{name}: not measured, there is none here", "zh": "{name}：未测量，本机没有"},
    "missing_denied": {
        "en": "{name}: not measured, this user may not read it (as root, or with a udev rule)",
        "zh": "{name}：未测量，当前用户无权读取（用 root 或加 udev 规则）",
    },
    "missing_garbled": {
        "en": "{name}: not measured, what it says cannot be read",
        "zh": "{name}：未测量，输出无法解读",
    },
    "missing_not_installed": {
        "en": "{name}: not measured, its library is not installed (extra `nvidia`)",
        "zh": "{name}：未测量，未安装对应的库（附加项 `nvidia`）",
    },
    "missing_not_running": {
        "en": "{name}: not measured, its service does not run",
        "zh": "{name}：未测量，服务没有运行",
    },
    "missing_failed": {"en": "{name}: not measured, it failed", "zh": "{name}：未测量，读取失败"},
    "missing_not_asked": {"en": "{name}: not measured, not asked for", "zh": "{name}：未测量，没有要求"},
    "no_power_sensor": {"en": "Energy: not measured, no sensor of power.", "zh": "能耗：未测量，没有功率传感器。"},
    "too_few_samples": {
        "en": "Energy: not measured, fewer than {fewest} samples of power in the load.",
        "zh": "能耗：未测量，负载期间的功率样本少于 {fewest} 个。",
    },
    "too_many_gaps": {
        "en": "Energy: not measured, more than {share} % of the load lies in gaps between samples.",
        "zh": "能耗：未测量，负载时间有超过 {share}% 落在采样空档里。",
    },
    "no_stretch": {"en": "Energy: not measured, the load has no length.", "zh": "能耗：未测量，负载时长为零。"},
    "energy": {
        "en": "Energy: {joules} ± {u95} J over {seconds} s, {watts} W on average ({scope}; 95 %).",
        "zh": "能耗：{seconds} 秒共 {joules} ± {u95} J，平均 {watts} W（{scope}；95%）。",
    },
    "energy_token": {"en": "{each} ± {u95} J a token.", "zh": "每个 token {each} ± {u95} J。"},
    "energy_idle": {
        "en": "Above idling at {idle} W: {each} ± {u95} J a token.",
        "zh": "扣除空闲 {idle} W：每个 token {each} ± {u95} J。",
    },
    "energy_no_idle": {"en": "Idling was not measured.", "zh": "空闲功耗未测量。"},
    "energy_no_step": {
        "en": "The sensor's resolution is not known and not in the uncertainty.",
        "zh": "传感器分辨率未知，没有计入不确定度。",
    },
    "scope_input": {"en": "the module's whole input", "zh": "模块总输入"},
    "scope_board": {"en": "the graphics card", "zh": "显卡"},
    "scope_rails": {"en": "the rails that are seen, less than the whole", "zh": "仅可见的供电轨，低于整机"},
    "scope_rails_estimated": {
        "en": "estimated: the regulators' sum without the 5 V input",
        "zh": "估算：各稳压轨之和，不含 5 V 输入",
    },
    "held_thermal": {"en": "too hot", "zh": "过热"},
    "held_soft_thermal": {"en": "near the limit of heat", "zh": "接近温度上限"},
    "held_undervoltage": {"en": "undervoltage", "zh": "欠压"},
    "held_overcurrent": {"en": "over-current", "zh": "过流"},
    "held_clock_cap": {"en": "clock capped", "zh": "频率受限"},
    "held_power_cap": {"en": "limit of power", "zh": "功率上限"},
    "held_power_brake": {"en": "power brake", "zh": "电源制动"},
    "throttled": {
        "en": "Held back {count} ×, {seconds} s in all: {reasons}.",
        "zh": "被限制 {count} 次，共 {seconds} 秒：{reasons}。",
    },
    "replayed": {"en": "Replayed from a recording: not a measurement.", "zh": "来自录制的回放：不是测量。"},
    "between": {"en": "; ", "zh": "；"},
    "ceiling": {
        "en": "Memory allows at most {bound} tokens/s ({gb_s} GB/s ÷ {gb} GB a token): {share} % of it reached.",
        "zh": "内存带宽上限为每秒 {bound} 个 token（{gb_s} GB/s ÷ 每 token {gb} GB）：达到 {share}%。",
    },
    "ceiling_alone": {
        "en": "Memory allows at most {bound} tokens/s ({gb_s} GB/s ÷ {gb} GB a token).",
        "zh": "内存带宽上限为每秒 {bound} 个 token（{gb_s} GB/s ÷ 每 token {gb} GB）。",
    },
    "ceiling_mode_unknown": {
        "en": "The bandwidth is the module's best; whether its power mode allows it is not known.",
        "zh": "带宽取模块的最高值；当前功耗模式是否允许未知。",
    },
    "ceiling_above": {
        "en": "More than memory allows: speculative decoding, several streams, or fewer bytes read a token than reckoned.",
        "zh": "超过内存带宽上限：可能用了投机解码、多路并发，或每 token 实际读取的字节比计算的少。",
    },
    "ceiling_unknown_bandwidth": {
        "en": "No memory ceiling: the bandwidth of this machine is not in the table.",
        "zh": "无法给出内存上限：表中没有这台机器的带宽。",
    },
    "ceiling_unknown_bytes": {
        "en": "No memory ceiling: the model's size is not known.",
        "zh": "无法给出内存上限：不知道模型大小。",
    },
    "ceiling_experts_unknown": {
        "en": "No memory ceiling: a mixture of experts reads only some of its weights, and how many is not known.",
        "zh": "无法给出内存上限：混合专家模型每次只读部分权重，读多少未知。",
    },
    "ceiling_no_decoding": {
        "en": "No memory ceiling: this model does not decode tokens.",
        "zh": "无法给出内存上限：这个模型不逐 token 解码。",
    },
    "ceiling_several_streams": {
        "en": "No memory ceiling: streams that are decoded together read the weights once.",
        "zh": "无法给出内存上限：多路一起解码时权重只读一次。",
    },
    "ceiling_unknown_shape": {
        "en": "No memory ceiling: whether the model is dense or a mixture of experts is not known.",
        "zh": "无法给出内存上限：不知道模型是稠密还是混合专家。",
    },
    "ceiling_on_disk": {
        "en": "No memory ceiling: the weights do not fit into memory and are read from disk.",
        "zh": "无法给出内存上限：权重放不进内存，要从磁盘读取。",
    },
    "with_factor": {"en": "{words} (× {factor})", "zh": "{words}（×{factor}）"},
    "slower_module": {"en": "yours is a {ours}, theirs a {theirs}", "zh": "你的是 {ours}，对方是 {theirs}"},
    "slower_memory": {
        "en": "your memory may run at {ours} MHz only in this power mode",
        "zh": "你当前功耗模式下内存最高只有 {ours} MHz",
    },
    "slower_mode": {"en": "power mode {ours}, theirs {theirs}", "zh": "功耗模式 {ours}，对方 {theirs}"},
    "slower_unlocked": {
        "en": "your clocks are not locked, theirs were (jetson_clocks)",
        "zh": "你没有锁定频率，对方锁定了（jetson_clocks）",
    },
    "slower_locked": {"en": "your clocks are locked, theirs were not", "zh": "你锁定了频率，对方没有"},
    "slower_model": {"en": "model {ours}, theirs {theirs}", "zh": "模型 {ours}，对方 {theirs}"},
    "slower_quantisation": {"en": "quantisation {ours}, theirs {theirs}", "zh": "量化 {ours}，对方 {theirs}"},
    "slower_layers": {"en": "{ours} layers on the GPU, theirs {theirs}", "zh": "GPU 上 {ours} 层，对方 {theirs} 层"},
    "slower_backend": {"en": "computed by {ours}, theirs by {theirs}", "zh": "用 {ours} 计算，对方用 {theirs}"},
    "slower_engine": {"en": "engine {ours}, theirs {theirs}", "zh": "推理引擎 {ours}，对方 {theirs}"},
    "slower_version": {"en": "engine version {ours}, theirs {theirs}", "zh": "引擎版本 {ours}，对方 {theirs}"},
    "slower_context": {"en": "context {ours}, theirs {theirs}", "zh": "上下文 {ours}，对方 {theirs}"},
    "slower_streams": {"en": "{ours} at once, theirs {theirs}", "zh": "并发 {ours}，对方 {theirs}"},
    "not_slower": {"en": "Not slower: {ratio} × the published rate.", "zh": "不比公布的慢：是公布值的 {ratio} 倍。"},
    "slower_reckoned": {
        "en": "{ratio} × the published rate, because {causes}; reckoned: × {expected}.",
        "zh": "是公布值的 {ratio} 倍，因为{causes}；按此推算 ×{expected}。",
    },
    "slower_named": {
        "en": "{ratio} × the published rate; what differs: {causes}.",
        "zh": "是公布值的 {ratio} 倍；不同之处：{causes}。",
    },
    "slower_same": {
        "en": "{ratio} × the published rate though all that it states is the same: look at throttling, heat and other load.",
        "zh": "是公布值的 {ratio} 倍，但其写明的设置都相同：请查看限频、温度和其他负载。",
    },
    "slower_unknown": {
        "en": "{ratio} × the published rate; what is known is the same, not known is: {missing}.",
        "zh": "是公布值的 {ratio} 倍；已知的设置都相同，未知的有：{missing}。",
    },
    "unstated_module": {"en": "the module", "zh": "模块型号"},
    "unstated_power_mode": {"en": "the power mode", "zh": "功耗模式"},
    "unstated_clocks_locked": {"en": "whether clocks were locked", "zh": "是否锁定频率"},
    "unstated_model": {"en": "the model", "zh": "模型"},
    "unstated_quantisation": {"en": "the quantisation", "zh": "量化方式"},
    "unstated_gpu_layers": {"en": "layers on the GPU", "zh": "GPU 层数"},
    "unstated_backend": {"en": "the backend", "zh": "计算后端"},
    "unstated_engine": {"en": "the engine", "zh": "推理引擎"},
    "unstated_engine_version": {"en": "the engine's version", "zh": "引擎版本"},
    "unstated_context": {"en": "the context", "zh": "上下文长度"},
    "unstated_concurrent": {"en": "how many at once", "zh": "并发数"},
}
