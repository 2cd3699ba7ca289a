/** The landscapes' controls: every one that means something now, in the order of the computation. */

import { SeedSection } from '../../panels/controls/SeedSection.tsx';
import { InferenceSection } from './controls/InferenceSection.tsx';
import { LandscapeSection } from './controls/LandscapeSection.tsx';
import { LearningSection } from './controls/LearningSection.tsx';
import { NetworkSection } from './controls/NetworkSection.tsx';

export function LandscapesControls() {
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
