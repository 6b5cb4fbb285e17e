import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PracticumError } from '../../../src/base/errors.ts';
import { parseCommandLine } from '../../../src/cli/args.ts';
import { WrongUsage } from '../../../src/cli/command.ts';
import { workWithPaper } from '../../../src/cli/paperCommand.ts';
import { makeTar } from '../../doubles/papers/makeTar.ts';
import { type PaperServices, startPaperServices } from '../../doubles/papers/papers.ts';
import { neverAborted, useTemporaryFolder } from '../workspace/temporary.ts';
import { runSource } from './program.ts';

const tex = String.raw`\documentclass{article}
\newcommand{\R}{\mathbb{R}}
\title{A Small Paper}
\begin{document}\maketitle
\section{Method}\label{sec:m}
\input{parts/method}
\begin{table}\caption{Scores}\label{tab:s}\begin{tabular}{cc}\multicolumn{2}{c}{Both}\\A & B\end{tabular}\end{table}
\end{document}`;
const method = String.raw`Weights $W \in \R^d$ and a batch size of 32.
\begin{equation}\label{eq:l} L = W^2 \end{equation}`;

describe('practicum paper', () => {
  const folder = useTemporaryFolder();
  let services: PaperServices;
  let kept: Readonly<Record<string, string | undefined>> = {};
  before(async () => {
    const eprint = gzipSync(
      makeTar([
        { name: 'main.tex', data: tex },
        { name: 'parts/method.tex', data: method },
      ]),
    );
    services = await startPaperServices([
      { arxiv: '2401.00001', version: 3, title: 'A Small Paper', abstract: 'Small.', eprint, year: 2024 },
    ]);
  });
  after(() => services.close());
  beforeEach(() => {
    const env = { ...services.env, PRACTICUM_HOME: join(folder.path, 'home') };
    kept = Object.fromEntries(Object.keys(env).map((name) => [name, process.env[name]]));
    Object.assign(process.env, env);
  });
  afterEach(() => {
    for (const [name, value] of Object.entries(kept)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  async function run(...argv: readonly string[]): Promise<string> {
    const { command, options } = parseCommandLine(['--cwd', folder.path, 'paper', ...argv]);
    assert.ok(command.kind === 'paper');
    const said: string[] = [];
    const output = { out: (text: string) => void said.push(text), err: (text: string) => assert.fail(text), closed: neverAborted };
    assert.equal(await workWithPaper(options, command.request, output), 0);
    return said.join('');
  }
  const put = async (name: string, text: string | Uint8Array): Promise<void> => {
    await mkdir(join(folder.path, 'parts'), { recursive: true });
    await writeFile(join(folder.path, name), text);
  };

  // shows: paper-cli
  it('prints a file and what it includes as the JSON that is specified', async () => {
    await put('paper.tex', tex);
    await put('parts/method.tex', method);
    const paper = JSON.parse(await run('paper.tex', '--json'));
    const at = (anchor: string): string => `file:paper.tex#${anchor}`;
    const { source, tables, hyperparameters, missing, contradictions, unnamed, warnings, text, ...rest } = paper;
    assert.deepEqual(rest, {
      version: 1,
      title: 'A Small Paper',
      sections: [{ address: at('S1'), level: 1, title: 'Method' }],
      equations: [
        { address: at('S1.p1.m1'), tex: 'W \\in \\mathbb{R}^d', readable: true, inline: true },
        { address: at('S1.E1'), tex: 'L = W^2', readable: true, inline: false },
      ],
      algorithms: [],
    });
    assert.deepEqual(
      [tables[0].caption, tables[0].cells],
      [
        'Scores',
        [
          ['Both', ''],
          ['A', 'B'],
        ],
      ],
    );
    assert.deepEqual([source.id, source.kind, source.from], ['file:paper.tex', 'file', 'paper.tex']);
    assert.equal(hyperparameters[0].name, 'batch size');
    assert.equal(hyperparameters[0].value, 32);
    assert.ok(Array.isArray(missing) && Array.isArray(contradictions));
    assert.deepEqual([warnings, unnamed], [[], []]);
    assert.equal(
      text,
      'A Small Paper\n\nMethod\n\nWeights $W \\in \\mathbb{R}^d$ and a batch size of 32.\n\n$$L = W^2$$\n\nScores\nBoth\nA | B',
    );
  });

  // shows: paper-cli
  it('prints Markdown, whole or a section, by any of its names', async () => {
    const whole = await run('2401.00001');
    assert.match(whole, /^# A Small Paper\n\nAddress: arxiv:2401\.00001v3\n/);
    assert.match(whole, /\| Both \| {2}\|\n\|---\|---\|\n\| A \| B \|/);
    assert.match(whole, /## Stated values\n\n- batch size: 32/);
    for (const name of ['arxiv:2401.00001v3#S1.E1', 'eq:l', '#S1.E1']) {
      const part = await run('arXiv:2401.00001', '--markdown', '--section', name);
      assert.match(part, /\$\$\nL = W\^2\n\$\$\n\(1\) \(#S1\.E1\)/, name);
      assert.doesNotMatch(part, /Both/);
    }
    const part = JSON.parse(await run('https://arxiv.org/abs/2401.00001#tab:s', '--json'));
    assert.deepEqual([part.sections, part.equations, part.tables.length], [[], [], 1]);
    await assert.rejects(run('2401.00001', '--section', 'S7'), { code: 'no-such-section' });
    for (const other of ['arxiv:2401.00002#S1', 'arxiv:2401.00001v2#S1', 'file:other.tex#S1'])
      await assert.rejects(run('2401.00001', '--section', other), { code: 'other-paper', message: /and this is arxiv:2401\.00001v3\.$/ });
    for (const same of ['arxiv:2401.00001#S1', 'doi:10.1000/x#S1', 'a paper#S1'])
      assert.match(await run('2401.00001', '--section', same), /\$\$/);
  });

  // shows: paper-search
  it('searches papers, a line each', async () => {
    assert.equal(await run('search', 'small', 'paper'), 'arxiv:2401.00001v3\tA Small Paper (2024)\n');
    assert.equal(await run('search', 'Small', '--at', 'scholar'), 'arxiv:2401.00001\tA Small Paper (2024)\n');
    assert.equal(JSON.parse(await run('search', 'small', '--json')).id, 'arxiv:2401.00001v3');
    assert.equal(await run('search', 'nothing-like-it'), 'Nothing found.\n');
    await assert.rejects(run('search', 'x', '--at', 'google'), WrongUsage);
    await assert.rejects(run('search'), WrongUsage);
    await assert.rejects(run(), WrongUsage);
    await assert.rejects(run('a.tex', '--json', '--markdown'), WrongUsage);
  });

  // shows: paper-services-away
  it('has one message with the next step for whatever is no paper', async () => {
    await put('data.bin', Buffer.from([0, 1, 2]));
    await put('empty.tex', '');
    await put('broken.pdf', '%PDF-1.7 and nothing else');
    await put('page.html', '<html><body></body></html>');
    for (const name of [
      'gone.tex',
      'parts',
      './parts',
      'data.bin',
      'empty.tex',
      'broken.pdf',
      'page.html',
      'some words',
      'arxiv:1',
      '2499.99999',
    ])
      await assert.rejects(
        run(name),
        (error) => error instanceof PracticumError && (error.hint ?? '') !== '' && !/[^.?!”)]$/.test(error.message),
        name,
      );
  });

  // shows: paper-given
  it('takes what is there for a file or a folder, whatever its name looks like', async () => {
    await put('draft', tex);
    assert.match(await run('draft'), /^# A Small Paper/);
    await assert.rejects(run('parts'), { message: /parts is a folder\.$/, hint: 'Give the main .tex file in it.' });
    await put('café.md', Buffer.from('# Caf\u00e9\n\nNa\u00efve.', 'latin1'));
    assert.match(await run('café.md'), /^# Café\n[\s\S]*Naïve\./);
    await put('saved.pdf', '<!doctype html><html><body><h1>Sign in</h1><p>To download this.</p></body></html>');
    assert.match(await run('saved.pdf'), /saved\.pdf is no PDF: it was read as a web page\./);
  });

  // shows: paper-cli
  it('ends with 1 and words on standard error, from a shell', async () => {
    const { code, out, err } = await runSource(folder.path, ['paper', 'gone.tex'], { PRACTICUM_HOME: join(folder.path, 'home') }, '');
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /^practicum: There is no file .*gone\.tex\. Give an arXiv id/);
  });
});
