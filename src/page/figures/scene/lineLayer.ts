/** Draws lines of a width in pixels, with round ends; and once more, dashed and paler, where a surface hides them. */
import { type Program, programOf, rgbOf, toCard } from './glProgram.ts';
import type { Lines } from './sceneLines.ts';

const vertex = `
layout(location = 0) in vec4 aFrom;  // place in the box, and length of the line up to here
layout(location = 1) in vec4 aTo;
layout(location = 2) in vec2 aStrength;
uniform vec2 uHalf;                  // half of the card, in pixels
uniform float uWidth;
uniform float uNearer;
out vec2 vPlace;                     // along and across, in pixels
out float vLength;                   // of the piece, in pixels
out float vDash;
out float vStrength;
${toCard}
void main() {
  vec3 from = fromEye(aFrom.xyz);
  vec3 to = fromEye(aTo.xyz);
  if (from.z < near) from = mix(from, to, (near - from.z) / (to.z - from.z));
  if (to.z < near) to = mix(to, from, (near - to.z) / (from.z - to.z));
  vec2 start = onCard(from);
  vec2 end = onCard(to);
  vec2 pixels = (end - start) * uHalf;
  vLength = length(pixels);
  vec2 forward = vLength > 1e-4 ? pixels / vLength : vec2(1.0, 0.0);
  float isEnd = float(gl_VertexID & 1);
  float side = float(gl_VertexID >> 1) * 2.0 - 1.0;
  float reach = 0.5 * uWidth + 1.0;
  vPlace = vec2(mix(-reach, vLength + reach, isEnd), side * reach);
  vec2 offset = forward * (isEnd * 2.0 - 1.0) * reach + vec2(-forward.y, forward.x) * side * reach;
  vDash = mix(aFrom.w, aTo.w, isEnd);
  vStrength = mix(aStrength.x, aStrength.y, isEnd);
  gl_Position = clipped(mix(start, end, isEnd) + offset / uHalf, mix(from.z, to.z, isEnd), uNearer);
}`;

const fragment = `
in vec2 vPlace;
in float vLength;
in float vDash;
in float vStrength;
uniform float uWidth;
uniform vec3 uColour;
uniform vec3 uPaper;
uniform float uDash;   // length of a dash and its gap in units of the box; 0 where the line is whole
out vec4 colour;
void main() {
  float beyond = vPlace.x - clamp(vPlace.x, 0.0, vLength);
  float cover = clamp(0.5 * uWidth + 0.5 - length(vec2(beyond, vPlace.y)), 0.0, 1.0);
  if (uDash > 0.0 && fract(vDash / uDash) > 0.55) discard;
  if (cover <= 0.0) discard;
  colour = vec4(mix(uPaper, uColour, vStrength), 1.0) * cover;
}`;

/** Numbers a piece: both ends with the line's length up to there, and the colour's strength at both. */
const pieceSize = 10;

/** In units of the box. */
const dash = 0.045;

export interface LineBuffers {
  vertices: WebGLVertexArrayObject;
  pieces: WebGLBuffer;
  held: readonly Lines[] | null;
}

export interface LineLook {
  paper: string;
  /** By how much nearer to the eye than they are lines lie, in units of the box: a line on a surface would be half hidden by the surface. */
  nearer: number;
  pixelRatio: number;
  /** In pixels of the picture. */
  half: [number, number];
}

export class LineLayer {
  private readonly program: Program;

  constructor(private readonly gl: WebGL2RenderingContext) {
    this.program = programOf(gl, ['aFrom', 'aTo', 'aStrength'], vertex, fragment);
  }

  buffers(): LineBuffers {
    const { gl } = this;
    const [vertices, pieces] = [gl.createVertexArray(), gl.createBuffer()];
    gl.bindVertexArray(vertices);
    gl.bindBuffer(gl.ARRAY_BUFFER, pieces);
    for (const place of [0, 1, 2]) {
      gl.enableVertexAttribArray(place);
      gl.vertexAttribDivisor(place, 1);
    }
    gl.bindVertexArray(null);
    return { vertices, pieces, held: null };
  }

  free({ vertices, pieces }: LineBuffers): void {
    this.gl.deleteVertexArray(vertices);
    this.gl.deleteBuffer(pieces);
  }

  /** `hidden`: only what a surface hides, of the lines that show through it. */
  draw(
    buffers: LineBuffers,
    lines: readonly Lines[],
    setPlace: (program: Program) => void,
    look: LineLook,
    hidden: boolean,
  ): void {
    const { gl, program } = this;
    if (lines.length === 0) return;
    hold(gl, buffers, lines);
    program.begin();
    setPlace(program);
    gl.uniform2f(program.uniform('uHalf'), ...look.half);
    gl.uniform1f(program.uniform('uNearer'), look.nearer);
    gl.uniform3f(program.uniform('uPaper'), ...rgbOf(hidden ? pale : look.paper));
    gl.uniform1f(program.uniform('uDash'), hidden ? dash : 0);
    gl.bindVertexArray(buffers.vertices);
    gl.bindBuffer(gl.ARRAY_BUFFER, buffers.pieces);
    let first = 0;
    for (const { pieces, width, colour, showsThrough } of lines) {
      if (!hidden || showsThrough) {
        for (const [place, size, offset] of attributes)
          gl.vertexAttribPointer(place, size, gl.FLOAT, false, 4 * pieceSize, 4 * (pieceSize * first + offset));
        gl.uniform1f(program.uniform('uWidth'), width * look.pixelRatio * (hidden ? 0.75 : 1));
        gl.uniform3f(program.uniform('uColour'), ...(hidden ? paler(rgbOf(colour)) : rgbOf(colour)));
        gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, pieces.length);
      }
      first += pieces.length;
    }
    gl.bindVertexArray(null);
  }
}

/** Place, numbers and offset in a piece. */
const attributes = [
  [0, 4, 0],
  [1, 4, 4],
  [2, 2, 8],
] as const;

type Rgb = [number, number, number];

/** A hidden line keeps its hue: it is mixed with white, so that pieces that meet leave no beads, and that it is seen on dark colours too. */
const pale = '#ffffff';
const paler = (colour: Rgb): Rgb => colour.map((channel) => 0.5 * (channel + 1)) as Rgb;

function hold(gl: WebGL2RenderingContext, buffers: LineBuffers, lines: readonly Lines[]): void {
  if (buffers.held === lines) return;
  const numbers = new Float32Array(pieceSize * lines.reduce((sum, { pieces }) => sum + pieces.length, 0));
  let at = 0;
  for (const { pieces } of lines)
    for (const { from, to, before, after, strength } of pieces) {
      numbers.set(from, at);
      numbers[at + 3] = before;
      numbers.set(to, at + 4);
      numbers[at + 7] = after;
      numbers.set(strength, at + 8);
      at += pieceSize;
    }
  gl.bindBuffer(gl.ARRAY_BUFFER, buffers.pieces);
  gl.bufferData(gl.ARRAY_BUFFER, numbers, gl.DYNAMIC_DRAW);
  buffers.held = lines;
}
