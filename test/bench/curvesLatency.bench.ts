/**
 * From a script's `print` to painted pixels: a real script under its supervisor, the real host, the built view in a Chromium. Beside each
 * printed line a message that means nothing goes the same way from the host to the page and into its next painted frame; what a point takes
 * more than that is what the product adds. With the live run alone, and with ten runs of a million points in the same chart.
 */
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CurvesToHost, HostToCurves } from '../../src/protocol/curves.ts';
import { makeWorkspace } from '../unit/runs/workspace.ts';
import { bench, quantile } from './bench.ts';
import { openBridge, untilTrue, viewAddress } from './curves/bridge.ts';
import { longRuns } from './curves/longRuns.ts';

const steps = 100;
const goals = { p50: 8, p95: 20 };

/** Prints when it is told to, and keeps when each line was printed, in milliseconds since 1970. */
const script = `
import json, os, sys, time

if __name__ == '__main__':
    print('step 0 loss 2.0', flush=True)
    while not os.path.exists(sys.argv[0] + '.go'):
        time.sleep(0.02)
    times = []
    for step in range(1, ${steps} + 1):
        times.append(time.time() * 1000)
        print(f'step {step} loss {2 / (step + 1):.12f}', flush=True)
        time.sleep(0.1)
    with open(sys.argv[0] + '.times', 'w') as file:
        json.dump(times, file)
`;

/** In the page: when the frame was painted that drew each step of the live run, and the one that followed each echo. */
const observer = (run: string) => `
window.points = [];
window.echoes = [];
const nowMs = () => performance.timeOrigin + performance.now();
const { port1, port2 } = new MessageChannel();
const waiting = [];
port1.onmessage = () => waiting.shift()();
// A task that begins when the frame before it is painted.
const painted = (work) => { waiting.push(work); port2.postMessage(undefined); };
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
  if (fresh.length > 0) arrived.push({ seq: data.seq, steps: fresh });
});
window.posted = (message) => {
  if (message.type !== 'drawn') return;
  const drawn = arrived.filter(({ seq }) => seq <= message.seq).flatMap(({ steps }) => steps);
  arrived.splice(0, arrived.length, ...arrived.filter(({ seq }) => seq > message.seq));
  if (drawn.length > 0) painted(() => { for (const step of drawn) window.points.push({ step, ms: nowMs() }); });
};
window.echoed = ({ sentMs }) => window.plainFrame(() => painted(() => window.echoes.push(nowMs() - sentMs)));
0`;

await measureBeside('alone', undefined);
await measureBeside('with 10 × 1,000,000 points in its chart', await longRuns(10, 1_000_000));
process.exit(0);

async function measureBeside(what: string, others: string | undefined): Promise<void> {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-latency-')));
  if (others !== undefined) linkRuns(others, root);
  const workspace = makeWorkspace({ root });
  const train = workspace.script('live.py', script.trimStart());
  const live = await workspace.launch(train);
  const lines = others === undefined ? 1 : 11;
  const drawn = drawnLines();
  const { onTold, onSaid } = drawn;
  const bridge = await openBridge({ runs: () => workspace.runs, onTold, onSaid }, { width: 1200, height: 700 });
  try {
    const { page } = bridge;
    await page.goto(viewAddress(bridge, { table: { isOpen: false } }));
    // The legend is there before the lines are: a chart is on the screen when its windows were drawn.
    while (drawn.runs.size < lines) await untilTrue(page, 'true');
    await untilTrue(page, `document.querySelectorAll('[data-metric="loss"] .legend-row').length === ${Math.min(lines, 10)}`);
    await page.evaluate(observer(live.spec.id));
    writeFileSync(`${train}.go`, '');
    const echoing = setInterval(() => bridge.echo(performance.timeOrigin + performance.now()), 100);
    await untilTrue(page, `window.points.length >= ${steps}`);
    clearInterval(echoing);
    await workspace.ended(live);
    const printed: readonly number[] = JSON.parse(readFileSync(`${train}.times`, 'utf8'));
    const points = await page.evaluate<readonly { readonly step: number; readonly ms: number }[]>('window.points');
    const echoes = await page.evaluate<readonly number[]>('window.echoes');
    await tell(
      what,
      points.map(({ step, ms }) => ms - (printed[step - 1] ?? Number.NaN)),
      echoes,
    );
  } finally {
    await bridge.close();
    workspace.dispose();
    rmSync(root, { recursive: true, force: true });
  }
}

/** Whose lines of the chart the page says that it has drawn. */
function drawnLines() {
  const sent: { readonly seq: number; readonly runs: readonly string[] }[] = [];
  const runs = new Set<string>();
  const onTold = (message: HostToCurves): void => {
    if (message.type === 'delta')
      sent.push({ seq: message.seq, runs: (message.windows ?? []).flatMap(({ chart, run }) => (chart === 'loss' ? [run] : [])) });
  };
  const onSaid = (message: CurvesToHost): void => {
    if (message.type === 'drawn') for (const one of sent) if (one.seq <= message.seq) for (const run of one.runs) runs.add(run);
  };
  return { runs, onTold, onSaid };
}

async function tell(what: string, points: readonly number[], echoes: readonly number[]): Promise<void> {
  for (const [name, share] of [
    ['median', 0.5],
    ['95th percentile', 0.95],
  ] as const) {
    const [point, echo] = [quantile(points, share), quantile(echoes, share)];
    // shows: curves-latency
    await bench(`Curves: print to pixel over a bare echo, ${what}, ${name}`, async () => ({
      value: point - echo,
      unit: 'ms',
      goal: share === 0.5 ? goals.p50 : goals.p95,
      samples: points.map((ms) => ms - echo),
    }));
    console.log(`  ${name} of the point ${point.toFixed(1)} ms, of the echo ${echo.toFixed(1)} ms`);
  }
}

/** The folders of runs that have ended, without a copy of their points. */
function linkRuns(from: string, to: string): void {
  const runs = path.join('.practicum', 'runs');
  for (const run of readdirSync(path.join(from, runs))) {
    const [source, target] = [path.join(from, runs, run), path.join(to, runs, run)];
    if (!existsSync(path.join(source, 'spec.json'))) continue;
    mkdirSync(target, { recursive: true });
    for (const file of readdirSync(source)) {
      const [one, other] = [path.join(source, file), path.join(target, file)];
      // The cache may lie on another disk.
      try {
        linkSync(one, other);
      } catch {
        cpSync(one, other);
      }
    }
  }
}
