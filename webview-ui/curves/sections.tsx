import { Icon } from '../shared/icon.tsx';
import type { Board } from './board.ts';
import { ChartCard } from './chart/chartCard.tsx';
import { searchOf, sectionsOf } from './names.ts';
import type { Theme } from './theme.ts';

interface SectionsProps {
  readonly board: Board;
  readonly theme: Theme;
  readonly onKeys: () => void;
}

/** All charts: pinned ones first, then by prefix. */
export function Sections({ board, theme, onKeys }: SectionsProps) {
  const { search, pinned, closed } = board.view.value;
  const { matches } = searchOf(search);
  const known = board.metrics.value.filter(matches);
  const first = pinned.filter((metric) => known.includes(metric));
  const sections = sectionsOf(known.filter((metric) => !first.includes(metric)));
  if (known.length === 0) return <p class="hint">No metric matches “{search}”.</p>;
  const isOne = sections.length === 1 && first.length === 0;
  const toggle = (prefix: string) =>
    board.change({ closed: closed.includes(prefix) ? closed.filter((name) => name !== prefix) : [...closed, prefix] });
  const charts = (metrics: readonly string[]) => (
    <div class="charts">
      {metrics.map((metric) => (
        <ChartCard key={metric} board={board} metric={metric} theme={theme} onKeys={onKeys} />
      ))}
    </div>
  );
  return (
    <div class="sections">
      {first.length > 0 && (
        <section class="section" aria-label="Pinned">
          <h2 class="section-head section-pinned">
            <Icon name="pinned" /> Pinned
          </h2>
          {charts(first)}
        </section>
      )}
      {sections.map(({ prefix, metrics }) => {
        const isOpen = isOne || !closed.includes(prefix);
        const title = prefix === '' ? 'other' : prefix;
        return (
          <section key={prefix} class="section" aria-label={title}>
            <h2 class={isOne ? 'visually-hidden' : 'section-head'}>
              <button type="button" class="section-toggle" aria-expanded={isOpen} tabIndex={isOne ? -1 : 0} onClick={() => toggle(prefix)}>
                <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />
                <span>{title}</span>
                <span class="section-count">{metrics.length}</span>
              </button>
            </h2>
            {isOpen && charts(metrics)}
          </section>
        );
      })}
    </div>
  );
}
