// Owns what web-llm's version says of the models that the studio does not pick out itself, as one text: parsed once, when the
// whole list is asked for.

/** Identifier, memory in MB; where they differ from the usual: context (4096), and the program, which others may share. */
export const otherWebLlmRecords = `
Llama-3.2-1B-Instruct-q0f32-MLC 5106.26
Llama-3.2-1B-Instruct-q0f16-MLC 2573.13
Llama-3.1-8B-Instruct-q4f32_1-MLC-1k 5295.7 1024 Llama-3_1-8B-Instruct-q4f32_1
Llama-3.1-8B-Instruct-q4f16_1-MLC-1k 4598.34 1024 Llama-3_1-8B-Instruct-q4f16_1
DeepSeek-R1-Distill-Qwen-7B-q4f16_1-MLC 5106.67 4096 Qwen2-7B-Instruct-q4f16_1
DeepSeek-R1-Distill-Qwen-7B-q4f32_1-MLC 5900.09 4096 Qwen2-7B-Instruct-q4f32_1
DeepSeek-R1-Distill-Llama-8B-q4f32_1-MLC 6101.01 4096 Llama-3_1-8B-Instruct-q4f32_1
DeepSeek-R1-Distill-Llama-8B-q4f16_1-MLC 5001 4096 Llama-3_1-8B-Instruct-q4f16_1
Hermes-2-Theta-Llama-3-8B-q4f16_1-MLC 4976.13 4096 Llama-3-8B-Instruct-q4f16_1
Hermes-2-Theta-Llama-3-8B-q4f32_1-MLC 6051.27 4096 Llama-3-8B-Instruct-q4f32_1
Hermes-2-Pro-Llama-3-8B-q4f16_1-MLC 4976.13 4096 Llama-3-8B-Instruct-q4f16_1
Hermes-2-Pro-Llama-3-8B-q4f32_1-MLC 6051.27 4096 Llama-3-8B-Instruct-q4f32_1
Hermes-3-Llama-3.2-3B-q4f32_1-MLC 2951.51 4096 Llama-3.2-3B-Instruct-q4f32_1
Hermes-3-Llama-3.2-3B-q4f16_1-MLC 2263.69 4096 Llama-3.2-3B-Instruct-q4f16_1
Hermes-3-Llama-3.1-8B-q4f32_1-MLC 5779.27 4096 Llama-3_1-8B-Instruct-q4f32_1
Hermes-3-Llama-3.1-8B-q4f16_1-MLC 4876.13 4096 Llama-3_1-8B-Instruct-q4f16_1
Hermes-2-Pro-Mistral-7B-q4f16_1-MLC 4033.28 4096 Mistral-7B-Instruct-v0.3-q4f16_1
Phi-3.5-mini-instruct-q4f16_1-MLC 3672.07
Phi-3.5-mini-instruct-q4f32_1-MLC 5483.12
Phi-3.5-mini-instruct-q4f16_1-MLC-1k 2520.07 1024
Phi-3.5-mini-instruct-q4f32_1-MLC-1k 3179.12 1024
Phi-3.5-vision-instruct-q4f16_1-MLC 4521.54 4096 Phi-3.5-vision-instruct-q4f16_1_cs4k-webgpu.wasm
Phi-3.5-vision-instruct-q4f32_1-MLC 7050.65 4096 Phi-3.5-vision-instruct-q4f32_1_cs4k-webgpu.wasm
Phi-4-mini-instruct-q4f16_1-MLC 3437.58
Phi-4-mini-instruct-q4f32_1-MLC 4220.59
Mistral-7B-Instruct-v0.3-q4f16_1-MLC 4573.39
Mistral-7B-Instruct-v0.3-q4f32_1-MLC 5619.27
Mistral-7B-Instruct-v0.2-q4f16_1-MLC 4573.39 4096 Mistral-7B-Instruct-v0.3-q4f16_1
OpenHermes-2.5-Mistral-7B-q4f16_1-MLC 4573.39 4096 Mistral-7B-Instruct-v0.3-q4f16_1
NeuralHermes-2.5-Mistral-7B-q4f16_1-MLC 4573.39 4096 Mistral-7B-Instruct-v0.3-q4f16_1
WizardMath-7B-V1.1-q4f16_1-MLC 4573.39 4096 Mistral-7B-Instruct-v0.3-q4f16_1
SmolLM2-1.7B-Instruct-q4f16_1-MLC 1774.19
SmolLM2-1.7B-Instruct-q4f32_1-MLC 2692.38
SmolLM2-360M-Instruct-q0f16-MLC 871.99
SmolLM2-360M-Instruct-q0f32-MLC 1743.99
SmolLM2-135M-Instruct-q0f16-MLC 359.69
SmolLM2-135M-Instruct-q0f32-MLC 719.38
gemma-4-E2B-it-q4f16_1-MLC 3387.37 4096 gemma-4-E2B-it-q4f16_1_cs512-webgpu.wasm
gemma-4-E2B-it-q4f32_1-MLC 3862.72 4096 gemma-4-E2B-it-q4f32_1_cs512-webgpu.wasm
gemma-2-2b-it-q4f16_1-MLC 1895.3
gemma-2-2b-it-q4f32_1-MLC 2508.75
gemma-2-2b-it-q4f16_1-MLC-1k 1583.3 1024
gemma-2-2b-it-q4f32_1-MLC-1k 1884.75 1024
gemma-2-9b-it-q4f16_1-MLC 6422.01
gemma-2-9b-it-q4f32_1-MLC 8383.33
gemma-2-2b-jpn-it-q4f16_1-MLC 1895.3
gemma-2-2b-jpn-it-q4f32_1-MLC 2508.75
OLMo-2-1124-7B-Instruct-q4f16_1-MLC 6479.01
OLMo-2-1124-7B-Instruct-q4f32_1-MLC 9086.02
OLMo-2-0425-1B-Instruct-q4f16_1-MLC 1776.75
OLMo-2-0425-1B-Instruct-q4f32_1-MLC 2453.51
Qwen3-0.6B-q0f16-MLC 2220.38
Qwen3-0.6B-q0f32-MLC 3843.25
Qwen3.5-0.8B-q0f16-MLC 2660.27
Qwen3.5-9B-q4f16_1-MLC 6433.01
Qwen3.5-9B-q4f32_1-MLC 7544.74
Qwen2.5-0.5B-Instruct-q4f16_1-MLC 944.62 4096 Qwen2-0.5B-Instruct-q4f16_1
Qwen2.5-0.5B-Instruct-q4f32_1-MLC 1060.2 4096 Qwen2-0.5B-Instruct-q4f32_1
Qwen2.5-0.5B-Instruct-q0f16-MLC 1624.12 4096 Qwen2-0.5B-Instruct-q0f16
Qwen2.5-0.5B-Instruct-q0f32-MLC 2654.75 4096 Qwen2-0.5B-Instruct-q0f32
Qwen2.5-1.5B-Instruct-q4f16_1-MLC 1629.75 4096 Qwen2-1.5B-Instruct-q4f16_1
Qwen2.5-1.5B-Instruct-q4f32_1-MLC 1888.97 4096 Qwen2-1.5B-Instruct-q4f32_1
Qwen2.5-3B-Instruct-q4f16_1-MLC 2504.76
Qwen2.5-3B-Instruct-q4f32_1-MLC 2893.64
Qwen2.5-7B-Instruct-q4f16_1-MLC 5106.67 4096 Qwen2-7B-Instruct-q4f16_1
Qwen2.5-7B-Instruct-q4f32_1-MLC 5900.09 4096 Qwen2-7B-Instruct-q4f32_1
Qwen2.5-Coder-0.5B-Instruct-q4f16_1-MLC 944.62 4096 Qwen2-0.5B-Instruct-q4f16_1
Qwen2.5-Coder-0.5B-Instruct-q4f32_1-MLC 1060.2 4096 Qwen2-0.5B-Instruct-q4f32_1
Qwen2.5-Coder-0.5B-Instruct-q0f16-MLC 1624.12 4096 Qwen2-0.5B-Instruct-q0f16
Qwen2.5-Coder-0.5B-Instruct-q0f32-MLC 2654.75 4096 Qwen2-0.5B-Instruct-q0f32
Qwen2.5-Coder-1.5B-Instruct-q4f16_1-MLC 1629.75 4096 Qwen2-1.5B-Instruct-q4f16_1
Qwen2.5-Coder-1.5B-Instruct-q4f32_1-MLC 1888.97 4096 Qwen2-1.5B-Instruct-q4f32_1
Qwen2.5-Coder-3B-Instruct-q4f16_1-MLC 2504.76 4096 Qwen2.5-3B-Instruct-q4f16_1
Qwen2.5-Coder-3B-Instruct-q4f32_1-MLC 2893.64 4096 Qwen2.5-3B-Instruct-q4f32_1
Qwen2.5-Coder-7B-Instruct-q4f16_1-MLC 5106.67 4096 Qwen2-7B-Instruct-q4f16_1
Qwen2.5-Coder-7B-Instruct-q4f32_1-MLC 5900.09 4096 Qwen2-7B-Instruct-q4f32_1
Qwen2.5-Math-1.5B-Instruct-q4f16_1-MLC 1629.75 4096 Qwen2-1.5B-Instruct-q4f16_1
Qwen2.5-Math-1.5B-Instruct-q4f32_1-MLC 1888.97 4096 Qwen2-1.5B-Instruct-q4f32_1
stablelm-2-zephyr-1_6b-q4f16_1-MLC 2087.66
stablelm-2-zephyr-1_6b-q4f32_1-MLC 2999.33
stablelm-2-zephyr-1_6b-q4f16_1-MLC-1k 1511.66 1024
stablelm-2-zephyr-1_6b-q4f32_1-MLC-1k 1847.33 1024
RedPajama-INCITE-Chat-3B-v1-q4f16_1-MLC 2972.09 2048
RedPajama-INCITE-Chat-3B-v1-q4f32_1-MLC 3928.09 2048
RedPajama-INCITE-Chat-3B-v1-q4f16_1-MLC-1k 2041.09 1024
RedPajama-INCITE-Chat-3B-v1-q4f32_1-MLC-1k 2558.09 1024
TinyLlama-1.1B-Chat-v1.0-q4f16_1-MLC 697.24 2048
TinyLlama-1.1B-Chat-v1.0-q4f32_1-MLC 839.98 2048
TinyLlama-1.1B-Chat-v1.0-q4f16_1-MLC-1k 675.24 1024
TinyLlama-1.1B-Chat-v1.0-q4f32_1-MLC-1k 795.98 1024
Ministral-3-3B-Base-2512-q4f16_1-MLC 2863.69
Ministral-3-3B-Base-2512-q4f32_1-MLC 3532.37
Ministral-3-3B-Reasoning-2512-q4f16_1-MLC 2863.69
Ministral-3-3B-Reasoning-2512-q4f32_1-MLC 3532.37
Llama-3.1-70B-Instruct-q3f16_1-MLC 31153.13 4096 Llama-3_1-70B-Instruct-q3f16_1
Qwen2-0.5B-Instruct-q4f16_1-MLC 944.62
Qwen2-0.5B-Instruct-q0f16-MLC 1624.12
Qwen2-0.5B-Instruct-q0f32-MLC 2654.75
Qwen2-1.5B-Instruct-q4f16_1-MLC 1629.75
Qwen2-1.5B-Instruct-q4f32_1-MLC 1888.97
Qwen2-7B-Instruct-q4f16_1-MLC 5106.67
Qwen2-7B-Instruct-q4f32_1-MLC 5900.09
Qwen2-Math-1.5B-Instruct-q4f16_1-MLC 1629.75 4096 Qwen2-1.5B-Instruct-q4f16_1
Qwen2-Math-1.5B-Instruct-q4f32_1-MLC 1888.97 4096 Qwen2-1.5B-Instruct-q4f32_1
Qwen2-Math-7B-Instruct-q4f16_1-MLC 5106.67 4096 Qwen2-7B-Instruct-q4f16_1
Qwen2-Math-7B-Instruct-q4f32_1-MLC 5900.09 4096 Qwen2-7B-Instruct-q4f32_1
Llama-3-8B-Instruct-q4f32_1-MLC-1k 5295.7 1024
Llama-3-8B-Instruct-q4f16_1-MLC-1k 4598.34 1024
Llama-3-8B-Instruct-q4f32_1-MLC 6101.01
Llama-3-8B-Instruct-q4f16_1-MLC 5001
Llama-3-70B-Instruct-q3f16_1-MLC 31153.13
Phi-3-mini-4k-instruct-q4f16_1-MLC 3672.07
Phi-3-mini-4k-instruct-q4f32_1-MLC 5483.12
Phi-3-mini-4k-instruct-q4f16_1-MLC-1k 2520.07 1024
Phi-3-mini-4k-instruct-q4f32_1-MLC-1k 3179.12 1024
Llama-2-7b-chat-hf-q4f32_1-MLC-1k 5284.01 1024
Llama-2-7b-chat-hf-q4f16_1-MLC-1k 4618.52 1024
Llama-2-7b-chat-hf-q4f32_1-MLC 9109.03
Llama-2-7b-chat-hf-q4f16_1-MLC 6749.02
Llama-2-13b-chat-hf-q4f16_1-MLC 11814.09
gemma-2b-it-q4f16_1-MLC 1476.52
gemma-2b-it-q4f32_1-MLC 1750.66
gemma-2b-it-q4f16_1-MLC-1k 1476.52 1024
gemma-2b-it-q4f32_1-MLC-1k 1750.66 1024
phi-2-q4f16_1-MLC 3053.97 2048
phi-2-q4f32_1-MLC 4032.48 2048
phi-2-q4f16_1-MLC-1k 2131.97 1024
phi-2-q4f32_1-MLC-1k 2740.48 1024
phi-1_5-q4f16_1-MLC 1210.09 2048
phi-1_5-q4f32_1-MLC 1682.09 2048
phi-1_5-q4f16_1-MLC-1k 1210.09 1024
phi-1_5-q4f32_1-MLC-1k 1682.09 1024
TinyLlama-1.1B-Chat-v0.4-q4f16_1-MLC 697.24 2048
TinyLlama-1.1B-Chat-v0.4-q4f32_1-MLC 839.98 2048
TinyLlama-1.1B-Chat-v0.4-q4f16_1-MLC-1k 675.24 1024
TinyLlama-1.1B-Chat-v0.4-q4f32_1-MLC-1k 795.98 1024
`;
