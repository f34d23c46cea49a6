"""Owns the size of a model and the list of its tensors, with the name of each in the three places that name it."""

from dataclasses import dataclass

# The MLC form does not store it, so it is the same at every size.
HEAD_WIDTH = 64
ROPE_BASE = 10_000.0
NORM_EPSILON = 1e-5


@dataclass(frozen=True)
class TensorForm:
    """One tensor: its name in the trainer, in the MLC form, in GGUF, and its shape (rows first)."""

    trainer_name: str
    mlc_name: str
    gguf_name: str
    shape: tuple[int, ...]

    @property
    def element_count(self) -> int:
        count = 1
        for side in self.shape:
            count *= side
        return count


@dataclass(frozen=True)
class ModelShape:
    vocabulary: int
    width: int
    layers: int
    feed_forward: int
    context_tokens: int = 1024

    @property
    def heads(self) -> int:
        return self.width // HEAD_WIDTH

    @property
    def parameter_count(self) -> int:
        return sum(form.element_count for form in self.tensors())

    def tensors(self) -> list[TensorForm]:
        """In the order in which they lie in the files."""
        first = TensorForm("embedding.weight", "tok.weight", "token_embd.weight", (self.vocabulary, self.width))
        norm = TensorForm("last_norm.weight", "norm.weight", "output_norm.weight", (self.width,))
        out = TensorForm("output.weight", "out.weight", "output.weight", (self.vocabulary, self.width))
        layers = [form for layer in range(self.layers) for form in self._layer_tensors(layer)]
        return [first, *layers, norm, out]

    def _layer_tensors(self, layer: int) -> list[TensorForm]:
        square, up, down = (self.width, self.width), (self.feed_forward, self.width), (self.width, self.feed_forward)
        table = (
            ("attention_norm", "attn_norm", "attn_norm", (self.width,)),
            ("query", "wq", "attn_q", square),
            ("key", "wk", "attn_k", square),
            ("value", "wv", "attn_v", square),
            ("attention_out", "wo", "attn_output", square),
            ("feed_forward_norm", "ffn_norm", "ffn_norm", (self.width,)),
            ("gate", "wg", "ffn_gate", up),
            ("up", "wu", "ffn_up", up),
            ("down", "wd", "ffn_down", down),
        )
        return [
            TensorForm(
                f"layers.{layer}.{name}.weight", f"layers.{layer}.{mlc}.weight", f"blk.{layer}.{gguf}.weight", shape
            )
            for name, mlc, gguf, shape in table
        ]


PARLEY_MINI = ModelShape(vocabulary=3072, width=256, layers=6, feed_forward=576)
SMOKE = ModelShape(vocabulary=512, width=128, layers=2, feed_forward=288)
