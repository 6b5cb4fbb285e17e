import { useEffect, useRef, useState } from 'preact/hooks';
import type { CurveRun, TableState } from '../../../src/protocol/curves.ts';
import { type Opened, PopoverButton } from '../../shared/popoverButton.tsx';
import { parametersOf, plainColumns } from './columns.ts';

interface ColumnPickerProps {
  readonly runs: readonly CurveRun[];
  readonly metrics: readonly string[];
  /** What is shown now, chosen or not. */
  readonly words: readonly string[];
  readonly state: TableState;
  readonly change: (part: Partial<TableState>) => void;
}

interface Choice {
  readonly word: string;
  readonly label: string;
}

/** Which columns the table has. Boxes in a popover: Tab and Space choose, Escape closes. */
export function ColumnPicker(props: ColumnPickerProps) {
  return <PopoverButton icon="settings" label="Columns" kind="dialog" popover={(opened) => <Choices {...props} {...opened} />} />;
}

function Choices({ runs, metrics, words, change, button, onClose, onLeave }: ColumnPickerProps & Opened) {
  const panel = useRef<HTMLDivElement>(null);
  const [sought, setSought] = useState('');
  useEffect(() => {
    const element = panel.current;
    if (element === null || button === null) return;
    element.showPopover();
    const { bottom, right } = button.getBoundingClientRect();
    element.style.top = `${bottom + 2}px`;
    element.style.left = `${Math.max(4, right - element.offsetWidth)}px`;
    element.style.maxHeight = `${Math.max(120, window.innerHeight - bottom - 10)}px`;
    element.querySelector('input')?.focus();
    window.addEventListener('resize', onLeave);
    return () => window.removeEventListener('resize', onLeave);
  }, []);
  const chosen = new Set(words);
  const toggle = (word: string) => change({ columns: chosen.has(word) ? words.filter((one) => one !== word) : [...words, word] });
  const groups: readonly { readonly title: string; readonly choices: readonly Choice[] }[] = [
    { title: 'Run', choices: plainColumns.flatMap((word) => (word === 'name' ? [] : [{ word, label: word }])) },
    { title: 'Parameters', choices: parametersOf(runs).map(({ name }) => ({ word: `param:${name}`, label: name })) },
    {
      title: 'Results',
      choices: metrics.flatMap((metric) => [
        { word: `best:${metric}`, label: `best ${metric}` },
        { word: `last:${metric}`, label: `last ${metric}` },
      ]),
    },
  ];
  const isSought = ({ label }: Choice) => label.toLowerCase().includes(sought.toLowerCase());
  return (
    <div
      ref={panel}
      class="menu column-picker"
      popover="manual"
      role="dialog"
      aria-label="Columns"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
      onFocusOut={(event) => {
        const { relatedTarget } = event;
        if (relatedTarget instanceof Node && panel.current?.contains(relatedTarget) !== true) onLeave();
      }}
    >
      <div class="column-picker-head">
        <input
          class="text-input"
          type="search"
          placeholder="Find a column"
          aria-label="Find a column"
          value={sought}
          onInput={(event) => setSought(event.currentTarget.value)}
        />
        <button type="button" class="button button-quiet" onClick={() => change({ columns: [] })}>
          As usual
        </button>
      </div>
      {groups.map(({ title, choices }) => {
        const found = choices.filter(isSought);
        return (
          found.length > 0 && (
            <fieldset key={title}>
              <legend>{title}</legend>
              {found.map(({ word, label }) => (
                <label key={word} class="column-choice">
                  <input type="checkbox" checked={chosen.has(word)} onChange={() => toggle(word)} />
                  <span>{label}</span>
                </label>
              ))}
            </fieldset>
          )
        );
      })}
    </div>
  );
}
