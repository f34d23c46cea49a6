"""What Python's packages say of the same conversations: reads them as JSON, answers figures as JSON."""

import gzip
import json
import re
import sys

import numpy as np
from lexical_diversity import lex_div
from nltk.translate.bleu_score import sentence_bleu
from nltk.util import ngrams
from sklearn.feature_extraction.text import TfidfVectorizer
from vendi_score import vendi

WORD = re.compile(r"\w+(?:'\w+)*")
SAME_WITHIN = 1e-12


def words_in(text):
    return WORD.findall(text.lower().replace("’", "'"))


def words_of(conversations):
    return [[word for turn in turns for word in words_in(turn)] for turns in conversations]


def distinct(words, orders, budget, length):
    shares = []
    for order in orders:
        stream = [word for place in order for word in words[place]][:budget]
        grams = list(ngrams(stream, length))
        shares.append(len(set(grams)) / len(grams))
    return float(np.mean(shares))


def self_bleu(words, places):
    texts = [words[place] for place in places]
    return float(
        np.mean([sentence_bleu(texts[:place] + texts[place + 1 :], text) for place, text in enumerate(texts)])
    )


def compression(conversations, order, budget):
    text = "\n".join(turn for place in order for turn in conversations[place])
    plain = text.encode("utf-16-le", "surrogatepass")[: 2 * budget].decode("utf-16-le").encode()
    return len(plain) / len(gzip.compress(plain, 6))


def next_utterance(exam):
    """hit@1 for none, self, their, both; hits are shared among equals."""
    vectorizer = TfidfVectorizer()
    vectorizer.fit([turn for turns in exam["training"] for turn in turns])
    pairs = [pair for turns in exam["training"] for pair in zip(turns, turns[1:])]
    asked = vectorizer.transform([before for before, _ in pairs]).T.tocsc()
    answers = vectorizer.transform([after for _, after in pairs])
    last = vectorizer.transform([question["last"] for question in exam["questions"]])
    hits = []
    for place, question in enumerate(exam["questions"]):
        likeness = np.asarray((last[place] @ asked).todense()).ravel()
        nearest = int(np.argmax(likeness >= likeness.max() - SAME_WITHIN))
        choices = vectorizer.transform(question["choices"])
        first = np.asarray((choices @ answers[nearest].T).todense()).ravel()
        own, others = (largest(vectorizer, choices, question[whose]) for whose in ("own", "others"))
        hits.append([hit(first + second) for second in (0, own, others, np.maximum(own, others))])
    return np.mean(hits, axis=0).tolist()


def largest(vectorizer, choices, attributes):
    cosines = (choices @ vectorizer.transform(attributes).T).todense()
    return np.asarray(cosines.max(axis=1)).ravel()


def hit(scores):
    best = scores >= scores.max() - SAME_WITHIN
    return 1 / best.sum() if best[0] else 0


def of_set(one):
    words = words_of(one["conversations"])
    flat = [word for conversation in words for word in conversation]
    return {
        "words": len(flat),
        **{
            f"distinct-{length} (nltk)": distinct(words, one["orders"], one["budget"], length) for length in (1, 2, 3)
        },
        "MTLD (lexical-diversity)": lex_div.mtld(flat[: one["mtldWords"]]),
        "self-BLEU-4 (nltk)": self_bleu(words, one["sampled"]),
        "compression ratio (gzip)": compression(one["conversations"], one["packed"], one["characters"]),
        "next utterance (scikit-learn)": next_utterance(one["exam"]),
    }


def of_vectors(vectors):
    return {"Vendi score": float(vendi.score_X(np.array(vectors))), "dual": float(vendi.score_dual(np.array(vectors)))}


question = json.load(sys.stdin)
json.dump(
    {
        "sets": [of_set(one) for one in question["sets"]],
        "vectors": [of_vectors(one) for one in question["vectors"]],
    },
    sys.stdout,
)
