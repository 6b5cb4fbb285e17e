import type { Schedule } from './line.ts';

/** Work on what arrived is done once per frame. */
export function oncePerFrame(): Schedule {
  return (work) => {
    // A hidden page gets no frames; the timer keeps its queue from growing.
    let isDone = false;
    const run = () => {
      if (isDone) return;
      isDone = true;
      work();
    };
    requestAnimationFrame(run);
    setTimeout(run, 100);
  };
}
