"""Owns answering in a fixed form, as the engines do under the studio's grammars: greedy, among what the form allows."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from .model import PersonaDialogueModel
from .tokenizer import Tokenizer


@dataclass(frozen=True)
class Line:
    """What the form writes, and what may follow it."""

    given: str
    options: tuple[str, ...]


@torch.no_grad()
def choose(model: PersonaDialogueModel, tokenizer: Tokenizer, prompt: str, lines: Sequence[Line]) -> list[str]:
    memory = model.empty_memory(1)
    position = 0

    def read(tokens: list[int]) -> torch.Tensor:
        nonlocal position
        logits = model(torch.tensor([tokens]), position, memory)[0, -1]
        position += len(tokens)
        return logits

    read(tokenizer.chat_prompt(prompt)[:-1])
    unread = tokenizer.chat_prompt(prompt)[-1:]
    chosen: list[str] = []
    for index, line in enumerate(lines):
        logits = read(unread + tokenizer.encode(("\n" if index else "") + line.given))
        options = {option: tokenizer.encode(option) for option in line.options}
        said: list[int] = []
        while len(options) > 1:
            allowed = sorted({tokens[len(said)] for tokens in options.values()})
            said.append(allowed[int(logits[allowed].argmax())])
            options = {option: t for option, t in options.items() if t[: len(said)] == said}
            # The last token of a choice is read together with what the form writes next.
            if len(options) > 1:
                logits = read(said[-1:])
        (option, tokens), = options.items()
        unread = tokens[max(0, len(said) - 1) :] if said else tokens
        chosen.append(option)
    return chosen
