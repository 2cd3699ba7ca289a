/** What a control's change means for the whole view: a preset brings its parameters, a learning rate holds from the playhead on. */
import type { Field, Parameters } from '../../model/parameters.ts';
import type { LearningRateChange } from '../../model/problem.ts';
import { conventionParameters, presets } from '../presets/presets.ts';
import { consistent, isChain, weightCount } from './consistency.ts';
import { presetView } from './defaultView.ts';
import type { View } from './pageState.ts';

/**
 * The view after one field was set.
 * `from` is the iteration from which a new learning rate holds: the playhead, where it was when the slider was taken.
 */
export function withField<F extends Field>(view: View, field: F, value: Parameters[F], from: number = view.playhead): View {
  return consistent(withFieldAlone(view, field, value, from));
}

/** The same before other fields give way: for several fields that are set together. */
export function withFieldAlone<F extends Field>(view: View, field: F, value: Parameters[F], from: number = view.playhead): View {
  if (view.parameters[field] === value) return view;
  return consequences(view, withParameters(view, { [field]: value }), field, from);
}

function consequences(before: View, after: View, field: Field, from: number): View {
  const { parameters } = after;
  switch (field) {
    case 'experiment':
      return withExperiment(before, parameters.experiment);
    case 'convention':
      return withParameters(after, {
        ...conventionParameters(parameters.experiment, parameters.convention),
        ...publishedIterations(parameters),
      });
    case 'learningRate':
      return { ...after, rateChanges: rateChangesWith(before, parameters.learningRate, from) };
    case 'hidden':
    case 'width':
    case 'data':
    case 'dimension':
      return withParameters(after, { ...publishedIterations(parameters), ...axesOnTheLastWeight(before.parameters, parameters) });
    default:
      return after;
  }
}

const withParameters = (view: View, changes: Partial<Parameters>): View => ({
  ...view,
  parameters: { ...view.parameters, ...changes },
});

/** Another experiment resets the controls to its own, but not how the reader looks at it, unless it says how. */
function withExperiment(before: View, experiment: Parameters['experiment']): View {
  const { convention, backend, ramp, view } = before.parameters;
  const preset = presetView(experiment, convention);
  const own = presets[experiment];
  return {
    ...preset,
    time: own.time ?? before.time,
    camera: before.camera,
    parameters: { ...preset.parameters, backend, ramp, view: own.parameters.view ?? view },
  };
}

/** The published chains run for a length that depends on depth. */
function publishedIterations(parameters: Parameters): Partial<Parameters> {
  if (parameters.convention !== 'published' || !isChain(parameters) || parameters.hidden > 2) return {};
  return { iterations: parameters.hidden === 1 ? 15 : 100 };
}

/** An axis on the last weight stays on the last weight, where Theorem 2 puts the energy's curvature. */
function axesOnTheLastWeight(before: Parameters, after: Parameters): Partial<Parameters> {
  return before.second === weightCount(before) - 1 ? { second: weightCount(after) - 1 } : {};
}

/** Around these weights: the learners start there, and the plane shows the steepest ways up and down from there. */
export function lookingAt(view: View, point: number[]): View {
  return {
    ...withParameters(view, { saddle: 'point', centre: 'saddle', plane: 'hessian', curvature: 'energy' }),
    point,
    start: null,
  };
}

/** The run's learning rates, from iteration 0 on. */
export function learningRates(view: View): LearningRateChange[] {
  return view.rateChanges.length > 0 ? view.rateChanges : [{ from: 0, rate: view.parameters.learningRate }];
}

function rateChangesWith(before: View, rate: number, from: number): LearningRateChange[] {
  const kept = learningRates(before).filter((change) => change.from < from);
  if (kept.length === 0) return [];
  return kept.at(-1)!.rate === rate ? (kept.length > 1 ? kept : []) : [...kept, { from, rate }];
}
