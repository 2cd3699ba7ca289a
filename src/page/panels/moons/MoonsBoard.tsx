/** The board of two moons: the sweep over activity rates, the gradients' variances, or one network as it learns. */
import type { ComponentType } from 'react';
import type { Parameters } from '../../../model/parameters.ts';
import { useStore } from '../../store/store.ts';
import type { ExportChoice } from '../dialogs/exportChoice.ts';
import { NetworkBoard } from './NetworkBoard.tsx';
import { RatesBoard } from './RatesBoard.tsx';
import { VariancesBoard } from './VariancesBoard.tsx';

interface BoardProps {
  onExport(choice: ExportChoice): void;
}

const boards: Readonly<Record<Parameters['moonsView'], ComponentType<BoardProps>>> = {
  rates: RatesBoard,
  variances: VariancesBoard,
  network: NetworkBoard,
};

export default function MoonsBoard({ onExport }: BoardProps) {
  const Board = boards[useStore((state) => state.parameters.moonsView)];
  return <Board onExport={onExport} />;
}
