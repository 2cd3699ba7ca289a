/** A scene in its place on the page: drawn once, then changed, with gestures on it turned into calls. */
import './scene.css';
import { useLayoutEffect, useRef } from 'react';
import { defaultCamera } from '../../view/viewFields.ts';
import type { FigureGestures } from '../figureGestures.ts';
import type { SceneFigure } from '../sceneFigure.ts';
import { MountedScene } from './mountedScene.ts';
import { sceneRenderer } from './sceneRenderer.ts';
import { sceneTraces } from './sceneTraces.ts';

export interface LiveSceneProps extends FigureGestures {
  scene: SceneFigure;
  /** The figure's accessible name. */
  label: string;
}

/** Has the browser start WebGL and compile what draws scenes, while the first numbers are still on their way. */
export const prepareScenes = (): void => void sceneRenderer();

/** Fills its parent, whatever size that takes. */
export function LiveScene({ scene, label, ...gestures }: LiveSceneProps) {
  const element = useRef<HTMLElement>(null);
  const mounted = useRef<MountedScene>(null);
  const current = useRef<FigureGestures>(gestures);
  current.current = gestures;

  useLayoutEffect(() => {
    mounted.current = new MountedScene(element.current!, () => current.current);
    // What is seen, for whoever looks at the page from outside.
    const data = { get: () => tracesOf(mounted.current?.shown ?? null), configurable: true };
    Object.defineProperty(element.current!, 'data', data);
    return () => mounted.current!.remove();
  }, []);
  useLayoutEffect(() => mounted.current!.show(scene), [scene]);

  const { onCamera } = gestures;
  return (
    <>
      <figure ref={element} className="scene" aria-label={label} />
      {onCamera && !isInitial(scene) && (
        <button type="button" className="button bare scene-reset" onClick={() => onCamera(defaultCamera)}>
          Reset view
        </button>
      )}
    </>
  );
}

const tracesOf = (scene: SceneFigure | null) => (scene ? sceneTraces(scene) : []);

const isInitial = ({ camera }: SceneFigure): boolean =>
  (['x', 'y', 'z'] as const).every((axis) => Math.abs(camera[axis] - defaultCamera[axis]) < 1e-3);
