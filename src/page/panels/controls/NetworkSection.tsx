/** The network: how deep, how wide, how small its first weights, and its nonlinearity. */
import { ParameterNumber, ParameterSelect, ParameterSlider } from './ParameterControls.tsx';

export function NetworkSection() {
  return (
    <section aria-labelledby="controls-network">
      <h2 id="controls-network">Network</h2>
      <ParameterSlider field="hidden" symbol="H" />
      <ParameterSlider field="width" />
      <ParameterSlider field="scale" symbol="σ" />
      <ParameterNumber field="dimension" />
      <ParameterSelect field="activation" />
    </section>
  );
}
