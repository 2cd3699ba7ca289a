/** A batch to draw: its samples, their classes, and what they are. */
import type { DataFrame } from '../../../../../model/landscapes/frames.ts';

export type DrawnBatch = Pick<DataFrame, 'facts' | 'mask' | 'x' | 'y' | 'count' | 'inputs' | 'outputs' | 'labels'>;
