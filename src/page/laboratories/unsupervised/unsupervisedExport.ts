/** The export of unsupervised PC: figures, board and caption. */
import { controls as rows } from '../../../model/controls.ts';
import type { Exportable } from '../../export/exportable.ts';
import type { DrawnState } from '../../panels/drawnState.ts';
import { editableText } from '../../panels/numberText.ts';
import { latentsRow, learningRow, picturesRow } from './unsupervisedRows.ts';
import { learntText } from './unsupervisedWords.ts';

export const unsupervisedExport: Exportable<DrawnState> = {
  figures: [picturesRow, latentsRow, learningRow],
  board: ({ controls: { experiment } }) => ({
    title: rows.experiment.options[experiment],
    above: [picturesRow, latentsRow],
    below: [learningRow],
  }),
  caption: ({ unsupervised, controls: chosen }) => [
    `${chosen.latent} ${rows.latent.label.toLowerCase()}`,
    `${rows.hidden.label.toLowerCase()} ${chosen.hidden}`,
    `width ${chosen.width}`,
    rows.activation.options[chosen.activation],
    rows.data.options[chosen.data],
    `T = ${chosen.steps}, dt = ${editableText(chosen.dt)}${chosen.sparsity > 0 ? `, κ = ${editableText(chosen.sparsity)}` : ''}`,
    `Adam, learning rate ${editableText(chosen.learningRate)}, batches of ${chosen.batchSize}`,
    `seed ${chosen.seed}`,
    ...(unsupervised ? [learntText(unsupervised, chosen.batchSize)] : []),
  ],
  iteration: ({ unsupervised }) => unsupervised?.iteration ?? 0,
};
