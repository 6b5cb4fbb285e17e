/**
 * From a script's `print` to painted pixels: a real script under its supervisor, the real host, the built view in a Chromium. Beside each
 * printed line a message that means nothing goes the same way from the host to the page and into its next painted frame; what a point takes
 * more than that is what the product adds. With the live run alone, and with ten runs of a million points in the same chart.
 */
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CurvesToHost, HostToCurves } from '../../src/protocol/curves.ts';
import { makeWorkspace } from '../unit/runs/workspace.ts';
import { bench, quantile } from './bench.ts';
import { openBridge, untilTrue, viewAddress } from './curves/bridge.ts';
import { linkRuns, longRuns } from './curves/longRuns.ts';
import { observer, printer } from './curves/printing.ts';

const steps = 100;
const goals = { p50: 8, p95: 20 };

await measureBeside('alone', undefined);
await measureBeside('with 10 × 1,000,000 points in its chart', await longRuns(10, 1_000_000));
process.exit(0);

async function measureBeside(what: string, others: string | undefined): Promise<void> {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-latency-')));
  if (others !== undefined) linkRuns(others, root, 'long');
  const workspace = makeWorkspace({ root });
  const train = workspace.script('live.py', printer(steps));
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
    const echoing = echoNowAndThen(bridge);
    // Nothing is asked of the page meanwhile: it has one thread.
    await workspace.ended(live);
    echoing.end();
    await untilTrue(page, `window.points.length >= ${steps}`);
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

/** As irregular as the lines of the script. */
function echoNowAndThen(bridge: Awaited<ReturnType<typeof openBridge>>): { end(): void } {
  let timer: NodeJS.Timeout;
  const echo = (): void => {
    bridge.echo(performance.timeOrigin + performance.now());
    timer = setTimeout(echo, 70 + 60 * Math.random());
  };
  timer = setTimeout(echo, 100);
  return { end: () => clearTimeout(timer) };
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
