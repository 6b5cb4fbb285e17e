import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { root } from '../../scripts/package.ts';
import { run } from '../../scripts/run.ts';
import { type Doubles, startDoubles } from '../doubles/server.ts';
import { eventually } from '../e2e/eventually.ts';
import { openWindow, type TestWindow } from '../e2e/harness.ts';
import { modelSettings, setKey } from '../e2e/model.ts';
import { soakMinutes } from './soak.ts';

/** How long to go on: its part of the budget that all soak tests share. */
const minutes = Math.round(soakMinutes * 20) / 100;
/** Rounds before the first measure: caches and compiled code are there then. */
const warmUpRounds = 5;
/** Of the process, measured after a collection. */
const allowedGrowthMb = 50;
const allowedHeldGrowthMb = 10;

const usageSchema = z.object({ rss: z.number(), heapUsed: z.number(), external: z.number(), young: z.number() });

/**
 * Memory of the extension host in MB, once the engine has collected what nobody holds. `held` is what somebody does. `resident` is what the process
 * takes but for the young generation, which V8 doubles (by 33 MB, then by 67) as soon as a busy moment lets much survive and no collection takes back.
 */
interface Memory {
  readonly held: number;
  readonly resident: number;
}

async function packGauge(folder: string): Promise<string> {
  const vsix = path.join(folder, 'gauge.vsix');
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsix];
  await run(process.execPath, [vsce, 'package', ...flags], { cwd: path.join(root, 'test/soak/chat/gauge'), isQuiet: true });
  return vsix;
}

describe(`${minutes} minutes of conversation`, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'practicum-soak-'));
  const record = path.join(folder, 'memory.jsonl');
  let doubles: Doubles;
  let window: TestWindow;
  let measured = 0;
  before(async () => {
    doubles = await startDoubles();
    window = await openWindow({
      extensions: [await packGauge(folder)],
      env: { PRACTICUM_SOAK_GAUGE: record },
      settings: modelSettings(doubles, 'anthropic'),
    });
    await setKey(window, doubles, 'anthropic');
    await window.chat.open();
  });
  afterEach(async function keepEvidence() {
    if (this.currentTest?.state === 'failed') await window.saveEvidence('soak');
  });
  after(async () => {
    await window.close();
    await doubles.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function memory(): Promise<Memory> {
    await window.workbench.command('Practicum Test: Gauge Memory');
    const line = await eventually(() => {
      const whole = readFileSync(record, 'utf8').split('\n').slice(0, -1);
      assert.ok(whole.length > measured, 'the extension host was not measured');
      return whole.at(-1) ?? '';
    });
    measured += 1;
    const { rss, heapUsed, external, young } = usageSchema.parse(JSON.parse(line));
    return { held: (heapUsed + external) / 1e6, resident: (rss - young) / 1e6 };
  }

  it(`let the extension host hold less than ${allowedHeldGrowthMb} MB more, and grow by less than ${allowedGrowthMb} MB`, async () => {
    const { chat, workbench } = window;
    const deadline = Date.now() + minutes * 60_000;
    let first: Memory = { held: Number.NaN, resident: Number.NaN };
    let round = 0;
    for (; round <= warmUpRounds || Date.now() < deadline; round++) {
      if (round === warmUpRounds) first = await memory();
      for (const [index, prompt] of ['stream long', 'many tools', 'bad arguments'].entries()) {
        await chat.send(prompt);
        await chat.entry(/^You$/).nth(index).waitFor();
        await chat.idle();
      }
      await workbench.command('Practicum: New Session');
      await chat.entry(/^You$/).first().waitFor({ state: 'detached' });
    }
    const last = await memory();
    const both = (pick: (memory: Memory) => number): string => `${pick(first).toFixed(0)} MB, then ${pick(last).toFixed(0)} MB`;
    console.log(`      ${round} rounds: held ${both(({ held }) => held)}; resident ${both(({ resident }) => resident)}`);
    assert.ok(last.held - first.held < allowedHeldGrowthMb, `held: ${first.held} MB grew to ${last.held} MB`);
    assert.ok(last.resident - first.resident < allowedGrowthMb, `resident: ${first.resident} MB grew to ${last.resident} MB`);
  });
});
