import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Mode } from '../../../src/base/effects.ts';
import { Icon } from '../../shared/icon.tsx';

interface ModeLook {
  readonly mode: Mode;
  readonly name: string;
  readonly icon: string;
  readonly words: string;
}

const modes: readonly ModeLook[] = [
  { mode: 'plan', name: 'Plan', icon: 'list-tree', words: 'Looks and plans; changes nothing' },
  { mode: 'ask', name: 'Ask', icon: 'shield', words: 'Asks before edits, commands and runs' },
  { mode: 'auto', name: 'Auto', icon: 'zap', words: 'Edits files by itself; asks for commands and runs' },
];

interface ModePickerProps {
  readonly mode: Mode;
  readonly onChoose: (mode: Mode) => void;
}

/** A button with a list box: arrows move, Enter or Space chooses, Escape closes. */
export function ModePicker({ mode, onChoose }: ModePickerProps) {
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const current = modes.find((look) => look.mode === mode) ?? modes[1];

  useLayoutEffect(() => {
    if (isOpen) list.current?.focus();
  }, [isOpen]);

  const open = () => {
    setAt(
      Math.max(
        0,
        modes.findIndex((look) => look.mode === mode),
      ),
    );
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const choose = (chosen: ModeLook | undefined) => {
    if (chosen !== undefined && chosen.mode !== mode) onChoose(chosen.mode);
    close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = modes.length - 1;
    if (event.key === 'ArrowDown') setAt(Math.min(last, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (event.key === 'Home') setAt(0);
    else if (event.key === 'End') setAt(last);
    else if (event.key === 'Enter' || event.key === ' ') choose(modes[at]);
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div class="mode-picker">
      <button
        ref={button}
        type="button"
        class="picker"
        title={`${current?.name}: ${current?.words}`}
        aria-label={`Mode: ${current?.name}. ${current?.words}`}
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        onClick={() => (isOpen ? close() : open())}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          open();
        }}
      >
        <Icon name={current?.icon ?? 'shield'} />
        <span class="picker-label">{current?.name}</span>
        <Icon name="chevron-down" />
      </button>
      {isOpen && (
        <div
          ref={list}
          class="popup mode-list"
          role="listbox"
          aria-label="Mode"
          tabIndex={0}
          aria-activedescendant={`mode-${modes[at]?.mode}`}
          onKeyDown={onKeyDown}
          onBlur={() => setOpen(false)}
        >
          {modes.map((look, index) => (
            <div
              id={`mode-${look.mode}`}
              class={`option${index === at ? ' is-active' : ''}`}
              role="option"
              aria-selected={look.mode === mode}
              onMouseMove={() => setAt(index)}
              onMouseDown={(event) => {
                event.preventDefault();
                choose(look);
              }}
            >
              <Icon name={look.icon} />
              <span class="option-lines">
                <span class="option-name">{look.name}</span>
                <span class="option-more">{look.words}</span>
              </span>
              {look.mode === mode && <Icon name="check" />}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
