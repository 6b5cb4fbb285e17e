import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { applyEntry, committed, emptyState, type LedgerState } from '../../../src/ledger/fold.ts';
import { parseEntry } from '../../../src/ledger/schema.ts';
import { caps } from './spenderCaps.ts';
import { ledgerIn, sessionA } from './support.ts';

const program = fileURLToPath(new URL('spender.ts', import.meta.url));

export interface Spender {
  readonly seed: number;
  readonly steps: number;
  /** Killed with SIGKILL once it has said so many things; undefined: it comes to its end. */
  readonly killAfter: number | undefined;
}

/** What a process was told before it ended or was killed. */
interface Told {
  readonly granted: readonly string[];
  readonly refused: number;
}

/** Lets all of them spend in one home at once, and checks that no cap was ever passed and that everybody was told the same. */
export async function spendTogether(
  home: string,
  spenders: readonly Spender[],
): Promise<{ readonly refused: number; readonly killed: number }> {
  const told = await Promise.all(spenders.map((spender) => run(home, spender)));
  const { state, granted } = await audit(home);
  // Each was told what the file says. A grant that was on its way when its process was killed is in the file only.
  for (const each of told) for (const id of each.granted) assert.ok(granted.has(id), `${id} was said to be granted`);
  const killed = spenders.filter(({ killAfter }) => killAfter !== undefined).length;
  if (killed === 0) assert.equal(told.flatMap((each) => each.granted).length, granted.size);
  await checkAfterwards(home, state);
  return { refused: told.reduce((sum, each) => sum + each.refused, 0), killed };
}

async function run(home: string, { seed, steps, killAfter }: Spender): Promise<Told> {
  const child = spawn(process.execPath, [program, home, String(seed), String(steps)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const granted: string[] = [];
  let refused = 0;
  let said = 0;
  for await (const line of createInterface(child.stdout)) {
    const [word, id = ''] = line.split(' ');
    if (word === 'granted') granted.push(id);
    if (word === 'refused') refused += 1;
    said += 1;
    if (said === killAfter) child.kill('SIGKILL');
  }
  const code = await ended;
  if (killAfter === undefined) assert.equal(code, 0);
  return { granted, refused };
}

/** Every line again, one by one: after none of them is any cap passed. */
async function audit(home: string): Promise<{ readonly state: LedgerState; readonly granted: ReadonlySet<string> }> {
  const state = emptyState();
  const granted = new Set<string>();
  for await (const line of createInterface(createReadStream(join(home, 'ledger', 'ledger.jsonl')))) {
    if (line === '') continue;
    const read = parseEntry(Buffer.from(line));
    if (read.kind !== 'entry') continue;
    const verdict = applyEntry(state, read.entry);
    if (read.entry.type === 'reserve' && verdict?.isGranted === true) granted.add(read.entry.id);
    for (const money of state.sessions.values()) assert.ok(committed(money) <= (caps.session ?? 0), 'session');
    for (const money of state.days.values()) assert.ok(committed(money) <= (caps.day ?? 0), 'day');
    for (const money of state.runs.values()) assert.ok(committed(money) <= (caps.run ?? 0), 'run');
  }
  return { state, granted };
}

/** Nothing that a dead process promised is lost: it is spent, or its run's own target is to say. */
async function checkAfterwards(home: string, state: LedgerState): Promise<void> {
  const left = [...state.open.values()];
  const ofModels = left.filter(({ purpose }) => purpose !== 'run');
  const before = [...state.days.values()].reduce((sum, money) => sum + committed(money), 0);
  const ledger = ledgerIn(home);
  assert.equal(await ledger.sweep(), ofModels.length);
  const { open, today } = await ledger.standing(sessionA);
  assert.equal(open.length, left.length - ofModels.length);
  assert.equal(today.spent + today.promised, before);
}
