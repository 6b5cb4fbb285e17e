import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Says that something with the keyboard in it goes away, before it does. */
export function useLostFocus(root: RefObject<HTMLElement | null>, onLost: () => void): void {
  useLayoutEffect(
    () => () => {
      // The element that had it last is still the active one when the person has gone to another part of the window: the keyboard stays there.
      if (document.hasFocus() && root.current?.contains(document.activeElement) === true) onLost();
    },
    [],
  );
}

/** A held key presses nothing: whoever comes to a button with Enter must let go before Enter means that button. */
export function onlyFreshKeys(event: KeyboardEvent): void {
  if (event.repeat && (event.key === 'Enter' || event.key === ' ') && event.target instanceof HTMLButtonElement) event.preventDefault();
}
