/** The landscapes' controls: every one that means something now, in the order of the computation. */
import { InferenceSection } from '../../../panels/controls/InferenceSection.tsx';
import { LandscapeSection } from '../../../panels/controls/LandscapeSection.tsx';
import { LearningSection } from '../../../panels/controls/LearningSection.tsx';
import { NetworkSection } from '../../../panels/controls/NetworkSection.tsx';
import { SeedSection } from '../../../panels/controls/SeedSection.tsx';

export function LandscapeControls() {
  return (
    <>
      <NetworkSection />
      <LearningSection />
      <InferenceSection />
      <LandscapeSection />
      <SeedSection />
    </>
  );
}
