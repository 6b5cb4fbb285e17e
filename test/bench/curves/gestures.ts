/** Panning, zooming and hovering, in every frame, over the curves view and over other chart libraries. As text: only a page knows its types. */
import type { CDPSession, Frame, Page } from 'playwright-core';
import { threadTimes } from './bridge.ts';
import type { Peer } from './peers.ts';

export const gestures = ['hover', 'zoom', 'pan'] as const;
export type Gesture = (typeof gestures)[number];

/**
 * One event a frame, as a mouse gives them; a step ends when the frame after it is drawn, and answers what the view's callbacks took. The page
 * has `work`, `countedWork` and `plainFrame` (see bridge.ts).
 */
export const gestureDriver = `
window.drive = (() => {
  const plot = document.querySelector('.plot');
  const box = plot.getBoundingClientRect();
  const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  const at = (share) => ({ clientX: box.left + 60 + (box.width - 90) * share, clientY: middle.y });
  const say = (type, part) => {
    const Kind = type === 'wheel' ? WheelEvent : PointerEvent;
    window.countedWork(() => plot.dispatchEvent(new Kind(type, { bubbles: true, cancelable: true, pointerId: 1, ...part })))();
  };
  const wheel = (deltaY) => say('wheel', { ...at(0.4), ctrlKey: true, deltaY });
  const frame = () => new Promise((done) => window.plainFrame(() => setTimeout(done)));
  const events = {
    hover: (i) => say('pointermove', at(0.5 + 0.48 * Math.sin(i / 20))),
    zoom: (i) => wheel(i % 100 < 50 ? -30 : 30),
    pan: (i) => say('pointermove', { ...at(0.5 + 0.4 * Math.sin(i / 15)), shiftKey: true, buttons: 1 }),
  };
  return {
    async begin(gesture) {
      if (gesture !== 'pan') return;
      for (let i = 0; i < 20; i++) wheel(-60);
      await frame();
      await frame();
      say('pointerdown', { ...at(0.5), shiftKey: true, button: 0, buttons: 1 });
    },
    async step(gesture, i) {
      window.work.ms = 0;
      events[gesture](i);
      await frame();
      return window.work.ms;
    },
    async end(gesture) {
      if (gesture === 'pan') say('pointerup', { ...at(0.5), button: 0 });
      else say('pointerleave', at(0.5));
      plot.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
      await frame();
    },
  };
})();
0`;

/** The same points for another library, and the same gestures. */
export const peerPage = ({ make }: Peer, runs: number, points: number): string => `
const steps = Float64Array.from({ length: ${points} }, (_, step) => step);
const color = (run) => 'hsl(' + run * 36 + ' 60% 50%)';
const lines = Array.from({ length: ${runs} }, (_, run) => Float64Array.from(steps, (step) => {
  const noise = Math.sin(step * 12.9898 + (run % 2) * 78.233) * 43758.5453;
  return 2.3 * Math.exp(-step / (60000 * ((run % 2) + 2))) + 0.1 + 0.4 * (noise - Math.floor(noise));
}));
const { hover, see } = (() => {${make}})();
const gestures = {
  hover: (i) => hover(0.5 + 0.48 * Math.sin(i / 20)),
  zoom: (i) => { const width = ${points} * Math.exp(-0.12 * (i % 100 < 50 ? i % 100 : 100 - (i % 100))); see(${points} * 0.4 - width * 0.4, ${points} * 0.4 + width * 0.6); },
  pan: (i) => { const middle = ${points} * (0.5 + 0.2 * Math.sin(i / 15)); see(middle - ${points} / 4, middle + ${points} / 4); },
};
// Within a frame, as an event is: what is called from outside is not counted as script.
window.drive = (gesture, i) => new Promise((done) => requestAnimationFrame(() => {
  const began = performance.now();
  gestures[gesture](i);
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
}));
0`;

/** Script of each frame: processor time between two frames, whatever ran then; and by the clock what the view's callbacks took. */
export async function framesOf(
  page: Pick<Page | Frame, 'evaluate'>,
  cdp: CDPSession,
  count: number,
  step: (frame: number) => string,
): Promise<readonly [cpu: readonly number[], wall: readonly number[]]> {
  const [cpu, wall]: [number[], number[]] = [[], []];
  let before = (await threadTimes(cdp)).scriptMs;
  for (let frame = 0; frame < count; frame++) {
    wall.push(await page.evaluate<number>(step(frame)));
    const { scriptMs } = await threadTimes(cdp);
    cpu.push(scriptMs - before);
    before = scriptMs;
  }
  return [cpu, wall];
}
