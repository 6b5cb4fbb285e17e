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
  /** Whether a grant is in force, over whatever mode. */
  readonly hasGrant: boolean;
  readonly onGrant: () => void;
}

interface Option {
  readonly id: string;
  readonly name: string;
  readonly icon: string;
  readonly words: string;
  readonly isChosen: boolean;
  readonly choose: () => void;
}

/** A button with a list box: arrows move, Enter or Space chooses, Escape closes. Below the modes stands the way to a grant. */
export function ModePicker({ mode, onChoose, hasGrant, onGrant }: ModePickerProps) {
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const current = modes.find((look) => look.mode === mode) ?? modes[1];
  const options: readonly Option[] = [
    ...modes.map((look) => ({
      ...look,
      id: `mode-${look.mode}`,
      isChosen: look.mode === mode,
      choose: () => {
        if (look.mode !== mode) onChoose(look.mode);
      },
    })),
    {
      id: 'mode-grant',
      name: 'Grant…',
      icon: 'key',
      words: hasGrant ? 'One is in force; sign another in its place' : 'For hours alone: you sign what, where and for how much',
      isChosen: false,
      choose: onGrant,
    },
  ];

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
  const choose = (chosen: Option | undefined) => {
    close();
    chosen?.choose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = options.length - 1;
    if (event.key === 'ArrowDown') setAt(Math.min(last, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (event.key === 'Home') setAt(0);
    else if (event.key === 'End') setAt(last);
    else if (event.key === 'Enter' || event.key === ' ') choose(options[at]);
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
          aria-activedescendant={options[at]?.id}
          onKeyDown={onKeyDown}
          onBlur={() => setOpen(false)}
        >
          {options.map((option, index) => (
            <div
              key={option.id}
              id={option.id}
              class={`option${index === at ? ' is-active' : ''}${option.id === 'mode-grant' ? ' is-apart' : ''}`}
              role="option"
              aria-selected={option.isChosen}
              onMouseMove={() => setAt(index)}
              onMouseDown={(event) => {
                event.preventDefault();
                choose(option);
              }}
            >
              <Icon name={option.icon} />
              <span class="option-lines">
                <span class="option-name">{option.name}</span>
                <span class="option-more">{option.words}</span>
              </span>
              {option.isChosen && <Icon name="check" />}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
