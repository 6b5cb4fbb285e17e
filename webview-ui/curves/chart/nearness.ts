import { useLayoutEffect, useState } from 'preact/hooks';

const listeners = new WeakMap<Element, (isNear: boolean) => void>();
let observer: IntersectionObserver | undefined;

/** One observer for all cards: sixty would each look at every scroll. */
function observe(element: Element, listener: (isNear: boolean) => void): () => void {
  observer ??= new IntersectionObserver(
    (rows) => {
      for (const row of rows) listeners.get(row.target)?.(row.isIntersecting);
    },
    // The margin counts only for the element that scrolls.
    { root: element.closest('.curves-scroll'), rootMargin: '150px' },
  );
  listeners.set(element, listener);
  observer.observe(element);
  return () => {
    listeners.delete(element);
    observer?.unobserve(element);
  };
}

/** Whether an element is on the screen or will be soon. */
export function useIsNear(target: { readonly current: HTMLElement | null }): boolean {
  const [isNear, setNear] = useState(false);
  useLayoutEffect(() => (target.current === null ? undefined : observe(target.current, setNear)), []);
  return isNear;
}
