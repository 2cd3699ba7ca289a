/** The one WebGL context of the page's scenes, and by what this browser draws in it: a graphics card, the processor, or nothing where the browser offers none. */
export type SceneDrawing = 'card' | 'processor' | 'nothing';

let context: WebGL2RenderingContext | null = null;
let drawing: SceneDrawing | undefined;
/** Whether scenes were drawn until the browser took its WebGL away. */
let wasLost = false;
const listeners = new Set<() => void>();

/** The context, on a canvas apart from the page; a new one where the last was lost; null where the browser gives none. */
export function sceneContext(): WebGL2RenderingContext | null {
  if (context && !context.isContextLost()) return context;
  const isLost = context !== null;
  context = newContext();
  const before = drawing;
  drawing = context ? drawingOf(context) : 'nothing';
  wasLost = context === null && (wasLost || isLost);
  if (isLost && !context) askAgainLater();
  if (before !== undefined && before !== drawing) for (const listener of listeners) listener();
  return context;
}

/** A browser that took WebGL away, as after a failure of the graphics card, may give it back. */
function askAgainLater(): void {
  setTimeout(() => sceneContext() ?? askAgainLater(), pause);
}

const pause = 5000; // ms

/** Calls the listener whenever scenes can no longer be drawn, or can again. Returns how to stop that. */
export function watchSceneDrawing(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** By what scenes are drawn, as far as the browser has been asked. */
export const knownSceneDrawing = (): SceneDrawing | undefined => drawing;

/** Several samples a pixel are the scene's own concern: the canvas only passes finished pictures on. */
const newContext = (): WebGL2RenderingContext | null =>
  document.createElement('canvas').getContext('webgl2', { antialias: false, depth: false, powerPreference: 'high-performance' });

/** Asked once, as long as the context is there. */
export function sceneDrawing(): SceneDrawing {
  if (drawing === undefined) sceneContext();
  return drawing!;
}

export const drawsScenes = (): boolean => sceneDrawing() !== 'nothing';

/** Why no scenes are drawn, to be read after “since”. */
export const whyNoScenes = (): string =>
  wasLost ? 'the WebGL context was lost; 3D comes back with WebGL' : 'this browser has no WebGL';

/** What a person reads in the place of a scene that cannot be drawn. */
export const sceneNeedsWebgl = (): string =>
  wasLost
    ? 'This view needs WebGL, whose context was lost. The view comes back with WebGL; until then, choose another.'
    : 'This view needs WebGL, which this browser does not offer. Choose another view.';

const drawingOf = (gl: WebGL2RenderingContext): SceneDrawing => (softwareNames.test(rendererOf(gl)) ? 'processor' : 'card');

/** Some browsers say the renderer's name at once; the others only through an extension, of which the former warn. */
function rendererOf(gl: WebGL2RenderingContext): string {
  const name = String(gl.getParameter(gl.RENDERER));
  if (!maskedNames.test(name)) return name;
  const unmasked = gl.getExtension('WEBGL_debug_renderer_info')?.UNMASKED_RENDERER_WEBGL;
  return String(gl.getParameter(unmasked ?? gl.RENDERER));
}

const maskedNames = /^WebKit WebGL$/;

/** How the browser's software renderers call themselves. */
const softwareNames = /swiftshader|llvmpipe|softpipe|software|basic render/i;
