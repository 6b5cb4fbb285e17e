import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { useTemporaryFolder } from '../workspace/temporary.ts';

/** `PRACTICUM_LARGE_MB=1024` writes and audits the whole gigabyte. */
const megabytes = Number(process.env['PRACTICUM_LARGE_MB'] ?? 256);
const heapMb = 192;

/** In a process of its own, whose heap is too small for the file: it prints what it found and how much memory it took. */
const auditor = `
import { realpath } from 'node:fs/promises';
import { auditDataSet } from ${JSON.stringify(new URL('../../../src/datasets/audit/audit.ts', import.meta.url).href)};
import { openLocal } from ${JSON.stringify(new URL('../../../src/datasets/local.ts', import.meta.url).href)};
import { openBytes } from ${JSON.stringify(new URL('../../../src/workspace/openBytes.ts', import.meta.url).href)};
const signal = new AbortController().signal;
const path = await realpath(process.argv[1]);
const data = await openLocal([{ label: 'train.jsonl', open: () => openBytes(path) }], signal);
const { splits, findings } = await auditDataSet(data, { signal });
const middle = await data.splits[0].page(Math.floor(splits[0].total.rows / 2), 2, signal);
await data.close();
console.log(JSON.stringify({ total: splits[0].total, looked: splits[0].looked, rule: splits[0].rule, kinds: findings.map(({ kind }) => kind),
  middle: middle.rows.map(({ index, cells }) => [index, cells.id]), maxRssMb: process.resourceUsage().maxRSS / 1024 }));
`;

describe('A file that is larger than the memory', function () {
  this.timeout(600_000);
  const folder = useTemporaryFolder();

  // shows: data-local
  it(`is audited and paged through within ${heapMb} MB of heap and 450 MB in all`, async () => {
    const path = join(folder.path, 'train.jsonl');
    const rows = await writeLines(path, megabytes * 2 ** 20);
    const found = await audited(path);
    assert.deepEqual(found.total, { rows, how: 'counted' });
    assert.ok(found.looked > 5_000 && found.looked <= 10_000, `${found.looked} rows`);
    assert.match(found.rule, /^every \d+(?:st|nd|rd|th) row$/);
    const at = Math.floor(rows / 2);
    assert.deepEqual(found.middle, [
      [at, at],
      [at + 1, at + 1],
    ]);
    assert.ok(found.maxRssMb < 450, `${found.maxRssMb} MB`);
    await rm(path);
  });
});

async function writeLines(path: string, bytes: number): Promise<number> {
  const file = await open(path, 'w');
  let [rows, written] = [0, 0];
  try {
    while (written < bytes) {
      let chunk = '';
      for (let n = 0; n < 2_000; n++, rows++) {
        const text = `row ${rows} says ${Math.imul(rows, 2654435761) >>> 0} and ${(rows * 7919).toString(36)} `.repeat(8);
        chunk += `{"id": ${rows}, "prompt": "${text}", "completion": "${text.slice(0, 80)}"}\n`;
      }
      await file.write(chunk);
      written += chunk.length;
    }
  } finally {
    await file.close();
  }
  return rows;
}

interface Found {
  readonly total: unknown;
  readonly looked: number;
  readonly rule: string;
  readonly middle: unknown;
  readonly maxRssMb: number;
}

async function audited(path: string): Promise<Found> {
  const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, '--input-type=module', '--eval', auditor, '--', path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const code = await new Promise((done) => child.once('close', done));
  assert.equal(code, 0);
  return JSON.parse(text);
}
