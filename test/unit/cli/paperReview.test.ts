import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseCommandLine } from '../../../src/cli/args.ts';
import { workWithPaper } from '../../../src/cli/paperCommand.ts';
import { CodeIndex } from '../../../src/reproduction/trace/codeIndex.ts';
import { makeAnchor } from '../../../src/reproduction/trace/makeAnchor.ts';
import { readSource } from '../../../src/reproduction/trace/pythonSource.ts';
import { formatLinks } from '../../../src/reproduction/trace/sideFile.ts';
import { neverAborted, useTemporaryFolder } from '../workspace/temporary.ts';

const tex = (rate: string, sign: string): string => String.raw`\documentclass{article}
\title{Losses}
\begin{document}\maketitle
\section{Training}\label{sec:t}
We train with Adam for 20 epochs, with a learning rate of ${rate} and a batch size of 64.
\begin{equation}\label{eq:l} L = ${sign}\frac{1}{n}\sum_{i=1}^{n}(y_i-p_i)^2 \end{equation}
\end{document}`;
const code = 'LR = 0.01\n\n\ndef loss(y, p):\n    return ((y - p) ** 2).mean()\n';

describe('practicum paper review and diff', () => {
  const folder = useTemporaryFolder();
  const home = process.env['PRACTICUM_HOME'];
  beforeEach(async () => {
    process.env['PRACTICUM_HOME'] = join(folder.path, 'home');
    await put('paper.tex', tex('0.001', ''));
    await put('train.py', code);
  });
  afterEach(() => {
    if (home === undefined) delete process.env['PRACTICUM_HOME'];
    else process.env['PRACTICUM_HOME'] = home;
  });

  async function put(name: string, text: string): Promise<void> {
    await mkdir(dirname(join(folder.path, name)), { recursive: true });
    await writeFile(join(folder.path, name), text);
  }
  async function run(...argv: readonly string[]): Promise<{ readonly exit: number; readonly said: string }> {
    const { command, options } = parseCommandLine(['--cwd', folder.path, 'paper', ...argv]);
    assert.ok(command.kind === 'paper');
    const said: string[] = [];
    const output = { out: (text: string) => void said.push(text), err: (text: string) => assert.fail(text), closed: neverAborted };
    return { exit: await workWithPaper(options, command.request, output), said: said.join('') };
  }
  async function link(): Promise<void> {
    const source = readSource('train.py', code);
    const anchor = makeAnchor(source, { what: 'symbol', line: 4, endLine: 5 }, new CodeIndex([source]));
    await put('.practicum/papers/file-paper.tex/links.json', formatLinks([{ address: 'file:paper.tex#eq:l', paper: {}, code: anchor }]));
  }

  // shows: review-cli
  it('checks code against a paper, ends with 1 where something is certainly otherwise, and writes nothing', async () => {
    const before = await readdir(folder.path);
    const { exit, said } = await run('review', 'paper.tex', 'train.py');
    assert.equal(exit, 1);
    assert.match(said, /^1 finding in train\.py:\ntrain\.py:1:6 warning .*LR is 0\.01\. The paper says for learning rate: 0\.001/);
    const json: unknown = JSON.parse((await run('review', 'paper.tex', '--json')).said);
    assert.ok(
      typeof json === 'object' && json !== null && 'findings' in json && Array.isArray(json.findings) && json.findings.length === 1,
    );
    await put('train.py', code.replace('0.01', '1e-3'));
    const right = await run('review', 'paper.tex');
    assert.equal(right.exit, 0);
    assert.match(right.said, /^Nothing in train\.py contradicts the paper.*\nAs the paper says: learning rate = 1e-3 \(train\.py:1\)/);
    await assert.rejects(run('review', 'paper.tex', 'none.py'), { code: 'review-no-code' });
    assert.deepEqual(
      (await readdir(folder.path)).filter((name) => name !== 'home'),
      before,
    );
  });

  // shows: versions-cli
  it('says what changed between two versions, and which linked code that touches', async () => {
    await link();
    await put('new.tex', tex('0.003', '-'));
    const { exit, said } = await run('diff', 'paper.tex', 'new.tex');
    assert.equal(exit, 0);
    assert.match(said, /^file:paper\.tex → file:new\.tex: 2 changed, 0 new, 0 gone/);
    assert.match(said, /- train\.py: loss \(changed\) #eq:l → #S1\.E1/);
    assert.match(said, /- learning rate: 0\.001 → 0\.003/);
    const same: unknown = JSON.parse((await run('diff', 'paper.tex', 'paper.tex', '--json')).said);
    assert.ok(typeof same === 'object' && same !== null && 'code' in same && Array.isArray(same.code) && same.code.length === 0);
  });
});
