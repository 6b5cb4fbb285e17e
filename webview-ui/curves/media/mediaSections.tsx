import './media.css';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { MediaItem } from '../../../src/protocol/curves.ts';
import { formatCount, formatValue, plural } from '../../shared/format.ts';
import { Icon } from '../../shared/icon.tsx';
import type { Board } from '../board.ts';
import { searchOf } from '../names.ts';
import { Swatch } from '../swatch.tsx';
import type { Theme } from '../theme.ts';
import { Histogram } from './histogram.tsx';
import { MediaLoader } from './mediaLoader.ts';
import { cardsOf, dataAddress, type MediaCard, stepAt } from './mediaModel.ts';

/** No metric prefix is called so. */
const sectionKey = ' media';

/** Pictures, tables, histograms and texts of the runs that are drawn. */
export function MediaSections({ board, theme }: { readonly board: Board; readonly theme: Theme }) {
  const loader = useMemo(() => new MediaLoader(board), [board]);
  const { search, closed } = board.view.value;
  const cards = cardsOf(board.media.value, board.shown.value, searchOf(search).matches);
  if (cards.length === 0) return null;
  const isOpen = !closed.includes(sectionKey);
  const toggle = () => board.change({ closed: isOpen ? [...closed, sectionKey] : closed.filter((name) => name !== sectionKey) });
  return (
    <section class="section" aria-label="Pictures and tables">
      <h2 class="section-head">
        <button type="button" class="section-toggle" aria-expanded={isOpen} onClick={toggle}>
          <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />
          <span>pictures and tables</span>
          <span class="section-count">{cards.length}</span>
        </button>
      </h2>
      {isOpen && (
        <div class="charts">
          {cards.map((card) => (
            <Card key={`${card.kind} ${card.tag}`} card={card} loader={loader} theme={theme} />
          ))}
        </div>
      )}
    </section>
  );
}

interface CardProps {
  readonly card: MediaCard;
  readonly loader: MediaLoader;
  readonly theme: Theme;
}

function Card({ card, loader, theme }: CardProps) {
  const { tag, kind, runs, steps } = card;
  // Undefined: the newest, also when newer ones come.
  const [chosen, setChosen] = useState<number | undefined>(undefined);
  const [isSeen, setSeen] = useState(false);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = section.current;
    if (element === null) return;
    const observer = new IntersectionObserver((rows) => setSeen(rows.at(-1)?.isIntersecting === true), { rootMargin: '200px' });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const last = steps.length - 1;
  const at = chosen === undefined ? last : Math.max(0, steps.indexOf(chosen));
  const step = steps[at] ?? 0;
  return (
    <section ref={section} class="chart media-card" aria-label={tag} data-media={tag}>
      <header class="chart-head">
        <h3 title={tag}>{tag}</h3>
        {steps.length > 1 && <span class="chart-step">step {formatValue(step)}</span>}
      </header>
      {steps.length > 1 && (
        <input
          class="media-step"
          type="range"
          min={0}
          max={last}
          step={1}
          value={at}
          aria-label={`Step of ${tag}`}
          aria-valuetext={`step ${formatValue(step)}, ${at + 1} of ${steps.length}`}
          onInput={(event) => {
            const place = event.currentTarget.valueAsNumber;
            setChosen(place >= last ? undefined : steps[place]);
          }}
        />
      )}
      <ul class={`media-items media-${kind}`} aria-label={`${tag} by run`}>
        {isSeen &&
          runs.map((one) => (
            <li key={one.run.id} class="media-item">
              <span class="media-run">
                <Swatch theme={theme} color={one.run.color} isShown={true} />
                <span class="row-text">{one.run.name}</span>
                <StepOf steps={one.steps} chosen={step} />
              </span>
              <Item
                run={one.run.id}
                name={one.run.name}
                tag={tag}
                step={stepAt(one.steps, step)}
                loader={loader}
                color={theme.color(one.run.color)}
              />
            </li>
          ))}
      </ul>
    </section>
  );
}

/** Said where it is another than the chosen one: the run did not log at that step. */
function StepOf({ steps, chosen }: { readonly steps: readonly number[]; readonly chosen: number }) {
  const step = stepAt(steps, chosen);
  return step === undefined || step === chosen ? null : <span class="media-other-step">step {formatValue(step)}</span>;
}

interface ItemProps {
  readonly run: string;
  readonly name: string;
  readonly tag: string;
  readonly step: number | undefined;
  readonly loader: MediaLoader;
  readonly color: string;
}

type Loaded = { readonly isThere: true; readonly item: MediaItem } | { readonly isThere: false } | undefined;

function Item({ run, name, tag, step, loader, color }: ItemProps) {
  const [loaded, setLoaded] = useState<Loaded>(undefined);
  useEffect(() => {
    // What was shown stays until the next is there: nothing flickers while the step is moved.
    if (step === undefined) return;
    return loader.load(run, tag, step, (item) => setLoaded(item === undefined ? { isThere: false } : { isThere: true, item }));
  }, [run, tag, step, loader]);
  if (loaded === undefined) return <p class="media-none">…</p>;
  if (!loaded.isThere) return <p class="media-none">Not there any more, or too large to be shown.</p>;
  const { item } = loaded;
  switch (item.kind) {
    case 'image':
      return <Picture item={item} alt={`${tag} of ${name}, step ${formatValue(step ?? 0)}`} />;
    case 'histogram':
      return <Histogram item={item} color={color} label={`${tag} of ${name}`} />;
    case 'table':
      return <Table item={item} label={`${tag} of ${name}`} />;
    case 'text':
      return <pre class="media-text">{item.text}</pre>;
  }
}

/** A tiny one is drawn large, each of its pixels a square. */
const tinyPx = 96;

function Picture({ item, alt }: { readonly item: Extract<MediaItem, { readonly kind: 'image' }>; readonly alt: string }) {
  const [isTiny, setTiny] = useState(false);
  const address = useMemo(() => dataAddress(item), [item]);
  return (
    <img
      class={isTiny ? 'media-picture is-tiny' : 'media-picture'}
      src={address}
      alt={alt}
      onLoad={(event) => setTiny(event.currentTarget.naturalWidth < tinyPx)}
    />
  );
}

function Table({ item, label }: { readonly item: Extract<MediaItem, { readonly kind: 'table' }>; readonly label: string }) {
  return (
    <div class="media-table" tabIndex={0} role="group" aria-label={label}>
      <table>
        <thead>
          <tr>
            {item.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {item.rows.map((row) => (
            <tr>
              {row.map((cell) => (
                <td>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {item.allRows > item.rows.length && (
        <p class="media-none">
          The first {formatCount(item.rows.length)} of {plural(item.allRows, 'row')}.
        </p>
      )}
    </div>
  );
}
