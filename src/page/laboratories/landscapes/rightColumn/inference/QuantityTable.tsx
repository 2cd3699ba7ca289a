/** Numbers at one point in weight space, a row a quantity, one column a way to come by it. */
import type { ReactNode } from 'react';
import { BareSelect } from '../../../../panels/controls/FieldControls.tsx';

/** A cell without a number, and why. */
export interface Withheld {
  /** A word for the cell. */
  word: string;
  reason: string;
}

export interface Quantity {
  name: string;
  label: ReactNode;
  title: string;
  /** One text a column; empty where there is no such number, since a dash could be read as a minus. */
  values: (string | Withheld)[];
}

interface Props {
  columns: string[];
  /** Null until there are numbers. */
  quantities: Quantity[] | null;
  /** The sentence in the table until then. */
  empty: string;
}

/** At the weights that the field `probe` chooses. */
export function QuantityTable({ columns, quantities, empty }: Props) {
  return (
    <table className="quantities">
      <thead>
        <tr>
          <th scope="col">
            weights of <BareSelect field="probe" />
          </th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {quantities?.map(({ name, label, title, values }) => (
          <tr key={name}>
            <th scope="row" title={title}>
              {label}
            </th>
            {columns.map((column, i) => (
              <Value key={column} value={values[i]} />
            ))}
          </tr>
        ))}
        {!quantities && (
          <tr>
            <td colSpan={columns.length + 1} className="quiet">
              {empty}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Value({ value }: { value: string | Withheld }) {
  if (typeof value === 'string') return <td>{value}</td>;
  return (
    <td className="quiet" title={value.reason}>
      {value.word}
    </td>
  );
}
