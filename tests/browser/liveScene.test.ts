/** A scene on the page and in a PNG file, in a real browser: what pointer and keys do, what is seen, and what the file's pixels are. */
import { createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, describe, expect, it } from 'vitest';
import type { ExportedFigure } from '../../src/page/export/exportable.ts';
import { sheetPng } from '../../src/page/export/exportPng.ts';
import type { PictureSettings } from '../../src/page/export/exportSettings.ts';
import { readStateFromPng } from '../../src/page/export/pngState.ts';
import { sheetOfOne } from '../../src/page/export/sheet.ts';
import type { Camera, DrawnLandscape } from '../../src/page/figures/figure.ts';
import type { FigureGestures } from '../../src/page/figures/figureGestures.ts';
import { LiveScene } from '../../src/page/figures/scene/LiveScene.tsx';
import { sceneContext, whyNoScenes } from '../../src/page/figures/sceneDrawing.ts';
import { cubeAspect, fitBox, sceneProjection } from '../../src/page/figures/sceneProjection.ts';
import { landscapeFigure } from '../../src/page/laboratories/landscapes/board/landscapeFigure.ts';
import { defaultCamera } from '../../src/page/view/viewFields.ts';
import { chainLoss } from './chainLoss.ts';

const [width, height] = [400, 360];

let root: Root | null = null;
let host: HTMLElement | null = null;

afterEach(() => {
  root?.unmount();
  host?.remove();
});

/** Mounts (or updates) the figure and resolves when it is drawn. */
function show(landscape: DrawnLandscape, gestures: FigureGestures = {}): Promise<void> {
  if (!host?.isConnected) {
    host = document.createElement('div');
    Object.assign(host.style, { width: `${width}px`, height: `${height}px`, position: 'absolute', left: '0', top: '0' });
    document.body.append(host);
    root = createRoot(host);
  }
  return new Promise((resolve) => {
    root?.render(
      createElement(LiveScene, { scene: landscapeFigure(landscape), label: 'Loss landscape', ...gestures, onReady: resolve }),
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
  const place = { camera: landscape.camera, width, height, ...fitBox(cubeAspect, width, height) };
  return sceneProjection({ ...place, ranges }).project(a, b, z);
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

describe('LiveScene', () => {
  it('has its name and draws at the size of its element', async () => {
    await show(chainLoss());
    expect(host!.querySelector('figure')!.getAttribute('aria-label')).toBe('Loss landscape');
    expect([canvas().clientWidth, canvas().clientHeight]).toEqual([width, height]);
  });

  it('draws a level sheet without speckles where its height is that of a line of equal height', async () => {
    const height = chainLoss().height.map((_, i) => 0.5 + 6e-8 * ((i * 7) % 3));
    await show(chainLoss({ height, range: [0.4, 0.5], paths: [] }));
    await frames(30);
    const { data } = canvas().getContext('2d')!.getImageData(0, 0, canvas().width, canvas().height);
    const greens = new Set<number>();
    for (let i = 0; i < data.length; i += 4) if (data[i] > data[i + 2] + 60) greens.add(data[i + 1]); // yellow, the top of viridis
    expect(Math.min(...greens)).toBeGreaterThan(215); // 231 as it is lit; a line takes a quarter of it
    expect(greens.size).toBeGreaterThan(0);
  });

  it('places the start where the surface is clicked', async () => {
    const picked: number[][] = [];
    const landscape = chainLoss();
    await show(landscape, { onPick: (a, b) => picked.push([a, b]) });
    const { left, top } = onScreen(landscape, 0.4, -0.5, (1 - 0.2) ** 2 / 2);
    press(canvas(), 'pointerdown', left, top);
    press(canvas(), 'pointerup', left, top);
    await expect.poll(() => picked).toEqual([[expect.closeTo(0.4, 2), expect.closeTo(-0.5, 2)]]);
  });

  it('goes back to the first view with a double click on the surface, and places no start', async () => {
    const told: Camera[] = [];
    const picked: number[][] = [];
    const landscape = chainLoss({ camera: { x: -1.5, y: -1, z: 1 } });
    await show(landscape, { onCamera: (camera) => told.push(camera), onPick: (a, b) => picked.push([a, b]) });
    const { left, top } = onScreen(landscape, 0.4, -0.5, (1 - 0.2) ** 2 / 2);
    for (const name of ['pointerdown', 'pointerup', 'pointerdown', 'pointerup']) press(canvas(), name, left, top);
    canvas().dispatchEvent(new MouseEvent('dblclick', { clientX: left, clientY: top, bubbles: true }));
    await expect.poll(() => told).toEqual([defaultCamera]);
    await new Promise((resolve) => setTimeout(resolve, 350));
    expect(picked).toEqual([]);
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
    const before = labels();
    void show(chainLoss({ camera: { x: -1.5, y: -1, z: 1 } }), { onCamera: (camera) => told.push(camera) });
    await expect.poll(labels).not.toEqual(before);
    expect(told).toEqual([]);
  });

  it('turns with a drag, zooms with the wheel, and goes back with a double click beside the surface', async () => {
    const told: Camera[] = [];
    const landscape = chainLoss();
    await show(landscape, { onCamera: (camera) => told.push(camera) });
    press(canvas(), 'pointerdown', 20, 20);
    press(canvas(), 'pointermove', 60, 20);
    press(canvas(), 'pointerup', 60, 20);
    await expect.poll(() => told.length).toBe(1);
    const [turned] = told;
    expect(Math.hypot(turned.x, turned.y, turned.z)).toBeCloseTo(distance(landscape.camera), 9);
    expect(turned.z).toBeCloseTo(landscape.camera.z, 9);
    expect(turned.x).not.toBeCloseTo(landscape.camera.x, 1);
    canvas().dispatchEvent(new WheelEvent('wheel', { deltaY: 100, bubbles: true, cancelable: true }));
    await expect.poll(() => told.length).toBe(2);
    expect(distance(told[1])).toBeGreaterThan(1.05 * distance(turned));
    canvas().dispatchEvent(new MouseEvent('dblclick', { clientX: 5, clientY: 5, bubbles: true }));
    await expect.poll(() => told.at(-1)).toEqual(defaultCamera);
  });

  it('turns with arrows, zooms with + and −, and places the start at the keyboard’s cursor', async () => {
    const told: Camera[] = [];
    const picked: number[][] = [];
    const landscape = chainLoss();
    await show(landscape, { onCamera: (camera) => told.push(camera), onPick: (a, b) => picked.push([a, b]) });
    const key = (name: string, shiftKey = false) =>
      host!.querySelector('figure')!.dispatchEvent(new KeyboardEvent('keydown', { key: name, shiftKey, bubbles: true }));
    key('ArrowUp');
    await expect.poll(() => told.length).toBe(1);
    expect(told[0].z).toBeGreaterThan(landscape.camera.z);
    key('+');
    await expect.poll(() => told.length).toBe(2);
    expect(distance(told[1])).toBeCloseTo(distance(told[0]) / 1.1, 9);
    key('Enter');
    expect(picked).toEqual([]); // there is no cursor yet
    key('ArrowRight', true);
    key('ArrowUp', true);
    key('Enter');
    expect(picked[0][0]).toBeCloseTo(0.05 + 2 / 40, 9);
    expect(picked[0][1]).toBeCloseTo(0.1 + 2 / 40, 9);
  });

  it('says beside a pointer what is under it: height, and on a path the distance off the plane and the sheet’s height', async () => {
    const path = { learner: 'pc' as const, a: [-0.8, -0.7], b: [-0.6, -0.5], height: [1.6, 1.5], residual: [0.4, 0.3] };
    const landscape = chainLoss({ paths: [{ ...path, iteration: [0, 7] }] });
    await show(landscape);
    hover(onScreen(landscape, 0.4, -0.5, (1 - 0.2) ** 2 / 2));
    expect(tip()).toMatch(/w₁ 0\.4\d*, w₂ −0\.\d+loss 0\.3/);
    hover(onScreen(landscape, -0.7, -0.5, 1.5));
    expect(tip()).toBe('PC, iteration 7loss 1.50.3 off the planeloss of the sheet there 0.9113');
  });

  it('comes back when its WebGL context is lost', async () => {
    await show(chainLoss());
    const lost = sceneContext()!;
    lost.getExtension('WEBGL_lose_context')!.loseContext();
    canvas().getContext('2d')!.clearRect(0, 0, width, height);
    await expect.poll(colouredPixels, { timeout: 10_000 }).toBeGreaterThan(5000);
    expect(sceneContext()!.isContextLost()).toBe(false);
  });

  it('stays while its WebGL context is lost under a drag, says so where none comes, and draws again with the next', async () => {
    const landscape = chainLoss();
    await show(landscape);
    const { getContext } = HTMLCanvasElement.prototype;
    const refused: typeof getContext = function (this: HTMLCanvasElement, kind: string, ...options: never[]) {
      return kind === 'webgl2' ? null : (getContext as (...all: unknown[]) => unknown).call(this, kind, ...options);
    } as typeof getContext;
    press(canvas(), 'pointerdown', 20, 20);
    HTMLCanvasElement.prototype.getContext = refused;
    try {
      sceneContext()!.getExtension('WEBGL_lose_context')!.loseContext();
      press(canvas(), 'pointermove', 60, 20);
      await expect.poll(() => labels().join()).toContain('context was lost');
      expect(whyNoScenes()).toMatch(/context was lost/);
      expect(colouredPixels()).toBeGreaterThan(5000); // the last picture
      press(canvas(), 'pointermove', 70, 20);
      press(canvas(), 'pointerup', 70, 20);
    } finally {
      HTMLCanvasElement.prototype.getContext = getContext;
    }
    expect(sceneContext()).not.toBeNull();
    void show(chainLoss({ camera: { x: -1.5, y: -1, z: 1 } }));
    await expect.poll(() => labels().length).toBeGreaterThan(8);
    expect(whyNoScenes()).toBe('this browser has no WebGL'); // of a later refusal
  });

  it('shows the newest heights when a hidden tab comes back', async () => {
    await show(chainLoss());
    const wanted = window.requestAnimationFrame;
    const waiting: FrameRequestCallback[] = [];
    window.requestAnimationFrame = (callback) => waiting.push(callback);
    const level = (height: number) => chainLoss({ height: new Float64Array(441).fill(height), paths: [] });
    try {
      for (const height of [0.2, 1.9, 0.9]) {
        void show(level(height));
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    } finally {
      window.requestAnimationFrame = wanted;
    }
    for (const callback of waiting) requestAnimationFrame(callback);
    await expect.poll(() => new Set(surfaceData().flat())).toEqual(new Set([0.9]));
  });

  it('is as fine as the screen that it is moved to', async () => {
    await show(chainLoss());
    const ratio = devicePixelRatio;
    try {
      Object.defineProperty(window, 'devicePixelRatio', { value: 2, configurable: true });
      window.dispatchEvent(new Event('resize'));
      await expect.poll(() => canvas().width).toBe(2 * width);
    } finally {
      Object.defineProperty(window, 'devicePixelRatio', { value: ratio, configurable: true });
    }
  });

  describe('where the heights of a grid change', () => {
    const level = (height: number) => chainLoss({ height: new Float64Array(441).fill(height) });
    const purple = () => countPixels((red, green, blue) => blue > green + 25 && red < 110);
    const yellow = () => countPixels((red, green, blue) => red > 150 && green > 130 && blue < 90);
    const between = () => countPixels((red, green, blue) => green > red + 40 && green > blue + 15);

    /** The part of the sheet's pixels in colours between the ends' at every picture, until the picture rests. */
    async function seenOnTheWay(change: () => Promise<void>): Promise<number[]> {
      const seen: number[] = [];
      const note = () => seen.push(between());
      host!.querySelector('figure')!.addEventListener('drawn', note);
      await change();
      await new Promise((resolve) => setTimeout(resolve, 900));
      host!.querySelector('figure')!.removeEventListener('drawn', note);
      return seen;
    }
    const rest = () => new Promise((resolve) => setTimeout(resolve, 500));

    it('moves from the old ones to the new ones, colours too, and rests on the true ones', async () => {
      await show(level(0.1));
      await rest();
      expect(purple()).toBeGreaterThan(5000);
      const seen = await seenOnTheWay(async () => void show(level(1.9)));
      expect(Math.max(...seen)).toBeGreaterThan(3000);
      expect(seen.at(-1)).toBeLessThan(500);
      expect(yellow()).toBeGreaterThan(5000);
    });

    it('shows the new ones at once where they come one after another, as from a held slider', async () => {
      await show(level(0.1));
      await rest();
      window.dispatchEvent(new PointerEvent('pointerdown', { pointerId: 7 }));
      void show(level(0.11));
      await new Promise((resolve) => setTimeout(resolve, 100));
      const seen = await seenOnTheWay(async () => void show(level(1.9)));
      window.dispatchEvent(new PointerEvent('pointerup', { pointerId: 7 }));
      expect(Math.max(...seen)).toBeLessThan(500);
    });

    it('does not move where a person wants no motion, or where the grid is another', async () => {
      await show(level(0.1));
      await rest();
      const { matchMedia } = window;
      window.matchMedia = (query) => ({ matches: /reduce/.test(query) }) as MediaQueryList;
      const still = await seenOnTheWay(async () => void show(level(1.9)));
      window.matchMedia = matchMedia;
      expect(Math.max(...still)).toBeLessThan(500);
      const wider = { ...level(0.1), axis: level(0.1).axis.map((value) => 2 * value) };
      const other = await seenOnTheWay(async () => void show(wider));
      expect(Math.max(...other)).toBeLessThan(500);
    });
  });

  it('shows a hole where inference diverged, and what is behind the surface paler', async () => {
    const hidden = chainLoss({
      height: chainLoss().height.map(() => 1),
      paths: [{ learner: 'bp', a: [-0.5, 0.5], b: [0, 0], height: [0.4, 0.4], residual: [0, 0], iteration: [0, 1] }],
    });
    await show(hidden);
    const pale = [234, 174, 127]; // half of BP's colour, half of the paper's
    await expect.poll(() => pixelsNear(pale)).toBeGreaterThan(50);
    expect(pixelsNear([213, 94, 0])).toBeLessThan(pixelsNear(pale));
    const whole = colouredPixels();
    const divergedAt = new Int32Array(441).fill(-1).map((step, i) => (i % 21 > 10 ? 3 : step));
    void show({ ...hidden, paths: [], divergedAt, holdsWhereDiverged: false });
    await expect.poll(colouredPixels).toBeLessThan(0.7 * whole);
  });

  it('draws nothing on a card of 0 x 0, and everything once the card has a size', async () => {
    await show(chainLoss());
    host!.style.width = '0px';
    await frames(4);
    Object.assign(host!.style, { width: '300px', height: '300px' });
    await expect.poll(() => canvas().width).toBe(300 * Math.min(Math.max(devicePixelRatio, 1), 2));
    expect(colouredPixels()).toBeGreaterThan(3000);
  });
});

const distance = ({ x, y, z }: Camera): number => Math.hypot(x, y, z);

const surfaceData = () => (host!.querySelector('figure') as unknown as { data: { z: number[][] }[] }).data[0].z;

const labels = () => [...host!.querySelectorAll('svg text')].map((text) => text.outerHTML);

const tip = () => host!.querySelector('.scene-tip')!.textContent;

const hover = ({ left, top }: { left: number; top: number }) =>
  canvas().dispatchEvent(new PointerEvent('pointermove', { clientX: left, clientY: top, bubbles: true, composed: true }));

function countPixels(isMeant: (red: number, green: number, blue: number) => boolean): number {
  const { data } = canvas().getContext('2d')!.getImageData(0, 0, canvas().width, canvas().height);
  let count = 0;
  for (let at = 0; at < data.length; at += 4) if (isMeant(data[at], data[at + 1], data[at + 2])) count++;
  return count;
}

const colouredPixels = (): number =>
  countPixels((red, green, blue) => Math.max(red, green, blue) - Math.min(red, green, blue) > 40);

const pixelsNear = (colour: number[]): number =>
  countPixels((...pixel) => pixel.every((channel, i) => Math.abs(channel - colour[i]) < 8));

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
