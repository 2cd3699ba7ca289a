/** How many samples of each class there are, as numbers and as bars. */
import type { DataFrame } from '../../../../../model/landscapes/frames.ts';

export function ClassTable({ data: { balance, facts } }: { data: DataFrame }) {
  if (!balance || !facts.classNames) return null;
  const most = balance.train.reduce((largest, count) => Math.max(largest, count), 1);
  return (
    <table className="quantities classes">
      <thead>
        <tr>
          <th scope="col">class</th>
          <th scope="col">
            <span className="visually-hidden">share</span>
          </th>
          <th scope="col">training</th>
          <th scope="col">test</th>
        </tr>
      </thead>
      <tbody>
        {facts.classNames.map((name, k) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <div className="class-bar" aria-hidden="true" style={{ width: `${(100 * balance.train[k]) / most}%` }} />
            </td>
            <td>{balance.train[k].toLocaleString('en')}</td>
            <td>{balance.test[k].toLocaleString('en')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
