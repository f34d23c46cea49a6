"""Owns turning a first-person sentence into its opposite by rule, in more than one wording, so that no single word gives
the opposite away. A sentence that fits no rule has none.
"""

import random
import re

_NEGATIVE = re.compile(
    r"\b(not|never|no|hate|dislike|cannot|nothing|none|without|hardly)\b|n't\b", re.IGNORECASE
)
# "Not" would reach one of the two only.
_SECOND_CLAUSE = re.compile(
    r"[,;:] ?(?:and|but|so|which|though)?\b|\b(?:and|but|because|since|so|when|while|if|although|or) "
    r"(?:i|my|it|he|she|they|we|there|that|you|love|like|enjoy|have|am|is|are|can|work|live|play)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^(?:(?:oh|yes|yeah|well|so|actually|and|but|haha),? )*", re.IGNORECASE)
_PAST_OR_OTHER = frozenset(
    """went had got grew met made took was were used came did saw gave found left lost won broke bought taught thought
    became began ate drank drove fell felt flew forgot heard held kept knew led paid ran said sang sat sold sent spent
    spoke stood swam told understood woke wore wrote just also always never often usually recently am would could should
    will can have do don't love like enjoy hate dislike really only once sometimes currently 'm 've""".split()
)
_START = r"^((?:(?:oh|yes|yeah|well|so|actually|and|but|haha),? )*)"


def _rule(pattern: str, *replacements: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    return re.compile(_START + pattern, re.IGNORECASE), tuple(r"\g<1>" + replacement for replacement in replacements)


# The first that fits. Group 1 is what opens the sentence, group 2 what the rule keeps.
_RULES = (
    _rule(r"I(?:'m| am) not ", "I am ", "I'm "),
    _rule(r"I(?: don't| do not) (?:like|enjoy) ", "I love ", "I like "),
    _rule(r"I(?: don't| do not) (\w+)", r"I \2"),
    _rule(r"I(?: can't| cannot| can not) (?!stand)", "I can "),
    _rule(r"I (?:hate|dislike|can't stand) ", "I love ", "I like ", "I enjoy "),
    _rule(r"I(?: have|'ve) never (been|had|seen|tried|\w+ed)\b", r"I have \2", r"I've often \2"),
    _rule(r"I never (\w+)", r"I often \2", r"I always \2"),
    _rule(r"I(?:'m| am) ", "I am not ", "I'm not "),
    _rule(r"I(?:'ve| have) (been|had|seen|tried|lived|worked|played|always|traveled)\b", r"I have never \2"),
    _rule(r"I(?:'ve| have) got ", "I haven't got ", "I don't have "),
    _rule(r"I have (?=a |an |two |three |four |five |six |one |many |my |several |\w+s\b)", "I don't have "),
    _rule(r"I (?:really |just )?(?:love|like|enjoy) (?=to )", "I hate ", "I don't like "),
    _rule(r"I (?:really |just |absolutely )?(?:love|like|enjoy) ", "I hate ", "I don't like ", "I can't stand "),
    _rule(r"I can ", "I can't "),
    _rule(r"I was ", "I was not ", "I was never "),
    _rule(r"I(?:'ll| will) ", "I will not ", "I won't "),
    _rule(r"I(?:'d| would) (like|love) ", r"I would not like ", r"I'd hate "),
    _rule(r"I (want|need|plan|hope|prefer) ", r"I don't \2 "),
    _rule(r"((?:My|Our) (?:[\w']+ ){1,4}?)(is|are|was|were) not ", r"\2\3 "),
    _rule(r"((?:My|Our) (?:[\w']+ ){1,4}?)(is|are|was|were) ", r"\2\3 not "),
)
_PAST = re.compile(_START + r"I (\w+ed|went|had|got|grew|met|made|took|won|bought|came) ", re.IGNORECASE)
_PRESENT = re.compile(_START + r"I ([a-z]+) ", re.IGNORECASE)


def is_negative(text: str) -> bool:
    return _NEGATIVE.search(text) is not None


def has_several_clauses(sentence: str) -> bool:
    return _SECOND_CLAUSE.search(_OPENING.sub("", sentence)) is not None


def opposite(sentence: str, chance: random.Random) -> str | None:
    if has_several_clauses(sentence):
        return None
    for pattern, replacements in _RULES:
        if pattern.match(sentence):
            return pattern.sub(chance.choice(replacements), sentence, count=1)
    past = _PAST.match(sentence)
    if past:
        return _PAST.sub(r"\g<1>I never \2 ", sentence, count=1)
    present = _PRESENT.match(sentence)
    if present and present.group(2).lower() not in _PAST_OR_OTHER:
        return _PRESENT.sub(chance.choice((r"\g<1>I don't \2 ", r"\g<1>I never \2 ")), sentence, count=1)
    return None
