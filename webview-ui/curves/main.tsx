import { render } from 'preact';
import type { CurvesToHost, HostToCurves } from '../../src/protocol/curves.ts';
import { openHostLine } from '../shared/host.ts';
import '../shared/theme.css';
import './curves.css';
import { CurvesApp } from './app.tsx';
import { Board } from './board.ts';

/** A hidden page gets no frames and does nothing; what the host sent meanwhile waits. */
const board = new Board(
  openHostLine<HostToCurves, CurvesToHost>(),
  (work) => requestAnimationFrame(work),
  (save) => setTimeout(save, 200),
);

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') board.resume();
});

const root = document.getElementById('root');
if (root !== null) render(<CurvesApp board={board} />, root);
