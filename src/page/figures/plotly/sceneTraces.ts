/**
 * Plotly's 3D traces, made cheap to update and exact to look at. Plotly rebuilds every trace of a scene at every change,
 * and reads the picture back after every draw to know what is under the pointer; neither is needed here (pointers are
 * mapped by `surfaceHit`). Lines that lie on a surface would be half hidden by it: they are drawn a hair nearer instead
 * of being lifted off their true heights.
 */
import { inOneLine, isSurface, moveSurface } from './plottedSurface.ts';

/** The parts of a plotted 3D object that the page changes. */
interface DrawnObject {
  gl: WebGLRenderingContext;
  _trace: PlottedTrace;
  pickSlots?: number;
  draw(controls: unknown): void;
  drawTransparent?(controls: unknown): void;
}

interface SceneOfPlotly {
  dataScale: number[];
  glplot: { objects: DrawnObject[]; add(object: DrawnObject): void; remove(object: DrawnObject): void };
}

type TraceData = Record<string, unknown>;

interface PlottedTrace {
  update(data: TraceData): void;
}

interface TraceModule {
  name: string;
  plot(scene: SceneOfPlotly, data: TraceData): PlottedTrace;
}

/** The trace module, with traces that change only when what they show does. */
export function inPlace<Module>(module: Module): Module {
  const { plot } = module as TraceModule;
  return {
    ...module,
    plot(scene: SceneOfPlotly, data: TraceData): PlottedTrace {
      steadyScale(scene);
      const trace = plot(scene, data.type === 'surface' ? inOneLine(data) : data);
      if (isSurface(trace)) moveSurface(trace, data, scene.dataScale);
      prepareObjects(scene, trace, data);
      updateOnlyWhenChanged(scene, trace, data);
      return trace;
    },
  };
}

/** Plotly makes a trace's lines and markers when they first have points: after a plot and after every update. */
function prepareObjects(scene: SceneOfPlotly, trace: PlottedTrace, data: TraceData): void {
  if (data.type === 'scatter3d') drawInFrontOfSurfaces(scene, trace, data);
  withoutPicking(scene);
}

/**
 * Depth that lines and markers are drawn nearer by, in the depth buffer's range of 0 to 1: about 5 % of the cube at the default
 * camera (plotly's depth at distance d is 1 - 0.01 / d).
 */
const nearer = 1e-4;
/** Markers alone, such as the start, are small and to be taken hold of: nothing within about half a cube before them hides a part of them. */
const markersNearer = 1e-3;
const wrapped = new WeakSet<DrawnObject>();

function drawInFrontOfSurfaces({ glplot }: SceneOfPlotly, trace: PlottedTrace, { index, mode }: TraceData): void {
  const depth = (mode === 'markers' ? markersNearer : nearer) * (1 + (index as number) / 10); // later traces lie over earlier ones

  for (const object of glplot.objects) {
    if (object._trace !== trace || wrapped.has(object)) continue;
    wrapped.add(object);
    for (const name of ['draw', 'drawTransparent'] as const) {
      const draw = object[name]?.bind(object);
      if (!draw) continue;
      object[name] = (controls) => {
        object.gl.depthRange(0, 1 - depth);
        draw(controls);
        object.gl.depthRange(0, 1);
      };
    }
  }
}

/** Objects without pick slots need no pick buffer; plotly drops it when the next object comes or goes. */
function withoutPicking({ glplot }: SceneOfPlotly): void {
  const pickable = glplot.objects.filter((object) => object.pickSlots);
  if (pickable.length === 0) return;
  for (const object of pickable) object.pickSlots = 0;
  glplot.remove(pickable[0]);
  glplot.add(pickable[0]);
}

const steady = new WeakSet<SceneOfPlotly>();

/**
 * Plotly scales all data by the extent of what is drawn, so a path that leaves the plane would rebuild the surface at every point; and its light depends
 * on the scale, so scenes that are compared must have the same. The scale only serves float32's precision: the nearest powers of two do as well. Plotly
 * goes on with the array that it assigned, so they are written into it.
 */
function steadyScale(scene: SceneOfPlotly): void {
  if (steady.has(scene)) return;
  steady.add(scene);
  let scale = toPowersOfTwo(scene.dataScale);
  Object.defineProperty(scene, 'dataScale', {
    get: () => scale,
    set(next: number[]) {
      scale = toPowersOfTwo(next);
    },
  });
}

function toPowersOfTwo(scale: number[]): number[] {
  for (const [i, factor] of scale.entries()) scale[i] = 2 ** Math.round(Math.log2(factor));
  return scale;
}

function updateOnlyWhenChanged(scene: SceneOfPlotly, trace: PlottedTrace, first: TraceData): void {
  const update = trace.update.bind(trace);
  let numbers = numbersOf(scene, first);
  let looks = looksOf(first);
  trace.update = (data) => {
    const [oldNumbers, oldLooks] = [numbers, looks];
    numbers = numbersOf(scene, data);
    looks = looksOf(data);
    const looksSame = isSame(looks, oldLooks);
    if (looksSame && isSame(numbers, oldNumbers)) return;
    if (looksSame && isSurface(trace)) return moveSurface(trace, data, scene.dataScale);
    update(data);
    prepareObjects(scene, trace, data);
  };
}

const isSame = (some: unknown[], others: unknown[]): boolean =>
  some.length === others.length && some.every((value, i) => Object.is(value, others[i]));

const numberKeys = ['x', 'y', 'z', 'value', 'surfacecolor', 'cmin', 'cmax', 'isomin', 'isomax'] as const;
const lookKeys = ['mode', 'visible', 'opacity', 'uid'] as const;
const lookTexts = ['colorscale', 'line', 'marker', 'surface', 'caps', 'lighting', 'projection'] as const;

/** Large arrays are compared by identity. */
const numbersOf = ({ dataScale }: SceneOfPlotly, data: TraceData): unknown[] => [
  ...numberKeys.map((key) => data[key]),
  ...dataScale,
];

/** Settings; those with parts are compared by their text. */
const looksOf = (data: TraceData): unknown[] => [
  ...lookKeys.map((key) => data[key]),
  ...lookTexts.map((key) => JSON.stringify(data[key])),
];
