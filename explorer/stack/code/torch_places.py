"""Which layers a PyTorch script holds, and what they are called there."""

import keyword
import re
import unicodedata

from explorer.stack.code.masks import masked_inputs
from explorer.stack.code.torch_piece import Place
from explorer.stack.naming import free_name
from explorer.stack.rules.flow import StackFlow

MODULE_ATTRIBUTES = """
T_destination add_module apply bfloat16 buffers call_super_init children compile cpu cuda
double dump_patches eval extra_repr float forward get_buffer get_extra_state get_parameter
get_submodule half ipu load_state_dict modules mtia named_buffers named_children named_modules
named_parameters parameters register_backward_hook register_buffer register_forward_hook
register_forward_pre_hook register_full_backward_hook register_full_backward_pre_hook
register_load_state_dict_post_hook register_load_state_dict_pre_hook register_module
register_parameter register_state_dict_post_hook register_state_dict_pre_hook requires_grad_
set_extra_state set_submodule share_memory state_dict to to_empty train training type xpu
zero_grad
"""
"""What torch.nn.Module calls its own, space between."""

COMPANIONS = ("dropout", "forward", "backward")


def places(flow: StackFlow) -> list[Place]:
    """Return the active layers that have something to read.

    Options out of range are replaced by the nearest allowed ones, so that shapes exist.
    """
    found = [each for each in flow.active if each.taken is not None]
    taken: set[str] = set(MODULE_ATTRIBUTES.split())
    names = [_attribute(each.layer.name, each.layer.kind, taken) for each in found]
    masked = masked_inputs(flow)
    made: list[Place] = []
    for each, name in zip(found, names, strict=True):
        assert each.taken is not None and each.output_shape is not None
        made.append(
            Place(
                index=each.index,
                layer=each.layer.mended(),
                attribute=name,
                companions={what: _beside(name, what, taken) for what in COMPANIONS},
                input_shape=each.taken,
                output_shape=each.output_shape,
                masked=masked[each.index],
                max_features=flow.reads.max_features,
            )
        )
    return made


def _attribute(name: str, kind: str, taken: set[str]) -> str:
    """Return `name` as a Python attribute that is still free, and take it."""
    plain = re.sub(r"\W", "_", unicodedata.normalize("NFKC", name)).lstrip("_")
    if not plain.isidentifier() or keyword.iskeyword(plain):
        plain = f"layer_{plain}" if f"layer_{plain}".isidentifier() else ""
    return _take(plain, kind, taken)


def _beside(name: str, what: str, taken: set[str]) -> str:
    return _take(f"{name}_{what}", "Layer", taken)


def _take(wanted: str, kind: str, taken: set[str]) -> str:
    free = free_name(wanted, kind, taken)
    taken.add(free)
    return free
