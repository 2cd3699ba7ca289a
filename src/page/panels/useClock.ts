/** A component's clock: what is still being computed says how long it will take. */
import { useEffect, useState } from 'react';

const refresh = 250; // ms

/** performance.now(), four times a second while it runs. */
export function useClock(runs: boolean): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(() => setNow(performance.now()), refresh);
    return () => clearInterval(timer);
  }, [runs]);
  return now;
}
