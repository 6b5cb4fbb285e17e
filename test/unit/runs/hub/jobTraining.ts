/** A training that waits in the middle, prints what a log of lines does not carry, and fails in a way that is known; and whether all of it is here. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunState } from '../../../../src/runs/run.ts';
import { pointsOf } from '../ssh/seen.ts';
import { eventually } from '../workspace.ts';

const hundred = Array.from({ length: 100 }, (_, index) => index + 1);

/** Prints a line for each step, waits for a word to go on in the middle, and prints what a log of lines does not carry. */
export const train = `
import os, sys, time
import helper

def wait_for(name):
    while not os.path.exists(os.path.join(sys.argv[1], name)):
        time.sleep(0.02)

print(helper.word, sys.argv[2:], os.environ.get('SECRET_WORD'), flush=True)
for step in range(1, 101):
    print(f'step {step} loss {1 / step:.6f}', flush=True)
    if step == 50:
        wait_for('half')
wait_for('all')
sys.stdout.buffer.write(b'bar 1\\rbar 2\\r\\n\\n===== Job started\\npracticum:' + os.environ['PRACTICUM_RUN'].encode() + b':x {}\\n\\xff\\x00 ' + b'y' * 9000)
sys.exit(3)
`;

/** Lets it go on. */
export function sayTo({ home }: { readonly home: string }, ...words: readonly ('half' | 'all')[]): void {
  for (const word of words) writeFileSync(path.join(home, word), '');
}

export async function isHalfWay(run: RunState): Promise<true> {
  return await eventually(() => (pointsOf(run).length >= 50 ? true : undefined), '50 points');
}

function steps(run: RunState): readonly number[] {
  return pointsOf(run).map(({ step }) => step);
}

/** Nothing is missing and nothing is there twice, whatever happened to the line. `machines`: how many jobs or Spaces there were. */
export function assertWhole(ended: RunState, machines: number): void {
  assert.deepEqual([ended.status, ended.exit?.code], ['failed', 3]);
  assert.deepEqual(steps(ended), hundred);
  const printed = readFileSync(path.join(ended.folder, 'console.log'));
  const head = `helped ['--lr', '0.1'] None\n${hundred.map((step) => `step ${step} loss ${(1 / step).toFixed(6)}\n`).join('')}`;
  const odd = Buffer.concat([
    Buffer.from(`bar 1\rbar 2\r\n\n===== Job started\npracticum:${ended.spec.id}:x {}\n`),
    Buffer.from([0xff, 0]),
    Buffer.from(` ${'y'.repeat(9000)}`),
  ]);
  assert.ok(printed.equals(Buffer.concat([Buffer.from(head), odd])), printed.toString('latin1'));
  assert.equal(machines, 1);
}
