import { useEffect, useRef, useState } from 'preact/hooks';
import type { ShownNode } from '../../src/protocol/paper.ts';
import { Icon } from '../shared/icon.tsx';
import { visible } from '../shared/visible.ts';
import { useReading } from './context.ts';
import { cropSize, drawCrop, emptyCanvas } from './crops.ts';

/** A node as the page of its PDF shows it; nothing for what was not read from a PDF. Drawn while it is in sight. */
export function PageCrop({ node, words }: { readonly node: ShownNode; readonly words: string }) {
  const reading = useReading();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [why, setWhy] = useState<string>();
  const { region, source } = node;
  useEffect(() => {
    const element = canvas.current;
    if (element === null || region === undefined) return;
    let looking: AbortController | undefined;
    const leave = (): void => {
      looking?.abort();
      looking = undefined;
      emptyCanvas(element);
      element.removeAttribute('data-drawn');
    };
    const enter = (): void => {
      looking = new AbortController();
      const { signal } = looking;
      drawCrop(element, reading, source, region, signal).then(
        () => element.setAttribute('data-drawn', ''),
        (error: unknown) => {
          if (!signal.aborted) setWhy(error instanceof Error ? error.message : String(error));
        },
      );
    };
    const seen = new IntersectionObserver(
      (entries) => {
        const isSeen = entries.at(-1)?.isIntersecting === true;
        if (isSeen === (looking !== undefined)) return;
        if (isSeen) enter();
        else leave();
      },
      { rootMargin: '200px' },
    );
    seen.observe(element);
    return () => {
      seen.disconnect();
      leave();
    };
  }, [reading, region, source]);
  if (region === undefined) return null;
  if (why !== undefined) return <NotDrawn page={region.page} why={why} />;
  const { width, height } = cropSize(region);
  return (
    <canvas
      ref={canvas}
      class="crop"
      role="img"
      aria-label={words}
      width={0}
      height={0}
      style={{ width: `${width}px`, aspectRatio: `${width} / ${height}` }}
    />
  );
}

export function NotDrawn({ page, why }: { readonly page: number; readonly why: string }) {
  return (
    <p class="not-drawn">
      <Icon name="info" />{' '}
      <span>
        Page {page} of the PDF cannot be drawn: {visible(why)}
      </span>
    </p>
  );
}
