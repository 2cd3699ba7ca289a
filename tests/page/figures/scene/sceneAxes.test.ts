/** Words and numbers of a scene's axes: none lies on another, from wherever the scene is seen; and numbers have the digits that tell them apart. */
import { describe, expect, it } from 'vitest';
import { turned } from '../../../../src/page/figures/scene/orbit.ts';
import { drawnAxes, type Label, tickTexts } from '../../../../src/page/figures/scene/sceneAxes.ts';
import { fitBox } from '../../../../src/page/figures/sceneProjection.ts';
import { landscapeFigure } from '../../../../src/page/laboratories/landscapes/board/landscapeFigure.ts';
import { defaultCamera } from '../../../../src/page/view/viewFields.ts';
import { chainLoss } from '../../../browser/chainLoss.ts';

const [width, height] = [395, 420];
const long = landscapeFigure(chainLoss({ axisNames: ['W4[1,1]', 'W4[2,1]'], range: [1000.001, 1000.002] }));

function labelsFrom(azimuth: number, elevation: number): Label[] {
  const camera = turned(defaultCamera, azimuth, elevation);
  const scene = { ...long, camera };
  return drawnAxes(scene, { camera, width, height, ...fitBox(scene.aspect, width, height) }).labels;
}

const boxOf = ({ text, size, left, top }: Label) => ({ left, top, width: 0.5 * size * text.length, height: size });

describe('drawnAxes', () => {
  const views = Array.from({ length: 72 }, (_, i) => [(i % 24) * (Math.PI / 12), (Math.floor(i / 24) - 1) * 0.45] as const);

  it.each(views)('lays no label on another, turned by %f and raised by %f', (azimuth, elevation) => {
    const boxes = labelsFrom(azimuth, elevation).map(boxOf);
    for (const [i, one] of boxes.entries())
      for (const other of boxes.slice(i + 1)) {
        const apart =
          Math.abs(one.left - other.left) >= (one.width + other.width) / 2 ||
          Math.abs(one.top - other.top) >= (one.height + other.height) / 2;
        expect(apart).toBe(true);
      }
  });

  it('names all three axes, the height at the top of its own, and numbers each', () => {
    const labels = labelsFrom(0, 0);
    const title = (name: string) => labels.find(({ text }) => text === name)!;
    for (const name of ['W₄[1,1]', 'W₄[2,1]', 'loss']) expect(title(name)).toBeDefined();
    expect(title('loss').left).toBeLessThan(width / 3);
    expect(title('loss').top).toBeLessThan(height / 2);
    expect(labels.length).toBeGreaterThan(12);
  });
});

describe('tickTexts', () => {
  it.each([
    [
      [-1, -0.5, 0, 0.5],
      ['−1', '−0.5', '0', '0.5'],
    ],
    [
      [1000.001, 1000.0015],
      ['1000.001', '1000.0015'],
    ],
    [
      [0, 2e-12, 4e-12],
      ['0', '2·10⁻¹²', '4·10⁻¹²'],
    ],
    [
      [0, 1e6],
      ['0', '10⁶'],
    ],
    [[0], ['0']],
  ])('%j: %j', (values, texts) => expect(tickTexts(values)).toEqual(texts));
});
