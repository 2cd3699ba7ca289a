import type { Figure } from '../../figures/figure.ts';
export const useTrainingFigure = (): Figure | null => null;
