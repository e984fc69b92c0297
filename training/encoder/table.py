"""The wheel's 6-bit embedding table, smaller: frequent rows as they are, the others in 4 bits."""

from dataclasses import dataclass

import numpy as np

CHUNKS = 17
WHEEL_LEVELS = 64
LEVELS = 16
#: Rows kept as they are: the most frequent pieces come first, and nearly all of the levels that 4 bits lose are theirs.
#: With 0, 2,000 and 4,000 of them the least cosine to the wheel's vectors over 50 sentences is .936, .990 and .996.
FREQUENT_ROWS = 4096


@dataclass(frozen=True)
class Table:
    """
    `frequent`: one level a byte. `packed`: the rows after them, two levels a byte, the first half of a row in the low four
    bits and the second half in the high ones; `lowest` of the row's chunk is added to these. A level times `scale` plus
    `offset` of the row's chunk is the wheel's number. `chunks` names the chunk of every row.
    """

    frequent: np.ndarray
    packed: np.ndarray
    lowest: np.ndarray
    scale: np.ndarray
    offset: np.ndarray
    chunks: np.ndarray


def small_table(arrays, rows):
    """The table for these rows of the wheel's, in this order."""
    rows = np.asarray(rows)
    chunks = (rows % CHUNKS).astype(np.uint8)
    levels = np.stack([arrays[f"q{row % CHUNKS + 1}"][row // CHUNKS] for row in rows])
    rare, rare_chunks = levels[FREQUENT_ROWS:], chunks[FREQUENT_ROWS:]
    lowest = np.array([lowest_level(rare[rare_chunks == chunk]) for chunk in range(CHUNKS)])
    return Table(
        frequent=levels[:FREQUENT_ROWS],
        packed=packed_levels(rare, lowest[rare_chunks]),
        lowest=lowest.astype(np.float32),
        scale=arrays["scale"].astype(np.float32),
        offset=arrays["lo"].astype(np.float32),
        chunks=chunks,
    )


def lowest_level(levels):
    """Where sixteen levels begin that lose the least, in squares, of those that are there."""
    counts = np.bincount(levels.ravel(), minlength=WHEEL_LEVELS)
    every = np.arange(WHEEL_LEVELS)
    starts = range(WHEEL_LEVELS - LEVELS + 1)
    return min(starts, key=lambda start: int((counts * (every - np.clip(every, start, start + LEVELS - 1)) ** 2).sum()))


def packed_levels(levels, lowest):
    cut = np.clip(levels.astype(np.int16) - lowest[:, None], 0, LEVELS - 1).astype(np.uint8)
    half = cut.shape[1] // 2
    return cut[:, :half] | (cut[:, half:] << 4)


def int8_matrix(matrix):
    """
    The whole numbers of a matrix that was in 8 bits before the wheel stored it as floats, and their step. Fails with a
    ValueError for a matrix that was not.
    """
    values = np.unique(matrix.astype(np.float64))
    largest = np.abs(values).max()
    step = largest / np.round(largest / np.diff(values).min())
    whole = np.round(matrix / step)
    if np.abs(matrix / step - whole).max() > 0.01 or np.abs(whole).max() > 127:
        raise ValueError("this matrix does not lie on 8 bits")
    return whole.astype(np.int8), np.float32(step)
