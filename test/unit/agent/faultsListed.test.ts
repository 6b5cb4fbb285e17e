import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { wires } from '../models/support.ts';
import { type Fault, faults } from './faultList.ts';

const listing = z.object({ tests: z.array(z.object({ fullTitle: z.string() })) });

/** The full titles of all tests of faults, as mocha finds them without running them. */
async function titlesOfTests(): Promise<readonly string[]> {
  const mocha = resolve('node_modules/mocha/bin/mocha.js');
  const where = ['test/unit/agent/faults*.test.ts', 'test/unit/models/faults*.test.ts'];
  const { stdout } = await promisify(execFile)(process.execPath, [mocha, '--dry-run', '--reporter', 'json', ...where], {
    env: { PATH: process.env['PATH'] },
    maxBuffer: 16 * 1024 * 1024,
  });
  return listing.parse(JSON.parse(stdout)).tests.map(({ fullTitle }) => fullTitle);
}

function isTested({ id, wire }: Fault, titles: readonly string[]): boolean {
  const own = titles.filter((title) => title.includes(id));
  return wire === 'both' ? wires.every((each) => own.some((title) => title.includes(`over ${each}`))) : own.length > 0;
}

describe('The list of faults', () => {
  let titles: readonly string[] = [];
  before(async () => {
    titles = await titlesOfTests();
  });

  // shows: stream-faults
  it('has a test for each, titled with its id, and over both wires for what may happen over both', () => {
    const untested = faults.filter((fault) => !isTested(fault, titles)).map(({ id, what }) => `${id} ${what}`);
    assert.deepEqual(untested, []);
  });

  it('holds every id that a test is titled with', () => {
    const ids = new Set(faults.map(({ id }) => id));
    const unknown = titles.flatMap((title) => (title.match(/fa-\d+/g) ?? []).filter((id) => !ids.has(id)));
    assert.deepEqual(unknown, []);
  });
});
