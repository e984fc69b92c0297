"""Cuts the tokenizer's vocabulary to the scripts that are served, and writes it as text."""

import unicodedata

import numpy as np

from encoder.wheel import NORMAL_PIECE

UNKNOWN, BEGIN, END = 0, 1, 2
SPECIAL_ROWS = 3
#: Scripts by the beginnings of Unicode names. Whatever is neither letter nor mark (digits, signs, pictures) is kept too.
SERVED = ("LATIN ", "HANGUL ", "COMBINING ", "MODIFIER LETTER ")
#: SentencePiece puts a character that no piece holds this far under the worst piece.
UNKNOWN_PENALTY = 10.0


def served_pieces(pieces):
    """The unknown piece, begin and end, then the normal pieces whose letters are all of a served script, in the wheel's order."""
    kept = [piece for piece in pieces[SPECIAL_ROWS:] if piece.kind == NORMAL_PIECE and is_served(piece.text)]
    return [*pieces[:SPECIAL_ROWS], *kept]


def is_served(text):
    return all(is_served_character(character) for character in text)


def is_served_character(character):
    if character.isascii() or unicodedata.category(character)[0] not in "LM":
        return True
    return unicodedata.name(character, "").startswith(SERVED)


def vocabulary_text(kept, pieces):
    """
    One line for each row of the table: the piece, a tab, its log probability in the shortest form that gives the same 32-bit
    float. The first three are unknown (with the score of an unknown character), begin and end.
    """
    worst = min(piece.score for piece in pieces)
    scores = [worst - UNKNOWN_PENALTY, 0.0, 0.0, *[piece.score for piece in kept[SPECIAL_ROWS:]]]
    lines = [f"{piece.text}\t{shortest(score)}" for piece, score in zip(kept, scores, strict=True)]
    return "\n".join(lines) + "\n"


def shortest(score):
    return np.format_float_positional(np.float32(score), unique=True, trim="-")
