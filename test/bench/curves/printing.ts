/** A script that prints, and when its points are on the screen. */

/**
 * Prints when it is told to, ten lines a second on average, and keeps when each was printed, in milliseconds since 1970. A regular tenth of a
 * second is six frames: every line would wait equally long for its frame, and how long would be chance.
 */
export const printer = (steps: number): string => `import json, os, random, sys, time

if __name__ == '__main__':
    print('step 0 loss 2.0', flush=True)
    while not os.path.exists(sys.argv[0] + '.go'):
        time.sleep(0.02)
    times = []
    for step in range(1, ${steps} + 1):
        times.append(time.time() * 1000)
        print(f'step {step} loss {2 / (step + 1):.12f}', flush=True)
        time.sleep(random.uniform(0.07, 0.13))
    with open(sys.argv[0] + '.times', 'w') as file:
        json.dump(times, file)
`;

/** In a page: a task that begins when the frame before it is painted, and the time since 1970. */
export const painting = `
const nowMs = () => performance.timeOrigin + performance.now();
const { port1, port2 } = new MessageChannel();
const waiting = [];
port1.onmessage = () => waiting.shift()();
const painted = (work) => { waiting.push(work); port2.postMessage(undefined); };`;

/** In the page: when the frame was painted that drew each step of the live run, and the one that followed each echo. */
export const observer = (run: string): string => `{
${painting}
window.points = [];
window.echoes = [];
const known = new Set([0]);
const arrived = [];
const isLive = ({ run, chart }) => run === '${run}' && chart === 'loss';
window.addEventListener('message', ({ data }) => {
  const told = [
    ...(data.tails ?? []).filter(isLive).flatMap(({ xs }) => [...new Float64Array(xs)]),
    ...(data.windows ?? []).filter(isLive).flatMap(({ line }) => [...new Float64Array(line.data)].filter((_, at) => at % (line.kind === 'points' ? 2 : 6) === 0)),
  ];
  const fresh = told.filter((step) => !known.has(step));
  for (const step of fresh) known.add(step);
  if (fresh.length > 0) arrived.push({ seq: data.seq, steps: fresh, ms: nowMs() });
});
window.posted = (message) => {
  if (message.type !== 'drawn') return;
  const drawn = arrived.filter(({ seq }) => seq <= message.seq);
  arrived.splice(0, arrived.length, ...arrived.filter(({ seq }) => seq > message.seq));
  if (drawn.length > 0) painted(() => { for (const { steps, ms } of drawn) for (const step of steps) window.points.push({ step, arrivedMs: ms, ms: nowMs() }); });
};
window.echoed = ({ sentMs }) => window.plainFrame(() => painted(() => window.echoes.push(nowMs() - sentMs)));
}
0`;
