"""Energies after T steps of inference with NumPy: every step is taken for all grid points and samples at once."""
import numpy
from grid import samples_of, weights_of
from timing import measure

slopes = {"linear": lambda g: 1, "tanh": lambda g: 1 - g * g}
activations = {"linear": lambda a: a, "tanh": numpy.tanh}


def energies(workload):
    weights = weights_of(workload, numpy.float64)
    x, y = samples_of(workload, numpy.float64)
    phi, slope = activations[workload["activation"]], slopes[workload["activation"]]
    dt, steps = workload["dt"], workload["steps"]
    depth = len(weights)
    if all(layer.shape[1:] == (1, 1) for layer in weights):  # a chain's products are products of numbers
        weights = [layer.reshape(-1, 1, 1) for layer in weights]
        forward = backward = lambda w, z: w * z
    else:
        forward = lambda w, z: z @ w.transpose(0, 2, 1)
        backward = lambda w, s: s @ w
    z = [numpy.broadcast_to(x, (len(weights[0]), *x.shape))]
    for l, w in enumerate(weights[:-1]):
        z.append(phi(forward(w, z[l])))
    z.append(numpy.broadcast_to(y, (len(weights[0]), *y.shape)))

    def errors():
        found = []
        for l, w in enumerate(weights):
            a = forward(w, z[l])
            g = a if l == depth - 1 else phi(a)
            e = z[l + 1] - g
            found.append((e, e if l == depth - 1 else e * slope(g)))
        return found

    for _ in range(steps):
        now = errors()
        for l in range(1, depth):
            z[l] = z[l] + numpy.float64(dt) * (backward(weights[l], now[l][1]) - now[l - 1][0])
    return 0.5 * sum((e * e).sum((1, 2)) for e, _ in errors()) / len(x)


measure(energies)
