/** Numbers at one point in weight space, a row a quantity, one column a way to come by it. */
import type { ReactNode } from 'react';
import { BareSelect } from '../../../panels/controls/ParameterControls.tsx';

export interface Reading {
  name: string;
  label: ReactNode;
  title: string;
  /** One a column; empty where there is nothing to say, which cannot be read as a minus. */
  values: string[];
}

interface Props {
  columns: string[];
  /** Null until there are numbers. */
  readings: Reading[] | null;
  /** What stands there until then. */
  empty: string;
}

/** At the weights that the field `probe` chooses. */
export function ReadingsTable({ columns, readings, empty }: Props) {
  return (
    <table className="readings">
      <thead>
        <tr>
          <th scope="col">
            at weights of <BareSelect field="probe" />
          </th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {readings?.map(({ name, label, title, values }) => (
          <tr key={name}>
            <th scope="row" title={title}>
              {label}
            </th>
            {columns.map((column, i) => (
              <td key={column}>{values[i]}</td>
            ))}
          </tr>
        ))}
        {!readings && (
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
