/** Draws shells of equal height that let each other and the paths through, the farthest first. */
import type { Camera } from '../figure.ts';
import { rampColour } from '../palette.ts';
import type { SceneShells } from '../sceneFigure.ts';
import type { Eye } from '../sceneProjection.ts';
import { type Program, programOf, toCard } from './glProgram.ts';
import { colourPlace } from './heightColour.ts';
import { brightness, lightFrom } from './light.ts';
import { cornerSize, eyeSlabs, type ShellMesh, shellMesh, shellOrder, thinnedHeights } from './shellMesh.ts';

/** Shells at most, as the shader has colours. */
const mostShells = 8;

const vertex = `
layout(location = 0) in vec3 aPlace;
layout(location = 1) in vec3 aSlope;
layout(location = 2) in float aLevel;
uniform vec3 uColours[${mostShells}];
out vec3 vColour;
out vec3 vNormal;
out vec3 vToEye;
${toCard}
void main() {
  vec3 seen = fromEye(aPlace);
  vColour = uColours[int(aLevel + 0.5)];
  vNormal = aSlope / uLengths;
  vToEye = uEye - uLengths * (aPlace - 0.5);
  gl_Position = clipped(onCard(seen), seen.z, 0.0);
}`;

const fragment = `
in vec3 vColour;
in vec3 vNormal;
in vec3 vToEye;
uniform vec3 uLight;
out vec4 colour;
void main() {
  vec3 normal = normalize(vNormal + vec3(0.0, 0.0, 1e-9));
  float facing = dot(normal, normalize(vToEye));
  if (facing < 0.0) normal = -normal;
  float light = ${brightness.shadow} + ${brightness.light} * max(dot(normal, uLight), 0.0);
  float rim = 1.0 - abs(facing);
  float opacity = 0.16 + 0.42 * rim * rim;   // thin where seen from the front, so that the paths inside are seen
  colour = vec4(vColour * light, 1.0) * opacity;
}`;

export interface ShellBuffers {
  vertices: WebGLVertexArrayObject;
  corners: WebGLBuffer;
  order: WebGLBuffer;
  held: { shells: SceneShells; mesh: ShellMesh; slabs: string } | null;
  /** Points along a side of the heights that the shells are made of at most. */
  mostPoints: number;
}

/** Of shells in motion: software takes a microsecond for a triangle. */
export const coarsePoints = 16;

export class ShellLayer {
  private readonly program: Program;

  constructor(private readonly gl: WebGL2RenderingContext) {
    this.program = programOf(gl, ['aPlace', 'aSlope', 'aLevel'], vertex, fragment);
  }

  buffers(mostPoints: number): ShellBuffers {
    const { gl } = this;
    const [vertices, corners, order] = [gl.createVertexArray(), gl.createBuffer(), gl.createBuffer()];
    gl.bindVertexArray(vertices);
    gl.bindBuffer(gl.ARRAY_BUFFER, corners);
    for (const [place, size, offset] of [
      [0, 3, 0],
      [1, 3, 3],
      [2, 1, 6],
    ]) {
      gl.enableVertexAttribArray(place);
      gl.vertexAttribPointer(place, size, gl.FLOAT, false, 4 * cornerSize, 4 * offset);
    }
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, order);
    gl.bindVertexArray(null);
    return { vertices, corners, order, held: null, mostPoints };
  }

  free({ vertices, corners, order }: ShellBuffers): void {
    this.gl.deleteVertexArray(vertices);
    this.gl.deleteBuffer(corners);
    this.gl.deleteBuffer(order);
  }

  /** `aspect`: lengths of the box as it is drawn. */
  draw(buffers: ShellBuffers, shells: SceneShells, aspect: Camera, eye: Eye, setPlace: (program: Program) => void): void {
    const { gl, program } = this;
    const { mesh } = this.hold(buffers, shells);
    this.sort(buffers, eyeInBox(eye, aspect));
    program.begin();
    setPlace(program);
    const colourAt = rampColour(shells.colours.ramp);
    const colours = shells.levels.flatMap((level) =>
      colourAt(colourPlace(shells.colours, level)).map((channel) => channel / 255),
    );
    gl.uniform3fv(program.uniform('uColours'), colours);
    gl.uniform3f(program.uniform('uLight'), ...lightFrom(eye));
    gl.bindVertexArray(buffers.vertices);
    gl.drawElements(gl.TRIANGLES, mesh.firsts[mesh.firsts.length - 1], gl.UNSIGNED_INT, 0);
    gl.bindVertexArray(null);
  }

  private hold(buffers: ShellBuffers, shells: SceneShells): { mesh: ShellMesh } {
    const { gl } = this;
    const { held } = buffers;
    if (held && held.shells.height === shells.height && isSame(held.shells.levels, shells.levels)) return held;
    const { height, side } = thinnedHeights(shells.height, shells.axis.length, buffers.mostPoints);
    const mesh = shellMesh(height, side, shells.levels.slice(0, mostShells));
    gl.bindVertexArray(null);
    gl.bindBuffer(gl.ARRAY_BUFFER, buffers.corners);
    gl.bufferData(gl.ARRAY_BUFFER, mesh.corners, gl.DYNAMIC_DRAW);
    buffers.held = { shells, mesh, slabs: '' };
    return buffers.held;
  }

  private sort(buffers: ShellBuffers, eye: number[]): void {
    const { gl } = this;
    const held = buffers.held!;
    const slabs = eyeSlabs(eye, held.mesh.side);
    if (held.slabs === slabs.join()) return;
    held.slabs = slabs.join();
    gl.bindVertexArray(buffers.vertices);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, shellOrder(held.mesh, slabs), gl.DYNAMIC_DRAW);
    gl.bindVertexArray(null);
  }
}

const isSame = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((value, i) => value === other[i]);

/** The eye in the box's own coordinates, 0 to 1 inside. */
const eyeInBox = ({ place }: Eye, { x, y, z }: Camera): number[] => [x, y, z].map((length, i) => place[i] / length + 0.5);
