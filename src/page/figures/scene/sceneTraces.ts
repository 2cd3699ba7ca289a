/** What a scene draws as traces of numbers, for files and for tests: the heights, each path, the start and the hatching. */
import { startName } from '../figure.ts';
import type { SceneFigure, SceneShells, SceneSurface } from '../sceneFigure.ts';

export interface SceneTrace {
  name: string;
  /** As plotly calls them, and as files have always said. */
  type: 'surface' | 'isosurface' | 'scatter3d';
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  /** A surface's in rows along the second direction. */
  z: ArrayLike<number> | ArrayLike<number>[];
  /** A volume's heights. */
  value?: ArrayLike<number>;
}

export function sceneTraces({ surface, shells, hatching, paths, start, axes }: SceneFigure): SceneTrace[] {
  const floor = axes[2].range[0];
  return [
    ...(surface ? [surfaceTrace(surface)] : []),
    ...(shells ? [volumeTrace(shells)] : []),
    { name: 'diverged', type: 'scatter3d', ...hatching, z: hatching.x.map((x) => (Number.isNaN(x) ? x : floor)) },
    ...paths.map(({ name, x, y, z }): SceneTrace => ({ name, type: 'scatter3d', x, y, z })),
    { name: startName, type: 'scatter3d', x: [start[0]], y: [start[1]], z: [start[2]] },
  ];
}

function surfaceTrace({ name, axis, height, holes }: SceneSurface): SceneTrace {
  const n = axis.length;
  const at = (i: number) => (holes && holes[i] >= 0 ? Number.NaN : height[i]);
  const rows = Array.from({ length: n }, (_, row) => Array.from({ length: n }, (_, column) => at(row * n + column)));
  return { name, type: 'surface', x: axis, y: axis, z: rows };
}

function volumeTrace({ name, axis, height }: SceneShells): SceneTrace {
  const n = axis.length;
  const along = (stride: number) => Float64Array.from({ length: n ** 3 }, (_, at) => axis[Math.floor(at / stride) % n]);
  return { name, type: 'isosurface', x: along(1), y: along(n), z: along(n * n), value: height };
}
