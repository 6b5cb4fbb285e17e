import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { hubPython } from '../../../scripts/hubClients.mjs';
import { testPython } from '../../../scripts/python.mjs';
import { type Hub, startHub } from '../../doubles/hub/hub.ts';
import { commandLineCalls } from './conform/commandLine.ts';
import { javascriptCalls } from './conform/javascript.ts';
import { conformanceReport } from './conform/report.ts';
import type { Row } from './conform/rows.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const rows: Row[] = [];

describe('the stand-in Hub before the official clients', function () {
  this.timeout(15 * 60_000);
  let hub: Hub;
  let python: string;
  let folder: string;
  before(async () => {
    python = await hubPython();
    folder = mkdtempSync(path.join(tmpdir(), 'hub-conform-'));
    hub = await startHub({ python: await testPython(), partBytes: 5 * 2 ** 20 });
    for (let number = 0; number < 5; number++) hub.seed({ id: `grace/seeded-${number}` });
  });
  after(async () => {
    // A run of some of the tests says nothing of the other clients.
    if (new Set(rows.map(({ client }) => client)).size === 4) {
      writeFileSync(path.join(root, 'docs/hub-conformance.md'), conformanceReport(rows, versions(python)));
    }
    rmSync(folder, { recursive: true, force: true });
    await hub.close();
  });

  const environment = (more: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
    PATH: process.env['PATH'],
    HOME: folder,
    TMPDIR: folder,
    HF_HOME: path.join(folder, 'hf'),
    HF_ENDPOINT: hub.url,
    HF_TOKEN: hub.token,
    HF_HUB_DISABLE_TELEMETRY: '1',
    HF_HUB_DISABLE_UPDATE_CHECK: '1',
    HF_HUB_DISABLE_PROGRESS_BARS: '1',
    HF_HUB_DISABLE_EXPERIMENTAL_WARNING: '1',
    ...more,
  });

  for (const [client, env] of [
    ['huggingface_hub with Xet', {}],
    ['huggingface_hub without Xet', { HF_HUB_DISABLE_XET: '1' }],
  ] as const) {
    // shows: hub-conformance
    it(`answers ${client} as the Hub would`, async () => {
      const script = path.join(import.meta.dirname, 'conform/python.py');
      const { stdout } = await promisify(execFile)(python, [script], { env: environment(env), cwd: folder, maxBuffer: 16 * 2 ** 20 });
      const lines: unknown[] = stdout
        .split('\n')
        .filter((line) => line.startsWith('{"call"'))
        .map((line) => JSON.parse(line));
      const found = lines.map((line): Row => Object.assign({ client, call: '' }, line));
      rows.push(...found);
      assertAllDone(found, 30);
    });
  }

  // shows: hub-conformance
  it('answers the hf command line as the Hub would', async () => {
    const home = path.join(folder, 'command-line');
    mkdirSync(home, { recursive: true });
    const found = await commandLineCalls(path.join(path.dirname(python), 'hf'), environment({ NO_COLOR: '1' }), home);
    rows.push(...found);
    assertAllDone(found, 12);
  });

  // shows: hub-conformance
  it('answers the JavaScript client as the Hub would', async () => {
    const found = await javascriptCalls(hub.url, hub.token);
    rows.push(...found);
    assertAllDone(found, 20);
  });
});

function assertAllDone(found: readonly Row[], atLeast: number): void {
  assert.deepEqual(
    found.filter(({ failed }) => failed !== undefined),
    [],
  );
  assert.ok(found.length >= atLeast, `only ${found.length} calls were made`);
}

function versions(python: string): readonly string[] {
  const { version } = JSON.parse(readFileSync(path.join(root, 'node_modules/@huggingface/hub/package.json'), 'utf8'));
  return [
    `huggingface_hub 2.0.0 and its command line${python.includes('hub2.0.0') ? '' : ' (of another interpreter)'}`,
    'hf-xet 1.6.0',
    `@huggingface/hub ${version}`,
  ];
}
