"""Energies after T steps of inference as the published notebook of Figure 2 computes them: a chain at one grid point after another, NumPy over the samples."""
import numpy
from grid import samples_of, weights_of
from timing import measure


def energies(workload):
    weights = numpy.stack([layer.reshape(-1) for layer in weights_of(workload, numpy.float64)], 1)
    x, y = (values.reshape(-1) for values in samples_of(workload, numpy.float64))
    return [energy(w, x, y, workload["dt"], workload["steps"]) for w in weights]


def energy(w, x, y, dt, steps):
    z = [x]
    for weight in w[:-1]:
        z.append(weight * z[-1])
    z.append(y)
    for _ in range(steps):
        e = errors(w, z)
        for l in range(1, len(w)):
            z[l] = z[l] + dt * (w[l] * e[l] - e[l - 1])
    return sum(0.5 * e**2 for e in errors(w, z)).mean()


def errors(w, z):
    return [z[l + 1] - w[l] * z[l] for l in range(len(w))]


measure(energies)
