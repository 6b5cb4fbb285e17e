import { useEffect, useRef } from 'preact/hooks';
import { formatCount } from '../shared/format.ts';
import { IconButton } from '../shared/icon.tsx';
import { useReading } from './context.ts';
import { mostMatches } from './search.ts';

/** Search in all of the paper: words and TeX. */
export function Find() {
  const { finding } = useReading();
  const field = useRef<HTMLInputElement>(null);
  const before = useRef<Element | null>(null);
  const asked = finding.asked.value;
  useEffect(() => {
    if (asked === 0) return;
    if (document.activeElement !== field.current) before.current = document.activeElement;
    field.current?.focus();
    field.current?.select();
  }, [asked]);
  const close = () => {
    finding.close();
    if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') finding.step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const count = finding.matches.value.length;
  return (
    <search class="find" onKeyDown={onKeyDown}>
      <input
        ref={field}
        class="text-input"
        type="text"
        aria-label="Find in the paper, words or TeX"
        placeholder="Words or TeX"
        value={finding.words.value}
        spellcheck={false}
        onInput={(event) => finding.find(event.currentTarget.value)}
      />
      <span class="find-count">{countText(finding.words.value, count, finding.at.value)}</span>
      <IconButton icon="arrow-up" label="Previous (Shift+Enter)" isDisabled={count === 0} onClick={() => finding.step(-1)} />
      <IconButton icon="arrow-down" label="Next (Enter)" isDisabled={count === 0} onClick={() => finding.step(1)} />
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
