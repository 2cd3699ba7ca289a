/** The right column of two moons: ours beside the published numbers, or the activities of the chosen point. */
import type { ComponentType } from 'react';
import type { Parameters } from '../../../model/parameters.ts';
import { useStore } from '../../store/store.ts';
import type { ExportChoice } from '../dialogs/exportChoice.ts';
import { BestTable } from './BestTable.tsx';
import { RatioTable } from './RatioTable.tsx';
import { UnitCards } from './UnitCards.tsx';

interface ReadingProps {
  onExport(choice: ExportChoice): void;
}

const readings: Readonly<Record<Parameters['moonsView'], ComponentType<ReadingProps>>> = {
  rates: BestTable,
  variances: RatioTable,
  network: UnitCards,
};

export default function MoonsReading({ onExport }: ReadingProps) {
  const Reading = readings[useStore((state) => state.parameters.moonsView)];
  return (
    <div className="moons-reading">
      <Reading onExport={onExport} />
    </div>
  );
}
