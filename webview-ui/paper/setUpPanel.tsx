import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ShownPlace, ShownSetUp, ShownUnnamed, ShownValue } from '../../src/protocol/paper.ts';
import { formatCount, plural } from '../shared/format.ts';
import { Icon, IconButton } from '../shared/icon.tsx';
import { visible } from '../shared/visible.ts';
import { useReading } from './context.ts';
import { drawAll } from './quoted.tsx';

/** Below the title: how much the paper says of its set-up. It stands there from the beginning, so that nothing moves when that is known. */
export function SetUpLine() {
  const { setUp } = useReading();
  const known = setUp.known.value;
  const isOpen = setUp.isOpen.value;
  return (
    <p class="set-up-line">
      <button type="button" class="link" aria-expanded={isOpen} onClick={() => (isOpen ? setUp.close() : setUp.open())}>
        <Icon name="settings" />
        <span>{known === undefined ? 'Set-up: being looked for…' : `Set-up: ${summaryOf(known)}`}</span>
      </button>
    </p>
  );
}

function summaryOf(known: ShownSetUp | { readonly why: string }): string {
  if ('why' in known) return 'not known';
  const { stated, missing, contradictions, unnamed, unfinished } = known;
  const counts = [
    ...(stated.length === 0 ? [] : [plural(stated.length, 'value')]),
    ...(missing.length === 0 ? [] : [`${formatCount(missing.length)} missing`]),
    ...(contradictions.length === 0 ? [] : [plural(contradictions.length, 'contradiction')]),
    ...(unnamed.length === 0 ? [] : [`${formatCount(unnamed.length)} not understood`]),
    ...(unfinished === undefined ? [] : [stated.length === 0 ? 'not all of it known' : 'the rest not known']),
  ];
  return counts.length === 0 ? 'nothing found' : counts.join(' · ');
}

/** What the paper says of its set-up, beside it, or below it where there is no room. Each value leads to its words; the keyboard stays. */
export function SetUpPanel() {
  const { setUp } = useReading();
  const panel = useRef<HTMLElement>(null);
  const before = useRef<Element | null>(null);
  const known = setUp.known.value;
  const asked = setUp.asked.value;
  /** The keyboard waits at the first button for what it can go through. */
  const isWaiting = useRef(false);
  useLayoutEffect(() => {
    if (panel.current === null) return;
    drawAll(panel.current);
    const [first] = stopsIn(panel.current);
    if (panel.current.querySelector('[data-stop][tabindex="0"]') === null) rove(panel.current, first);
    if (first === undefined || !isWaiting.current) return;
    isWaiting.current = false;
    if (panel.current.contains(document.activeElement)) first.focus();
  }, [known]);
  useEffect(() => {
    if (asked === 0) return;
    if (panel.current?.contains(document.activeElement) === false) before.current = document.activeElement;
    const [first] = stopsIn(panel.current);
    isWaiting.current = first === undefined;
    (first ?? panel.current?.querySelector('button'))?.focus();
  }, [asked]);
  const close = () => {
    setUp.close();
    if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    else if (!step(panel.current, event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <aside
      ref={panel}
      class="set-up"
      aria-label="Set-up of the paper"
      onKeyDown={onKeyDown}
      onFocusIn={({ target }) => rove(panel.current, target)}
    >
      <div class="set-up-bar">
        <h2>Set-up</h2>
        {setUp.isLooking.value && (
          <span class="set-up-looking" role="status">
            <Icon name="loading" spin /> <span>Looking for it…</span>
          </span>
        )}
        <IconButton icon="close" label="Close the set-up (Escape)" onClick={close} />
      </div>
      <div class="set-up-body">{known !== undefined && <Known known={known} />}</div>
    </aside>
  );
}

/** More of them are there for who looks for them. */
const fewUnnamed = 12;

function Known({ known }: { readonly known: ShownSetUp | { readonly why: string } }) {
  if ('why' in known) return <p class="set-up-note">What the paper says of its set-up could not be worked out: {visible(known.why)}</p>;
  const { stated, missing, contradictions, unnamed, unfinished } = known;
  if (unfinished === undefined && stated.length + missing.length + contradictions.length + unnamed.length === 0)
    return <p class="set-up-note">Nothing was found that the paper says of a set-up.</p>;
  const [unsaid, unfound] = [missing.filter(({ perhaps }) => perhaps.length === 0), missing.filter(({ perhaps }) => perhaps.length > 0)];
  return (
    <>
      {unfinished !== undefined && <p class="set-up-note">{visible(unfinished)}</p>}
      <Group icon="warning" title="Contradictions" count={contradictions.length}>
        {contradictions.map(({ name, scope, values }) => (
          <li key={`${name} ${scope ?? ''} ${values[0]?.places[0]?.anchor ?? ''}`} class="set-up-entry">
            <Named name={name} scope={scope} />
            <ul class="set-up-values">
              {values.map(({ value, from, places }, index) => (
                <li key={index} class="set-up-row">
                  <Value value={value} more={from === undefined ? undefined : `computed from ${from}`} />
                  <Places places={places} of={`${name} ${value}`} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </Group>
      <Group icon="circle-slash" title="Not said" count={unsaid.length} words="Needed to reproduce the paper, and mentioned nowhere in it.">
        {unsaid.map(({ name, why }) => (
          <li key={name} class="set-up-entry" tabIndex={-1} data-stop="">
            <Named name={name} />
            <p class="set-up-why">{visible(why)}</p>
          </li>
        ))}
      </Group>
      <Group
        icon="question"
        title="Not found"
        count={unfound.length}
        words="Needed to reproduce the paper, and not recognised. It may be said in other words, perhaps here."
      >
        {unfound.map(({ name, perhaps }) => (
          <li key={name} class="set-up-entry">
            <Named name={name} />
            <ul class="set-up-values">
              {perhaps.map((place) => (
                <li key={place.anchor} class="set-up-row">
                  <Quote quote={place.quote} />
                  <Places places={[place]} of={`perhaps ${name}`} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </Group>
      <Group icon="symbol-constant" title="Stated" count={stated.length}>
        <Stated values={stated} />
      </Group>
      <Group
        icon="symbol-numeric"
        title="Not understood"
        count={unnamed.length}
        words="Numbers that look like settings. What they may be is guessed."
        isOpen={unnamed.length <= fewUnnamed}
      >
        {unnamed.map((one, index) => (
          <Unnamed key={index} one={one} />
        ))}
      </Group>
    </>
  );
}

interface GroupProps {
  readonly icon: string;
  readonly title: string;
  readonly count: number;
  readonly words?: string;
  /** At first. */
  readonly isOpen?: boolean;
  readonly children: ComponentChildren;
}

function Group({ icon, title, count, words, isOpen = true, children }: GroupProps) {
  if (count === 0) return null;
  return (
    <details class={`set-up-group set-up-${icon}`} open={isOpen}>
      <summary tabIndex={-1} data-stop="">
        <Icon name={icon} /> <span>{title}</span> <span class="set-up-count">{formatCount(count)}</span>
      </summary>
      {words !== undefined && <p class="set-up-note">{words}</p>}
      <ul class="set-up-values">{children}</ul>
    </details>
  );
}

/** The name once for all values that differ in what they are for. */
function Stated({ values }: { readonly values: readonly ShownValue[] }) {
  return (
    <>
      {values.map(({ name, value, scope, places }, index) => (
        <li key={`${name} ${value} ${scope ?? ''}`} class="set-up-row">
          <Named name={name} scope={scope} isSaid={scope !== undefined && values[index - 1]?.name === name} />
          <Value value={value} />
          <Places places={places} of={[name, value, scope ?? ''].join(' ').trim()} />
        </li>
      ))}
    </>
  );
}

interface NamedProps {
  readonly name: string;
  readonly scope?: string | undefined;
  readonly isSaid?: boolean;
}

function Named({ name, scope, isSaid = false }: NamedProps) {
  return (
    <span class="set-up-name">
      <span class={isSaid ? 'visually-hidden' : ''}>{visible(name)}</span>
      {scope !== undefined && <span class="set-up-scope">{visible(scope)}</span>}
    </span>
  );
}

function Value({ value, more }: { readonly value: string; readonly more?: string | undefined }) {
  return (
    <span class="set-up-value">
      <Written text={value} />
      {more !== undefined && <span class="set-up-scope">{visible(more)}</span>}
    </span>
  );
}

/** As the paper writes it: TeX is drawn. */
function Written({ text }: { readonly text: string }) {
  return /\\[A-Za-z]|\^/.test(text) ? <span class="formula" data-tex={text} /> : visible(text);
}

function Unnamed({ one: { value, perhaps, place } }: { readonly one: ShownUnnamed }) {
  return (
    <li class="set-up-row">
      <span class="set-up-value">
        <Written text={value} />
        {perhaps.length > 0 && <em class="set-up-guess">perhaps {perhaps.map(visible).join(' or ')}?</em>}
        <Quote quote={place.quote} />
      </span>
      <Places places={[place]} of={value} />
    </li>
  );
}

/** The paper’s words, cut where they go on: all of them are seen where they stand. */
function Quote({ quote }: { readonly quote: string | undefined }) {
  if (quote === undefined) return <span class="set-up-quote">here</span>;
  return (
    <q class="set-up-quote">
      {quote
        .split(/(?<!\\)\$/u)
        .map((part, index) => (index % 2 === 0 ? visible(part) : <span key={index} class="formula" data-tex={part} />))}
    </q>
  );
}

function Places({ places, of }: { readonly places: readonly ShownPlace[]; readonly of: string }) {
  const { setUp } = useReading();
  return (
    <span class="set-up-places">
      {places.map((place) => (
        <button
          key={place.anchor}
          type="button"
          class="set-up-place"
          tabIndex={-1}
          data-stop=""
          aria-label={`${visible(place.label)}: ${visible(of)}`}
          aria-current={setUp.at.value === place ? 'true' : undefined}
          title={place.quote === undefined ? undefined : visible(place.quote)}
          onClick={() => setUp.look(place)}
        >
          {visible(place.label)}
        </button>
      ))}
    </span>
  );
}

function stopsIn(panel: HTMLElement | null): readonly HTMLElement[] {
  return [...(panel?.querySelectorAll<HTMLElement>('[data-stop]') ?? [])].filter((stop) => stop.checkVisibility());
}

/** One stop has the Tab key. */
function rove(panel: HTMLElement | null, stop: EventTarget | null | undefined): void {
  if (!(stop instanceof HTMLElement) || stop.dataset['stop'] === undefined) return;
  for (const before of panel?.querySelectorAll<HTMLElement>('[data-stop][tabindex="0"]') ?? []) before.tabIndex = -1;
  stop.tabIndex = 0;
}

/** The arrows lead to the others. */
function step(panel: HTMLElement | null, { key, target, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (altKey || ctrlKey || metaKey || !(target instanceof HTMLElement)) return false;
  const stops = stopsIn(panel);
  const at = stops.indexOf(target);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: stops.length - 1 }[key];
  const details = target.tagName === 'SUMMARY' ? target.parentElement : null;
  if (details instanceof HTMLDetailsElement && (key === 'ArrowLeft' || key === 'ArrowRight')) details.open = key === 'ArrowRight';
  else if (next === undefined) return false;
  else stops[Math.max(0, Math.min(stops.length - 1, next))]?.focus();
  return true;
}
