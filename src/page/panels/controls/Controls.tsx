/** The left panel: every control that means something now, in the order of the computation. */
import { InferenceSection } from './InferenceSection.tsx';
import { LandscapeSection } from './LandscapeSection.tsx';
import { LearningSection } from './LearningSection.tsx';
import { NetworkSection } from './NetworkSection.tsx';
import { SeedSection } from './SeedSection.tsx';

export function Controls({ hidden }: { hidden: boolean }) {
  return (
    <aside className="controls" id="controls" aria-label="Controls" hidden={hidden}>
      <NetworkSection />
      <LearningSection />
      <InferenceSection />
      <LandscapeSection />
      <SeedSection />
    </aside>
  );
}
