"""A GGUF file of a model that only reads, as far as what it says of itself goes."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import gguf
import numpy as np


def write_reader(
    path: Path,
    name: str,
    tensors: Mapping[str, np.ndarray],
    *,
    architecture: str = "bert",
    pooling: int | None = None,
    causal: bool | None = None,
    labels: Sequence[str] = (),
) -> Path:
    """Write the file, and return its path; what is None or empty it doesn't say."""
    out = gguf.GGUFWriter(path, architecture)
    out.add_name(name)
    out.add_block_count(1)
    out.add_context_length(512)
    out.add_embedding_length(64)
    out.add_head_count(2)
    if pooling is not None:
        out.add_pooling_type(gguf.PoolingType(pooling))
    if causal is not None:
        out.add_causal_attention(causal)
    if labels:
        out.add_classifier_output_labels(labels)
    for tensor, values in tensors.items():
        out.add_tensor(tensor, values)
    finish(out)
    return path


def finish(out: gguf.GGUFWriter) -> None:
    """Write all that was added."""
    out.write_header_to_file()
    out.write_kv_data_to_file()
    out.write_tensors_to_file()
    out.close()
