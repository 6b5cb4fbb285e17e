import { useEffect, useRef } from 'preact/hooks';
import { formatCount } from '../shared/format.ts';
import { IconButton } from '../shared/icon.tsx';
import { useReading } from './context.ts';
import { mostMatches } from './search.ts';

/** Search in all of the paper: words and TeX. */
export function Find() {
  const reading = useReading();
  const field = useRef<HTMLInputElement>(null);
  const before = useRef<Element | null>(null);
  const asked = reading.findAsked.value;
  useEffect(() => {
    if (asked === 0) return;
    if (document.activeElement !== field.current) before.current = document.activeElement;
    field.current?.focus();
    field.current?.select();
  }, [asked]);
  const close = () => {
    reading.closeFind();
    if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') reading.stepMatch(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const count = reading.matches.value.length;
  return (
    <search class="find" onKeyDown={onKeyDown}>
      <input
        ref={field}
        class="text-input"
        type="text"
        aria-label="Find in the paper, words or TeX"
        placeholder="Words or TeX"
        value={reading.search.value}
        spellcheck={false}
        onInput={(event) => reading.find(event.currentTarget.value)}
      />
      <span class="find-count">{countText(reading.search.value, count, reading.matchAt.value)}</span>
      <IconButton icon="arrow-up" label="Previous (Shift+Enter)" isDisabled={count === 0} onClick={() => reading.stepMatch(-1)} />
      <IconButton icon="arrow-down" label="Next (Enter)" isDisabled={count === 0} onClick={() => reading.stepMatch(1)} />
      <IconButton icon="close" label="Close search (Escape)" onClick={close} />
    </search>
  );
}

function countText(words: string, count: number, at: number): string {
  if (words.trim() === '') return '';
  if (count === 0) return 'None';
  const all = count === mostMatches ? `${formatCount(count)}+` : formatCount(count);
  return at < 0 ? all : `${formatCount(at + 1)} of ${all}`;
}
