"""Owns saying an attribute in other words: synonyms, another value of the same kind, and the same of somebody else."""

import random
import re

from .negation import has_several_clauses

_SYNONYMS = tuple(
    tuple(words.split("|"))
    for words in (
        "love|enjoy|adore|am fond of", "like|enjoy|am into", "mother|mom", "father|dad", "kids|children", "dog|puppy",
        "dogs|puppies", "cat|kitty", "job|occupation", "car|vehicle", "big|large|huge", "small|little|tiny",
        "movies|films", "movie|film", "house|home", "bike|bicycle", "doctor|physician", "lawyer|attorney",
        "grandmother|grandma", "grandfather|grandpa", "watch|see", "sister|sibling", "brother|sibling", "buy|purchase",
        "study|am learning", "fall|autumn", "vacation|holiday", "store|shop", "music|tunes", "reading|books",
        "running|jogging", "photography|taking pictures", "ocean|sea", "beach|shore", "trip|journey", "scared|afraid",
        "wife|spouse", "husband|spouse", "own|have", "live in|come from", "work as|am", "college|university",
    )
)
# Of these a person has one at a time, so another value contradicts.
_EXCLUSIVE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(My favou?rite [\w ]{3,24} (?:is|are) )(?:the |a |an )?([\w' ]{3,30})(\.)$",
        r"^(I work as an? )([\w ]{3,30})(\.)$",
        r"^(I (?:currently )?live in )([\w ,]{3,30})(\.)$",
        r"^(I (?:grew up|was born|was raised) in )([\w ,]{3,30})(\.)$",
        r"^(I(?:'m| am) )(\w+)( years old.*)$",
        r"^(I have )(two|three|four|five|six)( \w+.*)$",
        r"^(I drive an? )([\w ]{3,30})(\.)$",
    )
)
_THIRD_PERSON = {"have": "has", "go": "goes", "do": "does", "be": "is"}
_BASE_VERB = re.compile(r"^I ([a-z]+)(?: (.+?))?[.!]?$")
_AM = re.compile(r"^I(?:'m| am) (.+?)[.!]?$")
_NO_BASE = frozenset(
    "was were had went got grew met made took came did saw used would could should will can don't do just also always "
    "never often usually really recently only once sometimes currently am".split()
)
_OTHERS = ("My brother", "My sister", "My best friend", "My neighbor", "My cousin", "My dad", "My mom", "My coworker",
           "My roommate", "My uncle", "A friend of mine")
_UNCLAIMED = (
    "I have always wanted to {base}.", "I wish I could {base}.", "I would love to {base} one day.",
    "I could never {base}.", "I used to know someone who would {base}.", "I never got to {base}.",
    "I hope to {base} when I am older.", "I was told that I should {base}.", "{other} {third}.", "{other} {third}, not me.",
    "{other} also {third}.", "I think that {other_lower} {third}.", "I don't {base}.", "I do not {base} myself.",
    "I'm not somebody who {third}.", "I dream that I will {base} some day.", "I know a man who {third}.",
)


def synonymous(attribute: str, chance: random.Random) -> str:
    """One word said otherwise, where the list has one."""
    fitting = [words for words in _SYNONYMS if re.search(rf"\b{words[0]}\b(?! to\b)", attribute)]
    if not fitting:
        return attribute
    first, *others = chance.choice(fitting)
    return re.sub(rf"\b{first}\b(?! to\b)", chance.choice(others), attribute, count=1)


def exclusive_value(attribute: str) -> tuple[int, re.Match[str]] | None:
    """The kind of value that excludes all others, with its match."""
    matches = ((index, pattern.match(attribute)) for index, pattern in enumerate(_EXCLUSIVE))
    return next(((index, match) for index, match in matches if match), None)


def with_value(match: re.Match[str], value: str) -> str:
    return match.group(1) + value + match.group(3)


def unclaimed(attribute: str, chance: random.Random) -> str | None:
    """A first-person sentence with the attribute's words that does not claim it; None where its verb is not understood."""
    if has_several_clauses(attribute):
        return None
    am, verb = _AM.match(attribute), _BASE_VERB.match(attribute)
    if am:
        base, third = f"be {am.group(1)}", f"is {am.group(1)}"
    elif verb and verb.group(1) not in _NO_BASE and not verb.group(1).endswith("ed"):
        rest = f" {verb.group(2)}" if verb.group(2) else ""
        base, third = verb.group(1) + rest, _third_person(verb.group(1)) + rest
    else:
        return None
    other = chance.choice(_OTHERS)
    values = {"base": base, "third": third, "other": other, "other_lower": other[0].lower() + other[1:]}
    return chance.choice(_UNCLAIMED).format(**values)


def _third_person(verb: str) -> str:
    if verb in _THIRD_PERSON:
        return _THIRD_PERSON[verb]
    if re.search(r"(s|sh|ch|x|z|o)$", verb):
        return verb + "es"
    return verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"
