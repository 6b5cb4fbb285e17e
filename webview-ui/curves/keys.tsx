import { useEffect, useRef } from 'preact/hooks';
import { IconButton } from '../shared/icon.tsx';

const keys: readonly (readonly [string, string])[] = [
  ['← →', 'crosshair from point to point'],
  ['Home End', 'first and last point that is seen'],
  ['Shift ← →', 'move what is seen by a tenth'],
  ['+ −', 'show less, show more'],
  ['0, Esc', 'show everything'],
  ['T', 'table'],
  ['P', 'pin'],
  ['M', 'menu'],
  ['drag', 'select a range of x'],
  ['Shift drag', 'move what is seen'],
  ['Ctrl wheel', 'zoom around the pointer'],
  ['double click', 'show everything'],
];

/** What keys and pointer do on a chart. */
export function Keys({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="keys" aria-label="Keys of the charts" closedby="any" onClose={onClose}>
      <header>
        <h2>On a chart</h2>
        <IconButton icon="close" label="Close" onClick={() => dialog.current?.close()} />
      </header>
      <dl>
        {keys.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
