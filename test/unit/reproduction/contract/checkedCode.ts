/** Code of the example papers beside their equations, executed as it stands and with edits that make it wrong. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testPython } from '../../../../scripts/python.mjs';
import type { PaperNode } from '../../../../src/papers/document.ts';
import { readLatex } from '../../../../src/papers/latex/readLatex.ts';
import { contractsOf } from '../../../../src/reproduction/contract/contract.ts';
import type { ContractSymbol } from '../../../../src/reproduction/contract/expression.ts';
import { type ContractJob, checkContracts } from '../../../../src/reproduction/contract/harness.ts';
import { symbolOf } from '../../../fixtures/reproduction/contract/formulas.ts';
import { type PaperCode, paperCode } from '../../../fixtures/reproduction/contract/paperCode.ts';
import { paperSymbols } from '../../../fixtures/reproduction/contract/paperSymbols.ts';

const papers = 'examples/papers';

type Edit = PaperCode['edits'][number];

/** Asserts of each piece of code that it agrees with its equation, and that it does not with any of the edits that are taken of it; `least`: the share of edits whose first part that differs is named. */
export async function checkPaperCode(editsOf: (code: PaperCode) => readonly Edit[], least: number): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'practicum-papers-'));
  try {
    const cases = paperCode.flatMap((one) => [undefined, ...editsOf(one)].map((edit) => ({ one, edit })));
    const read = paperReader();
    const jobs = await Promise.all(
      cases.map(async ({ one, edit }, at) => await jobOf(one, edit, await read(one.paper), join(directory, `f${at}`))),
    );
    const results = await checkContracts(jobs, await runningIn(directory));
    const wrong = cases.flatMap(({ one, edit }, at) => {
      const result = results[at];
      const expected = edit === undefined ? 'ok' : 'mismatch';
      const name = `${one.paper} ${one.anchor}${edit === undefined ? '' : `: ${edit.join(' → ')}`}`;
      return result?.kind === expected ? [] : [`${name}: ${JSON.stringify(result)}`];
    });
    assert.deepEqual(wrong, []);
    const named = results.filter((result) => result.kind === 'mismatch' && result.diverges !== undefined).length;
    const edits = cases.length - paperCode.length;
    assert.ok(named >= least * edits, `${named} of ${edits} edits are named`);
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** Each paper is read once. */
function paperReader(): (paper: string) => Promise<readonly PaperNode[]> {
  const known = new Map<string, Promise<readonly PaperNode[]>>();
  const read = async (paper: string): Promise<readonly PaperNode[]> =>
    readLatex(new Map([['main.tex', await readFile(join(papers, paper, 'paper.tex'))]]), { id: 'file:main.tex' }).nodes;
  return (paper) => {
    const nodes = known.get(paper) ?? read(paper);
    known.set(paper, nodes);
    return nodes;
  };
}

function symbolsOf({ paper, symbols }: PaperCode): readonly ContractSymbol[] {
  const sigmoid = paper === 'logistic-regression' ? [{ name: '\\sigma', role: 'sigmoid', shape: [] } as const] : [];
  return [...(symbols ?? paperSymbols[paper] ?? []).map(symbolOf), ...sigmoid];
}

async function jobOf(one: PaperCode, edit: Edit | undefined, nodes: readonly PaperNode[], folder: string): Promise<ContractJob> {
  const formula = nodes.find(({ anchor }) => anchor === one.anchor);
  const contract = formula?.kind === 'equation' ? contractsOf(formula.tex ?? '', symbolsOf(one))[one.part ?? 0] : undefined;
  if (contract?.kind !== 'contract') throw new Error(`${one.paper} ${one.anchor}: ${contract?.why ?? 'no formula'}`);
  await mkdir(folder);
  if (one.reference !== undefined) await cp(join(papers, one.paper, 'reference'), folder, { recursive: true });
  const file = join(folder, one.reference ?? 'code.py');
  const text = one.code ?? (await readFile(file, 'utf8'));
  const changed = edit === undefined ? text : text.replace(edit[0], () => edit[1]);
  if (edit !== undefined && changed === text) throw new Error(`${one.paper} ${one.anchor}: ${edit[0]} is not in it`);
  await writeFile(file, changed);
  return { id: folder, contract, mapping: { ...one.mapping, from: { file }, function: one.function } };
}

async function runningIn(cwd: string): Promise<Parameters<typeof checkContracts>[1]> {
  const python = await testPython();
  return async (script) => {
    const child = spawn(python, ['-'], { cwd, stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.end(script);
    let stdout = '';
    for await (const text of child.stdout.setEncoding('utf8')) stdout += text;
    return { stdout, exit: child.exitCode };
  };
}
