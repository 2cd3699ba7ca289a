"""The equilibrated energy of a linear network with NumPy, by its closed form: F* = 1/(2N) sum_i r^T S^-1 r with S = I + sum_l W_{L:l} W_{L:l}^T."""
import numpy
from grid import samples_of, weights_of
from timing import measure


def energies(workload):
    weights = weights_of(workload, numpy.float32)
    x, y = samples_of(workload, numpy.float32)
    product = weights[-1]  # W_{L:l} of every grid point, [G, d_y, n_{l-1}]
    rescaling = numpy.eye(product.shape[1], dtype=numpy.float32) + product @ product.transpose(0, 2, 1)
    for w in weights[-2:0:-1]:
        product = product @ w
        rescaling = rescaling + product @ product.transpose(0, 2, 1)
    residual = y.T - product @ (weights[0] @ x.T) if len(weights) > 1 else y.T - product @ x.T  # [G, d_y, N]
    return 0.5 * (residual * numpy.linalg.solve(rescaling, residual)).sum((1, 2)) / len(x)


measure(energies)
