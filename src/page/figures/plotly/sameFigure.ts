/** Whether two figures would be drawn alike: most changes of the page concern one figure, and redrawing a scene is dear. */

/** Deep equality of plain settings. Arrays longer than a path are the same only if they are one array. */
export function sameFigure(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || !left || !right) return false;
  const [size, otherSize] = [sizeOf(left), sizeOf(right)];
  if (size !== otherSize || size > compared) return false;
  return Object.entries(left).every(([key, value]) => sameFigure(value, (right as Record<string, unknown>)[key]));
}

const compared = 2000;

const sizeOf = (value: object): number => ('length' in value ? (value.length as number) : Object.keys(value).length);
