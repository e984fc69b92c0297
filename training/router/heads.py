"""Labels of the domain, task and needs-tools heads. Every label follows from the structure of a source, never from a guess."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import minimize
from scipy.special import logsumexp, softmax
from sklearn.metrics import f1_score, roc_auc_score

from router import data

DIFFICULTY_LABELS_FROM = (
    "graded answers of the outcome files, through a multidimensional two-parameter item response model"
)
DOMAIN_LABELS_FROM = (
    "MMLU-Pro's own subject of each question; 'other' are the assistant requests of clinc150 and slurp, "
    "which have no school subject; the everyday templates' own subject"
)
TASK_LABELS_FROM = (
    "the set a prompt comes from: maths (MATH, GSM8K, SVAMP), code (MBPP, CRUXEval), exam (multiple choice: MMLU-Pro, "
    "OpenBookQA, ARC), fact (Natural Questions), logic (logic grids, BIG-Bench Hard), writing (CommonGen, self-instruct "
    "seeds that are not classification), action (clinc150 and slurp, without small talk and out-of-scope requests), chat "
    "(their small talk), translation (clinc150's intent); all twelve: the everyday templates, written by task in English and Korean"
)
TOOLS_LABELS_FROM = (
    "yes: clinc150 and slurp intents about live or personal data or about acting, and all of BFCL, whose requests were "
    "written for given tools (read here without them); no: the other listed intents, and Natural Questions, MMLU-Pro, "
    "SVAMP, GSM8K, MBPP and self-instruct seeds, where a model alone was expected to answer; the everyday templates' own label"
)
FRESH_LABELS_FROM = (
    "yes: clinc150 and slurp intents about the state of the world now (weather, traffic, prices, news, events, flights); no: "
    "their other listed intents, MMLU-Pro, SVAMP, GSM8K, MBPP and self-instruct seeds; the everyday templates' own label. "
    "Natural Questions has none: some of its questions go out of date"
)

#: Intents that a language model can serve from what it knows; every other intent but the unclear ones needs tools or live data.
KNOWLEDGE_INTENTS = {
    "calculator", "change_accent", "cook_time", "definition", "do_you_have_pets", "food_last", "fun_fact", "gas_type",
    "goodbye", "greeting", "how_old_are_you", "improve_credit_score", "ingredient_substitution", "ingredients_list",
    "jump_start", "are_you_a_bot", "calories", "meal_suggestion", "meaning_of_life", "measurement_conversion",
    "nutrition_info", "oil_change_how", "recipe", "spelling", "tell_joke", "thank_you", "tire_change", "translate",
    "travel_suggestion", "what_are_your_hobbies", "what_can_i_ask_you", "what_is_your_name", "where_are_you_from",
    "who_do_you_work_for", "who_made_you", "flip_coin", "roll_dice", "maybe", "no", "yes",
    "general_quirky", "general_joke", "general_greet", "qa_definition", "qa_maths", "qa_factoid", "cooking_recipe",
    "cooking_query",
}  # fmt: skip
#: Intents whose need is unclear from their name: kept out of the needs-tools head.
UNCLEAR_INTENTS = {
    "oos", "query", "set", "quirky", "greet", "factoid", "recommendation_movies", "vaccines", "international_visa",
    "plug_type", "carry_on", "taxes", "insurance", "cancel", "repeat", "general_quirky", "qa_factoid", "w2",
}  # fmt: skip

#: Intents whose right answer depends on the state of the world now.
FRESH_INTENTS = {
    "weather", "traffic", "exchange_rate", "flight_status", "how_busy", "restaurant_reviews", "restaurant_suggestion", "gas",
    "next_holiday", "time", "date", "travel_alert", "interest_rate", "weather_query", "news_query", "qa_currency", "qa_stock",
    "recommendation_events", "transport_traffic", "datetime_query", "recommendation_locations",
}  # fmt: skip
#: Whether these need fresh facts is unclear from their name.
UNCLEAR_FRESH = UNCLEAR_INTENTS | {"uber", "transport_query", "transport_ticket", "order_status", "takeaway_query", "social_query"}
CHAT_INTENTS = {
    "do_you_have_pets", "fun_fact", "goodbye", "greeting", "how_old_are_you", "are_you_a_bot", "meaning_of_life",
    "tell_joke", "thank_you", "what_are_your_hobbies", "what_can_i_ask_you", "what_is_your_name", "where_are_you_from",
    "who_do_you_work_for", "who_made_you", "general_joke", "general_greet",
}  # fmt: skip

TASK_OF_SOURCE = {
    "zeroeval/math-l5": "maths",
    "zeroeval/crux": "code",
    "llmrouter/math": "maths",
    "llmrouter/mbpp": "code",
    "llmrouter/openbook_qa": "exam",
    "llmrouter/arc_challenge": "exam",
    "llmrouter/natural_qa": "fact",
    "llmrouter/agentverse-logicgrid": "logic",
    "llmrouter/commongen": "writing",
}
TASK_OF_FILE = {
    "queries/gsm8k-train.jsonl": "maths",
    "queries/svamp.jsonl": "maths",
    "queries/nq-open-dev.jsonl": "fact",
    "queries/big-bench-hard.jsonl": "logic",
}
#: Query sets are thinned to about this many rows each, by hash, so that none drowns the rest.
MOST_ROWS = 3000
HEAD_RIDGE = 0.3
STRUCTURE_WEIGHT = 0.35


@dataclass
class Labelled:
    """A row that a head can use: which features it has, its duplicates' group, and its labels by head."""

    key: tuple
    group: str
    labels: dict


def labelled_rows():
    """Every row that any head can use."""
    outcomes = [
        Labelled((row["file"], row["id"], False, False), row["group"], outcome_labels(row))
        for row in data.read_outcomes()
    ]
    return [*outcomes, *query_rows(), *everyday_rows()]


def outcome_labels(row):
    source = row["source"]
    if source.startswith("mmlu-pro/"):
        return {"domain": row["domain"], "task": "exam", "needsTools": 0, "needsFresh": 0}
    if source.startswith("bfcl/"):
        return {"needsTools": 1}
    labels = {"task": TASK_OF_SOURCE[source]} if source in TASK_OF_SOURCE else {}
    if source == "llmrouter/mbpp":
        labels |= {"needsTools": 0, "needsFresh": 0}
    return labels | ({"needsTools": 0} if source == "llmrouter/natural_qa" else {})


def query_rows():
    rows = []
    for path in sorted((data.DATA / "queries").glob("*.jsonl")):
        file, lines = f"queries/{path.name}", data.read_lines(path)
        share = min(1.0, MOST_ROWS / len(lines))
        for row in lines:
            group = data.text_key(row["prompt"])
            if data.fold_of("thin " + group, 10000) < share * 10000:
                rows.append(Labelled((file, row["id"], False, False), group, query_labels(file, row)))
    return rows


def everyday_rows():
    """The templates' rows, as they came and worn. Rows of one template fall apart by text, so scores on them flatter."""
    rows = []
    for row in data.read_lines(data.FEATURES / "everyday.jsonl"):
        labels = {head: row[head] for head in ("task", "domain", "needsTools", "needsFresh")}
        for is_worn in (False, True):
            key = ("everyday", row["id"], False, is_worn)
            rows.append(Labelled(key, data.text_key(row["prompt"]), labels))
    return rows


def query_labels(file, row):
    if "intent" in row:
        return intent_labels(row["intent"])
    labels = {"task": TASK_OF_FILE[file]} if file in TASK_OF_FILE else {}
    if file == "queries/self-instruct-seeds.jsonl":
        return {"needsTools": 0, "needsFresh": 0} | ({} if row["classification"] else {"task": "writing"})
    if file == "queries/nq-open-dev.jsonl":
        return labels | {"needsTools": 0}
    return labels if file == "queries/big-bench-hard.jsonl" else labels | {"needsTools": 0, "needsFresh": 0}


def intent_labels(intent):
    labels = {"domain": "other"}
    if intent not in UNCLEAR_FRESH:
        labels["needsFresh"] = int(intent in FRESH_INTENTS)
    if intent in CHAT_INTENTS:
        labels["task"] = "chat"
    if intent in UNCLEAR_INTENTS:
        return labels
    labels["needsTools"] = int(intent not in KNOWLEDGE_INTENTS)
    if labels["needsTools"] == 1:
        labels["task"] = "action"
    return labels | ({"task": "translation"} if intent == "translate" else {})


def design(grams, bounded):
    """Linear in the n-grams themselves: which words there are says more of task and subject than the short vector keeps."""
    return sparse.hstack([grams, sparse.csr_matrix(STRUCTURE_WEIGHT * bounded)], format="csr").astype(np.float32)


@dataclass
class Head:
    """Multinomial logistic regression: softmax(x W + b) over `labels`."""

    labels: list
    weights: np.ndarray
    bias: np.ndarray

    def logits(self, x):
        return x @ self.weights + self.bias

    def probabilities(self, x):
        return softmax(self.logits(x), axis=1)

    def predict(self, x):
        return np.array(self.labels, dtype=object)[self.logits(x).argmax(axis=1)]


def fit_head(x, labels, balance=0.5):
    """Classes weigh by their size to the power −`balance`: 0 leaves them, 1 makes them equal."""
    names, target = np.unique(np.array([str(label) for label in labels]), return_inverse=True)
    counts = np.bincount(target)
    weight = counts[target] ** -balance
    weight *= len(target) / weight.sum()
    size = x.shape[1] * len(names)
    wanted, turned = np.eye(len(names), dtype=np.float32)[target], x.T.tocsr()

    def loss(flat):
        weights, bias = flat[:size].reshape(-1, len(names)), flat[size:]
        logits = (x @ weights.astype(x.dtype) + bias).astype(np.float64)
        total = (weight * (logsumexp(logits, axis=1) - logits[np.arange(len(target)), target])).sum()
        slope = (weight[:, None] * (softmax(logits, axis=1) - wanted)).astype(x.dtype)
        down = turned @ slope + HEAD_RIDGE * weights
        return total + HEAD_RIDGE / 2 * (weights**2).sum(), np.concatenate([down.ravel(), slope.sum(axis=0)])

    start = np.zeros(size + len(names))
    flat = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 80}).x
    return Head(names.tolist(), flat[:size].reshape(-1, len(names)), flat[size:])


def scores(head, x, labels):
    """Accuracy, macro F1 and the share of the commonest label; AUROC for a head of yes and no."""
    said, labels = head.predict(x), np.array([str(label) for label in labels], dtype=object)
    figures = {
        "rowsHeldBack": len(labels),
        "accuracy": float(np.mean(said == labels)),
        "macroF1": float(f1_score(labels, said, average="macro")),
        "accuracyOfCommonest": float(max(np.mean(labels == label) for label in head.labels)),
    }
    if len(head.labels) == 2:
        figures["auroc"] = float(roc_auc_score(labels == "1", head.probabilities(x)[:, 1]))
    return figures
