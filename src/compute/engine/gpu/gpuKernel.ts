/** The declaration of a WGSL program, and the code around it that is written from the declaration, so that no binding can be forgotten. */

/** An array in storage: how it is used, and what its elements are. */
export type BufferUse = 'read f32' | 'read vec4u' | 'read_write f32';

/**
 * One program. `code` defines `fn run(index: u32, lane: u32)`: what one row of lanes does for element `index` of the dispatch. Rows past
 * the end run too, with a lane beyond every loop's end, so that all of them meet at the barriers.
 */
export interface GpuKernel<Buffers extends string = string, Numbers extends string = string> {
  readonly name: string;
  readonly buffers: Readonly<Record<Buffers, BufferUse>>;
  readonly numbers: Readonly<Record<Numbers, 'u32' | 'f32'>>;
  readonly code: string;
}

/** Lanes that share one element, and the constants (WGSL literals) that `code` mentions. */
export interface KernelVariant {
  readonly lanes: number;
  readonly constants: Readonly<Record<string, string>>;
}

/** One lane an element and no constants. */
export const oneLane: KernelVariant = { lanes: 1, constants: {} };

/** Threads of a workgroup: lanes x rows. */
export const groupSize = 64;

/** The whole shader: the kernel's bindings, the variant's constants, how lanes meet, the kernel's code, and the entry point. */
export function wgslOf(kernel: GpuKernel, variant: KernelVariant): string {
  const bindings = Object.entries(kernel.buffers).map(([name, use], index) => {
    const [access, element] = use.split(' ');
    return `@group(0) @binding(${index + 1}) var<storage, ${access}> ${name}: array<${element}>;`;
  });
  const fields = Object.entries(kernel.numbers).map(([name, type]) => `  ${name}: ${type},`);
  const constants = Object.entries(variant.constants).map(([name, literal]) => `const ${name} = ${literal};`);
  return [
    'struct Numbers {\n  first: u32,\n  end: u32,',
    ...fields,
    '}',
    '@group(0) @binding(0) var<uniform> numbers: Numbers;',
    ...bindings,
    `const LANES = ${variant.lanes}u;`,
    `const ROWS = ${groupSize / variant.lanes}u;`,
    ...constants,
    'var<private> row: u32; // which of its workgroup’s rows of lanes this thread is in',
    variant.lanes > 1 ? lanesThatMeet : loneLane,
    kernel.code,
    entryPoint,
  ].join('\n');
}

const loneLane = /* wgsl */ `
fn join() {}
fn overLanes(value: f32) -> f32 { return value; }
fn maxOverLanes(value: f32) -> f32 { return value; }
fn take(lane: u32) {}
`;

const lanesThatMeet = /* wgsl */ `
var<workgroup> parts: array<f32, ${groupSize}>;
var<private> part: u32;

fn take(lane: u32) { part = row * LANES + lane; }

// Makes all values that a lane wrote before visible to all lanes after.
fn join() {
  workgroupBarrier();
  storageBarrier();
}

fn overLanes(value: f32) -> f32 {
  parts[part] = value;
  join();
  var sum = 0.0;
  for (var lane = 0u; lane < LANES; lane++) { sum += parts[row * LANES + lane]; }
  join();
  return sum;
}

fn maxOverLanes(value: f32) -> f32 {
  parts[part] = value;
  join();
  var largest = parts[row * LANES];
  for (var lane = 1u; lane < LANES; lane++) { largest = max(largest, parts[row * LANES + lane]); }
  join();
  return largest;
}
`;

const entryPoint = /* wgsl */ `
const IDLE = 0x0fffffffu;

@compute @workgroup_size(LANES, ROWS)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_id) local: vec3u,
) {
  let index = numbers.first + (group.x + group.y * groups.x) * ROWS + local.y;
  row = local.y;
  take(local.x);
  run(min(index, numbers.end - 1u), select(IDLE, local.x, index < numbers.end));
}
`;

/** The uniform block: first, end, then the kernel's numbers in their declared order. */
export function packNumbers(
  kernel: GpuKernel,
  values: Readonly<Record<string, number>>,
  first: number,
  end: number,
): ArrayBuffer {
  const names = Object.entries(kernel.numbers);
  const view = new DataView(new ArrayBuffer(16 * Math.ceil((2 + names.length) / 4)));
  view.setUint32(0, first, true);
  view.setUint32(4, end, true);
  names.forEach(([name, type], index) => {
    if (type === 'u32') view.setUint32(8 + 4 * index, values[name], true);
    else view.setFloat32(8 + 4 * index, values[name], true);
  });
  return view.buffer as ArrayBuffer;
}
