import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { testPython } from '../../../scripts/python.mjs';
import { parseCommandLine } from '../../../src/cli/args.ts';
import { workWithPaper } from '../../../src/cli/paperCommand.ts';
import { formatStage } from '../../../src/reproduction/stages/files.ts';
import { startPaperServices } from '../../doubles/papers/papers.ts';
import { neverAborted, useTemporaryFolder } from '../workspace/temporary.ts';

const tex = String.raw`\documentclass{article}
\title{Losses}
\begin{document}\maketitle
\section{Training}\label{sec:t}
\begin{equation}\label{eq:l} L = \frac{1}{n}\sum_{i=1}^{n}(y_i-p_i)^2 \end{equation}
\section{Other}
\begin{equation} R = \lambda\|w\|_2^2 \end{equation}
\begin{equation} g = \nabla R \end{equation}
\end{document}`;
const at = (anchor: string): string => `file:paper.tex#${anchor}`;
const symbols = [
  { name: 'y', shape: ['n'] },
  { name: 'p', shape: ['n'] },
];
const record = {
  address: at('S1.E1'),
  part: 0,
  tex: String.raw`L = \frac{1}{n}\sum_{i=1}^{n}(y_i-p_i)^2`,
  inputs: {},
  code: { file: 'model.py', symbol: 'loss' },
  symbols,
  mapping: { library: 'numpy', arguments: [{ symbol: 'y' }, { symbol: 'p' }] },
  state: 'ok' as const,
};

describe('practicum paper contract', () => {
  const folder = useTemporaryFolder();
  const before = { home: process.env['PRACTICUM_HOME'], python: process.env['PRACTICUM_PYTHON'] };
  beforeEach(async () => {
    process.env['PRACTICUM_HOME'] = join(folder.path, 'home');
    process.env['PRACTICUM_PYTHON'] = await testPython();
    await put('paper.tex', tex);
  });
  afterEach(() => {
    for (const [name, value] of [
      ['PRACTICUM_HOME', before.home],
      ['PRACTICUM_PYTHON', before.python],
    ] as const)
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  });

  async function put(name: string, text: string): Promise<void> {
    await mkdir(dirname(join(folder.path, name)), { recursive: true });
    await writeFile(join(folder.path, name), text);
  }
  async function keep(contract: object): Promise<void> {
    const contracts = [{ ...record, ...contract }];
    await put('.practicum/papers/file-paper.tex/contracts.json', formatStage('contracts', { v: 1, stage: 'contracts', contracts }));
  }
  async function run(...argv: readonly string[]): Promise<{ readonly exit: number; readonly said: string }> {
    const { command, options } = parseCommandLine(['--cwd', folder.path, 'paper', 'contract', 'paper.tex', ...argv]);
    assert.ok(command.kind === 'paper');
    const said: string[] = [];
    const output = { out: (text: string) => void said.push(text), err: (text: string) => assert.fail(text), closed: neverAborted };
    return { exit: await workWithPaper(options, command.request, output), said: said.join('') };
  }

  // shows: contract-cli
  it('lists which equations have a contract as they are understood, and what the others lack', async () => {
    await keep({});
    const { exit, said } = await run();
    assert.equal(exit, 0);
    assert.match(said, /S1\.E1 +contract +L = \(1 \/ n\) · sum\[i = 1 … n\]\(\(y\[i\] − p\[i\]\)\^2\)\n +ok: model\.py::loss/);
    assert.match(said, /S2\.E2 +to declare +\\lambda {2}w\n/);
    assert.match(said, /S2\.E3 +none +\\nabla/);
    assert.match(said, /1 of 3 displayed equations have a contract, 1 checked, 1 ok\.\n$/);
    await put('symbols.json', JSON.stringify([{ name: '\\lambda' }, { name: 'w', shape: ['d'] }]));
    assert.match(
      (await run('--section', 'S2', '--symbols', 'symbols.json')).said,
      /R = \\lambda · \(norm\(w\)\^2\)[\s\S]*1 of 2 displayed/,
    );
  });

  // shows: contract-cli
  it('prints a contract as numpy, and all of it as JSON', async () => {
    await keep({});
    const { said } = await run('--equation', 'eq:l', '--numpy');
    assert.match(said, /def reference\(S, see=None\):/);
    assert.doesNotMatch(said, /S2/);
    const { version, coverage, equations } = JSON.parse((await run('--json')).said);
    assert.equal(version, 1);
    assert.deepEqual([coverage.displayed, coverage.withContract], [3, 1]);
    assert.deepEqual(
      equations.map((one: { address: string; contract: string }) => [one.address, one.contract]),
      [
        [at('S1.E1'), 'yes'],
        [at('S2.E2'), 'undeclared'],
        [at('S2.E3'), 'no'],
      ],
    );
    await assert.rejects(run('--equation', 'S9.E9'), { code: 'no-equation' });
  });

  // shows: contract-cli
  it('executes what is mapped again, and ends with 1 where code and equation differ', async () => {
    await assert.rejects(run('--check'), { code: 'no-contracts' });
    await keep({});
    await put('model.py', 'import numpy as np\ndef loss(y, p): return np.mean((y - p) ** 2)\n');
    assert.equal((await run('--check')).exit, 0);
    await put('model.py', 'import numpy as np\ndef loss(y, p): return np.sum((y - p) ** 2)\n');
    const wrong = await run('--check');
    assert.equal(wrong.exit, 1);
    assert.match(wrong.said, /mismatch: model\.py::loss \(At .*the code takes the sum where the equation has the mean/);
    assert.equal((await run('--check', '--json')).exit, 1);
    await put('model.py', 'def other(): pass\n');
    const gone = await run('--check');
    assert.equal(gone.exit, 1);
    assert.match(gone.said, /not compared: .*has no function or class loss/);
  }).timeout(60_000);

  // shows: contract-cli
  it('checks with the formulas that were kept where the paper cannot be had', async () => {
    const services = await startPaperServices([]);
    await services.close();
    const before = Object.keys(services.env).map((name) => [name, process.env[name]] as const);
    Object.assign(process.env, services.env);
    try {
      const contracts = [{ ...record, address: 'arxiv:2401.00001v1#S1.E1' }];
      const kept = formatStage('contracts', { v: 1, stage: 'contracts', contracts });
      await put('.practicum/papers/arxiv-2401.00001/contracts.json', kept);
      await put('model.py', 'import numpy as np\ndef loss(y, p): return np.mean((y - p) ** 2)\n');
      const { command, options } = parseCommandLine(['--cwd', folder.path, 'paper', 'contract', '2401.00001', '--check']);
      assert.ok(command.kind === 'paper');
      const [said, warned]: [string[], string[]] = [[], []];
      const output = { out: (text: string) => void said.push(text), err: (text: string) => void warned.push(text), closed: neverAborted };
      assert.equal(await workWithPaper(options, command.request, output), 0);
      assert.match(warned.join(''), /The formulas are those that were kept/);
      assert.match(said.join(''), /S1\.E1 .*\n +ok: model\.py::loss/);
    } finally {
      for (const [name, value] of before)
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
    }
  }).timeout(60_000);
});
