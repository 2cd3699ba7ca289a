/** The key of an exported figure's colours and dashes, which on the page stands beside the figure's title. */
import type { Figure, Theme } from '../figures/figure.ts';
import { colourOfLearner, learnerName } from '../figures/palette.ts';
import { type AnyFigure, isScene } from '../figures/sceneFigure.ts';

export interface KeyEntry {
  label: string;
  colour: string;
  /** Lengths of strokes and gaps of a line; null for a dot. */
  dashes: string | null;
}

interface Line {
  name?: string;
  x?: ArrayLike<unknown>;
  line?: { color?: string; dash?: string };
}

/** Lines beside the learners' own that a picture explains, by their traces' names. */
const otherLines: Record<string, string> = {
  theory: 'F* in theory',
  'BP, other convention': 'BP, other convention',
  'PC restarted': 'PC from BP’s plateaus',
};

const dashesOf: Record<string, string> = { dash: '5 3', dot: '2 2' };

/** Both learners where both are drawn, and the lines beside theirs that have points. */
export function keyOf(figure: AnyFigure, theme: Theme): KeyEntry[] {
  const lines: readonly Line[] = isScene(figure) ? figure.paths : (figure.data as Line[]);
  const isDrawn = (name: string) => lines.some((line) => line.name === name);
  if (!isDrawn(learnerName.bp) || !isDrawn(learnerName.pc)) return [];
  const learners = (['bp', 'pc'] as const).map((learner) => ({
    label: learnerName[learner],
    colour: colourOfLearner(learner, theme),
    dashes: null,
  }));
  const others = lines
    .filter(
      ({ name = '', x }, i) => name in otherLines && (x?.length ?? 0) > 0 && lines.findIndex((each) => each.name === name) === i,
    )
    .map(({ name, line }) => ({
      label: otherLines[name!],
      colour: line?.color ?? colourOfLearner('bp', theme),
      dashes: dashesOf[line?.dash ?? ''] ?? '',
    }));
  return [...learners, ...others];
}

/** The figure without keys of its own. */
export function withoutKey({ data, layout }: Figure): Figure {
  return {
    data,
    layout: { ...layout, showlegend: false, annotations: layout.annotations?.filter(({ name }) => name !== 'key') },
  };
}
