"""Energies after T steps of inference with NumPy, in its usual float64."""
import numpy
from grid import samples_of, weights_of
from inference import energies
from timing import measure

measure(
    lambda workload: energies(
        weights_of(workload, numpy.float64),
        *samples_of(workload, numpy.float64),
        workload["dt"],
        workload["steps"],
        {"linear": None, "tanh": numpy.tanh}[workload["activation"]],
    )
)
