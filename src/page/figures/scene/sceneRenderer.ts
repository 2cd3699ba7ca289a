/**
 * The renderer of all scenes: one WebGL context, whose pictures go to the cards' own canvases. One context costs one set of programs and one start
 * of the browser's WebGL, and a browser counts contexts; a picture is drawn only when something changed. On a machine without a graphics
 * card, pictures are read back once they are done, so that the page never waits for them.
 */
import { ink } from '../palette.ts';
import { sceneContext, sceneDrawing } from '../sceneDrawing.ts';
import type { SceneFigure } from '../sceneFigure.ts';
import { type BoxPlace, eyeOf } from '../sceneProjection.ts';
import { type Program, rgbOf } from './glProgram.ts';
import { type LineBuffers, LineLayer } from './lineLayer.ts';
import { type Marker, MarkerLayer } from './markerLayer.ts';
import type { Segment } from './sceneAxes.ts';
import type { Lines } from './sceneLines.ts';
import { coarsePoints, type ShellBuffers, ShellLayer } from './shellLayer.ts';
import { type Moving, type SurfaceBuffers, SurfaceLayer } from './surfaceLayer.ts';

/** All that a picture shows beside the scene's surface or shells. */
export interface SceneContent {
  scene: SceneFigure;
  lines: readonly Lines[];
  grid: readonly Segment[];
  edges: readonly Segment[];
  markers: readonly Marker[];
  /** Where the surface comes from, while the picture moves. */
  moving?: Moving | null;
}

/** Where and how the picture is drawn. */
export interface PictureSettings {
  place: Required<BoxPlace>;
  pixelRatio: number;
  /** Whether the paper's colour is the ground; else the ground is transparent. */
  hasGround: boolean;
  /** Fewer details, while the scene moves. */
  isCoarse: boolean;
}

/** One scene's numbers on the card. */
export interface SceneBuffers {
  surface: SurfaceBuffers;
  /** The shells, and those of a scene in motion; null until the scene has some. */
  shells: ShellBuffers | null;
  coarseShells: ShellBuffers | null;
  lines: LineBuffers;
  frame: LineBuffers;
}

/** A picture in the lower left corner of a canvas. */
export interface DrawnPicture {
  canvas: HTMLCanvasElement;
  width: number;
  height: number;
}

/** Copies a picture to a place on another canvas. */
export function copyPicture(
  context: CanvasRenderingContext2D,
  { canvas, width, height }: DrawnPicture,
  at: { left: number; top: number; width: number; height: number },
): void {
  context.drawImage(canvas, 0, canvas.height - height, width, height, at.left, at.top, at.width, at.height);
}

/** A picture that is being drawn and read back. */
export interface PendingPicture {
  isDone(): boolean;
  /** The pixels, once they are done; null where the context was lost meanwhile. */
  pixels(): ImageData | null;
}

/** A lost context takes its renderer along. */
let current: SceneRenderer | null = null;

/** The renderer; null where the browser offers no WebGL 2. */
export function sceneRenderer(): SceneRenderer | null {
  if (current && !current.isLost()) return current;
  const gl = sceneContext();
  current = gl && new SceneRenderer(gl);
  return current;
}

/** By how much nearer than they are lines lie, in units of the box. */
const linesNearer = 0.025;
const samples = 4; // a pixel, as many as browsers take for a canvas

export class SceneRenderer {
  private readonly surface: SurfaceLayer;
  private readonly line: LineLayer;
  private readonly marker: MarkerLayer;
  private shell: ShellLayer | null = null;
  /** With several samples a pixel, and with one, for scenes that move. */
  private readonly fine: Target;
  private readonly coarse: Target;
  private readonly finished: Target;

  constructor(readonly gl: WebGL2RenderingContext) {
    this.surface = new SurfaceLayer(gl);
    this.line = new LineLayer(gl);
    this.marker = new MarkerLayer(gl);
    this.fine = new Target(gl, Math.min(samples, gl.getParameter(gl.MAX_SAMPLES)), true);
    this.coarse = new Target(gl, 0, true);
    this.finished = new Target(gl, 0, false);
  }

  isLost(): boolean {
    return this.gl.isContextLost();
  }

  /** Pixels along a side that a picture can have. */
  get largest(): number {
    return Math.min(this.gl.getParameter(this.gl.MAX_RENDERBUFFER_SIZE), 8192);
  }

  buffers(): SceneBuffers {
    return {
      surface: this.surface.buffers(),
      shells: null,
      coarseShells: null,
      lines: this.line.buffers(),
      frame: this.line.buffers(),
    };
  }

  free(buffers: SceneBuffers): void {
    if (this.isLost()) return;
    this.surface.free(buffers.surface);
    for (const shells of [buffers.shells, buffers.coarseShells]) if (shells) this.shells().free(shells);
    this.line.free(buffers.lines);
    this.line.free(buffers.frame);
  }

  /** The picture on the renderer's own canvas, to be copied at once: on a graphics card that costs next to nothing. */
  drawNow(buffers: SceneBuffers, content: SceneContent, settings: PictureSettings): DrawnPicture {
    const { gl } = this;
    const canvas = gl.canvas as HTMLCanvasElement;
    const [width, height] = pixelsOf(settings);
    if (!hasRoom([canvas.width, canvas.height], width, height)) Object.assign(canvas, { width, height });
    const { buffer } = this.draw(buffers, content, settings, 1);
    copy(gl, buffer, null, width, height);
    return { canvas, width, height };
  }

  /** Draws without waiting. */
  drawSoon(buffers: SceneBuffers, content: SceneContent, settings: PictureSettings): PendingPicture {
    const { gl } = this;
    const [width, height] = pixelsOf(settings);
    const { buffer } = this.draw(buffers, content, settings, -1);
    const bytes = gl.createBuffer();
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, buffer);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, bytes);
    gl.bufferData(gl.PIXEL_PACK_BUFFER, 4 * width * height, gl.STREAM_READ);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, 0);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    const done = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
    return {
      isDone: () => gl.isContextLost() || !done || gl.getSyncParameter(done, gl.SYNC_STATUS) === gl.SIGNALED,
      pixels() {
        if (gl.isContextLost()) return null;
        const picture = new ImageData(width, height);
        gl.bindBuffer(gl.PIXEL_PACK_BUFFER, bytes);
        gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, picture.data);
        gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
        gl.deleteBuffer(bytes);
        gl.deleteSync(done);
        return picture;
      },
    };
  }

  /** Returns what holds the finished picture. `flip`: -1 where the picture's first row is its top. */
  private draw(buffers: SceneBuffers, content: SceneContent, settings: PictureSettings, flip: 1 | -1): Target {
    const { gl } = this;
    const [width, height] = pixelsOf(settings);
    const target = settings.isCoarse ? this.coarse : this.fine;
    target.resize(width, height);
    gl.bindFramebuffer(gl.FRAMEBUFFER, target.buffer);
    gl.viewport(0, 0, width, height);
    const paper = ink[content.scene.theme].paper;
    if (settings.hasGround) gl.clearColor(...rgbOf(paper), 1);
    else gl.clearColor(0, 0, 0, 0);
    gl.depthMask(true);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    gl.enable(gl.DEPTH_TEST);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    this.paint(buffers, content, settings, flip);
    if (settings.isCoarse) return target;
    this.finished.resize(width, height);
    copy(gl, target.buffer, this.finished.buffer, width, height);
    return this.finished;
  }

  private shellsOf(buffers: SceneBuffers, isCoarse: boolean): ShellBuffers {
    if (isCoarse) buffers.coarseShells ??= this.shells().buffers(coarsePoints);
    else buffers.shells ??= this.shells().buffers(Infinity);
    return (isCoarse ? buffers.coarseShells : buffers.shells)!;
  }

  private shells(): ShellLayer {
    this.shell ??= new ShellLayer(this.gl);
    return this.shell;
  }

  private paint(buffers: SceneBuffers, content: SceneContent, settings: PictureSettings, flip: 1 | -1): void {
    const { gl } = this;
    const { place, pixelRatio } = settings;
    const { scene, lines, markers } = content;
    const eye = eyeOf(place);
    const setPlace = (program: Program) => setEye(gl, program, place, flip);
    const half = pixelsOf(settings).map((side) => side / 2) as [number, number];
    const look = { paper: ink[scene.theme].paper, nearer: linesNearer, pixelRatio, half };

    gl.depthFunc(gl.LEQUAL);
    gl.depthMask(false);
    this.line.draw(buffers.frame, frameLines(content), setPlace, { ...look, nearer: 0 }, false);
    gl.depthMask(true);
    if (scene.surface) this.surface.draw(buffers.surface, content, eye, setPlace, settings.isCoarse);
    gl.depthMask(scene.shells !== null); // shells need to know what stands before them
    this.line.draw(buffers.lines, lines, setPlace, look, false);
    gl.depthMask(false);
    if (scene.shells) {
      const shells = this.shellsOf(buffers, settings.isCoarse);
      this.shells().draw(shells, scene.shells, place.aspect, eye, setPlace);
    }
    this.marker.draw(markers, setPlace, look, false);
    if (!scene.surface) return;
    gl.depthFunc(gl.GREATER);
    this.line.draw(buffers.lines, lines, setPlace, look, true);
    this.marker.draw(markers, setPlace, look, true);
  }
}

/** The grid and the axes as lines; the same content gives the same lines. */
function frameLines(content: SceneContent): readonly Lines[] {
  const known = frames.get(content.edges);
  if (known) return known;
  const { grid, line } = ink[content.scene.theme];
  const lines = [linesOf(content.grid, grid), linesOf(content.edges, line)];
  frames.set(content.edges, lines);
  return lines;
}

const frames = new WeakMap<readonly Segment[], readonly Lines[]>();

const linesOf = (segments: readonly Segment[], colour: string): Lines => ({
  colour,
  width: 1,
  pieces: segments.map(([from, to]) => ({ from, to, before: 0, after: 0, strength: [1, 1] })),
  showsThrough: false,
});

const pixelsOf = ({ place, pixelRatio }: PictureSettings): [number, number] => [
  Math.max(Math.round(place.width * pixelRatio), 1),
  Math.max(Math.round(place.height * pixelRatio), 1),
];

function setEye(gl: WebGL2RenderingContext, program: Program, place: Required<BoxPlace>, flip: number): void {
  const { aspect, width, height, centre } = place;
  const { place: at, right, upward, backward, focal } = eyeOf(place);
  gl.uniform3f(program.uniform('uLengths'), aspect.x, aspect.y, aspect.z);
  gl.uniform3f(program.uniform('uEye'), ...at);
  gl.uniform3f(program.uniform('uRight'), ...right);
  gl.uniform3f(program.uniform('uUpward'), ...upward);
  gl.uniform3f(program.uniform('uBackward'), ...backward);
  gl.uniform2f(program.uniform('uFocal'), (2 * focal) / width, (2 * focal) / height);
  gl.uniform2f(program.uniform('uShift'), (2 * centre.left) / width - 1, 1 - (2 * centre.top) / height);
  gl.uniform1f(program.uniform('uFlip'), flip);
}

function copy(
  gl: WebGL2RenderingContext,
  from: WebGLFramebuffer | null,
  to: WebGLFramebuffer | null,
  width: number,
  height: number,
): void {
  gl.bindFramebuffer(gl.READ_FRAMEBUFFER, from);
  gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, to);
  gl.blitFramebuffer(0, 0, width, height, 0, 0, width, height, gl.COLOR_BUFFER_BIT, gl.NEAREST);
}

/** Room is kept for pictures of up to so many times fewer pixels: scenes of two sizes take turns. */
const roomKept = 4;

const hasRoom = ([across, down]: number[], width: number, height: number): boolean =>
  width <= across && height <= down && across * down <= roomKept * width * height;

/** A picture off the screen, which has room for the one that was asked for last; it takes the lower left corner. */
class Target {
  readonly buffer: WebGLFramebuffer;
  private readonly colour: WebGLRenderbuffer;
  private readonly depth: WebGLRenderbuffer | null;
  private size = [0, 0];

  constructor(
    private readonly gl: WebGL2RenderingContext,
    private readonly samples: number,
    hasDepth: boolean,
  ) {
    this.buffer = gl.createFramebuffer();
    this.colour = gl.createRenderbuffer();
    this.depth = hasDepth ? gl.createRenderbuffer() : null;
  }

  resize(width: number, height: number): void {
    if (hasRoom(this.size, width, height)) return;
    this.size = [width, height];
    const { gl } = this;
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.buffer);
    const attach = (buffer: WebGLRenderbuffer, format: number, point: number) => {
      gl.bindRenderbuffer(gl.RENDERBUFFER, buffer);
      gl.renderbufferStorageMultisample(gl.RENDERBUFFER, this.samples, format, width, height);
      gl.framebufferRenderbuffer(gl.FRAMEBUFFER, point, gl.RENDERBUFFER, buffer);
    };
    attach(this.colour, gl.RGBA8, gl.COLOR_ATTACHMENT0);
    if (this.depth) attach(this.depth, gl.DEPTH_COMPONENT24, gl.DEPTH_ATTACHMENT);
    gl.bindRenderbuffer(gl.RENDERBUFFER, null);
  }
}

/** Whether pictures are drawn by a graphics card, whose pictures need not be waited for. */
export const drawsAtOnce = (): boolean => sceneDrawing() === 'card';
