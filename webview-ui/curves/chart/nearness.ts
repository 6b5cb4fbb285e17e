import { useLayoutEffect, useState } from 'preact/hooks';

const marginPx = 150;
const listeners = new WeakMap<Element, (isNear: boolean) => void>();
let observer: IntersectionObserver | undefined;

/** One observer for all cards: sixty would each look at every scroll. */
function observe(element: Element, listener: (isNear: boolean) => void): () => void {
  observer ??= new IntersectionObserver(
    (rows) => {
      for (const row of rows) listeners.get(row.target)?.(row.isIntersecting);
    },
    // The margin counts only for the element that scrolls.
    { root: element.closest('.curves-scroll'), rootMargin: `${marginPx}px` },
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
  useLayoutEffect(() => {
    if (target.current === null) return undefined;
    // The observer says it only after the next frame.
    setNear(isNearNow(target.current));
    return observe(target.current, setNear);
  }, []);
  return isNear;
}

function isNearNow(element: Element): boolean {
  const root = element.closest('.curves-scroll')?.getBoundingClientRect();
  const { top, bottom } = element.getBoundingClientRect();
  return root !== undefined && root.height > 0 && bottom > root.top - marginPx && top < root.bottom + marginPx;
}
