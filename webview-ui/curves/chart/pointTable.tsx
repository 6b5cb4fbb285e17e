import { formatCount, formatValue } from '../../shared/format.ts';
import type { Board } from '../board.ts';
import type { Scene, SceneRun } from './scene.ts';
import { xWords } from './ticks.ts';
import { asOfWords, axisWords } from './words.ts';

interface TableProps {
  readonly board: Board;
  readonly metric: string;
  readonly scene: () => Scene | undefined;
  readonly onClose: () => void;
}

const mostRows = 200;

/** What is seen as rows, newest first: every point where there are few, else the last point of each pixel column. */
export function PointTable({ board, metric, scene: sceneNow, onClose }: TableProps) {
  // Drawn again when anything that is seen changes.
  board.dataOf(metric).version.value;
  board.zoom.value;
  const scene = sceneNow();
  if (scene === undefined) return null;
  const old = board.oldOf(metric);
  const runs = scene.runs;
  const { xs, cells } = tabulated(scene, runs);
  const shown = xs.slice(-mostRows).reverse();
  const isExact = runs.every(({ window }) => window.line.kind === 'points');
  return (
    <div class="point-table">
      <p class="point-table-head">
        {xs.length > shown.length
          ? `Newest ${formatCount(shown.length)} of ${formatCount(xs.length)} rows`
          : `${formatCount(xs.length)} rows`}
        {isExact ? '' : ': the last point of each pixel column'}
        {old === undefined ? '' : `, ${asOfWords(old)}`}
      </p>
      <div
        class="point-rows"
        tabIndex={0}
        role="group"
        aria-label={`Points of ${metric}`}
        onKeyDown={({ key }) => (key === 't' || key === 'T' || key === 'Escape') && onClose()}
      >
        <table>
          <thead>
            <tr>
              <th scope="col">{axisWords[scene.axis].short}</th>
              {runs.map(({ id, name }) => (
                <th key={id} scope="col" title={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((x) => (
              <tr key={x}>
                <th scope="row">{scene.axis === 'wall' ? xWords('wall', x) : formatValue(x)}</th>
                {runs.map(({ id }) => {
                  const value = cells.get(id)?.get(x);
                  return <td key={id}>{value === undefined ? '' : formatValue(value)}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface Tabulated {
  /** Ascending. */
  readonly xs: readonly number[];
  readonly cells: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

function tabulated(scene: Scene, runs: readonly SceneRun[]): Tabulated {
  const cells = new Map(
    runs.map(({ id, window }) => {
      const values = new Map<number, number>();
      const { line } = window;
      for (let row = line.firstFrom(scene.x.from); row < line.count && line.x(row) <= scene.x.to; row++)
        values.set(line.x(row), line.y(row));
      for (const x of window.nonFinite) if (x >= scene.x.from && x <= scene.x.to && !values.has(x)) values.set(x, Number.NaN);
      return [id, values] as const;
    }),
  );
  const xs = [...new Set([...cells.values()].flatMap((values) => [...values.keys()]))].sort((a, b) => a - b);
  return { xs, cells };
}
