import { formatCount, formatValue } from '../shared/format.ts';
import { Icon } from '../shared/icon.tsx';
import { align } from './align.ts';
import type { ChartRun } from './chartRun.ts';

interface TableProps {
  readonly metric: string;
  readonly lines: readonly ChartRun[];
  readonly onCopy: (text: string) => void;
}

const shownRows = 200;

/** The same points as rows, newest first. */
export function PointTable({ metric, lines, onCopy }: TableProps) {
  const { steps, columns } = align(lines, () => true);
  const rows = steps.map((step, at) => ({ step, values: columns.map((column) => column[at]) }));
  const shown = rows.slice(-shownRows).reverse();
  const copy = () => {
    const head = ['step', ...lines.map(({ run }) => quoted(run.name))].join(',');
    onCopy([head, ...rows.map(({ step, values }) => [step, ...values.map((value) => value ?? '')].join(','))].join('\n'));
  };
  return (
    <div class="point-table">
      <div class="point-table-head">
        <span>
          {rows.length > shown.length
            ? `Newest ${formatCount(shown.length)} of ${formatCount(rows.length)} steps`
            : `${formatCount(rows.length)} steps`}
        </span>
        <button type="button" class="button button-quiet" onClick={copy}>
          <Icon name="copy" /> Copy as CSV
        </button>
      </div>
      <div class="point-rows" tabIndex={0} role="group" aria-label={`Points of ${metric}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">step</th>
              {lines.map(({ run }) => (
                <th scope="col">{run.name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ step, values }) => (
              <tr>
                <th scope="row">{formatValue(step)}</th>
                {values.map((value) => (
                  <td>{value === undefined || value === null ? '' : formatValue(value)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function quoted(name: string): string {
  return /[",\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}
