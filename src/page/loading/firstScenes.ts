/**
 * The first scenes before everything else: what draws flat figures is several times as large as what draws scenes, and both would share the
 * processor while the page opens. So flat figures' code waits for the scenes that are on their way, but never for long.
 */

/** Milliseconds after which flat figures wait no longer: a scene may take long to compute, or never come. */
const patience = 1500;

const onTheirWay = new Set<symbol>();
let tell = () => {};
let drawn: Promise<void> | null = null;

/** A scene is on its way; call the answer when it is drawn, or does not come. */
export function expectScene(): () => void {
  const scene = Symbol();
  onTheirWay.add(scene);
  return () => {
    onTheirWay.delete(scene);
    if (onTheirWay.size === 0) tell();
  };
}

/** Resolves when the first scenes are drawn, or when the page has waited long enough for them. Later scenes are not waited for. */
export function firstScenesDrawn(): Promise<void> {
  drawn ??= new Promise((resolve) => {
    tell = resolve;
    if (onTheirWay.size === 0) resolve();
    else setTimeout(resolve, patience);
  });
  return drawn;
}
