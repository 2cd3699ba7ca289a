import type { Figure } from '../../figures/figure.ts';
export const useEnergyFigure = (): Figure | null => null;
export const useActivitiesFigure = (): Figure | null => null;
