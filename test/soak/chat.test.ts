import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type Doubles, startDoubles } from '../doubles/server.ts';
import { openWindow, type TestWindow } from '../e2e/harness.ts';
import { modelSettings, setKey } from '../e2e/model.ts';
import { listProcesses } from '../e2e/processes.ts';
import { soakMinutes } from './soak.ts';

/** How long to go on: its part of the budget that all soak tests share. */
const minutes = Math.round(soakMinutes * 20) / 100;
/** Rounds before the first measure: caches and compiled code are there then. */
const warmUpRounds = 5;
const allowedGrowthMb = 80;

/** Resident memory of the extension host, with the processes that it forked from itself. */
function hostMemoryMb(window: TestWindow): number {
  const hosts = listProcesses().filter(
    ({ pid, command }) => command.includes('--type=extensionHost') && environment(pid).includes(window.server.root),
  );
  assert.ok(hosts.length > 0);
  const kilobytes = hosts.map(({ pid }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]));
  return kilobytes.reduce((sum, value) => sum + value, 0) / 1024;
}

function environment(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
}

describe(`${minutes} minutes of conversation`, () => {
  let doubles: Doubles;
  let window: TestWindow;
  before(async () => {
    doubles = await startDoubles();
    window = await openWindow({ settings: modelSettings(doubles, 'anthropic') });
    await setKey(window, doubles, 'anthropic');
    await window.chat.open();
  });
  afterEach(async function keepEvidence() {
    if (this.currentTest?.state === 'failed') await window.saveEvidence('soak');
  });
  after(async () => {
    await window.close();
    await doubles.close();
  });

  it(`let the extension host grow by less than ${allowedGrowthMb} MB`, async () => {
    const { chat, workbench } = window;
    const deadline = Date.now() + minutes * 60_000;
    let first = Number.NaN;
    let round = 0;
    for (; round <= warmUpRounds || Date.now() < deadline; round++) {
      if (round === warmUpRounds) first = hostMemoryMb(window);
      for (const [index, prompt] of ['stream long', 'many tools', 'bad arguments'].entries()) {
        await chat.send(prompt);
        await chat.entry(/^You$/).nth(index).waitFor();
        await chat.idle();
      }
      await workbench.command('Practicum: New Session');
      await chat.entry(/^You$/).first().waitFor({ state: 'detached' });
    }
    const last = hostMemoryMb(window);
    console.log(`      ${round} rounds: ${first.toFixed(0)} MB, then ${last.toFixed(0)} MB`);
    assert.ok(last - first < allowedGrowthMb, `${first} MB grew to ${last} MB`);
  });
});
