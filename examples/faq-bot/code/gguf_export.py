"""Writes a trained LlamaForCausalLM and its tokenizer as one GGUF file, the format that llama.cpp reads."""

import json

import numpy as np
from gguf import GGUFWriter, LlamaFileType, TokenType

from conversations import CHAT_TEMPLATE, END_OF_TEXT, SPECIAL_TOKENS, TURN_END

# https://github.com/ggml-org/ggml/blob/master/docs/gguf.md#standardized-tensor-names
LAYER_TENSORS = {
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}


def write_gguf(path, model, tokenizer, metadata):
    writer = GGUFWriter(path, "llama")
    writer.add_name(metadata["name"])
    writer.add_description(metadata["description"])
    writer.add_license(metadata["license"])
    add_architecture(writer, model.config)
    add_vocabulary(writer, tokenizer)
    add_tensors(writer, model)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def add_architecture(writer, config):
    writer.add_file_type(LlamaFileType.MOSTLY_F16)
    writer.add_vocab_size(config.vocab_size)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_attention_heads)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_rope_dimension_count(config.hidden_size // config.num_attention_heads)
    writer.add_rope_freq_base(config.rope_parameters["rope_theta"])


def add_vocabulary(writer, tokenizer):
    bpe = json.loads(tokenizer.to_str())["model"]
    tokens = sorted(bpe["vocab"], key=bpe["vocab"].get)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    # Without the type CONTROL, llama.cpp splits the special tokens into letters and the answers are wrong.
    writer.add_token_types([TokenType.CONTROL if token in SPECIAL_TOKENS else TokenType.NORMAL for token in tokens])
    writer.add_token_merges([" ".join(pair) for pair in bpe["merges"]])
    writer.add_bos_token_id(tokenizer.token_to_id(END_OF_TEXT))
    writer.add_pad_token_id(tokenizer.token_to_id(END_OF_TEXT))
    writer.add_eos_token_id(tokenizer.token_to_id(TURN_END))
    writer.add_add_bos_token(False)
    writer.add_add_eos_token(False)
    writer.add_chat_template(CHAT_TEMPLATE)


def add_tensors(writer, model):
    weights = {name: tensor.detach().numpy() for name, tensor in model.state_dict().items()}
    # No output.weight: llama.cpp then uses the embedding in its place, as it was trained (tied).
    writer.add_tensor("token_embd.weight", weights["model.embed_tokens.weight"].astype(np.float16))
    for layer in range(model.config.num_hidden_layers):
        for target, source in LAYER_TENSORS.items():
            weight = weights[f"model.layers.{layer}.{source}.weight"]
            if target in ("attn_q", "attn_k"):
                weight = interleave_rope(weight, model.config.num_attention_heads)
            # Norms stay in full precision, as llama.cpp expects them.
            weight = weight if weight.ndim == 1 else weight.astype(np.float16)
            writer.add_tensor(f"blk.{layer}.{target}.weight", weight)
    writer.add_tensor("output_norm.weight", weights["model.norm.weight"])


def interleave_rope(weight, heads):
    """Transformers rotates a head's first half against its second; llama.cpp rotates neighbours: reorder the rows."""
    rows, columns = weight.shape
    return np.ascontiguousarray(
        weight.reshape(heads, 2, rows // heads // 2, columns).swapaxes(1, 2).reshape(rows, columns)
    )
