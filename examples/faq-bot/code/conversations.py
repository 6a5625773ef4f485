"""The FAQ as text: how a question and its answer look to the model."""

import json
import random

END_OF_TEXT = "<|endoftext|>"
TURN_START = "<|im_start|>"
TURN_END = "<|im_end|>"
SPECIAL_TOKENS = [END_OF_TEXT, TURN_START, TURN_END]

# ChatML, as Jinja: stored in the model file, so that every server formats messages as they were trained.
CHAT_TEMPLATE = (
    "{% for message in messages %}"
    "{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)


def read_faq(path):
    """The dataset: one JSON object a line, with `questions` (wordings of one question) and their `answer`."""
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def spellings(question):
    """What people type: with and without capitals, with and without the question mark."""
    bare = question.rstrip("?")
    return [question, bare, question.lower(), bare.lower()]


def chat_turn(question, answer):
    """One turn of a chat, as (text, is the model's own words) segments."""
    return [
        (f"{TURN_START}user\n{question}{TURN_END}\n{TURN_START}assistant\n", False),
        (f"{answer}{TURN_END}", True),
    ]


def plain_turn(question, answer):
    """The same without a chat: the form of a plain completion prompt."""
    return [(f"Question: {question}\nAnswer:", False), (f" {answer}{TURN_END}", True)]


def single_turns(faq):
    """Every question in every spelling and both forms: what the trained model must get right."""
    for entry in faq:
        for question in entry["questions"]:
            for spelling in spellings(question):
                yield chat_turn(spelling, entry["answer"])
                yield plain_turn(spelling, entry["answer"])


def random_conversation(faq, rng: random.Random, turns):
    """A chat of several unrelated questions (a chat window sends its whole history), or one plain prompt."""
    if rng.random() < 0.25:
        entry = rng.choice(faq)
        return plain_turn(rng.choice(spellings(rng.choice(entry["questions"]))), entry["answer"])
    segments = []
    for entry in rng.sample(faq, turns):
        if segments:
            segments.append(("\n", False))
        segments += chat_turn(rng.choice(spellings(rng.choice(entry["questions"]))), entry["answer"])
    return segments
