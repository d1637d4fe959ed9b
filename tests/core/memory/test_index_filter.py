import numpy as np

from core.memory.index_filter import QGramFilter, q_gram_classes
from core.progress import Progress


def test_passes_hardly_any_that_is_not_alike() -> None:
    random = np.random.default_rng(1)
    texts = random.integers(1, 200, (2000, 99))
    grams = q_gram_classes(texts[:, :-1], texts[:, 1:])
    lengths = np.full(2000, 97)
    ours = QGramFilter.of(2, 1024, np.arange(2000), lengths, grams.__getitem__, Progress())
    assert ours.passing(97, grams[7], 0, 70).tolist() == [7]
    assert not len(ours.passing(60, grams[7], 0, 70))
