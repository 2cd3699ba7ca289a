/** Draws marks of a size in pixels on points of the box: where the learners start, where they are, and where the keyboard's cursor is. */

import type { Point } from '../sceneFigure.ts';
import { type Program, programOf, rgbOf, toCard } from './glProgram.ts';

export interface Marker {
  at: Point;
  shape: 'disc' | 'diamond' | 'ring' | 'arrow';
  /** An arrow head's point of aim; the other shapes have none. */
  towards?: Point;
  /** From the middle to the edge, in pixels. */
  radius: number;
  colour: string;
  outline: string;
}

/** An arrow head, in units of its radius: its tip is at 1, its two corners are at -back, and its sides have this slope. */
const arrow = { back: 0.8, slope: 0.5 };

/** The corners of an arrow head along its direction and across, in units of its radius. */
export const arrowCorners: readonly (readonly [number, number])[] = [
  [1, 0],
  [-arrow.back, arrow.slope * (1 + arrow.back)],
  [-arrow.back, -arrow.slope * (1 + arrow.back)],
];

const vertex = `
uniform vec3 uAt;
uniform vec3 uTowards;
uniform vec2 uHalf;
uniform float uReach;
uniform float uNearer;
out vec2 vPlace;
${toCard}
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
  vec3 seen = fromEye(uAt);
  vPlace = corner * uReach;
  vec2 aim = (onCard(fromEye(uTowards)) - onCard(seen)) * uHalf;
  vec2 along = length(aim) > 1e-3 ? normalize(aim) : vec2(1.0, 0.0);
  vec2 turned = vPlace.x * along + vPlace.y * vec2(-along.y, along.x);
  gl_Position = clipped(onCard(seen) + turned / uHalf, seen.z, uNearer);
}`;

const fragment = `
in vec2 vPlace;
uniform int uShape;       // 0: disc, 1: diamond, 2: ring, 3: arrow head
uniform float uRadius;
uniform float uLine;      // width of the outline
uniform vec3 uColour;
uniform vec3 uOutline;
uniform float uOpacity;
out vec4 colour;
void main() {
  float from = uShape == 1 ? (abs(vPlace.x) + abs(vPlace.y)) * 0.7071 : length(vPlace);
  float edge = uShape == 1 ? uRadius * 0.7071 : uRadius;
  float depth = edge - from;
  if (uShape == 3) depth = min(vPlace.x + ${arrow.back} * uRadius, (${arrow.slope} * (uRadius - vPlace.x) - abs(vPlace.y)) * ${(1 / Math.hypot(1, arrow.slope)).toFixed(4)});
  float cover = clamp(depth + 0.5, 0.0, 1.0);
  float inside = clamp(depth - uLine + 0.5, 0.0, 1.0);
  if (uShape == 2) cover *= 1.0 - inside;
  if (cover <= 0.0) discard;
  colour = vec4(mix(uOutline, uColour, uShape == 2 ? 0.0 : inside), 1.0) * cover * uOpacity;
}`;

/** By how much nearer than they are marks lie, in units of the box: nothing close before a mark hides a part of it. */
const nearer = 0.35;

const shapes: Record<Marker['shape'], number> = { disc: 0, diamond: 1, ring: 2, arrow: 3 };

export class MarkerLayer {
  private readonly program: Program;
  private readonly vertices: WebGLVertexArrayObject;

  constructor(private readonly gl: WebGL2RenderingContext) {
    this.program = programOf(gl, [], vertex, fragment);
    this.vertices = gl.createVertexArray();
  }

  draw(
    markers: readonly Marker[],
    setPlace: (program: Program) => void,
    look: { half: [number, number]; pixelRatio: number },
    hidden: boolean,
  ): void {
    const { gl, program } = this;
    program.begin();
    setPlace(program);
    gl.bindVertexArray(this.vertices);
    gl.uniform2f(program.uniform('uHalf'), ...look.half);
    gl.uniform1f(program.uniform('uNearer'), nearer);
    gl.uniform1f(program.uniform('uOpacity'), hidden ? 0.45 : 1);
    gl.uniform1f(program.uniform('uLine'), 1.25 * look.pixelRatio);
    for (const { at, towards = at, shape, radius, colour, outline } of markers) {
      gl.uniform3f(program.uniform('uAt'), ...at);
      gl.uniform3f(program.uniform('uTowards'), ...towards);
      gl.uniform1i(program.uniform('uShape'), shapes[shape]);
      gl.uniform1f(program.uniform('uRadius'), radius * look.pixelRatio);
      gl.uniform1f(program.uniform('uReach'), radius * look.pixelRatio + 2);
      gl.uniform3f(program.uniform('uColour'), ...rgbOf(colour));
      gl.uniform3f(program.uniform('uOutline'), ...rgbOf(outline));
      gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
    }
    gl.bindVertexArray(null);
  }
}
