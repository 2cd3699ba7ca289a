/** Inference in a chain with one hidden unit, where everything has a closed form: what the whole engine is first held against. */

/** F* = L / (1 + w_2^2): the loss over the rescaling S of one hidden unit (Theorem 1). */
export function chainEquilibratedEnergy(loss: number, outputWeight: number): number {
  return loss / (1 + outputWeight ** 2);
}

/** rho = 1 - dt (1 + w_2^2): the factor by which one Euler step of inference multiplies z - z*. Inference is stable for |rho| < 1. */
export function chainContraction(outputWeight: number, dt: number): number {
  return 1 - dt * (1 + outputWeight ** 2);
}

/** F_t = F* + (L - F*) rho^(2t): the energy after t Euler steps from the feedforward start, where F_0 = L. */
export function chainEnergyAtStep(loss: number, outputWeight: number, dt: number, step: number): number {
  const equilibrated = chainEquilibratedEnergy(loss, outputWeight);
  return equilibrated + (loss - equilibrated) * chainContraction(outputWeight, dt) ** (2 * step);
}

/** z* = (w_1 x + w_2 y) / (1 + w_2^2): where the hidden activity of a sample comes to rest. */
export function chainEquilibriumActivity(hiddenWeight: number, outputWeight: number, x: number, y: number): number {
  return (hiddenWeight * x + outputWeight * y) / (1 + outputWeight ** 2);
}
