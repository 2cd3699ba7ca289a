/** On which paths the landscape and the learners, or another laboratory's numbers, were computed, and why not on others, in a few sentences. */
import type { BackendName } from '../../../model/problem/problem.ts';
import { useStore } from '../../store/store.ts';
import { newestProvenance } from './newestProvenance.ts';

const spelled: Readonly<Record<BackendName, string>> = {
  reference: 'the reference path (float64, no GPU)',
  simd: 'WebAssembly SIMD (float32, no GPU)',
  webgpu: 'WebGPU (float32)',
  wasm: 'tfjs on WebAssembly (float32, no GPU)',
};

export function UsedPaths() {
  const status = useStore((state) => state.status);
  const isLandscapes = useStore((state) => state.controls.laboratory === 'landscapes');
  const learners = useStore((state) => state.training?.backend ?? null);
  const landscape = useStore((state) => state.landscape?.backend ?? null);
  const newest = useStore((state) => newestProvenance(state)?.backend ?? null);
  const isOnGpu = isLandscapes ? landscape === 'webgpu' || learners === 'webgpu' : newest === 'webgpu'; // as somebody chose it to be
  return (
    <>
      {isLandscapes && landscape && `The last landscape was computed on ${spelled[landscape]}.`}
      {isLandscapes && learners && ` The learners take their steps on ${spelled[learners]}.`}
      {!isLandscapes && newest && `This laboratory’s newest numbers were computed on ${spelled[newest]}.`}
      {status?.reason && !isOnGpu && ` WebGPU is not used: ${status.reason}.`}
      {status?.simdReason && ` SIMD: ${status.simdReason}.`}
      {status?.adapter && ` Adapter: ${status.adapter}.`}
    </>
  );
}
