import 'katex/dist/katex.min.css';
import { render } from 'preact';
import type { HostToPaper, PaperToHost } from '../../src/protocol/paper.ts';
import { openHostLine } from '../shared/host.ts';
import type { Schedule } from '../shared/line.ts';
import '../shared/theme.css';
import './paper.css';
import './nodes.css';
import './setUp.css';
import { PaperApp } from './app.tsx';
import { cropPng } from './crops.ts';
import { Reading } from './reading.ts';

/** A task of its own: what the person does meanwhile comes in between. */
function tasks(): Schedule {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.addEventListener('message', () => waiting.shift()?.());
  port1.start();
  return (work) => {
    waiting.push(work);
    port2.postMessage(undefined);
  };
}

/** Scrolling changes what is kept in every frame: it is written a little later, or when the page goes. */
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

const root = document.getElementById('root');
const later = tasks();
const reading = new Reading(openHostLine<HostToPaper, PaperToHost>(), later, savedLater(), cropPng);
if (root !== null) render(<PaperApp reading={reading} later={later} />, root);
