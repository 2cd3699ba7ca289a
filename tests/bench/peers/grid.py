"""What a workload says about its grid: weights of every grid point, and the samples, as float32 or float64 arrays of NumPy."""
import numpy


def weights_of(workload, dtype):
    """The layers' weights at every grid point, [G, n_l, n_{l-1}] a layer: centre + a u + b v, a running fastest."""
    axis = numpy.array(workload["axis"], dtype)
    a, b = numpy.meshgrid(axis, axis)
    layers = []
    for centre, u, v in zip(*(matrices(workload[name], dtype) for name in ("center", "u", "v"))):
        layers.append(centre + a.reshape(-1, 1, 1) * u + b.reshape(-1, 1, 1) * v)
    return layers


def samples_of(workload, dtype):
    """x [N, d_x] and y [N, d_y]."""
    return matrices([workload["x"], workload["y"]], dtype)


def matrices(entries, dtype):
    return [numpy.array(entry["data"], dtype).reshape(entry["shape"]) for entry in entries]
