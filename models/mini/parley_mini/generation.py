"""Owns writing dialogues with a model: a batch of prompts, sampled together, seeded."""

from dataclasses import dataclass

import torch

from .model import PersonaDialogueModel
from .tokenizer import Tokenizer


@dataclass(frozen=True)
class Sampling:
    temperature: float = 0.7
    top_p: float = 0.95
    longest_answer_tokens: int = 420
    seed: int = 0


@dataclass(frozen=True)
class Answer:
    text: str
    ended: bool  # the model said so itself, before the limit


@torch.no_grad()
def generate(model: PersonaDialogueModel, tokenizer: Tokenizer, prompts: list[str], sampling: Sampling) -> list[Answer]:
    """All rows stand at the same position; a row whose prompt is longer is still reading while others write."""
    encoded = [tokenizer.chat_prompt(prompt) for prompt in prompts]
    generator = torch.Generator().manual_seed(sampling.seed)
    answers: list[list[int]] = [[] for _ in prompts]
    ended = [False] * len(prompts)
    stops = (tokenizer.end_of_message, tokenizer.end_of_text)
    memory = model.empty_memory(len(prompts))
    position = 0
    tokens = torch.tensor([prompt[: min(map(len, encoded))] for prompt in encoded])
    while True:
        logits = model(tokens, position, memory)[:, -1]
        position += tokens.shape[1]
        drawn = _draw(logits, sampling, generator)
        following = [p[position] if position < len(p) else d for p, d in zip(encoded, drawn, strict=True)]
        for row, token in enumerate(following):
            writing = position >= len(encoded[row]) and len(answers[row]) < sampling.longest_answer_tokens
            if writing and not ended[row]:
                ended[row] = token in stops
                answers[row] += [] if ended[row] else [token]
        finished = (e or len(a) >= sampling.longest_answer_tokens for e, a in zip(ended, answers, strict=True))
        if all(finished) or position >= model.shape.context_tokens - 1:
            return [Answer(tokenizer.decode(a), e) for a, e in zip(answers, ended, strict=True)]
        tokens = torch.tensor(following)[:, None]


def _draw(logits: torch.Tensor, sampling: Sampling, generator: torch.Generator) -> list[int]:
    if sampling.temperature == 0:
        return logits.argmax(-1).tolist()
    chances, order = (logits / sampling.temperature).softmax(-1).sort(-1, descending=True)
    chances[chances.cumsum(-1) - chances >= sampling.top_p] = 0
    return order.gather(1, torch.multinomial(chances, 1, generator=generator))[:, 0].tolist()
