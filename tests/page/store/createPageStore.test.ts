import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultControls } from '../../../src/model/controls.ts';
import { createPageStore, type PageStore } from '../../../src/page/store/createPageStore.ts';
import {
  directionsFrame,
  escapeFrame,
  inferenceFrame,
  landscapeFrame,
  type ScriptedWorker,
  scriptedWorker,
  spectrumFrame,
  trainingFrame,
  volumeFrame,
} from './scriptedWorker.ts';

let worker: ScriptedWorker;
let page: PageStore;
let picture: (milliseconds: number) => void;
let still = false;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const waiting: FrameRequestCallback[] = [];
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => waiting.push(callback));
  vi.stubGlobal('cancelAnimationFrame', () => waiting.splice(0));
  picture = (milliseconds) => {
    vi.advanceTimersByTime(milliseconds);
    for (const callback of waiting.splice(0)) callback(performance.now());
  };
  still = false;
  worker = scriptedWorker();
  page = createPageStore(worker, { reducedMotion: () => still, back: () => {}, forward: () => {} });
  page.getState().set('probe', 'pc'); // the right column follows the run
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** The page as it is once everything of the default experiment was answered. */
async function opened(iteration = 40): Promise<void> {
  page.getState().begin();
  worker.last('landscape').frame(landscapeFrame());
  worker.last('training').frame(trainingFrame(iteration));
  worker.last('inference').frame(inferenceFrame());
  for (const { finish } of worker.asked) await finish();
  worker.newKinds();
}

describe('opening', () => {
  it('asks for surface and run at once, and infers at the run’s first weights', () => {
    page.getState().begin();
    expect(worker.newKinds()).toEqual(['landscape', 'training']);
    worker.last('training').frame(trainingFrame(0));
    expect(worker.newKinds()).toEqual(['inference']);
    expect(worker.last('inference').request.weights).toEqual(Float64Array.of(0, 1));
  });
  it('looks at the start until a reader chooses a learner', () => {
    page.getState().set('probe', defaultControls.probe);
    page.getState().begin();
    worker.last('training').frame(trainingFrame(9));
    page.getState().scrub(7);
    expect(worker.of('inference').map(({ request }) => request.weights)).toEqual([null]);
  });
  it('asks nothing before it begins', () => {
    page.getState().set('hidden', 3);
    expect(worker.asked).toEqual([]);
  });
  it('races from an address without a playhead, and rests at one with it', () => {
    page.getState().restore('hidden=2');
    expect(page.getState()).toMatchObject({ playing: true, playhead: 0 });
    page.getState().restore('hidden=2&at=5');
    expect(page.getState()).toMatchObject({ playing: false, playhead: 5 });
  });
  it('says what it had to replace in the address', () => {
    page.getState().restore('hidden=abc');
    expect(page.getState().notices).toMatchObject([
      { kind: 'warning', text: 'hidden: "abc" is not a whole number from 1 to 64; using 1' },
    ]);
    expect(page.getState().controls.hidden).toBe(1);
  });
});

describe('a control changes only what depends on it', () => {
  beforeEach(() => opened());

  it('looking recomputes nothing', () => {
    const { set, setTime, setCamera } = page.getState();
    set('ramp', 'red-blue');
    set('metric', 'energy');
    set('view', 'contour');
    setTime(3);
    setCamera({ x: 1, y: 2, z: 3 });
    expect(worker.newKinds()).toEqual([]);
  });
  it('a learning rate changes the run after the playhead, from a checkpoint', () => {
    page.getState().set('learner', 'pc-equilibrium'); // a run whose checkpoints lie at 5 and 30
    worker.last('training').frame(trainingFrame(5));
    worker.last('training').frame(trainingFrame(30));
    worker.newKinds();
    page.getState().scrub(12);
    page.getState().set('learningRate', 0.1);
    expect(worker.newKinds()).not.toContain('landscape');
    const { learningRates, resume } = worker.last('training').request;
    expect(learningRates).toEqual([
      { from: 0, rate: 0.4 },
      { from: 12, rate: 0.1 },
    ]);
    expect(resume?.iteration).toBe(5);
    expect(page.getState().playhead).toBe(12);
  });
  it('a held learning rate makes one change', () => {
    page.getState().scrub(12);
    page.getState().setDragging(true);
    for (const rate of [0.3, 0.2, 0.1]) page.getState().set('learningRate', rate);
    page.getState().setDragging(false);
    expect(page.getState().rateChanges).toEqual([
      { from: 0, rate: 0.4 },
      { from: 12, rate: 0.1 },
    ]);
  });
  it('a reset forgets earlier rates and keeps the seed', () => {
    page.getState().scrub(12);
    page.getState().set('learningRate', 0.1);
    page.getState().reset();
    expect(page.getState()).toMatchObject({ rateChanges: [], playhead: 0, playing: false });
    expect(worker.last('training').request.learningRates).toEqual([{ from: 0, rate: 0.1 }]);
    expect(worker.last('training').request.problem.seed).toBe(0);
  });
  it('a domain changes the surface and not the run', () => {
    page.getState().set('domain', 3);
    expect(worker.newKinds()).toEqual(['landscape']);
  });
  it('a placed start restarts both learners and leaves the surface', () => {
    page.getState().scrub(20);
    worker.newKinds();
    page.getState().placeStart({ a: 0.5, b: -0.5 });
    expect(worker.newKinds()).toEqual(['training']);
    expect(worker.last('training').request).toMatchObject({ start: { a: 0.5, b: -0.5 }, resume: null });
    expect(page.getState()).toMatchObject({ playhead: 0, playing: true });
  });
  it('a point that is looked at is the saddle that surface and run are asked for around', () => {
    page.getState().centreOn(Float64Array.of(0.5, -0.25));
    expect(worker.newKinds()).toEqual(['landscape', 'training']);
    const { problem, plane } = worker.last('landscape').request;
    expect(problem.saddle).toEqual({ kind: 'point', weights: [0.5, -0.25] });
    expect(plane).toEqual({ kind: 'hessian', centre: 'saddle', of: 'energy' });
  });
  it('a point too large for the address is refused, and nothing changes', () => {
    const before = page.getState().controls;
    page.getState().centreOn(new Float64Array(513));
    expect(page.getState().controls).toBe(before);
    expect(page.getState().notices.at(-1)?.text).toContain('at most 512');
  });
  it('the surface’s marker follows the run’s first point', () => {
    page.getState().placeStart({ a: 0, b: 1 });
    worker.last('training').frame(trainingFrame(1));
    expect(page.getState().landscape?.start).toMatchObject({ a: 0, b: 1 });
  });
  it('the volume view asks for the volume, where there is one', () => {
    page.getState().set('view', 'volume');
    expect(page.getState().controls.view).toBe('surface');
    page.getState().set('experiment', 'figure-2-middle');
    worker.newKinds();
    page.getState().set('view', 'volume');
    expect(worker.newKinds()).toEqual(['volume']);
    expect(worker.last('volume').request.resolution).toBe(31);
  });
  it('what is not on screen is not asked for, and forgotten once it no longer holds', () => {
    page.getState().set('experiment', 'figure-2-middle');
    page.getState().set('view', 'volume');
    worker.last('volume').frame(volumeFrame());
    page.getState().set('view', 'contour');
    expect(page.getState().volume).not.toBeNull();
    page.getState().set('view', 'volume');
    expect(worker.of('volume')).toHaveLength(1); // still holds
    page.getState().set('view', 'contour');
    page.getState().set('dt', 0.2);
    expect(page.getState().volume).toBeNull();
    expect(page.getState().computing.volume).toBe(false);
    expect(worker.stopped).toEqual(['volume']);
    expect(worker.of('volume')).toHaveLength(1);
    page.getState().set('view', 'volume');
    expect(worker.of('volume')).toHaveLength(2);
  });
  it('an experiment that is stopped keeps what it answered', async () => {
    page.getState().set('experiment', 'figure-2-middle');
    page.getState().set('view', 'volume');
    worker.last('volume').frame(volumeFrame());
    page.getState().stop('volume');
    expect(worker.stopped).toEqual(['volume']);
    await worker.last('volume').fail('Replaced');
    expect(page.getState()).toMatchObject({ computing: { volume: false }, failure: { volume: null } });
    expect(page.getState().volume).not.toBeNull();
  });
  it('a sweep that was stopped goes on from what it answered', async () => {
    page.getState().set('panel', 'escape');
    expect(worker.last('escape').request).toMatchObject({ resume: null, problem: { scale: 1 } });
    const frame = escapeFrame({ progress: 0.3 });
    worker.last('escape').frame(frame);
    page.getState().stop('escape');
    await worker.last('escape').fail('Replaced');
    expect(page.getState()).toMatchObject({ computing: { escape: false }, failure: { escape: null }, escape: { progress: 0.3 } });
    page.getState().resume('escape');
    expect(worker.last('escape').request.resume).toBe(frame.checkpoint);
    expect(page.getState().computing.escape).toBe(true);
  });
  it('a sweep of something else begins from nothing', () => {
    page.getState().set('panel', 'escape');
    worker.last('escape').frame(escapeFrame());
    page.getState().set('sweep', 'depth');
    expect(page.getState().escape).toBeNull();
    expect(worker.last('escape').request.resume).toBeNull();
    expect(worker.last('escape').request.networks.map(({ widths }) => widths.length)).toEqual([3, 4, 5]);
  });
  it('a lost worker’s successor takes the sweep up where the last frame was', async () => {
    page.getState().set('panel', 'escape');
    const frame = escapeFrame({ progress: 0.5 });
    worker.last('escape').frame(frame);
    await worker.last('escape').fail('WorkerLost');
    expect(worker.of('escape')).toHaveLength(2);
    expect(worker.last('escape').request.resume).toBe(frame.checkpoint);
  });
  it('directions are looked at along a run once it is over, and after that at the playhead only', async () => {
    page.getState().set('panel', 'directions');
    expect(worker.last('directions').request.paths?.pc.iteration).toHaveLength(31);
    page.getState().scrub(3);
    expect(worker.of('directions')).toHaveLength(1); // the points of the run are not begun again
    worker.last('directions').frame(directionsFrame());
    await worker.last('directions').finish();
    expect(worker.last('directions').request).toMatchObject({ paths: null, weights: Float64Array.of(3, 1) });
    worker.last('directions').frame(directionsFrame({ training: null }));
    await worker.last('directions').finish();
    expect(page.getState().directions?.training).toEqual(directionsFrame().training);
    page.getState().set('learningRate', 0.1);
    worker.last('training').frame(trainingFrame(39)); // of other weights
    const before = worker.of('directions').length;
    await worker.last('training').finish();
    expect(worker.of('directions')).toHaveLength(before + 1);
    expect(worker.last('directions').request.paths).not.toBeNull();
  });
  it('the spectrum is asked for while its tab is open, at the saddle or at the run’s weights', () => {
    page.getState().set('panel', 'spectrum');
    expect(worker.newKinds()).toEqual(['spectrum']);
    expect(worker.last('spectrum').request).toMatchObject({ weights: null, time: 'equilibrium' });
    worker.last('spectrum').frame(spectrumFrame());
    page.getState().scrub(7);
    page.getState().set('scale', 0.06);
    expect(worker.of('spectrum')).toHaveLength(1); // the saddle is where it was
    page.getState().set('spectrumAt', 'playhead');
    expect(worker.of('spectrum')).toHaveLength(1); // until the run says where it is
    worker.last('training').frame(trainingFrame(7));
    expect(worker.last('spectrum').request.weights).toEqual(Float64Array.of(7, 1));
    worker.last('spectrum').frame(spectrumFrame());
    page.getState().setTime(3);
    expect(worker.last('spectrum').request.time).toBe(3);
    page.getState().set('probe', 'start');
    worker.last('spectrum').frame(spectrumFrame());
    expect(worker.last('spectrum').request.weights).toEqual(Float64Array.of(0, 1));
  });
  it('a longer run continues from the last checkpoint', () => {
    page.getState().extend(60);
    expect(worker.last('training').request).toMatchObject({ iterations: 100, resume: { iteration: 40 } });
  });
  it('inference follows the playhead, one request at a time', () => {
    page.getState().scrub(3);
    page.getState().scrub(4);
    page.getState().scrub(5);
    const asked = worker.of('inference').slice(1);
    expect(asked.map(({ request }) => request.weights?.[0])).toEqual([3]);
    asked[0].frame(inferenceFrame());
    expect(
      worker
        .of('inference')
        .slice(2)
        .map(({ request }) => request.weights?.[0]),
    ).toEqual([5]);
  });
  it('a plane that travels with the learners follows the playhead, one request at a time', () => {
    page.getState().set('centre', 'learner');
    expect(worker.last('landscape').request.around).toEqual({ bp: Float64Array.of(0, 0), pc: Float64Array.of(0, 1) });
    worker.last('landscape').frame(landscapeFrame());
    const before = worker.of('landscape').length;
    for (const iteration of [3, 4, 5]) page.getState().scrub(iteration);
    const places = () =>
      worker
        .of('landscape')
        .slice(before)
        .map(({ request }) => [request.around?.bp[0], request.around?.pc[0]]);
    expect(places()).toEqual([[3, 3]]);
    worker.last('landscape').frame(landscapeFrame());
    expect(places()).toEqual([
      [3, 3],
      [5, 5],
    ]);
    expect(worker.newKinds()).not.toContain('training'); // the paths stay where they are
  });
  it('a plane that travels never takes the weights of a network that is gone', () => {
    page.getState().set('centre', 'learner');
    page.getState().set('hidden', 2);
    for (const { request } of worker.of('landscape').filter(({ request }) => request.problem.network.widths.length === 4))
      expect(request.around).toBeUndefined();
  });
  it('inference never looks at the weights of a network that is gone', () => {
    page.getState().set('hidden', 4);
    expect(worker.newKinds()).toEqual(['landscape', 'training']);
    worker.last('training').frame(trainingFrame(0));
    expect(worker.newKinds()).toEqual(['inference']);
  });
});

describe('while a slider is held', () => {
  beforeEach(() => opened());

  it('surfaces are coarse, and full when it rests', () => {
    page.getState().setDragging(true);
    page.getState().set('domain', 2);
    expect(worker.last('landscape').request.resolution).toBe(41);
    page.getState().setDragging(false);
    expect(worker.last('landscape').request.resolution).toBe(101);
  });
  it('the newest of the waiting requests is sent when the one before has shown something', () => {
    page.getState().setDragging(true);
    for (const domain of [2, 3, 4, 5]) page.getState().set('domain', domain);
    const held = worker.of('landscape').slice(1);
    expect(held.map(({ request }) => request.domain)).toEqual([2]);
    held[0].frame(landscapeFrame());
    expect(
      worker
        .of('landscape')
        .slice(2)
        .map(({ request }) => request.domain),
    ).toEqual([5]);
  });
  it('a slider that recomputed no surface asks for none at rest', () => {
    page.getState().setDragging(true);
    page.getState().set('learningRate', 0.2);
    page.getState().setDragging(false);
    expect(worker.newKinds()).toEqual(['training']);
  });
});

describe('what goes wrong', () => {
  beforeEach(() => opened());

  it('a replaced request says nothing, and its late frames are dropped', async () => {
    page.getState().set('domain', 2);
    const replaced = worker.last('landscape');
    page.getState().set('domain', 3);
    replaced.frame(landscapeFrame({ milliseconds: 999 }));
    await replaced.fail('Replaced');
    expect(page.getState().landscape?.milliseconds).not.toBe(999);
    expect(page.getState()).toMatchObject({ notices: [], failure: { landscape: null }, computing: { landscape: true } });
  });
  it('an error is told once, stays until dismissed, and earlier frames stay', async () => {
    const before = page.getState().landscape;
    page.getState().set('resolution', 201);
    await worker.last('landscape').fail('TooLarge', 'too large: the largest grid that fits is 150 x 150');
    vi.advanceTimersByTime(60_000);
    const { landscape, failure, notices, computing, dismiss } = page.getState();
    expect(landscape).toBe(before);
    expect(failure.landscape).toBe('too large: the largest grid that fits is 150 x 150');
    expect(computing.landscape).toBe(false);
    expect(notices).toMatchObject([{ kind: 'error', text: 'Landscape: too large: the largest grid that fits is 150 x 150' }]);
    dismiss(notices[0].id);
    expect(page.getState().notices).toEqual([]);
  });
  it('the next answer withdraws the failure', async () => {
    page.getState().set('resolution', 201);
    await worker.last('landscape').fail('TooLarge');
    page.getState().set('resolution', 51);
    worker.last('landscape').frame(landscapeFrame());
    expect(page.getState()).toMatchObject({ notices: [], failure: { landscape: null } });
  });
  it('a lost device is asked again, the run from its last frame', async () => {
    page.getState().set('iterations', 1000);
    worker.last('training').frame(trainingFrame(400));
    worker.loseDevice();
    await worker.last('training').fail('DeviceLost');
    expect(worker.last('training').request.resume?.iteration).toBe(400);
    expect(page.getState().failure.training).toBeNull();
    expect(page.getState().notices).toMatchObject([{ kind: 'information' }]);
    expect(worker.statusCalls).toBe(2);
  });
  it('a device lost while nothing was computed on it is told about, and the status asked for again', () => {
    const asked = worker.asked.length;
    worker.loseDevice();
    worker.loseDevice(); // by several parts of the engine: said once
    expect(page.getState().notices).toMatchObject([{ kind: 'information', text: expect.stringContaining('device was lost') }]);
    expect(worker.asked).toHaveLength(asked);
  });
  it('a worker that died is told about, and its requests are asked again', async () => {
    page.getState().set('domain', 2);
    worker.restart('it stopped answering');
    await worker.last('landscape').fail('WorkerLost');
    expect(worker.of('landscape').map(({ request }) => request.domain)).toEqual([1.3, 2, 2]);
    expect(page.getState().notices).toMatchObject([
      { kind: 'information', text: expect.stringContaining('it stopped answering') },
    ]);
  });
  it('a worker that does not start is missed by all experiments and told once, until it is there', async () => {
    page.getState().set('seed', 5);
    for (const kind of ['landscape', 'training'] as const) await worker.last(kind).fail('WorkerAbsent', 'no worker (not found)');
    expect(page.getState().notices).toMatchObject([{ kind: 'error', text: expect.stringContaining('no worker (not found)') }]);
    worker.newKinds();
    worker.comeBack();
    expect(worker.newKinds()).toEqual(['landscape', 'training']);
    await vi.advanceTimersByTimeAsync(0);
    expect(page.getState()).toMatchObject({ notices: [], failure: { landscape: null, training: null } });
  });
  it('a machine that fails every time is given up', async () => {
    page.getState().set('domain', 2);
    for (let failure = 0; failure < 4; failure++) await worker.last('landscape').fail('DeviceLost', 'device lost');
    expect(page.getState().failure.landscape).toBe('device lost');
    expect(worker.of('landscape')).toHaveLength(5);
  });
  it('divergence of inference says the step and what would be stable, until it is', () => {
    page.getState().set('dt', 1.5);
    worker.last('landscape').frame(landscapeFrame({ divergedAt: Int32Array.of(-1, 12, 9, -1), stableDt: 0.4567 }));
    expect(page.getState().notices).toMatchObject([
      {
        kind: 'warning',
        text: 'Inference diverges from step 9 on 50 % of the plane (hatched); the largest stable step size on this plane is 0.456',
      },
    ]);
    page.getState().set('dt', 0.1);
    worker.last('landscape').frame(landscapeFrame());
    expect(page.getState().notices).toEqual([]);
  });
  it('divergence of a learner says when', () => {
    page.getState().set('learningRate', 2);
    const frame = trainingFrame(3);
    frame.bp[0].divergedAt = 3;
    worker.last('training').frame(frame);
    expect(page.getState().notices).toMatchObject([
      { text: 'BP diverged at iteration 3: its run stops there; try a smaller learning rate' },
    ]);
  });
  it('come many at once, each said once', () => {
    const keys = Array.from({ length: 20_000 }, (_, k) => `x${k}`);
    page.getState().notify('warning', ['x7: "1" is ignored; there is no field of this name', 'old']);
    page.getState().restore(`hidden=99&${keys.map((key) => `${key}=1`).join('&')}`);
    const texts = page.getState().notices.map(({ text }) => text);
    expect(texts).toHaveLength(20_002);
    expect(new Set(texts).size).toBe(20_002);
    expect(texts.at(-1)).toBe('hidden: "99" is not a whole number from 1 to 64; using 1');
    page.getState().dismissAll();
    expect(page.getState().notices).toEqual([]);
  });
  it('information leaves by itself', () => {
    page.getState().notify('information', 'copied');
    page.getState().notify('error', 'broken');
    vi.advanceTimersByTime(9000);
    expect(page.getState().notices.map(({ text }) => text)).toEqual(['broken']);
  });
});

describe('the timeline', () => {
  it('runs at the preset’s pace, waits for the worker, and stops at the end', async () => {
    page.getState().restore('');
    picture(100); // the first picture may come before the worker is asked
    page.getState().begin();
    picture(100);
    expect(page.getState()).toMatchObject({ playhead: 0, playing: true });
    worker.last('training').frame({ ...trainingFrame(3), progress: 0.1 });
    await worker.last('training').finish(); // an answer's end may overtake its last frame
    for (let i = 0; i < 20; i++) picture(100); // 8 iterations a second would be 16
    expect(page.getState()).toMatchObject({ playhead: 3, playing: true });
    worker.last('training').frame(trainingFrame(40));
    picture(100);
    picture(100);
    expect(page.getState().playhead).toBe(4);
    for (let i = 0; i < 100; i++) picture(100);
    expect(page.getState()).toMatchObject({ playhead: 40, playing: false });
  });
  it('stops where the run failed', async () => {
    page.getState().restore('');
    page.getState().begin();
    await worker.last('training').fail('Diverged', 'no run');
    picture(100);
    expect(page.getState().playing).toBe(false);
  });
  it('runs again from the start when it stands at the end', async () => {
    await opened();
    page.getState().scrub(40);
    page.getState().run();
    expect(page.getState()).toMatchObject({ playhead: 0, playing: true });
  });
  it('steps by one, and not past the end', async () => {
    await opened();
    page.getState().scrub(39);
    page.getState().step();
    page.getState().step();
    expect(page.getState()).toMatchObject({ playhead: 40, playing: false });
  });
  it('shows the finished run where nothing may move', async () => {
    still = true;
    page.getState().restore('');
    expect(page.getState()).toMatchObject({ playhead: 40, playing: false });
    await opened();
    page.getState().scrub(0);
    page.getState().run();
    expect(page.getState()).toMatchObject({ playhead: 40, playing: false });
  });
});

describe('an experiment', () => {
  beforeEach(() => opened());

  it('brings its parameters and keeps how the reader looks', () => {
    page.getState().set('ramp', 'red-blue');
    page.getState().set('backend', 'reference');
    page.getState().set('scale', 0.3);
    page.getState().set('experiment', 'figure-2-right');
    expect(page.getState().controls).toMatchObject({ hidden: 3, width: 4, scale: 0.1, ramp: 'red-blue', backend: 'reference' });
    expect(page.getState()).toMatchObject({ playhead: 0, playing: true });
  });
  it('as published runs as long as was published', () => {
    page.getState().set('convention', 'published');
    expect(worker.last('training').request).toMatchObject({ convention: 'published', iterations: 15 });
    page.getState().set('hidden', 2);
    expect(worker.last('training').request).toMatchObject({ iterations: 100 });
  });
});

describe('data that are loaded', () => {
  const texts = () => page.getState().notices.map(({ text }) => text);

  it('are said to come, a tenth at a time, until they are there', () => {
    page.getState().begin();
    for (const loaded of [10_000, 20_000, 950_000]) worker.load({ name: 'mnist', loaded, total: 1_900_000 });
    expect(texts()).toEqual(['Loading MNIST: 50 % of 1.9 MB']);
    worker.load({ name: 'mnist', loaded: 1_900_000, total: 1_900_000 });
    expect(texts()).toEqual([]);
  });
  it('and cannot be had are missed by all experiments and said once, until an experiment has them', async () => {
    await opened();
    page.getState().set('data', 'mnist');
    await worker.last('landscape').fail('DataUnavailable', 'no network');
    await worker.last('training').fail('DataUnavailable', 'no network');
    expect(texts()).toEqual(['Data: no network']);
    expect(page.getState().failure).toMatchObject({ landscape: 'no network', training: 'no network' });
    page.getState().set('seed', 1);
    worker.last('landscape').frame(landscapeFrame());
    expect(texts()).toEqual([]);
  });
});

describe('own data', () => {
  beforeEach(() => opened());
  const choice = { inputs: [0], targets: [1], oneHot: false, standardise: true };

  it('make the network as large as they need it, are asked for, and known again in the address', async () => {
    await page.getState().takeFiles([], choice);
    expect(page.getState().controls).toMatchObject({ data: 'own', ownInputs: 3, ownOutputs: 2, ownData: 77 });
    const { problem } = worker.last('training').request;
    expect(problem).toMatchObject({ data: 'own', own: 77, network: { widths: [3, 1, 2] } });
  });
  it('that are refused change nothing', async () => {
    const before = page.getState().controls;
    worker.takeFiles = () => Promise.reject(new Error('a.csv: row 3 has 3 columns'));
    await expect(page.getState().takeFiles([], choice)).rejects.toThrow('row 3 has 3 columns');
    expect(page.getState().controls).toBe(before);
    expect(worker.newKinds()).toEqual([]);
  });
});
