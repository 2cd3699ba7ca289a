/** How the page asks for the two experiments on two moons: one row a kind. */
import type { MoonsExperiments } from '../../../../model/moons/experiments.ts';
import type { KindRows } from '../../../store/state/kindRow.ts';
import { activityRatesRequest, continuedRates, decisionRequest } from './moonsRequests.ts';

export const moonsKinds: KindRows<MoonsExperiments> = {
  activityRates: {
    label: 'Activity rates',
    shown: ({ laboratory, moonsView }) => laboratory === 'moons' && moonsView !== 'network',
    request: (page) => (page.controls.moonsView === 'network' ? null : activityRatesRequest(page)), // a sweep waits meanwhile
    continued: continuedRates,
  },
  decision: {
    label: 'Decision',
    shown: ({ laboratory, moonsView }) => laboratory === 'moons' && moonsView === 'network',
    request: decisionRequest,
    reached: ({ iteration }) => iteration,
  },
};
