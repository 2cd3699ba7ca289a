"""PC's inference for arrays of NumPy or tensors of PyTorch alike: every step is taken for all grid points and samples at once."""


def energies(weights, x, y, dt, steps, tanh):
    """
    The energy after T Euler steps from the feedforward pass at every grid point, [G]. `weights`: [G, n_l, n_{l-1}] a layer; x [N, d_x], y [N, d_y];
    `tanh`: the nonlinearity of the hidden layers, None for a linear network.
    """
    depth = len(weights)
    if all(w.shape[1:] == (1, 1) for w in weights):  # a chain's products are products of numbers
        forward = backward = lambda z, w: z * w
    else:
        forward = lambda z, w: z @ w.swapaxes(1, 2)
        backward = lambda s, w: s @ w
    is_curved = lambda l: tanh is not None and l < depth - 1
    predict = lambda l: tanh(forward(z[l], weights[l])) if is_curved(l) else forward(z[l], weights[l])
    z = [x]
    for l in range(depth - 1):
        z.append(predict(l))
    z.append(y)
    for _ in range(steps):
        predicted = [predict(l) for l in range(depth)]
        errors = [z[l + 1] - g for l, g in enumerate(predicted)]
        signals = [e * (1 - predicted[l] ** 2) if is_curved(l) else e for l, e in enumerate(errors)]
        for l in range(1, depth):
            z[l] = z[l] + dt * (backward(signals[l], weights[l]) - errors[l - 1])
    return 0.5 * sum(((z[l + 1] - predict(l)) ** 2).sum((1, 2)) for l in range(depth)) / len(x)
