import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

/** Says more while it is pointed at or has the keyboard; Escape hides it. In the top layer: no scroller cuts it off. */
export function Tip({
  class: name,
  words,
  children,
}: {
  readonly class: string;
  readonly words: string;
  readonly children: ComponentChildren;
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const hide = () => tip.current?.hidePopover();
  const show = () => {
    const [anchor, shown] = [button.current, tip.current];
    if (anchor === null || shown === null || words === '') return;
    shown.showPopover();
    place(shown, anchor.getBoundingClientRect());
  };
  useEffect(() => {
    window.addEventListener('scroll', hide, true);
    return () => window.removeEventListener('scroll', hide, true);
  }, []);
  return (
    <>
      <button
        ref={button}
        type="button"
        class={name}
        aria-describedby={id}
        onMouseEnter={show}
        onMouseLeave={hide}
        onFocus={show}
        onBlur={hide}
        onKeyDown={({ key }) => key === 'Escape' && hide()}
      >
        {children}
      </button>
      <span ref={tip} id={id} class="tip" role="tooltip" popover="manual">
        {words}
      </span>
    </>
  );
}

function place(tip: HTMLElement, at: DOMRect): void {
  const edgePx = 4;
  const { offsetWidth: width, offsetHeight: height } = tip;
  const isBelow = at.bottom + edgePx + height <= window.innerHeight;
  tip.style.top = `${isBelow ? at.bottom + edgePx : Math.max(edgePx, at.top - height - edgePx)}px`;
  tip.style.left = `${Math.max(edgePx, Math.min(at.left, window.innerWidth - width - edgePx))}px`;
}
