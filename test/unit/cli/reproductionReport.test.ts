import assert from 'node:assert/strict';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseCommandLine } from '../../../src/cli/args.ts';
import { reproduce } from '../../../src/cli/reproduceCommand.ts';
import { formatStage, parseStage } from '../../../src/reproduction/stages/files.ts';
import { planOf } from '../reproduction/planOf.ts';
import { writeRun } from '../runs/writtenRun.ts';
import { neverAborted, useTemporaryFolder } from '../workspace/temporary.ts';

const tex = String.raw`\documentclass{article}
\title{Losses}
\begin{document}\maketitle
\section{Results}
We train on CIFAR-10 on a single V100, which takes two hours.
\begin{table}\caption{Results.}\label{tab:main}\begin{tabular}{lc} Method & Accuracy (\%)\\ None & $72.5 \pm 1.0$\\ Ours & $88.5 \pm 0.5$\\ \end{tabular}\end{table}
\end{document}`;
const stages = '.practicum/papers/file-paper.tex';

describe('practicum reproduce --report and --triage', () => {
  const folder = useTemporaryFolder();
  const home = process.env['PRACTICUM_HOME'];
  beforeEach(async () => {
    process.env['PRACTICUM_HOME'] = join(folder.path, 'home');
    await put('paper.tex', tex);
  });
  afterEach(() => {
    if (home === undefined) delete process.env['PRACTICUM_HOME'];
    else process.env['PRACTICUM_HOME'] = home;
  });

  async function put(name: string, text: string): Promise<void> {
    await mkdir(dirname(join(folder.path, name)), { recursive: true });
    await writeFile(join(folder.path, name), text);
  }
  async function run(...argv: readonly string[]): Promise<string> {
    const { command, options } = parseCommandLine(['--cwd', folder.path, 'reproduce', 'paper.tex', ...argv]);
    assert.ok(command.kind === 'reproduce');
    const said: string[] = [];
    const output = { out: (text: string) => void said.push(text), err: (text: string) => assert.fail(text), closed: neverAborted };
    await reproduce(options, command.request, output);
    return said.join('');
  }

  // shows: report-cli
  it('write the report with what the ledger settled for its runs', async () => {
    const plan = planOf({
      commands: { smoke: ['python'], run: ['python'] },
      seeds: [0, 1],
      cells: [{ address: 'file:paper.tex#tab:main', row: 3, column: 2, key: 'accuracy', pick: 'last' }],
    });
    await put(`${stages}/plan.json`, formatStage('plan', plan));
    const job = {
      payer: 'ada',
      hub: 'https://hf',
      flavor: 'a10g',
      image: 'x',
      timeoutMs: 1,
      microUsdPerHour: 1_000_000,
      root: folder.path,
      packages: [],
    };
    const made = [87, 88].map((value, seed) => {
      const one = writeRun(folder.path, `r_${seed}`, { target: 'hf-job', job });
      one.measure('accuracy', [[1, value]]);
      one.end(0);
      return { run: one.id, purpose: 'full' as const, seed, register: {}, inputs: {} };
    });
    await put(`${stages}/runs.json`, formatStage('runs', { v: 1, stage: 'runs', runs: made }));
    const entry = (fields: object): string => `\n${JSON.stringify({ v: 1, ...fields })}\n`;
    await put('home/ledger/ledger.jsonl', '');
    for (const [seed, { run: id }] of made.entries()) {
      const reserved = {
        type: 'reserve',
        id: `rs_${seed}`,
        atMs: 1,
        day: '2026-11-22',
        session: 'se_1',
        run: id,
        purpose: 'run',
        on: 'a10g',
        quote: { kind: 'priced', microUsd: 2_000_000 },
        caps: { session: null, day: null, run: null },
        by: { pid: 1, host: 'h' },
      };
      await appendFile(join(folder.path, 'home/ledger/ledger.jsonl'), entry(reserved));
      await appendFile(
        join(folder.path, 'home/ledger/ledger.jsonl'),
        entry({ type: 'settle', id: `rs_${seed}`, atMs: 2, used: { microUsd: 250_000, tokens: 0 } }),
      );
    }
    const markdown = await run('--report');
    assert.match(markdown, /^# Reproduction of “Losses”/);
    assert.match(markdown, /\| Ours \| Accuracy \(%\) \| 88\.5 ?± ?0\.5 \| 87\.50 ± 0\.71 \(2 seeds\) \| -1\.00 \| within noise \|/);
    assert.match(markdown, /Cost of all runs: \\?\$0\.50, /);
    const json: unknown = JSON.parse(await run('--report', '--json'));
    assert.ok(typeof json === 'object' && json !== null && 'cost' in json);
    assert.equal((json.cost as { readonly basis: string }).basis, 'settled');
  });

  // shows: triage-cli
  it('write the triage card of a paper without a session or a model', async () => {
    const card = await run('--triage');
    assert.match(card, /^## Worth reproducing\? “Losses” \(file:paper\.tex\)\n/);
    assert.match(card, /CIFAR-10 \(uoft-cs\/cifar10\): unknown/);
    assert.match(card, /1 × V100 × two hours = 2 h of V100/);
    assert.match(card, /- Ours \/ Accuracy \(%\): 88\.5/);
    const { claims } = parseStage('triage', await run('--triage', '--json'));
    assert.equal(claims.length, 2);
  });
});
