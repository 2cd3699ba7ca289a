/** The board of two moons: the sweep over activity rates, the gradients' variances, or one network as it learns. */
import './moons.css';

import type { ComponentType } from 'react';
import type { Controls } from '../../../model/controls.ts';
import type { PanelProps } from '../../panels/laboratory.ts';
import { useStore } from '../../store/store.ts';
import { NetworkBoard } from './NetworkBoard.tsx';
import { RatesBoard } from './RatesBoard.tsx';
import { VariancesBoard } from './VariancesBoard.tsx';

const boards: Readonly<Record<Controls['moonsView'], ComponentType<PanelProps>>> = {
  rates: RatesBoard,
  variances: VariancesBoard,
  network: NetworkBoard,
};

export default function MoonsBoard({ onExport }: PanelProps) {
  const Board = boards[useStore((state) => state.controls.moonsView)];
  return <Board onExport={onExport} />;
}
