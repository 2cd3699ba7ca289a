/** Views to check properties with. */
import fc from 'fast-check';
import { controls, type Field } from '../../../src/model/controls.ts';
import { consistent } from '../../../src/page/view/consistency.ts';
import { defaultView } from '../../../src/page/view/defaultView.ts';
import { weightCount } from '../../../src/page/view/networkOf.ts';
import type { View } from '../../../src/page/view/view.ts';

/** A URL spells 0 and -0 alike. */
const positiveZero = (x: number) => x + 0;

const value = (field: Field): fc.Arbitrary<unknown> => {
  const row = controls[field];
  if (row.kind === 'choice') return fc.constantFrom(...Object.keys(row.options));
  const { min, max, integer } = row;
  return integer ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true }).map(positiveZero);
};
const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map(positiveZero);
const count = fc.integer({ min: 1, max: 6 });
/** A weight of a small network, of the network at hand or of one with as many layers. */
const axis = fc
  .tuple(count, fc.option(fc.nat(3)), count, count)
  .map(([layer, more, row, column]) => `${layer}${more === null ? '' : `/${layer + more}`}.${row}.${column}`);
const camera = fc.integer({ min: 1, max: 30000 }).map((n) => n / 10000);

/** Every field within its own range, whatever the other fields are. */
export const anyFields: fc.Arbitrary<View> = fc
  .record({
    controls: fc.record(Object.fromEntries(Object.keys(controls).map((field) => [field, value(field as Field)]))),
    time: fc.oneof(fc.constant('equilibrium'), fc.nat(500)),
    start: fc.oneof(fc.constant(null), fc.record({ a: finite, b: finite })),
    earlier: fc.option(fc.double({ min: 1e-4, max: 2, noNaN: true })),
    camera: fc.record({ x: camera, y: camera, z: camera }),
    playhead: fc.nat(20000),
    points: fc.infiniteStream(fc.double({ noNaN: true, noDefaultInfinity: true })),
    hasPoint: fc.boolean(),
    axisA: axis,
    axisB: axis,
  })
  .map(({ earlier, points, hasPoint, ...view }) => {
    const rate = view.controls.learningRate as number;
    const rateChanges =
      earlier === null
        ? []
        : [
            { from: 0, rate: earlier },
            { from: 8, rate },
          ];
    const { controls: fitting } = consistent({ ...view, point: null, rateChanges } as unknown as View);
    const count = weightCount(fitting);
    const point = hasPoint && count <= 512 ? Array.from({ length: count }, () => points.next().value as number) : null;
    return { ...defaultView, ...view, point, rateChanges } as unknown as View;
  });

export const anyView: fc.Arbitrary<View> = anyFields.map(consistent);
