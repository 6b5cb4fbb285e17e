import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';

/** What a popover is told by its button. */
export interface Opened {
  readonly button: HTMLElement | null;
  /** Closes it and gives the keyboard back to the button. */
  readonly onClose: () => void;
  /** Closes it: the keyboard is somewhere else already. */
  readonly onLeave: () => void;
}

interface PopoverButtonProps {
  readonly icon: string;
  readonly label: string;
  readonly kind: 'menu' | 'dialog';
  readonly popover: (opened: Opened) => ComponentChildren;
  readonly isDisabled?: boolean;
  readonly tabIndex?: number;
  /** Said beside the label while it is disabled. */
  readonly whyNot?: string | undefined;
}

/** A button that opens a popover and closes it again; the arrow downwards opens it as well. */
export function PopoverButton({ icon, label, kind, popover, isDisabled = false, tabIndex = 0, whyNot }: PopoverButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const onClose = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class="icon-button"
        title={isDisabled && whyNot !== undefined ? `${label}: ${whyNot}` : label}
        aria-label={label}
        aria-haspopup={kind}
        aria-expanded={isOpen}
        disabled={isDisabled}
        tabIndex={tabIndex}
        // A click on it closes what is open: without this, that would close by losing the keyboard and open again.
        onMouseDown={(event) => isOpen && event.preventDefault()}
        onClick={() => (isOpen ? onClose() : setOpen(true))}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          event.stopPropagation();
          setOpen(true);
        }}
      >
        <Icon name={icon} />
      </button>
      {isOpen && popover({ button: button.current, onClose, onLeave: () => setOpen(false) })}
    </>
  );
}
