/** How the landscapes are asked for, and what their tabs show beside the race: the data, the saddle search and the sweep of escape times. */

import type { EscapeFrame } from '../../../model/landscapes/escapeFrames.ts';
import type { DataFrame, LandscapeFrame, VolumeFrame } from '../../../model/landscapes/frames.ts';
import type { SaddlesFrame } from '../../../model/landscapes/saddlesFrames.ts';
import type { LandscapeRequest } from '../../../model/requests.ts';
import { continuedSweep, escapeRequest } from '../../laboratories/landscapes/requests/escapeRequests.ts';
import { dataRequest, landscapeRequest, volumeRequest } from '../../laboratories/landscapes/requests/landscapesRequests.ts';
import { continuedSearch, saddlesRequest } from '../../laboratories/landscapes/requests/saddlesRequests.ts';
import { createContinuedJob } from './continuedJob.ts';
import type { Job, Question, Talk } from './question.ts';
import { createSingleQuestion } from './singleQuestion.ts';

type LandscapesQuestions = Record<'landscape' | 'volume' | 'data', Question> & Record<'escape' | 'saddles', Job>;

export function landscapesQuestions(talk: Talk): LandscapesQuestions {
  const { read, write } = talk;

  /** A surface asked for before the start was moved keeps the marker where the run put it. */
  function showLandscape(frame: LandscapeFrame, request: LandscapeRequest): void {
    const { landscape, start } = read();
    const moved = request.start?.a !== start?.a || request.start?.b !== start?.b;
    write({ landscape: moved && landscape ? { ...frame, start: landscape.start } : frame });
  }

  return {
    landscape: createSingleQuestion<LandscapeFrame>(talk, {
      kind: 'landscape',
      request: () => landscapeRequest(read(), read().dragging),
      show: showLandscape,
    }),
    volume: createSingleQuestion<VolumeFrame>(talk, {
      kind: 'volume',
      request: () => volumeRequest(read(), read().dragging),
      show: (volume) => write({ volume }),
    }),
    data: createSingleQuestion<DataFrame>(talk, {
      kind: 'data',
      request: () => dataRequest(read()),
      show: (data) => write({ data }),
    }),
    escape: createContinuedJob<EscapeFrame>(talk, {
      kind: 'escape',
      request: () => escapeRequest(read()),
      continued: continuedSweep,
      shown: () => read().escape,
      show: (frame) => write({ escape: frame }),
    }),
    saddles: createContinuedJob<SaddlesFrame>(talk, {
      kind: 'saddles',
      request: () => saddlesRequest(read()),
      continued: continuedSearch,
      shown: () => read().saddles,
      show: (saddles) => write({ saddles }),
    }),
  };
}
