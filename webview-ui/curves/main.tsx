import { render } from 'preact';
import type { CurvesToHost, HostToCurves } from '../../src/protocol/curves.ts';
import { oncePerFrame } from '../shared/frame.ts';
import { openHostLine } from '../shared/host.ts';
import 'uplot/dist/uPlot.min.css';
import '../shared/theme.css';
import './curves.css';
import { CurvesApp } from './app.tsx';
import { Board } from './board.ts';

const board = new Board(openHostLine<HostToCurves, CurvesToHost>(), oncePerFrame());

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') board.resume();
});

const root = document.getElementById('root');
if (root !== null) render(<CurvesApp board={board} />, root);
