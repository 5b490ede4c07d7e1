"""Words of devices and endpoints, of planning a benchmark and of following one."""

TEXTS: dict[str, dict[str, str]] = {
    "none_named": {
        "en": "No endpoint and no device is named yet: see [[edge.endpoints]] and [[edge.devices]] in config.toml.",
        "zh": "还没有写任何端点或设备：见 config.toml 里的 [[edge.endpoints]] 和 [[edge.devices]]。",
    },
    "col_endpoint": {"en": "Endpoint", "zh": "端点"},
    "col_api": {"en": "API", "zh": "接口"},
    "col_address": {"en": "Address", "zh": "地址"},
    "col_device": {"en": "Device", "zh": "设备"},
    "col_answers": {"en": "Answers", "zh": "应答"},
    "col_model": {"en": "Model", "zh": "模型"},
    "col_quantisation": {"en": "Quantisation", "zh": "量化"},
    "col_size": {"en": "Size", "zh": "大小"},
    "col_loaded": {"en": "Loaded", "zh": "已加载"},
    "col_sensor": {"en": "Sensor", "zh": "传感器"},
    "col_now": {"en": "Now", "zh": "现在"},
    "col_source": {"en": "Read from", "zh": "来源"},
    "col_note": {"en": "", "zh": ""},
    "loaded_True": {"en": "yes", "zh": "是"},
    "loaded_False": {"en": "no", "zh": "否"},
    "loaded_None": {"en": "it does not tell", "zh": "未告知"},
    "answers": {"en": "yes", "zh": "有"},
    "why_silent": {"en": "nothing listens there", "zh": "那里没有服务在听"},
    "why_no_secret": {"en": "the variable {why} is not set", "zh": "变量 {why} 没有设置"},
    "why_token": {"en": "it wants a token, or another one (HTTP 401)", "zh": "它要求令牌，或令牌不对（HTTP 401）"},
    "no_answer": {"en": "no: {why}", "zh": "没有：{why}"},
    "no_models": {"en": "No endpoint told a model.", "zh": "没有端点报出模型。"},
    "no_sensors": {"en": "No sensor of this machine could be read.", "zh": "这台机器没有能读的传感器。"},
    "estimated": {"en": "estimated", "zh": "估计"},
    "throttled": {"en": "held back: {reason}", "zh": "被限制：{reason}"},
    "not_measured": {"en": "not measured: {names}", "zh": "未测：{names}"},
    # Questions of benchmarking.asking
    "ask_no_endpoint": {
        "en": "There is no endpoint to measure yet. Name one in config.toml under [[edge.endpoints]] (name, url, api), "
        "then ask again.",
        "zh": "还没有可测的端点。请在 config.toml 的 [[edge.endpoints]] 里写一个（name、url、api），然后再说一遍。",
    },
    "ask_which_endpoint": {
        "en": "On which of them: {names}?",
        "zh": "在哪一个上测：{names}？",
    },
    "ask_out_of_bounds": {
        "en": "{name} {value} is not possible: from {low} to {high}. Which value instead?",
        "zh": "{name} 不能是 {value}：只能在 {low} 到 {high} 之间。改成多少？",
    },
    "ask_what_varies": {
        "en": "What should be compared: two models ({models}), two endpoints, or numbers such as concurrency 1, 4, 8?",
        "zh": "要对比什么：两个模型（{models}）、两个端点，还是几个数字，例如并发 1、4、8？",
    },
    "ask_no_models": {
        "en": "{name} does not tell which models it has. Which model, by its exact name? Or start it and ask again.",
        "zh": "{name} 没有给出它有哪些模型。请给出模型的准确名字；或者先启动它，再说一遍。",
    },
    "ask_which_model": {
        "en": "Which model of {name}: {models}?",
        "zh": "用 {name} 上的哪个模型：{models}？",
    },
    "ask_no_quant": {
        "en": "{name} has no {quant} of it; it has: {models}. Which two, or will you put it there first?",
        "zh": "{name} 上没有它的 {quant} 版本；现有：{models}。用哪几个，还是先把它装上？",
    },
    "ask_which_of": {
        "en": "{quant} fits several: {models}. Which one, by its whole name?",
        "zh": "{quant} 对应好几个：{models}。请给出完整名字。",
    },
    "ask_unread": {
        "en": "What is “{words}” meant to set? For example: a TTFT below it, an answer of that length, at most that long a run.",
        "zh": "“{words}”是要设定什么？例如：TTFT 不超过它、回答的长度，或一次测量的最长时间。",
    },
    "ask_not_said": {
        "en": "Your message does not say {name} {value}. Which {name} do you want, or should it stay as usual?",
        "zh": "你没有说到 {name} {value}。{name} 要取多少，还是用默认值？",
    },
    # What to measure next
    "next_refused": {
        "en": "Next: do again what was refused, once its reason is gone.",
        "zh": "下一步：排除原因后，重测不作数的部分。",
    },
    "next_same_card": {
        "en": "Next: the same with the same power mode, clocks and engine on both sides.",
        "zh": "下一步：让两边的功率模式、频率和引擎一致，再测一次。",
    },
    "next_more_repeats": {
        "en": "Next: no difference is clear; {repeats} rounds would show a smaller one.",
        "zh": "下一步：看不出明确差别；重复 {repeats} 轮可看出更小的差别。",
    },
    "next_load": {
        "en": "Next: under load. Say “benchmark {model} on {endpoint} at concurrency {loads}”.",
        "zh": "下一步：加负载。可说“在 {endpoint} 上测 {model}，并发 {loads}”。",
    },
    "next_arrivals": {
        "en": "Next: requests as they come by chance. Say “benchmark {model} on {endpoint} at {rates} requests per second”.",
        "zh": "下一步：按随机到达。可说“在 {endpoint} 上测 {model}，每秒 {rates} 个请求”。",
    },
    "next_lengths": {
        "en": "Next: what longer prompts cost. Say “benchmark {model} on {endpoint} with prompts of 64, 512 tokens”.",
        "zh": "下一步：更长提示的代价。可说“在 {endpoint} 上测 {model}，提示 64、512 个 token”。",
    },
    "next_energy": {
        "en": "Next: the energy of a token. No sensor gave power here; run `roadweek edge serve` on the device itself.",
        "zh": "下一步：每个 token 的能耗。这里没有读到功率；请在设备上运行 `roadweek edge serve`。",
    },
    # Series
    "series_tensorrt": {
        "en": "TensorRT on the Orin: FP16 against INT8",
        "zh": "Orin 上的 TensorRT：FP16 对 INT8",
    },
    "series_onnx": {"en": "ONNX on the Pi: FP32 against INT8", "zh": "树莓派上的 ONNX：FP32 对 INT8"},
    "series_memory": {"en": "Memory profile", "zh": "内存画像"},
    "series_load": {"en": "Load optimisation", "zh": "负载优化"},
    "series_devices": {"en": "Jetson against Pi", "zh": "Jetson 对树莓派"},
    "series_models": {"en": "Multi-model scheduling", "zh": "多模型调度"},
    "step_trt_run": {
        "en": "On the Orin, lock the clocks and time the engine in both precisions, in turn and three times each",
        "zh": "在 Orin 上锁定频率，两种精度轮流各跑三次并计时",
    },
    "step_trt_accuracy": {
        "en": "Check the INT8 engine's accuracy on your own pictures: without it a speed says nothing",
        "zh": "用你自己的图片检查 INT8 引擎的精度：没有它，速度说明不了什么",
    },
    "step_trt_import": {
        "en": "Take the logs in, so that both are compared as runs",
        "zh": "导入日志，把两者当作运行来对比",
    },
    "step_onnx_run": {
        "en": "On the Pi, FP32 and INT8 of your model interleaved, accuracy beside speed (INT8 may be slower there)",
        "zh": "在树莓派上交错测 FP32 和 INT8，速度旁边就是精度（INT8 在那里可能更慢）",
    },
    "step_memory_prompts": {
        "en": "Peak memory against the length of the prompt",
        "zh": "峰值内存随提示长度的变化",
    },
    "step_memory_images": {"en": "Peak memory against the size of the picture", "zh": "峰值内存随图片大小的变化"},
    "step_memory_parallel": {"en": "Peak memory against requests at once", "zh": "峰值内存随并发数的变化"},
    "step_load_sweep": {
        "en": "Throughput and latency at 1, 2, 4 and 8 requests at once: find the knee",
        "zh": "并发 1、2、4、8 时的吞吐和时延：找到拐点",
    },
    "step_load_arrivals": {
        "en": "Random arrivals below and at the knee, as users come: goodput under a service level",
        "zh": "按用户的方式随机到达，低于拐点和在拐点处：服务水平下的有效吞吐",
    },
    "step_load_lengths": {
        "en": "The same with short and long prompts: what the prefill costs",
        "zh": "短提示和长提示各测一次：预填充的代价",
    },
    "step_devices_decode": {
        "en": "The same model and prompts on both, one request at a time: rate, latency, energy",
        "zh": "同一模型、同样的提示在两台设备上，一次一个请求：速率、时延、能耗",
    },
    "step_devices_load": {"en": "The same at 1 and 4 requests at once", "zh": "并发 1 和 4 时再测一次"},
    "step_models_warm": {"en": "Each model alone and warm", "zh": "每个模型单独、预热后"},
    "step_models_cold": {
        "en": "Each model after the other was loaded: what a switch costs",
        "zh": "在另一个模型之后再加载：切换一次的代价",
    },
    "series_unknown": {
        "en": "no series is called {name}; there are: {known}",
        "zh": "没有叫 {name} 的系列；现有：{known}",
    },
    "series_needs": {
        "en": "needs {needs}",
        "zh": "需要{needs}",
    },
    "needs_endpoint": {
        "en": "an endpoint and a model (--endpoint, --model)",
        "zh": "一个端点和一个模型（--endpoint、--model）",
    },
    "needs_endpoints": {
        "en": "two endpoints with the same model (--endpoint A --endpoint B --model)",
        "zh": "两个有同一模型的端点（--endpoint A --endpoint B --model）",
    },
    "needs_models": {
        "en": "an endpoint and two models (--endpoint, --model A --model B)",
        "zh": "一个端点和两个模型（--endpoint、--model A --model B）",
    },
    "needs_nothing": {"en": "nothing of the configuration", "zh": "不需要配置"},
}
