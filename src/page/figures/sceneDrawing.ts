/** By what this browser draws scenes in three dimensions: a graphics card, the processor, or nothing where the browser offers no WebGL. */
export type SceneDrawing = 'card' | 'processor' | 'nothing';

/** Asked once, of a context that is given back. */
export function sceneDrawing(): SceneDrawing {
  known ??= ask();
  return known;
}

let known: SceneDrawing | undefined;

export const drawsScenes = (): boolean => sceneDrawing() !== 'nothing';

/** What a person reads in the place of a scene that cannot be drawn. */
export const sceneNeedsWebgl = 'This view needs WebGL, which this browser does not offer. Choose another view.';

function ask(): SceneDrawing {
  const gl = contextOf('webgl2') ?? contextOf('webgl');
  if (!gl) return 'nothing';
  const name = rendererOf(gl);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return softwareNames.test(name) ? 'processor' : 'card';
}

/** A buffer that is kept marks a context that is not for the screen (softwareScreen.ts). */
const contextOf = (kind: 'webgl' | 'webgl2') =>
  document.createElement('canvas').getContext(kind, { preserveDrawingBuffer: true }) as WebGLRenderingContext | null;

/** Some browsers say the renderer's name at once; the others only through an extension, of which the former warn. */
function rendererOf(gl: WebGLRenderingContext): string {
  const name = String(gl.getParameter(gl.RENDERER));
  if (!maskedNames.test(name)) return name;
  const unmasked = gl.getExtension('WEBGL_debug_renderer_info')?.UNMASKED_RENDERER_WEBGL;
  return String(gl.getParameter(unmasked ?? gl.RENDERER));
}

const maskedNames = /^WebKit WebGL$/;

/** How the browser's software renderers call themselves. */
const softwareNames = /swiftshader|llvmpipe|softpipe|software|basic render/i;
