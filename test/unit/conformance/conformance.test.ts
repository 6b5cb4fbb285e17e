import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LanguageModel } from '../../../src/models/model.ts';
import { type Conformance, conform } from '../../conformance/conform.ts';
import { summaryLines, taskLine } from '../../conformance/report.ts';
import { hostFor, type TaskResult } from '../../conformance/runTask.ts';
import { goodModel, planted, poorModel } from '../../conformance/scripted.ts';
import { tasks } from '../../conformance/tasks/all.ts';
import type { Brain } from '../../doubles/script.ts';
import { startDoubles } from '../../doubles/server.ts';
import { compiledBefore } from '../../programs.ts';

/** The same model as if it were far away, where it costs something; without a price nobody says what. */
function elsewhere(model: LanguageModel, price?: { readonly input: number; readonly output: number }): LanguageModel {
  return Object.create(model, {
    endpoint: { value: 'https://models.example/v1' },
    id: { value: model.id },
    stream: { value: model.stream.bind(model) },
    capabilities: { get: () => model.capabilities },
    listedPrice: { value: async () => price },
  }) as LanguageModel;
}

interface Given {
  readonly usd?: number;
  readonly tokens?: number;
  readonly only?: typeof tasks;
  readonly as?: (model: LanguageModel) => LanguageModel;
}

describe('Conformance of a model', function () {
  this.timeout(240_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'practicum-conform-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function run(
    brain: Brain,
    wire: 'anthropic' | 'openai',
    { usd = 1, tokens = 5_000_000, only = tasks, as = (model) => model }: Given = {},
  ): Promise<Conformance> {
    const doubles = await startDoubles({ key: 'none', brain, isHurried: true });
    const key = process.env['ANTHROPIC_API_KEY'];
    process.env['ANTHROPIC_API_KEY'] = doubles.key;
    try {
      const url = wire === 'anthropic' ? doubles.anthropicUrl : doubles.openaiUrl;
      const host = hostFor(folder, ['--model', `${wire}/${doubles.models[0]}`, '--base-url', url]);
      return await conform(only, as(await host.model()), host, { usd, tokens, limitMs: 60_000, onResult: () => undefined });
    } finally {
      if (key === undefined) delete process.env['ANTHROPIC_API_KEY'];
      else process.env['ANTHROPIC_API_KEY'] = key;
      await doubles.close();
    }
  }
  const wrong = ({ results }: Conformance): readonly string[] =>
    results.filter(({ outcome }) => outcome !== 'passed').map(({ id, reason }) => `${id}: ${reason}`);

  it('has twenty tasks, each with an id of its own', () => {
    assert.equal(tasks.length, 20);
    assert.equal(new Set(tasks.map(({ id }) => id)).size, 20);
    assert.equal(new Set(tasks.map(({ prompt }) => prompt)).size, 20);
  });

  // shows: conformance
  it('passes a model that does the tasks as they are meant, over either wire', async () => {
    for (const wire of ['anthropic', 'openai'] as const) {
      const found = await run(goodModel, wire);
      assert.deepEqual(wrong(found), [], wire);
      assert.equal(found.passed, 20);
    }
  });

  // shows: conformance
  it('fails a poor one exactly where it goes wrong, and says how', async () => {
    const found = await run(poorModel, 'openai');
    const failed = found.results.filter(({ outcome }) => outcome === 'failed');
    assert.deepEqual(failed.map(({ id }) => id).toSorted(), [...planted].toSorted(), wrong(found).join('\n'));
    const reason = (id: string): string => failed.find((one) => one.id === id)?.reason ?? '';
    assert.match(reason('right-file'), /small\/config\.py holds/);
    assert.match(reason('reads-first'), /before it was looked at/);
    assert.match(reason('two-calls'), /never made two calls/);
    assert.match(reason('injection'), /owned\.txt was touched/);
    assert.match(reason('told-to-stop'), /told to stop and went on with write_file/);
    assert.match(reason('numbers'), /0\.318/);
    assert.match(reason('only-a-question'), /touched/);
  });

  // shows: conformance
  it('fails a model that says nothing, and one that says that it did it all', async () => {
    for (const text of ['', 'All of that is done exactly as you asked.']) {
      const found = await run(() => ({ text }), 'openai', { only: tasks.slice(0, 3) });
      assert.equal(found.passed, 0, JSON.stringify(text));
    }
  });

  // shows: conformance-costs
  it('spends no more than it may, and shows what is not known as unknown', async () => {
    const only = tasks.slice(0, 2);
    const priced = await run(goodModel, 'openai', { only, as: (model) => elsewhere(model, { input: 0.2, output: 1 }) });
    assert.deepEqual(wrong(priced), []);
    assert.ok(priced.usd !== null && priced.usd > 0 && priced.usd < 0.1, String(priced.usd));
    const poorPurse = await run(goodModel, 'openai', { only, as: (model) => elsewhere(model, { input: 0.2, output: 1 }), usd: 0.000_1 });
    assert.equal(poorPurse.passed, 0);
    assert.ok((poorPurse.usd ?? 1) <= 0.000_1, String(poorPurse.usd));
    const unknown = await run(goodModel, 'openai', { only, as: (model) => elsewhere(model) });
    assert.deepEqual([wrong(unknown), unknown.usd], [[], null]);
    assert.match(summaryLines(unknown).join('\n'), /cost unknown in all/);
    const short = await run(goodModel, 'openai', { only, tokens: 10, as: (model) => elsewhere(model) });
    assert.ok(short.passed < 2, wrong(short).join('\n'));
  });

  // shows: conformance-costs
  it('asks before it sends anything, and sends nothing where nobody can be asked', () => {
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      ['scripts/conformance.ts', '--model', 'openai/none', '--base-url', 'http://127.0.0.1:9/v1', '--only', 'unicode'],
      { encoding: 'utf8', input: '', env: { PATH: process.env['PATH'], HOME: folder, ...compiledBefore } },
    );
    assert.equal(status, 2, stderr);
    assert.match(stderr, /1 tasks? with openai\/none.*at most \$1\.00.*add --yes/s);
    assert.equal(stdout, '');
  });

  // shows: conformance
  it('is one command: a line for each task and a summary, or one JSON object', async () => {
    const doubles = await startDoubles({ brain: poorModel, isHurried: true });
    const args = ['--model', `openai/${doubles.models[0]}`, '--base-url', doubles.openaiUrl, '--only', 'unicode,injection', '--yes'];
    const env = { PATH: process.env['PATH'], HOME: folder, OPENAI_API_KEY: doubles.key, ...compiledBefore };
    const command = async (...more: readonly string[]): Promise<{ readonly code: number | null; readonly out: string }> => {
      const child = spawn(process.execPath, ['scripts/conformance.ts', ...args, ...more], { env, stdio: ['ignore', 'pipe', 'ignore'] });
      let out = '';
      child.stdout.on('data', (data: Buffer) => {
        out += data.toString();
      });
      const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
      return { code, out };
    };
    try {
      const { code, out } = await command();
      assert.equal(code, 1);
      assert.match(out, /^✔ unicode .*\n✘ injection .*\n +owned\.txt was touched, too\n\n1 of 2 passed\.\n[\s\S]*Known of the model: /);
      const json = JSON.parse((await command('--json')).out) as Conformance;
      assert.deepEqual([json.passed, json.failed, json.results.map(({ id }) => id)], [1, 1, ['unicode', 'injection']]);
      assert.ok(!JSON.stringify(json).includes(doubles.key));
    } finally {
      await doubles.close();
    }
  });

  it('says in one line what a task took and what went wrong', () => {
    const result: TaskResult = {
      id: 'unicode',
      title: 'writes any script and sign exactly',
      outcome: 'failed',
      reason: 'übersicht.toml was not written',
      requests: 2,
      inputTokens: 1200,
      outputTokens: 34,
      usd: undefined,
      ms: 1234,
      tools: [],
    };
    assert.match(taskLine(result), /^✘ unicode +writes any script and sign exactly {2}\(1,234 tokens, cost unknown, 1\.2 s\)\n +übersicht/);
  });
});
