"""What is cut from the encoder's wheel, and how its numbers are stored."""

import unittest

import numpy as np

from encoder import table, vocabulary, wheel


def field(number, value):
    """One field of a protobuf message that holds bytes."""
    return bytes([number << 3 | 2, len(value)]) + value


def piece(row, text, score=-1.0, kind=wheel.NORMAL_PIECE):
    return wheel.Piece(row, text, score, kind)


class Pieces(unittest.TestCase):
    def test_a_piece_is_read_with_text_score_and_kind(self):
        message = field(1, "가".encode()) + bytes([2 << 3 | 5]) + np.float32(-2.5).tobytes() + bytes([3 << 3, 3])
        self.assertEqual(wheel.read_piece(7, message), wheel.Piece(7, "가", -2.5, 3))

    def test_a_piece_without_score_and_kind_is_normal_with_0(self):
        self.assertEqual(wheel.read_piece(1, field(1, b"a")), wheel.Piece(1, "a", 0.0, wheel.NORMAL_PIECE))

    def test_a_varint_of_two_bytes_is_read_lowest_bits_first(self):
        self.assertEqual(wheel.varint(bytes([0x83, 0x02, 9]), 0), (0x103, 2))


class Vocabulary(unittest.TestCase):
    pieces = [
        piece(0, "<unk>", 0.0, 2),
        piece(1, "<s>", 0.0, 3),
        piece(2, "</s>", 0.0, 3),
        piece(3, "<mask>", 0.0, 3),
        *[piece(4 + row, text) for row, text in enumerate(["▁the", "안녕", "日本", "é", "1,000", "👍", "русский", "ไทย"])],
        piece(12, "rare", -9.5),
    ]

    def test_latin_hangul_digits_signs_and_pictures_stay_in_their_order(self):
        kept = [entry.text for entry in vocabulary.served_pieces(self.pieces)]
        self.assertEqual(kept, ["<unk>", "<s>", "</s>", "▁the", "안녕", "é", "1,000", "👍", "rare"])

    def test_an_unknown_character_lies_ten_under_the_worst_piece(self):
        lines = vocabulary.vocabulary_text(vocabulary.served_pieces(self.pieces), self.pieces).splitlines()
        self.assertEqual(lines[0], "<unk>\t-19.5")
        self.assertEqual(lines[-1], "rare\t-9.5")

    def test_a_score_is_written_so_that_the_same_float_is_read(self):
        score = float(np.float32(-10.123457))
        self.assertEqual(np.float32(float(vocabulary.shortest(score))), np.float32(score))


class Table(unittest.TestCase):
    def test_two_levels_a_byte_give_the_levels_back_where_sixteen_hold_them(self):
        levels = np.array([[20, 21, 35, 28], [24, 27, 39, 30]], dtype=np.uint8)
        lowest = np.array([20, 24])
        packed = table.packed_levels(levels, lowest)
        back = np.hstack([packed & 15, packed >> 4]) + lowest[:, None]
        np.testing.assert_array_equal(back, levels)

    def test_levels_outside_are_cut_to_the_nearest(self):
        packed = table.packed_levels(np.array([[0, 63]], dtype=np.uint8), np.array([20]))
        self.assertEqual((packed[0, 0] & 15, packed[0, 0] >> 4), (0, 15))

    def test_sixteen_levels_begin_where_they_lose_the_least(self):
        levels = np.repeat(np.arange(22, 38, dtype=np.uint8), 100)
        self.assertEqual(table.lowest_level(np.append(levels, np.uint8(60))), 22)

    def test_a_matrix_of_8_bits_is_found_again(self):
        whole = np.random.default_rng(1).integers(-120, 128, (40, 30)).astype(np.int8)
        whole[0, 0] = 127
        found, step = table.int8_matrix(whole.astype(np.float32) * np.float32(0.013))
        np.testing.assert_array_equal(found, whole)
        self.assertAlmostEqual(float(step), 0.013, places=6)

    def test_a_matrix_of_other_numbers_is_refused(self):
        with self.assertRaisesRegex(ValueError, "8 bits"):
            table.int8_matrix(np.random.default_rng(1).normal(size=(40, 30)))


if __name__ == "__main__":
    unittest.main()
