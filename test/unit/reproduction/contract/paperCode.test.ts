import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testPython } from '../../../../scripts/python.mjs';
import { readLatex } from '../../../../src/papers/latex/readLatex.ts';
import { contractsOf } from '../../../../src/reproduction/contract/contract.ts';
import type { ContractSymbol } from '../../../../src/reproduction/contract/expression.ts';
import { type ContractJob, checkContracts } from '../../../../src/reproduction/contract/harness.ts';
import { symbolOf } from '../../../fixtures/reproduction/contract/formulas.ts';
import { type PaperCode, paperCode } from '../../../fixtures/reproduction/contract/paperCode.ts';
import { paperSymbols } from '../../../fixtures/reproduction/contract/paperSymbols.ts';

const papers = 'examples/papers';

describe('code of the example papers and their equations', () => {
  let directory = '';
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'practicum-papers-'));
  });
  after(() => rm(directory, { recursive: true }));

  function symbolsOf({ paper, symbols }: PaperCode): readonly ContractSymbol[] {
    const sigmoid = paper === 'logistic-regression' ? [{ name: '\\sigma', role: 'sigmoid', shape: [] } as const] : [];
    return [...(symbols ?? paperSymbols[paper] ?? []).map(symbolOf), ...sigmoid];
  }

  async function jobOf(one: PaperCode, edit: readonly [string, string] | undefined, id: string): Promise<ContractJob> {
    const { nodes } = readLatex(new Map([['main.tex', await readFile(join(papers, one.paper, 'paper.tex'))]]), { id: 'file:main.tex' });
    const formula = nodes.find(({ anchor }) => anchor === one.anchor);
    const contract = formula?.kind === 'equation' ? contractsOf(formula.tex ?? '', symbolsOf(one))[one.part ?? 0] : undefined;
    if (contract?.kind !== 'contract') throw new Error(`${one.paper} ${one.anchor}: ${contract?.why ?? 'no formula'}`);
    const folder = join(directory, id);
    await mkdir(folder);
    if (one.reference !== undefined) await cp(join(papers, one.paper, 'reference'), folder, { recursive: true });
    const file = join(folder, one.reference ?? 'code.py');
    const text = one.code ?? (await readFile(file, 'utf8'));
    const changed = edit === undefined ? text : text.replace(edit[0], () => edit[1]);
    if (edit !== undefined && changed === text) throw new Error(`${one.paper} ${one.anchor}: ${edit[0]} is not in it`);
    await writeFile(file, changed);
    return { id, contract, mapping: { ...one.mapping, from: { file }, function: one.function } };
  }

  // shows: contract-check, contract-papers
  it('agree as they stand, and differ once the code is edited to be wrong', async () => {
    const cases = paperCode.flatMap((one) => [undefined, ...one.edits].map((edit) => ({ one, edit })));
    const jobs = await Promise.all(cases.map(({ one, edit }, at) => jobOf(one, edit, `f${at}`)));
    const python = await testPython();
    const results = await checkContracts(jobs, async (script) => {
      const child = spawn(python, ['-'], { cwd: directory, stdio: ['pipe', 'pipe', 'inherit'] });
      child.stdin.end(script);
      let stdout = '';
      for await (const text of child.stdout.setEncoding('utf8')) stdout += text;
      return { stdout, exit: child.exitCode };
    });
    const wrong = cases.flatMap(({ one, edit }, at) => {
      const result = results[at];
      const expected = edit === undefined ? 'ok' : 'mismatch';
      const name = `${one.paper} ${one.anchor}${edit === undefined ? '' : `: ${edit.join(' → ')}`}`;
      return result?.kind === expected ? [] : [`${name}: ${JSON.stringify(result)}`];
    });
    assert.deepEqual(wrong, []);
    const named = results.filter((result) => result.kind === 'mismatch' && result.diverges !== undefined).length;
    const edits = cases.length - paperCode.length;
    assert.ok(named >= 0.5 * edits, `${named} of ${edits} edits are named`);
  }).timeout(120_000);
});
