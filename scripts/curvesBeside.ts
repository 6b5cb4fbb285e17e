/**
 * media/curves-beside-tensorboard.png: the same runs in TensorBoard's time series page and in the Curves view, each 1200 px wide. TensorBoard reads
 * event files written by this product's own writer.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { eventFile } from '../src/runs/files/eventWriter.ts';
import { tensorboardPython } from '../test/bench/events/tensorboardPython.ts';
import { playCurves } from '../test/webview/act.ts';
import { type CurvesState, curveRun, measured, noise } from '../test/webview/curvesStates.ts';
import { openStage } from '../test/webview/stage.ts';
import { buildViews } from '../test/webview/views.ts';
import { root } from './package.ts';

const [width, height] = [1200, 820];
const startMs = Date.UTC(2026, 10, 20, 9, 30);
const names = ['adam-1e-3', 'adam-3e-4', 'sgd-0.1', 'sgd-0.01'];
const rates = [420, 700, 950, 1900];
const shape = { count: 2000, every: 5 };
const decay = (run: number, step: number) => Math.exp(-step / (rates[run] ?? 1));

const state: CurvesState = {
  width,
  height,
  runs: names.map((name, run) => curveRun({ id: name, name, color: run, parameters: { optimizer: name.split('-')[0] ?? '' } })),
  series: names.flatMap((name, run) => [
    measured(name, 'train/loss', { ...shape, goal: 'min' }, (step) => 2.2 * decay(run, step) + 0.1 + 0.35 * Math.abs(noise(step, run))),
    measured(name, 'train/accuracy', { ...shape, goal: 'max' }, (step) => 0.97 - 0.86 * decay(run, step) + 0.05 * noise(step, run + 9)),
    measured(
      name,
      'train/grad_norm',
      shape,
      (step) => 0.4 + 3 * decay(run, step) + (noise(step, run + 20) > 0.497 ? 9 : noise(step, run + 30)),
    ),
    measured(
      name,
      'eval/loss',
      { count: 100, every: 100, goal: 'min' },
      (step) => 2.1 * decay(run, step) + 0.16 + 0.03 * noise(step, run + 40),
    ),
    measured(
      name,
      'eval/accuracy',
      { count: 100, every: 100, goal: 'max' },
      (step) => 0.95 - 0.84 * decay(run, step) + 0.01 * noise(step, run + 50),
    ),
    measured(name, 'train/lr', shape, (step) => (0.001 / (run + 1)) * 0.5 * (1 + Math.cos((Math.PI * step) / 10_000))),
  ]),
  // As TensorBoard begins, and both without their second panes.
  saved: { smoothing: 0.6, table: { isOpen: false } },
};

const folder = mkdtempSync(path.join(tmpdir(), 'practicum-beside-'));
const views = path.join(folder, 'views');
await buildViews(views);
const stage = await openStage(views);
try {
  const ours = await playCurves(stage, 'light', state);
  const left = await tensorBoardPicture();
  const right = await ours.page.screenshot();
  const page = await stage.browser.newPage({ viewport: { width: 1600, height: 600 } });
  await page.setContent(`<style>body{margin:0;display:flex;gap:12px;padding:12px;background:#fff;font:15px sans-serif}
figure{margin:0;flex:1}figcaption{padding:0 0 8px}img{width:100%;border:1px solid #ccc;display:block}</style>
<figure><figcaption>TensorBoard, time series</figcaption><img src="${dataOf(left)}"></figure>
<figure><figcaption>Practicum, Curves</figcaption><img src="${dataOf(right)}"></figure>`);
  await page.locator('body').screenshot({ path: path.join(root, 'media/curves-beside-tensorboard.png') });
} finally {
  await stage.close();
  rmSync(folder, { recursive: true, force: true });
}

function dataOf(picture: Buffer): string {
  return `data:image/png;base64,${picture.toString('base64')}`;
}

function writeEvents(logdir: string): void {
  for (const name of names) {
    mkdirSync(path.join(logdir, name), { recursive: true });
    const columns = state.series
      .filter(({ run }) => run === name)
      .map(({ metric, xs, ys }) => ({
        tag: metric,
        count: xs.length,
        read: (from: number, to: number) => ({
          steps: Float64Array.from(xs.slice(from, to)),
          values: Float64Array.from(ys.slice(from, to)),
          wallMs: Float64Array.from(xs.slice(from, to), (step) => startMs + step * 100),
        }),
      }));
    writeFileSync(path.join(logdir, name, 'events.out.tfevents.1795221307.host.1.0'), Buffer.concat([...eventFile(columns, startMs)]));
  }
}

async function tensorBoardPicture(): Promise<Buffer> {
  const tensorboard = await tensorboardPython();
  if (typeof tensorboard === 'string') throw new Error(tensorboard);
  const logdir = path.join(folder, 'logs');
  writeEvents(logdir);
  const port = 16_006;
  const argv = ['-m', 'tensorboard.main', '--logdir', logdir, '--port', String(port), '--host', '127.0.0.1', '--load_fast=false'];
  const server = spawn(tensorboard.python, argv, { stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    let said = '';
    for await (const chunk of server.stderr) {
      said += String(chunk);
      if (said.includes('http://')) break;
    }
    if (!said.includes('http://')) throw new Error(`TensorBoard did not start: ${said}`);
    const page = await stage.browser.newPage({ viewport: { width, height } });
    await page.goto(`http://127.0.0.1:${port}/#timeseries`);
    await page.locator('scalar-card').first().waitFor({ timeout: 120_000 });
    await page.getByRole('button', { name: 'Settings' }).first().click();
    await drawn(page);
    const picture = await page.screenshot();
    await page.close();
    return picture;
  } finally {
    server.kill();
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
  }
}

/** Its cards are there with lines in them; what it is still laying out after that is waited for as well. */
async function drawn(page: Page): Promise<void> {
  await page.locator('scalar-card').first().waitFor({ timeout: 120_000 });
  for (let quiet = 0, before = ''; quiet < 5; ) {
    await page.waitForTimeout(500);
    const now = (await page.screenshot()).toString('base64');
    quiet = now === before ? quiet + 1 : 0;
    before = now;
  }
}
