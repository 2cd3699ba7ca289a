/** The board of two moons: the sweep over activity rates, the gradients' variances, or one network as it learns. */
import type { ComponentType } from 'react';
import type { Controls } from '../../../model/controls.ts';
import type { ExportChoice } from '../../export/dialog/exportChoice.ts';
import { useStore } from '../../store/store.ts';
import { NetworkBoard } from './NetworkBoard.tsx';
import { RatesBoard } from './RatesBoard.tsx';
import { VariancesBoard } from './VariancesBoard.tsx';

interface BoardProps {
  onExport(choice: ExportChoice): void;
}

const boards: Readonly<Record<Controls['moonsView'], ComponentType<BoardProps>>> = {
  rates: RatesBoard,
  variances: VariancesBoard,
  network: NetworkBoard,
};

export default function MoonsBoard({ onExport }: BoardProps) {
  const Board = boards[useStore((state) => state.controls.moonsView)];
  return <Board onExport={onExport} />;
}
