/** The right column of two moons: ours beside the published numbers, or the activities of the chosen point. */
import type { ComponentType } from 'react';
import type { Controls } from '../../../model/controls.ts';
import type { ExportChoice } from '../../export/dialog/exportChoice.ts';
import { useStore } from '../../store/store.ts';
import { BestTable } from './BestTable.tsx';
import { RatioTable } from './RatioTable.tsx';
import { UnitCards } from './UnitCards.tsx';

interface ReadingProps {
  onExport(choice: ExportChoice): void;
}

const readings: Readonly<Record<Controls['moonsView'], ComponentType<ReadingProps>>> = {
  rates: BestTable,
  variances: RatioTable,
  network: UnitCards,
};

export default function MoonsReading({ onExport }: ReadingProps) {
  const Reading = readings[useStore((state) => state.controls.moonsView)];
  return (
    <div className="moons-reading">
      <Reading onExport={onExport} />
    </div>
  );
}
