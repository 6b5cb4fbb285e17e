import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Opened, PopoverButton } from './popoverButton.tsx';

export interface MenuItem {
  readonly label: string;
  /** What it does, in a line below. */
  readonly words?: string;
  readonly onChoose: () => void;
}

interface MenuButtonProps {
  readonly icon: string;
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly isDisabled?: boolean;
  readonly tabIndex?: number;
  /** Said beside the label while it is disabled. */
  readonly whyNot?: string;
}

/** A button with a menu: arrows move, Enter chooses, Escape closes and gives the keyboard back to the button. */
export function MenuButton({ items, ...button }: MenuButtonProps) {
  return <PopoverButton {...button} kind="menu" popover={(opened) => <Menu label={button.label} items={items} {...opened} />} />;
}

interface MenuProps extends Opened {
  readonly label: string;
  readonly items: readonly MenuItem[];
}

/** A popover, so that no scroller and no skipped row of the conversation cuts it off. */
function Menu({ label, items, button, onClose, onLeave }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);

  useLayoutEffect(() => {
    const element = menu.current;
    if (element === null || button === null) return;
    element.showPopover();
    place(element, button.getBoundingClientRect());
    window.addEventListener('resize', onLeave);
    window.addEventListener('scroll', onLeave, true);
    return () => {
      window.removeEventListener('resize', onLeave);
      window.removeEventListener('scroll', onLeave, true);
    };
  }, []);

  useLayoutEffect(() => {
    const chosen = menu.current?.children[at];
    if (chosen instanceof HTMLElement) chosen.focus({ preventScroll: true });
  }, [at]);

  const choose = (item: MenuItem | undefined) => {
    onClose();
    item?.onChoose();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const { length } = items;
    if (event.key === 'ArrowDown') setAt((at + 1) % length);
    else if (event.key === 'ArrowUp') setAt((at + length - 1) % length);
    else if (event.key === 'Home') setAt(0);
    else if (event.key === 'End') setAt(length - 1);
    else if (event.key === 'Enter' || event.key === ' ') choose(items[at]);
    else if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={menu}
      class="menu"
      popover="manual"
      role="menu"
      aria-label={label}
      onKeyDown={onKeyDown}
      onFocusOut={(event) => {
        const { relatedTarget } = event;
        if (!(relatedTarget instanceof Node) || menu.current?.contains(relatedTarget) !== true) onLeave();
      }}
    >
      {items.map((item, index) => (
        <button
          key={item.label}
          type="button"
          class="menu-item"
          role="menuitem"
          tabIndex={-1}
          onMouseMove={() => setAt(index)}
          onClick={() => choose(item)}
        >
          <span class="menu-label">{item.label}</span>
          {item.words !== undefined && <span class="menu-words">{item.words}</span>}
        </button>
      ))}
    </div>
  );
}

/** Below the button, or above it where there is no room; never over the edge of the view. */
function place(menu: HTMLElement, button: DOMRect): void {
  const edgePx = 4;
  const { offsetWidth: width, offsetHeight: height } = menu;
  const isBelow = button.bottom + edgePx + height <= window.innerHeight || button.top < height + 2 * edgePx;
  const top = isBelow ? Math.min(button.bottom + 2, window.innerHeight - height - edgePx) : button.top - height - 2;
  menu.style.top = `${Math.max(edgePx, top)}px`;
  menu.style.left = `${Math.max(edgePx, Math.min(button.right - width, window.innerWidth - width - edgePx))}px`;
}
