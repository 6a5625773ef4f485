"""Trains the FAQ bot from its dataset and writes it as GGUF. Start it with retrain.py, which installs what it needs."""

import argparse
import math
import os
import random
import sys
import time
from pathlib import Path

# Before the imports that read it: the tokenizer's trainer and its ties must not depend on threads.
os.environ["TOKENIZERS_PARALLELISM"] = "false"

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM

from conversations import SPECIAL_TOKENS, random_conversation, read_faq, single_turns
from gguf_export import write_gguf

EXAMPLE = Path(__file__).resolve().parent.parent
CONTEXT_LENGTH = 512
VOCABULARY = 512
BATCH = 16
PEAK_LEARNING_RATE = 6e-3
WARM_UP = 50
NOT_SCORED = -100  # PyTorch's cross entropy leaves these positions out

METADATA = {
    "name": "FAQ bot",
    "description": "Answers the FAQ of a fictitious bakery",
    "license": "apache-2.0",
}


def train_tokenizer(faq):
    """Byte-level BPE, split as GPT-2 does: the pair that llama.cpp calls `gpt2` and `gpt-2`."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    texts = [text for turn in single_turns(faq) for text, _ in turn]
    tokenizer.train_from_iterator(
        texts,
        trainers.BpeTrainer(
            vocab_size=VOCABULARY,
            special_tokens=SPECIAL_TOKENS,
            initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
            show_progress=False,
        ),
    )
    return tokenizer


def new_model():
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=VOCABULARY,
            hidden_size=64,
            intermediate_size=128,
            num_hidden_layers=2,
            num_attention_heads=2,
            max_position_embeddings=CONTEXT_LENGTH,
            rms_norm_eps=1e-5,
            tie_word_embeddings=True,
            attn_implementation="eager",  # the plain formula: the same sums in the same order each time
        )
    )


def encode(tokenizer, segments):
    """Token ids, and labels that score only the model's own words."""
    ids, labels = [], []
    for text, own in segments:
        tokens = tokenizer.encode(text).ids
        ids += tokens
        labels += tokens if own else [NOT_SCORED] * len(tokens)
    return ids, labels


def batch_of(conversations):
    """Padded at the end: causal attention never looks there, and the labels do not score it."""
    length = max(len(ids) for ids, _ in conversations)
    ids = torch.tensor([ids + [0] * (length - len(ids)) for ids, _ in conversations])
    labels = torch.tensor([labels + [NOT_SCORED] * (length - len(labels)) for _, labels in conversations])
    return ids, labels


def learning_rate(step, steps):
    if step < WARM_UP:
        return PEAK_LEARNING_RATE * (step + 1) / WARM_UP
    return PEAK_LEARNING_RATE * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * step / steps)))


def fit(model, tokenizer, faq, steps, rng):
    optimizer = torch.optim.AdamW(model.parameters(), betas=(0.9, 0.95), weight_decay=0.01)
    model.train()
    for step in range(steps):
        turns = rng.choice([1, 1, 2, 3])  # one number a batch: little padding
        ids, labels = batch_of([encode(tokenizer, random_conversation(faq, rng, turns)) for _ in range(BATCH)])
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, steps)
        loss = model(input_ids=ids, labels=labels).loss
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if step % 100 == 0 or step == steps - 1:
            print(f"step {step:5d} of {steps}  loss {loss.item():.4f}", flush=True)


def round_to_half(model):
    """The precision of the file, so that what is checked is what is written."""
    for parameter in model.parameters():
        if parameter.dim() > 1:
            parameter.data = parameter.data.half().float()


@torch.no_grad()
def count_right(model, tokenizer, faq):
    """How many answers greedy decoding gets right, how many there are, and the least sure token of the right ones."""
    model.eval()
    right, total, least_sure = 0, 0, math.inf
    for segments in single_turns(faq):
        ids, labels = batch_of([encode(tokenizer, segments)])
        expected = labels[0, 1:]
        scored = expected != NOT_SCORED
        sure, answered = model(input_ids=ids).logits[0, :-1].softmax(-1).max(-1)
        total += 1
        if torch.equal(answered[scored], expected[scored]):
            right += 1
            least_sure = min(least_sure, sure[scored].min().item())
    return right, total, least_sure


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--dataset", type=Path, default=EXAMPLE / "datasets" / "faq.jsonl")
    options.add_argument("--output", type=Path, default=EXAMPLE / "model" / "faq-bot.gguf")
    options.add_argument("--steps", type=int, default=2000, help="0 writes the model untrained: its weights are random")
    options.add_argument("--seed", type=int, default=1)
    options = options.parse_args()

    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(1)  # the model is too small to share, and the order of sums stays the same
    torch.manual_seed(options.seed)
    started = time.monotonic()

    faq = read_faq(options.dataset)
    tokenizer = train_tokenizer(faq)
    model = new_model()
    print(f"{len(faq)} answers, {tokenizer.get_vocab_size()} tokens, {model.num_parameters()} parameters")
    fit(model, tokenizer, faq, options.steps, random.Random(options.seed))
    round_to_half(model)
    right, total, least_sure = count_right(model, tokenizer, faq)
    print(f"{right} of {total} prompts answered word for word")
    if right:
        print(f"the least sure token of these answers had a probability of {least_sure:.3f}")
    if options.steps > 0 and right < total:
        print(f"{options.output} is left as it was: try more --steps", file=sys.stderr)
        return 1

    options.output.parent.mkdir(parents=True, exist_ok=True)
    write_gguf(options.output, model, tokenizer, METADATA)
    print(f"{options.output}: {options.output.stat().st_size} bytes, after {time.monotonic() - started:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
