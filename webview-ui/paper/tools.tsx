import { signal } from '@preact/signals';
import { render } from 'preact';
import type { PaperAction, PaperContext } from '../../src/protocol/paper.ts';
import { MenuButton, type MenuItem } from '../shared/menu.tsx';
import { anchorAt, placeOf } from './places.ts';
import type { Reading } from './reading.ts';
import { selectedIn } from './selected.ts';

type Kind = PaperContext['webviewSection'];

const names: Readonly<Record<Kind, string>> = {
  section: 'Section',
  equation: 'Equation',
  algorithm: 'Algorithm',
  table: 'Table',
  node: 'Passage',
};

/** The actions of the place that the pointer or the keyboard is at: one button for all places, which moves from one to the next. */
export function followWithTools(page: HTMLElement, reading: Reading): () => void {
  const host = document.createElement('div');
  host.className = 'tools';
  const at = signal<HTMLElement | undefined>(undefined);
  /** As the menu was asked for: with a click the selection may be gone. */
  let selected = '';
  render(<Tools />, host);

  function Tools() {
    const place = at.value;
    if (place === undefined) return null;
    const act = (action: PaperAction) => reading.act(action, anchorAt(place), selectedIn(place) || selected);
    const kind = kindOf(place);
    const implement: MenuItem = { label: `Implement This ${names[kind]}`, onChoose: () => act('implement') };
    const items: readonly MenuItem[] = [
      ...(reading.paper.value?.refusal === undefined ? [implement] : []),
      { label: 'Explain', onChoose: () => act('explain') },
      { label: 'Find in Code', onChoose: () => act('findInCode') },
      { label: 'Copy Address', onChoose: () => act('copyAddress') },
    ];
    const menu = <MenuButton icon="ellipsis" label={`Actions for this ${names[kind].toLowerCase()}`} items={items} />;
    const item = reading.item(anchorAt(place));
    const page = item?.kind === 'node' ? item.node.region?.page : undefined;
    if (page === undefined) return menu;
    return (
      <>
        {menu}
        <span
          class="point page-point"
          role="button"
          tabIndex={0}
          data-point="page"
          data-to={anchorAt(place)}
          aria-label={`p. ${page}: show on the page`}
          title="Show on the page"
        >
          p. {page}
        </span>
      </>
    );
  }

  const listeners = new AbortController();
  const move = ({ target }: Event) => {
    const place = placeOf(target);
    if (place === undefined || place === at.peek() || place.dataset['vscodeContext'] === undefined) return;
    if (host.contains(document.activeElement) || host.querySelector('.menu') !== null) return;
    place.append(host);
    at.value = place;
    selected = '';
  };
  page.addEventListener('pointerover', move, { signal: listeners.signal });
  page.addEventListener('focusin', move, { signal: listeners.signal });
  host.addEventListener(
    'pointerdown',
    () => {
      const place = at.peek();
      selected = place === undefined ? '' : selectedIn(place);
    },
    { signal: listeners.signal, capture: true },
  );
  return () => {
    listeners.abort();
    render(null, host);
    host.remove();
  };
}

function kindOf(place: HTMLElement): Kind {
  const { webviewSection } = contextOf(place);
  return webviewSection;
}

function contextOf(place: HTMLElement): PaperContext {
  // Written by nodes.tsx.
  return JSON.parse(place.dataset['vscodeContext'] ?? '');
}

/** Hands the selected words to the editor’s menu, just before it opens. */
export function handSelection(event: MouseEvent): void {
  const place = placeOf(event.target);
  if (place?.dataset['vscodeContext'] === undefined) return;
  const { selected: _before, ...context } = contextOf(place);
  const selected = selectedIn(place);
  const next: PaperContext = selected === '' ? context : { ...context, selected };
  place.dataset['vscodeContext'] = JSON.stringify(next);
}
