/** WebGL 2 in as few words as the scene's layers need: programs with their uniforms, and colours as numbers. */

export interface Program {
  /** What is drawn next is drawn by this program. */
  begin(): void;
  /** The place of a uniform; null where the program does without. */
  uniform(name: string): WebGLUniformLocation | null;
}

/** `attributes`: in the order of their places, from 0. The browser compiles on the side: only the first use waits, and throws with the compiler's words. */
export function programOf(gl: WebGL2RenderingContext, attributes: string[], vertex: string, fragment: string): Program {
  const handle = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(kind)!;
    gl.shaderSource(shader, `#version 300 es\nprecision highp float;\nprecision highp int;\n${source}`);
    gl.compileShader(shader);
    gl.attachShader(handle, shader);
  }
  for (const [place, name] of attributes.entries()) gl.bindAttribLocation(handle, place, name);
  gl.linkProgram(handle);
  let isLinked = false;
  const places = new Map<string, WebGLUniformLocation | null>();
  return {
    begin: () => {
      if (!isLinked) throwUnlessLinked(gl, handle);
      isLinked = true;
      return gl.useProgram(handle);
    },
    uniform(name) {
      if (!places.has(name)) places.set(name, gl.getUniformLocation(handle, name));
      return places.get(name)!;
    },
  };
}

function throwUnlessLinked(gl: WebGL2RenderingContext, handle: WebGLProgram): void {
  if (!gl.getProgramParameter(handle, gl.LINK_STATUS) && !gl.isContextLost()) throw new Error(complaint(gl, handle));
}

function complaint(gl: WebGL2RenderingContext, handle: WebGLProgram): string {
  const logs = (gl.getAttachedShaders(handle) ?? []).map((shader) => gl.getShaderInfoLog(shader));
  return `a program of the scene does not link: ${[gl.getProgramInfoLog(handle), ...logs].join(' ')}`;
}

/** `#rrggbb` or `rgb(r, g, b)` as three numbers from 0 to 1. */
export function rgbOf(colour: string): [number, number, number] {
  const channels = colour.startsWith('#')
    ? [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
    : colour.match(/\d+/g)!.map(Number);
  return channels.slice(0, 3).map((channel) => channel / 255) as [number, number, number];
}

/** From the box (0 to 1 along each axis) to the card: shader code that every layer shares. */
export const toCard = `
uniform vec3 uLengths;  // of the box
uniform vec3 uEye;
uniform vec3 uRight;
uniform vec3 uUpward;
uniform vec3 uBackward;
uniform vec2 uFocal;    // of the card's half width and half height
uniform vec2 uShift;    // of the box's centre
uniform float uFlip;    // -1 where rows are read from the top

const float near = 0.05;
const float far = 60.0;

/** Coordinates along the eye's three directions; the third is the distance. */
vec3 fromEye(vec3 box) {
  vec3 from = uLengths * (box - 0.5) - uEye;
  return vec3(dot(from, uRight), dot(from, uUpward), -dot(from, uBackward));
}

vec2 onCard(vec3 seen) {
  vec2 at = uFocal * seen.xy / seen.z + uShift;
  return vec2(at.x, at.y * uFlip);
}

/** Clip coordinates; \`nearer\`: by how much closer the depth is than the place. */
vec4 clipped(vec2 at, float distance, float nearer) {
  float depth = max(distance - nearer, near);
  float z = (far + near) / (far - near) - 2.0 * far * near / ((far - near) * depth);
  return vec4(at * distance, z * distance, distance);
}
`;
