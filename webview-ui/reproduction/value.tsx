import { useEffect, useRef, useState } from 'preact/hooks';
import type { ShownRow } from '../../src/protocol/reproduction.ts';
import { IconButton } from '../shared/icon.tsx';
import { MenuButton } from '../shared/menu.tsx';
import { visible } from '../shared/visible.ts';
import type { Tab } from './tab.ts';

interface ValueProps {
  readonly tab: Tab;
  readonly row: ShownRow;
  readonly tabIndex: number;
  readonly onDone: () => void;
}

/** The value, with its alternatives as a menu; or a field for another one. */
export function Value({ tab, row, tabIndex, onDone }: ValueProps) {
  const { id, name, value, unit, alternatives } = row;
  if (tab.editing.value === id) return <Field tab={tab} row={row} onDone={onDone} />;
  return (
    <span class="value-line">
      <button
        type="button"
        class={`value ${value === undefined ? 'value-none' : ''}`}
        title="Change it (F2)"
        tabIndex={tabIndex}
        onClick={() => (tab.editing.value = id)}
      >
        <span class="visually-hidden">Change {visible(name)}: </span>
        {value === undefined ? 'choose…' : visible(value)}
        {unit !== undefined && <span class="muted"> {visible(unit)}</span>}
      </button>
      {alternatives.length > 0 && (
        <MenuButton
          icon="chevron-down"
          label={`Alternatives of ${visible(name)}`}
          tabIndex={tabIndex}
          items={alternatives.map(({ text, why }, index) => ({
            label: text,
            ...(why === undefined ? {} : { words: why }),
            onChoose: () => tab.change(id, { kind: 'alternative', index }),
          }))}
        />
      )}
    </span>
  );
}

function Field({ tab, row: { id, name, value = '' }, onDone }: Omit<ValueProps, 'tabIndex'>) {
  const [typed, setTyped] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const close = () => {
    tab.editing.value = undefined;
    onDone();
  };
  const send = () => {
    if (typed.trim() === '') return;
    // It stays open until the host has taken it: what it refuses is not typed again.
    if (typed !== value) tab.change(id, { kind: 'value', text: typed.trim() });
    if (typed === value) tab.editing.value = undefined;
    onDone();
  };
  return (
    <span class="value-line">
      <input
        ref={field}
        class="text-input"
        aria-label={`Value of ${visible(name)}`}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            event.stopPropagation();
            send();
          }
        }}
      />
      <IconButton icon="check" label="Take this value" isDisabled={typed.trim() === ''} onClick={send} />
      <IconButton icon="close" label="Leave it as it was" onClick={close} />
    </span>
  );
}
