/** How the two experiments of the laboratory of two moons are asked for. */
import type { ActivityRatesFrame, DecisionFrame } from '../../../model/moons/moonsFrames.ts';
import { activityRatesRequest, continuedRates, decisionRequest } from '../../laboratories/moons/requests/moonsRequests.ts';
import { createContinuedJob } from './continuedJob.ts';
import type { Job, Question, Talk } from './question.ts';
import { createSingleQuestion } from './singleQuestion.ts';

export function moonsQuestions(talk: Talk): Record<'activityRates', Job> & Record<'decision', Question> {
  const { read, write } = talk;
  return {
    activityRates: createContinuedJob<ActivityRatesFrame>(talk, {
      kind: 'activityRates',
      request: () => activityRatesRequest(read()),
      continued: continuedRates,
      shown: () => read().activityRates,
      show: (activityRates) => write({ activityRates }),
    }),
    decision: createSingleQuestion<DecisionFrame>(talk, {
      kind: 'decision',
      request: () => decisionRequest(read()),
      show: (decision) => write({ decision }),
    }),
  };
}
