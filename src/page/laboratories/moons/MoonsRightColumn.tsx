/** The right column of two moons: ours beside the published numbers, or the activities of the chosen point. */
import './moons.css';

import type { ComponentType } from 'react';
import type { Controls } from '../../../model/controls.ts';
import type { PanelProps } from '../../panels/laboratory.ts';
import { useStore } from '../../store/store.ts';
import { BestTable } from './BestTable.tsx';
import { RatioTable } from './RatioTable.tsx';
import { UnitCards } from './UnitCards.tsx';

const columns: Readonly<Record<Controls['moonsView'], ComponentType<PanelProps>>> = {
  rates: BestTable,
  variances: RatioTable,
  network: UnitCards,
};

export default function MoonsRightColumn({ onExport }: PanelProps) {
  const Column = columns[useStore((state) => state.controls.moonsView)];
  return (
    <div className="moons-column">
      <Column onExport={onExport} />
    </div>
  );
}
