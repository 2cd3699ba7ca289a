/**
 * Scenes on a machine without a graphics card, drawn without holding up the page. There the browser reads every WebGL
 * canvas back for the picture it shows, and the page waits until all that was to be drawn is drawn: a tenth of a second
 * for a surface. So plotly's drawing goes to a buffer off the screen, one scene at a time, and is copied to its canvas
 * once a fence says that it is done. Import it before plotly. Where there is a graphics card it changes nothing.
 */
import { sceneDrawing } from '../sceneDrawing.ts';

/** Drawing that was put off goes on through this: the scene's own redraw, once there is one. Resolves when the scene's first picture is on its canvas. */
export async function redrawThrough(gl: WebGLRenderingContext | WebGL2RenderingContext, redraw: () => void): Promise<void> {
  const screen = screens.get(gl);
  if (!screen) return;
  screen.redraw = redraw;
  if (!drawing) nextInTurn();
  await screen.shown;
}

/** Draws a new scene that something stands before: its first picture may take its time too. Else an empty canvas would be seen. */
export function drawBehind<Drawn>(draw: () => Drawn): Drawn {
  isBehind = true;
  try {
    return draw();
  } finally {
    isBehind = false;
  }
}

let isBehind = false;

const screens = new WeakMap<object, SoftwareScreen>();

/** The scene whose drawing is on its way; others wait, since a card of software does one thing at a time. */
let drawing: SoftwareScreen | null = null;
const waiting = new Set<SoftwareScreen>();

class SoftwareScreen {
  redraw: (() => void) | null = null;
  readonly shown: Promise<void>;
  private resolveShown = () => {};
  private readonly direct: ReturnType<typeof directCalls>;
  /** Plotly's, with several samples a pixel. */
  private readonly drawn: WebGLFramebuffer;
  /** A buffer with one sample a pixel. */
  private readonly finished: WebGLFramebuffer;
  private readonly buffers: WebGLRenderbuffer[];
  private size = [0, 0];
  /** Between the start of a redraw and its return. */
  isDrawing = false;
  private touched = false;
  private skipping = false;
  private atOnce = false;

  constructor(private readonly gl: WebGL2RenderingContext) {
    const direct = directCalls(gl);
    this.direct = direct;
    this.shown = new Promise((resolve) => {
      this.resolveShown = resolve;
    });
    this.drawn = gl.createFramebuffer();
    this.finished = gl.createFramebuffer();
    this.buffers = [0, 1, 2].map(() => gl.createRenderbuffer());
    const onScreen = (call: () => void) => {
      if (this.skipping) return;
      this.touched = true;
      call();
    };
    gl.bindFramebuffer = (target, framebuffer) => {
      if (!framebuffer) this.begin();
      direct.bindFramebuffer(target, framebuffer ?? this.drawn);
    };
    gl.clear = (mask) => onScreen(() => direct.clear(mask));
    gl.drawArrays = (mode, first, count) => onScreen(() => direct.drawArrays(mode, first, count));
    gl.drawElements = (mode, count, type, offset) => onScreen(() => direct.drawElements(mode, count, type, offset));
    // Plotly asks at every draw, and would wait for all drawing to be done; its programs and shaders live as long as their context.
    gl.isProgram = (program) => program !== null && !gl.isContextLost();
    gl.isShader = (shader) => shader !== null && !gl.isContextLost();
    // Part of the second version, which does not call it an extension.
    gl.getExtension = ((name: string) => (name === 'OES_standard_derivatives' ? {} : direct.getExtension(name))) as never;
  }

  /** Plotly turns to the screen: at the start of every redraw. */
  private begin(): void {
    if (this.gl.isContextLost()) return;
    if (!this.isDrawing) {
      this.isDrawing = true;
      queueMicrotask(() => this.end());
      this.skipping = drawing !== null;
      // Browsers empty a canvas they have shown, and plotly relies on it: its transparent pass leaves depths unwritable, which then are not cleared.
      this.gl.depthMask(true);
    }
    const { drawingBufferWidth: width, drawingBufferHeight: height } = this.gl;
    if (width === this.size[0] && height === this.size[1]) return;
    this.resize(width, height);
    if (isBehind) this.hide(true);
    else {
      this.skipping = false;
      this.atOnce = true; // a canvas of a new size is empty
    }
  }

  private resize(width: number, height: number): void {
    const { gl, direct, buffers } = this;
    this.size = [width, height];
    const attach = (buffer: WebGLRenderbuffer, format: number, point: number, samples: number) => {
      gl.bindRenderbuffer(gl.RENDERBUFFER, buffer);
      gl.renderbufferStorageMultisample(gl.RENDERBUFFER, samples, format, width, height);
      gl.framebufferRenderbuffer(gl.FRAMEBUFFER, point, gl.RENDERBUFFER, buffer);
    };
    direct.bindFramebuffer(gl.FRAMEBUFFER, this.drawn);
    attach(buffers[0], gl.RGBA8, gl.COLOR_ATTACHMENT0, samples);
    attach(buffers[1], gl.DEPTH_COMPONENT24, gl.DEPTH_ATTACHMENT, samples);
    direct.bindFramebuffer(gl.FRAMEBUFFER, this.finished);
    attach(buffers[2], gl.RGBA8, gl.COLOR_ATTACHMENT0, 0);
    gl.bindRenderbuffer(gl.RENDERBUFFER, null);
  }

  /** The redraw has returned; its drawing has only been asked for. */
  private end(): void {
    this.isDrawing = false;
    if (this.skipping) {
      this.skipping = false;
      waiting.add(this);
      return;
    }
    if (!this.touched || this.gl.isContextLost()) return;
    this.touched = false;
    waiting.delete(this);
    this.copy(this.drawn, this.finished);
    if (this.atOnce) this.show();
    else this.showWhenDone();
    this.atOnce = false;
  }

  private showWhenDone(): void {
    const { gl } = this;
    const done = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0)!;
    gl.flush();
    drawing = this;
    const check = () => {
      if (!gl.isContextLost() && gl.getSyncParameter(done, gl.SYNC_STATUS) !== gl.SIGNALED) return requestAnimationFrame(check);
      gl.deleteSync(done);
      if (!gl.isContextLost()) this.show();
      return requestAnimationFrame(nextInTurn); // this frame reads the canvas back: nothing else may be in its way
    };
    requestAnimationFrame(check);
  }

  private show(): void {
    this.copy(this.finished, null);
    this.hide(false);
    this.resolveShown();
  }

  /** A new canvas is read back as well, though there is nothing on it. */
  private hide(hidden: boolean): void {
    (this.gl.canvas as HTMLCanvasElement).style.visibility = hidden ? 'hidden' : '';
  }

  private copy(from: WebGLFramebuffer, to: WebGLFramebuffer | null): void {
    const { gl, direct } = this;
    const [width, height] = this.size;
    direct.bindFramebuffer(gl.READ_FRAMEBUFFER, from);
    direct.bindFramebuffer(gl.DRAW_FRAMEBUFFER, to);
    gl.blitFramebuffer(0, 0, width, height, 0, 0, width, height, gl.COLOR_BUFFER_BIT, gl.NEAREST);
    direct.bindFramebuffer(gl.FRAMEBUFFER, this.drawn);
  }
}

const samples = 4; // a pixel, as many as browsers take for a canvas

function nextInTurn(): void {
  drawing = null;
  for (const next of waiting) {
    if (!next.redraw) continue; // its first drawing is under way
    waiting.delete(next);
    next.redraw();
    if (next.isDrawing) return; // a scene that is gone draws nothing
  }
}

const directCalls = (gl: WebGL2RenderingContext) => ({
  bindFramebuffer: gl.bindFramebuffer.bind(gl),
  clear: gl.clear.bind(gl),
  drawArrays: gl.drawArrays.bind(gl),
  drawElements: gl.drawElements.bind(gl),
  getExtension: gl.getExtension.bind(gl) as (name: string) => unknown,
});

type GetContext = (this: HTMLCanvasElement, kind: string, options?: WebGLContextAttributes) => RenderingContext | null;
const original = HTMLCanvasElement.prototype.getContext as GetContext;

/** Pictures for export are drawn and read in one go, as ever: those keep their buffer. */
HTMLCanvasElement.prototype.getContext = function (kind, options) {
  if (kind !== 'webgl' || options?.preserveDrawingBuffer || sceneDrawing() !== 'processor')
    return original.call(this, kind, options);
  const gl = original.call(this, 'webgl2', { ...options, antialias: false }) as WebGL2RenderingContext | null;
  if (gl && !screens.has(gl)) screens.set(gl, new SoftwareScreen(gl));
  return gl;
} as GetContext as typeof HTMLCanvasElement.prototype.getContext;
