"""Python's packages on the same conversations: reads turns as JSON, answers seconds and values as JSON."""

import gzip
import json
import random
import re
import sys
import time

from lexical_diversity import lex_div
from nltk.translate.bleu_score import sentence_bleu
from nltk.util import ngrams

question = json.load(sys.stdin)
conversations = question["conversations"]
seconds, values = {}, {}


def timed(name, work):
    begun = time.perf_counter()
    values[name] = work()
    seconds[name] = time.perf_counter() - begun
    return values.pop(name) if name == "words" else values[name]


WORD = re.compile(r"\w+(?:'\w+)*")
words = timed("words", lambda: [WORD.findall(" ".join(turns).lower().replace("’", "'")) for turns in conversations])


def distinct():
    """Of every length, on ten draws of the budget, as ours."""
    chance = random.Random(7)
    shares = []
    for _ in range(10):
        order = chance.sample(range(len(words)), len(words))
        stream = []
        for place in order:
            if len(stream) >= question["budget"]:
                break
            stream.extend(words[place])
        stream = stream[: question["budget"]]
        for length in (1, 2, 3):
            grams = list(ngrams(stream, length))
            shares.append(len(set(grams)) / len(grams))
    return sum(shares[::3]) / 10


def self_bleu():
    texts = random.Random(7).sample(words, question["sampled"])
    return sum(sentence_bleu(texts[:at] + texts[at + 1 :], text) for at, text in enumerate(texts)) / len(texts)


def compression():
    plain = "\n".join(turn for turns in conversations for turn in turns)[: question["characters"]].encode()
    return len(plain) / len(gzip.compress(plain, 6))


timed("distinct-n", distinct)
timed("MTLD", lambda: lex_div.mtld([word for conversation in words for word in conversation]))
timed("compression", compression)
timed("self-BLEU", self_bleu)
json.dump({"seconds": seconds, "values": values}, sys.stdout)
