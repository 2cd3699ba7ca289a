/** Where the last landscape was computed and how long it took; the reason for the path on hover and on focus. */
import { useId } from 'react';
import { parameters } from '../../../model/parameters.ts';
import type { BackendName } from '../../../model/problem.ts';
import { useStore } from '../../store/store.ts';
import { durationText } from '../numberText.ts';

const spelled: Readonly<Record<BackendName, string>> = {
  reference: 'the reference path (float64, no GPU)',
  simd: 'WebAssembly SIMD on every core (float32, no GPU)',
  webgpu: 'WebGPU (float32)',
  wasm: 'tfjs on WebAssembly (float32, no GPU)',
};

export function StatusBadge() {
  const status = useStore((state) => state.status);
  const learners = useStore((state) => state.training?.backend ?? null);
  const landscape = useStore((state) => state.landscape?.backend ?? null);
  const offered = useStore((state) => state.status?.backend ?? null);
  const backend = landscape ?? learners ?? offered;
  const milliseconds = useStore((state) => state.landscape?.milliseconds ?? null);
  const reasonId = useId();
  if (backend === null) return <span className="badge starting">starting…</span>;
  const name = parameters.backend.options[backend];
  return (
    <span className="badge-holder">
      <button type="button" className={`badge ${backend}`} aria-describedby={reasonId}>
        {name}
        {milliseconds !== null && ` · ${durationText(milliseconds)}`}
      </button>
      <span role="tooltip" id={reasonId} className="tooltip">
        {landscape && `The last landscape was computed on ${spelled[landscape]}.`}
        {learners && ` The learners take their steps on ${spelled[learners]}.`}
        {status?.reason && ` WebGPU is not used: ${status.reason}.`}
        {status?.simdReason && ` SIMD: ${status.simdReason}.`}
        {status?.adapter && ` Adapter: ${status.adapter}.`}
      </span>
    </span>
  );
}
