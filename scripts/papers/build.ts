/**
 * Makes paper.pdf and paper.html of examples/papers from their TeX, with pdflatex and LaTeXML, the same bytes each time:
 * `node scripts/start.mjs scripts/papers/build.ts [NAME…]`. `--figures PYTHON` draws the figures first, with an interpreter that has matplotlib.
 */
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'examples/papers');
/** 2026-01-01. Dates and identifiers in the PDF come from it. */
const epoch = '1767225600';

async function run(command: string, given: readonly string[], cwd: string): Promise<string> {
  try {
    const environment = { ...process.env, SOURCE_DATE_EPOCH: epoch, FORCE_SOURCE_DATE: '1', TZ: 'UTC' };
    const { stdout, stderr } = await promisify(execFile)(command, given, { cwd, env: environment, maxBuffer: 2 ** 26 });
    return stdout + stderr;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new Error(`${command} is not installed: it comes with TeX Live (pdflatex) or LaTeXML.`, { cause: error });
    throw error;
  }
}

async function makePdf(name: string, work: string): Promise<void> {
  const given = ['-interaction=nonstopmode', '-halt-on-error', 'paper.tex'];
  // The first pass learns the numbers, the second sets them, the third sees whether they moved.
  for (let pass = 1; pass < 3; pass++) await run('pdflatex', given, work);
  const log = (await run('pdflatex', given, work)).split('\n');
  const faults = log.filter((line) => /^(?:Overfull|LaTeX Warning|Package .* Warning)/.test(line));
  if (faults.length > 0) process.stderr.write(`${name}: ${faults.join('\n')}\n`);
  const pages = log.find((line) => line.includes('Output written on'));
  if (pages?.includes('(2 pages') !== true) process.stderr.write(`${name}: ${pages}\n`);
  copyFileSync(path.join(work, 'paper.pdf'), path.join(folder, name, 'paper.pdf'));
}

/** As arXiv makes its pages, less what changes from day to day and the style sheets, which lie with the server. */
async function makePage(name: string, work: string): Promise<void> {
  await run('latexml', ['--quiet', '--dest=paper.xml', 'paper.tex'], work);
  const form = ['--format=html5', '--pmml', '--mathtex', '--nodefaultresources', '--timestamp=0', '--dest=paper.html'];
  await run('latexmlpost', ['--quiet', ...form, 'paper.xml'], work);
  const page = readFileSync(path.join(work, 'paper.html'), 'utf8');
  writeFileSync(path.join(folder, name, 'paper.html'), page.replaceAll(/[ \t]+$/gm, ''));
}

async function build(name: string, python: string | undefined): Promise<void> {
  const work = mkdtempSync(path.join(tmpdir(), 'practicum-paper-'));
  try {
    if (python !== undefined) await run(python, ['figures.py', name], folder);
    for (const file of ['paper.tex', 'figure.pdf', 'figure.png']) {
      const from = path.join(folder, name, file);
      if (existsSync(from)) copyFileSync(from, path.join(work, file));
    }
    await makePdf(name, work);
    await makePage(name, work);
    process.stdout.write(`${name}: made\n`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const { values, positionals } = parseArgs({ options: { figures: { type: 'string' } }, allowPositionals: true });
const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
for (const { name } of names) if (positionals.length === 0 || positionals.includes(name)) await build(name, values.figures);
