/** The first samples of a person's files, as far as they fit. */
import type { FileField, FilePreview } from '../../../model/problem/ownData.ts';

const MOST_FIELDS = 8;
/** Of the last fields, where there are more. */
const LAST_FIELDS = 2;

export function FileTable({ preview: { fields, samples } }: { preview: FilePreview }) {
  const all = fields.map((field, index) => ({ field, index }));
  const cut = all.length > MOST_FIELDS;
  const shown = cut ? [...all.slice(0, MOST_FIELDS - LAST_FIELDS), ...all.slice(-LAST_FIELDS)] : all;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className="file-table" aria-label="First samples" tabIndex={0}>
      <table>
        <caption className="quiet">
          {samples.toLocaleString('en')} samples of{' '}
          {fields.length === 1 ? 'one field' : `${fields.length.toLocaleString('en')} fields`}
          {cut && `, ${all.length - shown.length} of them not shown`}
        </caption>
        <thead>
          <tr>
            {shown.map(({ field, index }) => (
              <th key={index} scope="col">
                <span className="quiet">{index + 1}</span> {field.name}
                {field.shape.length > 0 && <span className="quiet"> {field.shape.join(' × ')}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields[0].first.map((_, sample) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: samples are known by their place
            <tr key={sample}>
              {shown.map(({ field, index }) => (
                <td key={index}>{numbersText(field, sample)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function numbersText({ first, shape }: FileField, sample: number): string {
  const numbers = first[sample].map((value) => String(Number(value.toPrecision(5)))).join(', ');
  return shape.length > 0 ? `${numbers}, …` : numbers;
}
