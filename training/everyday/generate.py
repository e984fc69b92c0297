"""Write invented, labelled requests in English and Korean as JSON lines: python3 generate.py [output path].

Each group in templates.<language>.json carries the labels of its templates, which name slots of slots.<language>.json:
    {food} {food2}   a value of the list "food" and another one; the same name again stands for the same value
    {item.0}         the first part of a value that is itself a list
    {food:을}        the value and the Korean particle (here 을 or 를) that fits its last sound
A slot is a list, a Python range "start..stop..step", or a mapping from domain to list. A group whose domain is "each"
draws a domain for every row, and its mapped slots follow that domain; "weight" repeats a group's templates.
"""

import json
import random
import re
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROUNDS = 12  # how often a template is filled at most
DEFAULT_ROWS, ROWS_OF_TASK = 220, {"fact": 520}  # facts cover ten domains, so they get more rows
FRAMED_SHARE, CASUAL_SHARE = 0.1, 0.2  # prompts with a greeting or the like; short ones typed carelessly
LABELS = ("task", "domain", "needsTools", "needsFresh")
SLOT = re.compile(r"\{([a-z_]+)(\d?)(?:\.(\d))?(?::([가-힣]+))?\}")
FINALS = {**dict.fromkeys("036mn#", 1), **dict.fromkeys("178l", 8)}  # read aloud in Korean: 8 is ㄹ, 1 any other
AFTER_VOWEL = {"은": "는", "이": "가", "을": "를", "과": "와", "아": "야"}  # others lose their 이 or 으


def with_particle(text, particle):
    """Append a particle, named by its form after a consonant, in the form that fits the last sound of the text."""
    last = text.rstrip(" .?!'\")")[-1].lower()
    final = (ord(last) - ord("가")) % 28 if "가" <= last <= "힣" else FINALS.get(last, 0)
    vowel_form = AFTER_VOWEL.get(particle, particle[1:])
    return text + (vowel_form if final == 0 or (final == 8 and particle == "으로") else particle)


def values_of(slot, domain):
    """Return the values that a slot offers in a domain."""
    values = slot[domain] if isinstance(slot, dict) else slot
    return range(*map(int, values.split(".."))) if isinstance(values, str) else values


def fill(template, slots, domain, rng, chosen):
    """Replace the slots of a template; `chosen` remembers their values, so that they repeat or differ as named."""
    def replace(match):
        name, number, part, particle = match.groups()
        if (name, number) not in chosen:
            taken = [value for (other, _), value in chosen.items() if other == name]
            chosen[name, number] = rng.choice([v for v in values_of(slots[name], domain) if v not in taken])
        value = chosen[name, number]
        text = fill(str(value[int(part)] if part else value), slots, domain, rng, chosen)
        return with_particle(text, particle) if particle else text
    return SLOT.sub(replace, template)


def rows_of_task(task, language, groups, slots):
    """Return the distinct rows of a task: every template in turn, until there are enough rows."""
    rng, rows, groups = random.Random(f"{task} {language}"), {}, [group for group in groups if group["task"] == task]
    pairs = [(group, template) for group in groups for template in group["templates"] * group.get("weight", 1)]
    rng.shuffle(pairs)
    for group, template in pairs * ROUNDS:
        domain = rng.choice(sorted(slots["term"])) if group["domain"] == "each" else group["domain"]
        prompt = fill(template, slots, domain, rng, {})
        if rng.random() < CASUAL_SHARE and "\n" not in prompt and len(prompt) < 80:
            prompt = re.sub(r"^[A-Z](?=[a-z']*\b)", lambda first: first[0].lower(), prompt.rstrip(" .,?!"))
        if rng.random() < FRAMED_SHARE and task != "chat":
            prompt = rng.choice(slots["frame"]).replace("%s", prompt)
        row = {"id": f"{task}-{language}-{len(rows) + 1:03}", "language": language, "prompt": prompt}
        row |= {label: group[label] for label in LABELS} | {"domain": domain}
        rows.setdefault(prompt.casefold().rstrip(" .,?!"), row)
    return list(rows.values())[:ROWS_OF_TASK.get(task, DEFAULT_ROWS)]


def main():
    """Write the rows of both languages and print how many there are by label."""
    rows, output = [], Path(*sys.argv[1:2] or [HERE.parents[1] / ".cache" / "training" / "everyday.jsonl"])
    for language in ("en", "ko"):
        groups, slots = (json.loads((HERE / f"{name}.{language}.json").read_bytes()) for name in ("templates", "slots"))
        for task in dict.fromkeys(group["task"] for group in groups):
            rows += rows_of_task(task, language, groups, slots)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    counts = Counter((label, row["language"], str(row[label])) for label in LABELS for row in rows)
    for (label, language, value), count in counts.items():
        print(f"{label:<12}{language}  {value:<18}{count:>5}")
    print(len(rows), "rows in", output)


if __name__ == "__main__":
    main()
