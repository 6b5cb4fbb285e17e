import { signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ShownNode } from '../../src/protocol/paper.ts';
import { Icon, IconButton } from '../shared/icon.tsx';
import { useReading } from './context.ts';
import { NotDrawn } from './crop.tsx';
import { drawPage, emptyCanvas } from './crops.ts';

/** The node whose page is looked at. */
export const lookedAt = signal<ShownNode | undefined>(undefined);

/** A whole page of the PDF with the place of a node marked, over the paper until Escape. */
export function PageLook() {
  const node = lookedAt.value;
  return node?.region === undefined ? null : <Look key={node.anchor} node={node} region={node.region} />;
}

function Look({ node, region }: { readonly node: ShownNode; readonly region: NonNullable<ShownNode['region']> }) {
  const reading = useReading();
  const dialog = useRef<HTMLDialogElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const mark = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<{ readonly width: number; readonly height: number }>();
  const [why, setWhy] = useState<string>();
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const looking = new AbortController();
    drawPage(element, reading, node.source, region.page, looking.signal).then(setSize, (error: unknown) => {
      if (!looking.signal.aborted) setWhy(error instanceof Error ? error.message : String(error));
    });
    return () => {
      looking.abort();
      emptyCanvas(element);
    };
  }, [reading, node, region]);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  useLayoutEffect(() => mark.current?.scrollIntoView({ block: 'center', inline: 'center' }), [size]);
  const [x, y, width, height] = region.box;
  const percent = (part: number, whole: number): string => `${(100 * part) / whole}%`;
  return (
    <dialog ref={dialog} class="page-look" aria-label={`Page ${region.page} of the PDF`} onClose={() => (lookedAt.value = undefined)}>
      <div class="page-look-bar">
        <span>Page {region.page}</span>
        <IconButton icon="close" label="Close (Escape)" onClick={() => dialog.current?.close()} />
      </div>
      {why === undefined && size === undefined && (
        <p class="more" role="status">
          <Icon name="loading" spin /> <span>Drawing the page…</span>
        </p>
      )}
      {why !== undefined && <NotDrawn page={region.page} why={why} />}
      <div class="page-look-sheet">
        <canvas ref={canvas} role="img" aria-label={`Page ${region.page} as it is printed`} width={0} height={0} />
        {size !== undefined && (
          <div
            ref={mark}
            class="page-look-mark"
            style={{
              left: percent(x - 3, size.width),
              top: percent(y - 3, size.height),
              width: percent(width + 6, size.width),
              height: percent(height + 6, size.height),
            }}
          />
        )}
      </div>
    </dialog>
  );
}
