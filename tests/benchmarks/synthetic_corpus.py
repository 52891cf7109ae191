"""What it takes to solve the built-in corpus: counting words does not, an LSTM does.

`python -m tests.benchmarks.synthetic_corpus` prints test accuracies. The counting model is a
logistic regression on the words that a review holds, with the penalty that suits it best on the
test reviews themselves, so its figure is an upper bound.
"""

from collections.abc import Callable, Iterator

import numpy as np
import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits

from explorer.reviews.corpus import Corpus, CorpusReady, CorpusSplit, load_corpus
from explorer.reviews.encoding import Encoding

ENCODING = Encoding(max_features=1000, maxlen=400)
PENALTIES = (1e-4, 1e-3, 1e-2)


def counting_accuracy(corpus: Corpus) -> float:
    """Test accuracy, 0…1, of the best logistic regression on bags of words."""
    inputs, labels = _bags(corpus.train), _labels(corpus.train)
    test_inputs, test_labels = _bags(corpus.test), _labels(corpus.test)
    return max(
        _regression(inputs.sign() if presence else inputs, labels, penalty)(
            test_inputs.sign() if presence else test_inputs, test_labels
        )
        for penalty in PENALTIES
        for presence in (False, True)
    )


def lstm_accuracies(corpus: Corpus, epochs: int) -> Iterator[float]:
    """Test accuracy after each epoch of the tutorial's LSTM (32 units, RMSprop 0.003, batch 32)."""
    torch.manual_seed(0)
    network = _Lstm()
    optimiser = torch.optim.RMSprop(network.parameters(), lr=0.003, alpha=0.9, eps=1e-7)
    shuffler = np.random.default_rng(0)
    labels = _labels(corpus.train)
    for _ in range(epochs):
        order = shuffler.permutation(len(corpus.train))
        for places in np.array_split(order, len(order) // 32):
            optimiser.zero_grad()
            logits = network(_batch(corpus.train, places))
            binary_cross_entropy_with_logits(logits, labels[places]).backward()
            optimiser.step()
        with torch.no_grad():
            logits = network(_batch(corpus.test, np.arange(len(corpus.test))))
        yield _accuracy(logits, _labels(corpus.test))


class _Lstm(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.embedding = nn.Embedding(ENCODING.max_features, 32)
        nn.init.uniform_(self.embedding.weight, -0.05, 0.05)
        self.lstm = nn.LSTM(32, 32, batch_first=True)
        nn.init.xavier_uniform_(self.lstm.weight_ih_l0)
        nn.init.orthogonal_(self.lstm.weight_hh_l0)
        for bias in (self.lstm.bias_ih_l0, self.lstm.bias_hh_l0):
            nn.init.zeros_(bias)
        with torch.no_grad():
            self.lstm.bias_ih_l0[32:64] = 1
        self.head = nn.Linear(32, 1)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        hidden, _ = self.lstm(self.embedding(ids))
        return self.head(hidden[:, -1])[:, 0]


def _batch(split: CorpusSplit, places: np.ndarray) -> torch.Tensor:
    rows = split.batch(places, ENCODING)
    longest = int((rows > 0).sum(axis=1).max())
    return torch.from_numpy(rows[:, -longest:].astype(np.int64))


def _labels(split: CorpusSplit) -> torch.Tensor:
    return torch.from_numpy(split.labels.astype(np.float32))


def _bags(split: CorpusSplit) -> torch.Tensor:
    bags = torch.zeros(len(split), ENCODING.max_features)
    for row, i in zip(bags, range(len(split)), strict=True):
        ids = torch.from_numpy(split.ids(i, ENCODING).astype(np.int64))
        row.index_add_(0, ids, torch.ones(len(ids)))
    return bags


def _regression(
    inputs: torch.Tensor, labels: torch.Tensor, penalty: float
) -> Callable[[torch.Tensor, torch.Tensor], float]:
    weight = torch.zeros(inputs.shape[1], requires_grad=True)
    bias = torch.zeros(1, requires_grad=True)
    optimiser = torch.optim.Adam([weight, bias], 0.02)
    for _ in range(300):
        optimiser.zero_grad()
        loss = binary_cross_entropy_with_logits(inputs @ weight + bias, labels)
        (loss + penalty * weight.square().sum()).backward()
        optimiser.step()
    return lambda features, truth: _accuracy((features @ weight + bias).detach(), truth)


def _accuracy(logits: torch.Tensor, labels: torch.Tensor) -> float:
    return float(((logits > 0) == (labels > 0.5)).float().mean())


def main() -> None:
    """Print both figures."""
    torch.set_num_threads(1)
    *_, ready = load_corpus("builtin")
    assert isinstance(ready, CorpusReady)
    print(f"always the same answer  {0.5:.3f}")
    print(f"counting words          {counting_accuracy(ready.corpus):.3f}")
    for epoch, accuracy in enumerate(lstm_accuracies(ready.corpus, 20), 1):
        print(f"LSTM, epoch {epoch:2}          {accuracy:.3f}", flush=True)


if __name__ == "__main__":
    main()
