"""Owns the stream of training batches, drawn ahead by worker processes where there are any. The order is the same with or
without them: by chunk, and within a chunk as its seed says.
"""

import multiprocessing
from collections import deque
from collections.abc import Iterator
from multiprocessing.pool import AsyncResult

from .batches import PackedBatch, training_batches
from .encoding import ExampleSource
from .errors import TrainerError

_AHEAD_PER_WORKER = 3
_shared_source: ExampleSource | None = None


def batch_stream(source: ExampleSource, first_chunk: int, workers: int) -> Iterator[tuple[int, list[PackedBatch]]]:
    """Endless: each chunk's number with its batches."""
    if workers == 0:
        number = first_chunk
        while True:
            yield number, _batches_of(source, number)
            number += 1
    # Forked, so that the dialogues and what is known of them are there already.
    context = multiprocessing.get_context("fork")
    _ = source.mixture.library.attribute_index
    global _shared_source
    _shared_source = source
    with context.Pool(workers) as pool:
        ahead: deque[tuple[int, AsyncResult[list[PackedBatch]]]] = deque()
        number = first_chunk
        while True:
            while len(ahead) < workers * _AHEAD_PER_WORKER:
                ahead.append((number, pool.apply_async(_batches_in_worker, (number,))))
                number += 1
            ready, result = ahead.popleft()
            yield ready, result.get()


def _batches_in_worker(number: int) -> list[PackedBatch]:
    if _shared_source is None:
        raise AssertionError("A worker was started without its source.")
    return _batches_of(_shared_source, number)


def _batches_of(source: ExampleSource, number: int) -> list[PackedBatch]:
    examples = source.chunk(number)
    if not examples and number < source.chunks_in_epoch == 1:
        raise TrainerError("No training dialogue gives an example. Give more rows with --data.")
    return training_batches(examples, source.recipe.batch_tokens, (source.seed, number))
