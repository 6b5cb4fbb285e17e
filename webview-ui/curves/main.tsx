import { render } from 'preact';
import type { CurvesToHost, HostToCurves } from '../../src/protocol/curves.ts';
import { openHostLine } from '../shared/host.ts';
import type { Schedule } from '../shared/line.ts';
import '../shared/theme.css';
import './curves.css';
import { CurvesApp } from './app.tsx';
import { Board } from './board.ts';

/** A gesture changes what is kept in every frame: it is written a little later, or when the page goes. */
function savedLater(): Schedule {
  let waiting: (() => void) | undefined;
  const save = () => {
    waiting?.();
    waiting = undefined;
  };
  window.addEventListener('pagehide', save);
  return (work) => {
    waiting = work;
    setTimeout(save, 250);
  };
}

/** A task of its own, which the browser begins only when the frame before it is painted. */
function afterPainting(): Schedule {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.addEventListener('message', () => waiting.shift()?.());
  port1.start();
  return (work) => {
    waiting.push(work);
    port2.postMessage(undefined);
  };
}

const root = document.getElementById('root');
const line = openHostLine<HostToCurves, CurvesToHost>();

/** A hidden page gets no frames and does nothing; what the host sent meanwhile waits. */
const board = new Board(
  // A tab begins with what is set where it was asked for.
  { ...line, savedState: () => line.savedState() ?? parsed(root?.dataset['state']) },
  (work) => requestAnimationFrame(work),
  savedLater(),
  { now: () => performance.now(), painted: afterPainting() },
  (work) => queueMicrotask(work),
);

function parsed(state: string | undefined): unknown {
  return state === undefined ? undefined : JSON.parse(state);
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') board.resume();
});

if (root !== null) render(<CurvesApp board={board} />, root);
