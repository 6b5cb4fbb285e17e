import { useEffect, useRef, useState } from 'preact/hooks';
import { visible } from '../shared/visible.ts';
import { loadFormulas } from './formulas.ts';

/** An equation, as it stands in the source until it is drawn, or where it cannot be. */
export function Formula({ tex }: { readonly tex: string }) {
  const place = useRef<HTMLDivElement>(null);
  const [why, setWhy] = useState<string | undefined>(undefined);
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    let isShown = true;
    loadFormulas().then(
      ({ draw }) => {
        if (!isShown) return;
        const refused = draw(element, tex, true);
        setWhy(refused);
        setDrawn(refused === undefined);
      },
      (error: unknown) => setWhy(error instanceof Error ? error.message : String(error)),
    );
    const wide = new ResizeObserver(() => {
      // What is wider than the page can be moved with the keyboard.
      if (element.scrollWidth > element.clientWidth + 1) element.tabIndex = 0;
      else element.removeAttribute('tabindex');
    });
    wide.observe(element);
    return () => {
      isShown = false;
      wide.disconnect();
    };
  }, [tex]);
  return (
    <div class="formula" data-drawn={isDrawn ? '' : undefined}>
      <div class="formula-drawn" ref={place} />
      {!isDrawn && (
        <code class="formula-source" title={why === undefined ? undefined : `Shown as it stands in the source: ${why}`}>
          {visible(tex)}
        </code>
      )}
    </div>
  );
}
