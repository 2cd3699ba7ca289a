/** The compiled kernels, in base64: made by build/simdKernels.ts. */
declare module 'virtual:simd-kernels' {
  export const baseline: string;
  /** With fused multiply-add, where the machine has it. */
  export const relaxed: string;
}
