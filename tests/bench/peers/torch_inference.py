"""Energies after T steps of inference with PyTorch on all cores, in its usual float32."""
import numpy
import torch
from grid import samples_of, weights_of
from inference import energies
from timing import measure


@torch.inference_mode()
def energies_of(workload):
    return energies(
        [torch.from_numpy(layer) for layer in weights_of(workload, numpy.float32)],
        *(torch.from_numpy(values) for values in samples_of(workload, numpy.float32)),
        workload["dt"],
        workload["steps"],
        {"linear": None, "tanh": torch.tanh}[workload["activation"]],
    ).tolist()


measure(energies_of)
