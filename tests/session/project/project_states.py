"""Project states drawn at random, and one that fills every field."""

from dataclasses import replace

from hypothesis import strategies as st

from explorer.resources import BUNDLED_MODELS
from explorer.reviews.encoding import Encoding
from explorer.session.data.review_in_view import ORIGINS, ReviewInView
from explorer.session.pages import PAGES
from explorer.session.project.json_fields import LARGEST
from explorer.session.project.project_state import ModelChoice, Place, ProjectState
from explorer.stack.kinds import KINDS, BidirectionalSpec, LSTMSpec
from explorer.stack.presets import PRESETS, preset
from explorer.stack.spec import StackSpec
from explorer.training.settings import OPTIMISERS, PRECISIONS, TrainingSettings

FULL = ProjectState(
    stack=preset("bidirectional").stack.renamed("Beide Wege · 双向"),
    settings=TrainingSettings(optimiser="adam", learning_rate=0.002, epochs=3, probe_every=0),
    encoding=Encoding(max_features=500, maxlen=80, padding="post", truncating="post", skip_top=5),
    data="/data/aclImdb_v1.tar.gz",
    probe=ReviewInView("A dull start.\nThen it shines!", 1, "Late turn", "sample", "A note."),
    probes=(
        ReviewInView("Never boring.", 0, "test/neg/1_2.txt", "corpus"),
        ReviewInView("A dull start.\nThen it shines!", 1, "Late turn", "sample", "A note."),
    ),
    own=ReviewInView("Kein “Meisterwerk” – 好看 🎬", None, "yours"),
    review=ReviewInView("Never boring.", 0, "test/neg/1_2.txt", "corpus"),
    model=ModelChoice("/runs/2026-01-01-lstm", 4, "LSTM, 01 Jan 10:00"),
    place=Place("train", "lstm", "lstm_1", 7, 41),
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
whole = st.integers(0, LARGEST)
sides = st.sampled_from(("pre", "post"))
some_review = st.builds(
    ReviewInView, texts, st.sampled_from((None, 0, 1)), texts, st.sampled_from(ORIGINS), texts
)
reviews = st.none() | some_review
settings = st.builds(
    TrainingSettings,
    optimiser=st.sampled_from(OPTIMISERS),
    learning_rate=st.floats(1e-9, 1e3),
    batch_size=st.integers(1, LARGEST),
    epochs=st.integers(1, LARGEST),
    validation_split=st.floats(0, 1, exclude_max=True),
    momentum=st.floats(0, 1, exclude_max=True),
    nesterov=st.booleans(),
    clip_norm=st.floats(0, 1e6),
    precision=st.sampled_from(PRECISIONS),
    seed=whole,
    threads=whole,
    limit=whole,
    probe_every=whole,
)
encodings = st.builds(
    Encoding,
    max_features=st.integers(100, LARGEST),
    maxlen=st.integers(1, LARGEST),
    padding=sides,
    truncating=sides,
    skip_top=st.integers(0, 99),
)
models = st.none() | st.builds(
    ModelChoice,
    st.sampled_from((str(BUNDLED_MODELS / "lstm"), "/runs/a b/ü", "C:\\runs\\x", "m.keras")),
    st.none() | st.integers(1, 999),
    texts,
)
places = st.builds(
    Place,
    st.sampled_from(("", *PAGES)),
    st.none() | texts,
    st.none() | texts,
    st.none() | whole,
    st.none() | whole,
)
layers = st.one_of(
    [st.just(kind()) for kind in KINDS.values()]
    + [
        st.builds(LSTMSpec, units=st.integers(1, 256), dropout=st.floats(0, 0.9)),
        st.builds(BidirectionalSpec, layer=st.builds(LSTMSpec, units=st.integers(1, 64))),
    ]
).flatmap(lambda layer: st.booleans().map(lambda enabled: replace(layer, enabled=enabled)))
stacks = st.sampled_from([entry.stack for entry in PRESETS.values()]) | st.builds(
    StackSpec.of, st.lists(layers, max_size=6), texts
)
states = st.builds(
    ProjectState,
    stack=stacks,
    settings=settings,
    encoding=encodings,
    data=texts,
    probe=reviews,
    probes=st.lists(some_review, max_size=3).map(tuple),
    own=reviews,
    review=reviews,
    model=models,
    place=places,
)
