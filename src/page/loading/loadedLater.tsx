/** Components that are loaded when they are first shown. A component that could not be loaded is loaded anew when it is shown again. */
import { type ComponentType, createContext, type LazyExoticComponent, lazy, useContext } from 'react';

/** One attempt to show what stands inside an error boundary: each mount of the boundary is one, and each “Try again”. */
export type Attempt = Readonly<Record<never, never>>;

export const AttemptContext = createContext<Attempt>({});

/**
 * React's `lazy` keeps a failure for good. Here a failure lasts as long as its attempt: all that an attempt shows is one `lazy`, however often React
 * renders it, and the first attempt after a failure begins another.
 */
export function loadedLater<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>): ComponentType<Props> {
  type Loaded = LazyExoticComponent<ComponentType<Props>>;
  const byAttempt = new WeakMap<Attempt, Loaded>();
  let hasFailed = false;
  let latest: Loaded = begin();

  function begin(): Loaded {
    hasFailed = false;
    return lazy(() =>
      load().catch((error) => {
        hasFailed = true;
        throw error;
      }),
    );
  }

  function loadedIn(attempt: Attempt): Loaded {
    if (!byAttempt.has(attempt)) {
      if (hasFailed) latest = begin();
      byAttempt.set(attempt, latest);
    }
    return byAttempt.get(attempt)!;
  }

  // biome-ignore lint/correctness/noComponentHookFactories: made once a component, as React's own lazy is
  return function LoadedLater(props: Props) {
    const Loaded = loadedIn(useContext(AttemptContext)) as unknown as ComponentType<Props>;
    return <Loaded {...props} />;
  };
}
