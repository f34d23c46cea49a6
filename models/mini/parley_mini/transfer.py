"""Owns the way between a torch model and the export's weights (bfloat16 bytes)."""

import torch

from .mlc_form import Weights
from .model import PersonaDialogueModel
from .numbers import bfloat16_from_float32, float32_from_bfloat16
from .shape import ModelShape
from .tokenizer import Tokenizer

State = dict[str, torch.Tensor]


def weights_from_state(shape: ModelShape, tokenizer: Tokenizer, state: State) -> Weights:
    tensors = {
        form.mlc_name: bfloat16_from_float32(state[form.trainer_name].contiguous().numpy().tobytes())
        for form in shape.tensors()
    }
    return Weights(shape, tokenizer, tensors)


def model_from_weights(weights: Weights) -> PersonaDialogueModel:
    model = PersonaDialogueModel(weights.shape)
    model.load_state_dict(
        {
            form.trainer_name: torch.tensor(float32_from_bfloat16(weights.tensors[form.mlc_name])).reshape(form.shape)
            for form in weights.shape.tensors()
        }
    )
    return model.eval()
