/** Draws a surface: its heights as they come, coloured by height, with lines of equal height and soft light from beside the eye. */
import { rampColour } from '../palette.ts';
import { type BoxAxis, type HeightColours, isSameAxis, placesAlong, type SceneFigure } from '../sceneFigure.ts';
import type { Eye } from '../sceneProjection.ts';
import { type Program, programOf, toCard } from './glProgram.ts';
import { colourNumbers } from './heightColour.ts';
import { brightness, lightFrom } from './light.ts';

const vertex = `
layout(location = 0) in float aHeight;  // 0 to 1 along the box's height
layout(location = 1) in vec2 aSlope;    // of it, from one grid point to the next
layout(location = 2) in vec3 aBefore;   // height and slope that the picture comes from
uniform int uSide;
uniform float uPart;                    // of the way from there; 1 at rest
out float vHeight;
out vec3 vNormal;
out vec3 vToEye;
${toCard}
void main() {
  vec2 place = vec2(gl_VertexID % uSide, gl_VertexID / uSide) / float(uSide - 1);
  vec3 now = vec3(aHeight, aSlope);
  if (uPart < 1.0) now = mix(aBefore, now, uPart);
  vec3 box = vec3(place, now.x);
  vec3 seen = fromEye(box);
  vHeight = now.x;
  vec2 slope = now.yz * float(uSide - 1) * uLengths.z / uLengths.xy;
  vNormal = vec3(-slope, 1.0);
  vToEye = uEye - uLengths * (box - 0.5);
  gl_Position = clipped(onCard(seen), seen.z, 0.0);
}`;

const fragment = `
in float vHeight;
in vec3 vNormal;
in vec3 vToEye;
uniform sampler2D uRamp;
uniform vec2 uColour;       // colour = x height + y, or, where logarithmic, y ln(x height + uFloor)
uniform float uFloor;
uniform bool uLogarithmic;
uniform vec2 uLevels;       // lines where x height + y, or x ln(height), is whole
uniform vec3 uLight;
out vec4 colour;
void main() {
  if (vHeight < -0.0005 || vHeight > 1.0005) discard;
  float logarithm = log(max(uColour.x * vHeight + uFloor, 1.0));
  float place = uLogarithmic ? uColour.y * logarithm : uColour.x * vHeight + uColour.y;
  vec3 ramp = texture(uRamp, vec2(clamp(place, 0.0, 1.0) * (255.0 / 256.0) + 0.5 / 256.0, 0.5)).rgb;

  float level = uLogarithmic ? uLevels.x * logarithm + uLevels.y : uLevels.x * vHeight + uLevels.y;
  float across = max(fwidth(level), 1e-7);
  float line = 1.0 - smoothstep(0.35, 1.05, abs(fract(level - 0.5) - 0.5) / across);
  line *= 1.0 - smoothstep(0.12, 0.4, across);   // so dense that they would be a tint
  line *= smoothstep(1e-5, 5e-5, across);        // so level that round-off would draw them

  vec3 normal = normalize(vNormal);
  float facing = dot(normal, vToEye);
  float light = ${brightness.shadow} + ${brightness.light} * max(dot(facing < 0.0 ? -normal : normal, uLight), 0.0);
  if (facing < 0.0) light *= ${brightness.underside};
  colour = vec4(ramp * light * (1.0 - 0.24 * line), 1.0);
}`;

/** One surface's numbers on the card. */
export interface SurfaceBuffers {
  vertices: WebGLVertexArrayObject;
  heights: WebGLBuffer;
  cells: WebGLBuffer;
  /** The points that a moving picture comes from, and those of them that are in the buffer. */
  before: WebGLBuffer;
  heldBefore: Float32Array | null;
  /** The numbers that are in the buffers, and whether each point has a height. */
  held: (MeshNumbers & { isWhole: boolean }) | null;
  /** Corners of triangles in the cells' buffer: of all cells, and of wider cells after these. */
  whole: number;
  coarse: number;
}

export class SurfaceLayer {
  private readonly program: Program;
  private readonly ramps = new Map<HeightColours['ramp'], WebGLTexture>();

  constructor(private readonly gl: WebGL2RenderingContext) {
    this.program = programOf(gl, ['aHeight', 'aSlope', 'aBefore'], vertex, fragment);
  }

  buffers(): SurfaceBuffers {
    const { gl } = this;
    const vertices = gl.createVertexArray();
    const [heights, cells, before] = [gl.createBuffer(), gl.createBuffer(), gl.createBuffer()];
    gl.bindVertexArray(vertices);
    gl.bindBuffer(gl.ARRAY_BUFFER, heights);
    gl.enableVertexAttribArray(0);
    gl.vertexAttribPointer(0, 1, gl.FLOAT, false, 4 * vertexSize, 0);
    gl.enableVertexAttribArray(1);
    gl.vertexAttribPointer(1, 2, gl.FLOAT, false, 4 * vertexSize, 4);
    gl.bindBuffer(gl.ARRAY_BUFFER, before);
    gl.vertexAttribPointer(2, 3, gl.FLOAT, false, 4 * vertexSize, 0);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, cells);
    gl.bindVertexArray(null);
    return { vertices, heights, cells, before, heldBefore: null, held: null, whole: 0, coarse: 0 };
  }

  free({ vertices, heights, cells, before }: SurfaceBuffers): void {
    this.gl.deleteVertexArray(vertices);
    for (const buffer of [heights, cells, before]) this.gl.deleteBuffer(buffer);
  }

  /** `moving`: where the heights come from, in motion; `isCoarse`: with wider cells, where there are many. */
  draw(
    buffers: SurfaceBuffers,
    { scene, moving }: { scene: SceneFigure; moving?: Moving | null },
    eye: Eye,
    setPlace: (program: Program) => void,
    isCoarse: boolean,
  ): void {
    const { gl, program } = this;
    const { colours, axis } = scene.surface!;
    hold(gl, buffers, meshNumbers(scene));
    program.begin();
    setPlace(program);
    gl.uniform1i(program.uniform('uSide'), axis.length);
    const { takesLogarithm, colour, floor, levels } = colourNumbers(colours, scene.axes[2]);
    gl.uniform1i(program.uniform('uLogarithmic'), Number(takesLogarithm));
    gl.uniform2f(program.uniform('uColour'), ...colour);
    gl.uniform1f(program.uniform('uFloor'), floor);
    gl.uniform2f(program.uniform('uLevels'), ...levels);
    gl.uniform3f(program.uniform('uLight'), ...lightFrom(eye));
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.rampOf(colours.ramp));
    gl.uniform1i(program.uniform('uRamp'), 0);
    gl.bindVertexArray(buffers.vertices);
    gl.uniform1f(program.uniform('uPart'), moving?.part ?? 1);
    if (moving) holdBefore(gl, buffers, moving.from);
    else gl.disableVertexAttribArray(2);
    const coarse = isCoarse && buffers.coarse > 0;
    const [count, from] = coarse ? [buffers.coarse, buffers.whole] : [buffers.whole, 0];
    gl.drawElements(gl.TRIANGLES, count, gl.UNSIGNED_INT, 4 * from);
    gl.bindVertexArray(null);
  }

  private rampOf(name: HeightColours['ramp']): WebGLTexture {
    const { gl } = this;
    const known = this.ramps.get(name);
    if (known) return known;
    const texture = gl.createTexture();
    const colourAt = rampColour(name);
    const pixels = new Uint8Array(4 * 256);
    for (let i = 0; i < 256; i++) pixels.set([...colourAt(i / 255).map(Math.round), 255], 4 * i);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 256, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, filter, gl.LINEAR);
    for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE);
    this.ramps.set(name, texture);
    return texture;
  }
}

/** The surface's points that the picture comes from, and how far the picture is on its way: 0 to 1. */
export interface Moving {
  from: Float32Array;
  part: number;
}

/** The numbers that a surface's mesh is made of. */
export interface MeshNumbers {
  /** [side * side] */
  height: Float64Array;
  holes: Int32Array | null;
  /** The axis of heights. */
  upwards: BoxAxis;
  side: number;
}

const vertexSize = 3;

export function meshNumbers({ surface, axes }: SceneFigure): MeshNumbers {
  const { axis, height, holes } = surface!;
  return { height, holes, upwards: axes[2], side: axis.length };
}

function hold(gl: WebGL2RenderingContext, buffers: SurfaceBuffers, next: MeshNumbers): void {
  const { held } = buffers;
  if (held && held.height === next.height && held.holes === next.holes && isSameAxis(held.upwards, next.upwards)) return;
  const points = surfacePoints(next);
  const isWhole = points.every((value) => value - value === 0);
  gl.bindVertexArray(null);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffers.heights);
  gl.bufferData(gl.ARRAY_BUFFER, points, gl.DYNAMIC_DRAW);
  if (!held || held.side !== next.side || !held.isWhole || !isWhole) {
    const whole = surfaceCells(points, next.side, 1);
    const stride = coarseStride(next.side);
    const coarse = stride > 1 ? surfaceCells(points, next.side, stride) : new Uint32Array();
    const all = new Uint32Array(whole.length + coarse.length);
    all.set(whole);
    all.set(coarse, whole.length);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, buffers.cells);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, all, gl.DYNAMIC_DRAW);
    Object.assign(buffers, { whole: whole.length, coarse: coarse.length });
  }
  buffers.held = { ...next, isWhole };
}

/** A point that had no height before is at once where it is now. */
function holdBefore(gl: WebGL2RenderingContext, buffers: SurfaceBuffers, from: Float32Array): void {
  gl.enableVertexAttribArray(2);
  if (buffers.heldBefore === from) return;
  const now = surfacePoints(buffers.held!);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffers.before);
  gl.bufferData(
    gl.ARRAY_BUFFER,
    from.map((value, i) => (value - value === 0 ? value : now[i])),
    gl.DYNAMIC_DRAW,
  );
  buffers.heldBefore = from;
}

/** Cells along a side of a surface in motion: few, since software takes a microsecond for a triangle, but not so few that forms are lost. */
const coarseCells = { least: 20, most: 52 };

/** How many of its cells a surface in motion draws as one: so many that they go into a side without a rest; 1 where there are few. */
export function coarseStride(side: number): number {
  const cells = side - 1;
  for (let stride = Math.ceil(cells / coarseCells.most); cells / stride >= coarseCells.least; stride++)
    if (cells % stride === 0) return stride;
  return 1;
}

/** `height, slope along the first direction, along the second` of each point, 0 to 1 in the box and from point to point; NaN where there is no height. */
export function surfacePoints({ height, holes, upwards, side }: MeshNumbers): Float32Array {
  const points = new Float32Array(vertexSize * side * side);
  const placeOf = placesAlong(upwards);
  for (let at = 0; at < side * side; at++) {
    const value = placeOf(height[at]);
    points[vertexSize * at] = (holes && holes[at] >= 0) || !Number.isFinite(value) ? Number.NaN : value;
  }
  const along = (at: number, before: number, after: number, stride: number): number => {
    const [low, high] = [points[vertexSize * (at - before * stride)], points[vertexSize * (at + after * stride)]];
    const slope = (high - low) / (before + after);
    return slope - slope === 0 ? slope : 0; // beside a hole
  };
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const at = row * side + column;
      points[vertexSize * at + 1] = along(at, Number(column > 0), Number(column < side - 1), 1);
      points[vertexSize * at + 2] = along(at, Number(row > 0), Number(row < side - 1), side);
    }
  return points;
}

/** Corners of two triangles a cell of `stride` points, without the cells that have a corner without a height. */
function surfaceCells(points: Float32Array, side: number, stride: number): Uint32Array {
  const across = (side - 1) / stride;
  const cells = new Uint32Array(6 * across * across);
  let end = 0;
  for (let row = 0; row < across; row++)
    for (let column = 0; column < across; column++) {
      const low = stride * (row * side + column);
      const [next, above, corner] = [low + stride, low + stride * side, low + stride * side + stride];
      const sum = points[vertexSize * low] + points[vertexSize * next] + points[vertexSize * above] + points[vertexSize * corner];
      if (sum - sum !== 0) continue;
      cells[end] = low;
      cells[end + 1] = next;
      cells[end + 2] = above;
      cells[end + 3] = above;
      cells[end + 4] = next;
      cells[end + 5] = corner;
      end += 6;
    }
  return cells.subarray(0, end);
}
