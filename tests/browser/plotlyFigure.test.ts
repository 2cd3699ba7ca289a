/** The one plotly mount and the PNG export, in a real browser: what a pointer does, and what the file's pixels are. */
import { createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, describe, expect, it } from 'vitest';
import type { ExportedFigure } from '../../src/page/export/exportable.ts';
import { sheetPng } from '../../src/page/export/exportPng.ts';
import type { PictureSettings } from '../../src/page/export/exportSettings.ts';
import { readStateFromPng } from '../../src/page/export/pngState.ts';
import { sheetOfOne } from '../../src/page/export/sheet.ts';
import type { Camera, DrawnLandscape } from '../../src/page/figures/figure.ts';
import { type PlotGestures, PlotlyFigure } from '../../src/page/figures/plotly/PlotlyFigure.tsx';
import { cubeAspect, fitCube, sceneProjection } from '../../src/page/figures/sceneProjection.ts';
import { landscapeFigure } from '../../src/page/laboratories/landscapes/board/landscapeFigure.ts';
import { chainLoss } from './chainLoss.ts';

const [width, height] = [400, 360];

let root: Root | null = null;
let host: HTMLElement | null = null;

afterEach(() => {
  root?.unmount();
  host?.remove();
});

/** Mounts (or updates) the figure and resolves when it is drawn. */
function show(landscape: DrawnLandscape, gestures: PlotGestures = {}): Promise<void> {
  if (!host?.isConnected) {
    host = document.createElement('div');
    Object.assign(host.style, { width: `${width}px`, height: `${height}px`, position: 'absolute', left: '0', top: '0' });
    document.body.append(host);
    root = createRoot(host);
  }
  return new Promise((resolve) => {
    root?.render(
      createElement(PlotlyFigure, { figure: landscapeFigure(landscape), label: 'Loss landscape', ...gestures, onReady: resolve }),
    );
  });
}

/** Where our own projection says that a point of the landscape is seen. */
function onScreen(landscape: DrawnLandscape, a: number, b: number, z: number) {
  const ranges = { x: [-1, 1], y: [-1, 1], z: [-0.04, 2.04] } as {
    x: [number, number];
    y: [number, number];
    z: [number, number];
  };
  const aspect = fitCube(cubeAspect, width, height);
  return sceneProjection({ camera: landscape.camera, aspect, ranges, width, height }).project(a, b, z);
}

const frames = (count: number) =>
  new Promise<void>((resolve) => {
    const next = () => (count-- > 0 ? requestAnimationFrame(next) : resolve());
    next();
  });

function press(target: Element, name: string, left: number, top: number) {
  target.dispatchEvent(
    new PointerEvent(name, { clientX: left, clientY: top, button: 0, buttons: 1, isPrimary: true, bubbles: true }),
  );
}

const canvas = () => host!.querySelector('canvas')!;

describe('PlotlyFigure', () => {
  it('has its name and draws at the size of its element', async () => {
    await show(chainLoss());
    expect(host!.querySelector('figure')!.getAttribute('aria-label')).toBe('Loss landscape');
    expect([canvas().clientWidth, canvas().clientHeight]).toEqual([width, height]);
  });

  it('places the start where the surface is clicked', async () => {
    const picked: number[][] = [];
    const landscape = chainLoss();
    await show(landscape, { onPick: (a, b) => picked.push([a, b]) });
    const { left, top } = onScreen(landscape, 0.4, -0.5, (1 - 0.2) ** 2 / 2);
    press(canvas(), 'pointerdown', left, top);
    press(canvas(), 'pointerup', left, top);
    expect(picked).toHaveLength(1);
    expect(picked[0][0]).toBeCloseTo(0.4, 2);
    expect(picked[0][1]).toBeCloseTo(-0.5, 2);
  });

  it('drags the start by its marker, and neither clicks nor turns the scene', async () => {
    const told: string[] = [];
    let last: number[] = [];
    const landscape = chainLoss();
    await show(landscape, {
      onPick: () => told.push('pick'),
      onCamera: () => told.push('camera'),
      onDragStart: () => told.push('start'),
      onDrag: (a, b) => {
        last = [a, b];
      },
      onDragEnd: () => told.push('end'),
    });
    const from = onScreen(landscape, 0.05, 0.1, (1 + 0.005) ** 2 / 2);
    const to = onScreen(landscape, 0.5, -0.6, (1 - 0.3) ** 2 / 2);
    press(canvas(), 'pointerdown', from.left, from.top);
    press(canvas(), 'pointermove', to.left, to.top);
    press(canvas(), 'pointerup', to.left, to.top);
    await frames(3);
    expect(told).toEqual(['start', 'end']);
    expect(last[0]).toBeCloseTo(0.5, 2);
    expect(last[1]).toBeCloseTo(-0.6, 2);
  });

  it('takes a camera from outside without telling it back', async () => {
    const told: Camera[] = [];
    await show(chainLoss(), { onCamera: (camera) => told.push(camera) });
    void show(chainLoss({ camera: { x: -1.5, y: -1, z: 1 } }), { onCamera: (camera) => told.push(camera) });
    await frames(6);
    const plot = canvas().closest('.js-plotly-plot') as unknown as { _fullLayout: { scene: { camera: { eye: Camera } } } };
    expect(plot._fullLayout.scene.camera.eye).toMatchObject({ x: -1.5, y: -1, z: 1 });
    expect(told).toEqual([]);
  });

  it('comes back when its WebGL context is lost', async () => {
    await show(chainLoss());
    const lost = canvas();
    (lost.getContext('webgl') as WebGLRenderingContext).getExtension('WEBGL_lose_context')!.loseContext();
    await expect.poll(() => canvas() !== lost && canvas()?.isConnected, { timeout: 10_000 }).toBe(true);
    expect(canvas().getContext('webgl')!.isContextLost()).toBe(false);
  });
});

describe('sheetPng', () => {
  const query = '?hidden=1&seed=0';

  function exportPng(part: ExportedFigure, caption: string, change: Partial<PictureSettings>): Promise<Blob> {
    const parts = { title: true, legend: true, caption: true };
    const settings: PictureSettings = {
      width: 500,
      unit: 'px',
      scale: 1,
      background: 'white',
      parts,
      typeface: 'page',
      ...change,
    };
    const sheet = { ...sheetOfOne(part, 0.9, settings), caption, address: '' };
    return sheetPng(sheet, query, settings, { signal: new AbortController().signal, onProgress: () => {} });
  }

  it('shows the whole start marker just behind a ridge', async () => {
    const along = (b: number) => Math.exp(-((b / 0.3) ** 2));
    const ridge = chainLoss({ range: [0, 1], start: { a: 0, b: 0.15, height: along(0.15) } });
    const height = ridge.height.map((_, i) => along(ridge.axis[Math.floor(i / 21)]));
    const [onRidge, alone] = [
      await whitePixels({ ...ridge, height }),
      await whitePixels({ ...ridge, height: height.map(() => 0) }),
    ];
    expect(alone).toBeGreaterThan(50);
    expect(onRidge).toBeGreaterThan(0.9 * alone);
  });

  /** Of the start marker, which is all that is white on a transparent picture. */
  async function whitePixels(landscape: DrawnLandscape): Promise<number> {
    const file = await exportPng({ title: '', figure: landscapeFigure(landscape) }, '', { background: 'transparent' });
    const { data } = await pixelsOf(file);
    return Array.from({ length: data.length / 4 }, (_, i) => data.slice(4 * i, 4 * i + 4)).filter((pixel) =>
      pixel.every((channel) => channel > 250),
    ).length;
  }

  async function pixelsOf(file: Blob): Promise<ImageData> {
    const bitmap = await createImageBitmap(file);
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
  }

  async function exported(background: 'white' | 'transparent', scale: number) {
    const file = await exportPng(
      { title: 'Loss landscape', figure: landscapeFigure(chainLoss()) },
      'Chain with one hidden unit, plane w₁, w₂, 21 × 21.',
      { scale, background },
    );
    const pixels = await pixelsOf(file);
    return { file, width: pixels.width, pixels };
  }

  const at = ({ data, width: across }: ImageData, left: number, top: number) => [
    ...data.slice(4 * (top * across + left), 4 * (top * across + left) + 4),
  ];

  it('is exactly width x scale wide, with the surface in viridis at full resolution', async () => {
    const { file, width: across, pixels } = await exported('white', 2);
    expect(across).toBe(1000);
    expect(at(pixels, 0, 0)).toEqual([255, 255, 255, 255]);
    // A half-size 3D picture would leave three quarters empty, or be enlarged: neighbouring columns would come in equal pairs.
    const coloured = Array.from({ length: across }, (_, left) => at(pixels, left, Math.round(pixels.height / 2))).filter(
      ([red, green, blue]) => Math.max(red, green, blue) - Math.min(red, green, blue) > 40,
    );
    expect(coloured.length).toBeGreaterThan(500);
    await expect(readStateFromPng(file)).resolves.toBe(query);
  });

  it('leaves the background out when it is to be transparent', async () => {
    const { pixels } = await exported('transparent', 1);
    expect(at(pixels, 0, 0)).toEqual([0, 0, 0, 0]);
    expect(at(pixels, Math.round(pixels.width / 2), Math.round(pixels.height / 2))[3]).toBe(255);
  });
});
