/** Formulas of machine learning as contracts: the right function passes, five wrong ones do not, and what they compute instead is named. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testPython } from '../../scripts/python.mjs';
import { type Contract, contractsOf } from '../../src/reproduction/contract/contract.ts';
import { type ContractJob, type ContractResult, checkContracts } from '../../src/reproduction/contract/harness.ts';
import { type FormulaCase, formulas } from '../fixtures/reproduction/contract/formulas.ts';

interface Tried {
  readonly formula: FormulaCase;
  readonly wrong?: FormulaCase['wrong'][number];
  readonly job: ContractJob;
}

const python = await testPython();
const directory = await mkdtemp(join(tmpdir(), 'practicum-contracts-'));
const file = join(directory, 'functions.py');
const tried: Tried[] = [];
const source = ['import numpy as np', 'import torch', ''];
let without = 0;
for (const formula of formulas) {
  const symbols = [
    ...formula.symbols,
    ...(formula.tex.includes('\\sigma(') ? [{ name: '\\sigma', role: 'sigmoid', shape: [] } as const] : []),
  ];
  const contract = contractsOf(formula.tex, symbols).find((each): each is Contract => each.kind === 'contract');
  if (contract === undefined) {
    without++;
    console.log(
      `no contract: ${formula.name}: ${contractsOf(formula.tex, symbols)
        .map((each) => (each.kind === 'none' ? each.why : ''))
        .join('; ')}`,
    );
    continue;
  }
  for (const wrong of [undefined, ...formula.wrong]) {
    const id = `f${tried.length}`;
    const body = wrong === undefined ? formula.body : formula.body.replace(wrong[1], () => wrong[2]);
    if (wrong !== undefined && body === formula.body) throw new Error(`${formula.name}: ${wrong[1]} is not in it`);
    source.push(`def ${id}(${formula.parameters}):`, `    return ${body}`, '');
    const mapping = {
      from: { file },
      function: id,
      library: /torch/.test(formula.body) ? 'torch' : 'numpy',
      arguments: formula.given.map((symbol) => ({ symbol })),
    } as const;
    tried.push({ formula, ...(wrong === undefined ? {} : { wrong }), job: { id, contract, mapping } });
  }
}
await writeFile(file, source.join('\n'));

const started = performance.now();
const results = await checkContracts(
  tried.map(({ job }) => job),
  runPython,
);
const seconds = (performance.now() - started) / 1_000;
await rm(directory, { recursive: true });

const count = { right: 0, alarms: 0, wrong: 0, caught: 0, named: 0 };
const byKind = new Map<string, { caught: number; named: number; all: number }>();
tried.forEach(({ formula, wrong }, at) => {
  const result: ContractResult | undefined = results[at];
  if (wrong === undefined) {
    count.right++;
    if (result?.kind !== 'ok') {
      count.alarms++;
      console.log(`alarm: ${formula.name}: ${JSON.stringify(result)}`);
    }
    return;
  }
  const kind = byKind.get(wrong[0]) ?? { caught: 0, named: 0, all: 0 };
  byKind.set(wrong[0], kind);
  count.wrong++;
  kind.all++;
  if (result?.kind !== 'mismatch') {
    console.log(`not caught: ${formula.name}: ${wrong.join(' | ')}: ${JSON.stringify(result)}`);
    return;
  }
  count.caught++;
  kind.caught++;
  if (result.diverges !== undefined) {
    count.named++;
    kind.named++;
  }
  if (process.argv.includes('--all'))
    console.log(
      `${formula.name}: ${wrong.join(' | ')} → ${result.diverges?.says ?? `traced to ${result.traced?.tex} (× ${result.traced?.factor ?? '?'})`}`,
    );
});
const share = (part: number, all: number) => `${part} of ${all} (${((100 * part) / all).toFixed(1)} %)`;
console.log(`${formulas.length} formulas, ${without} without a contract: ${count.alarms} false alarms of ${count.right} (goal 0)`);
console.log(
  `wrong functions caught: ${share(count.caught, count.wrong)} (goal ≥ 90 %); what they compute instead named: ${share(count.named, count.wrong)}`,
);
for (const [kind, { caught, named, all }] of byKind) console.log(`  ${kind}: ${caught} caught, ${named} named of ${all}`);
console.log(`${tried.length} functions in one process in ${seconds.toFixed(1)} s (goal < 60 s)`);

async function runPython(script: string): Promise<{ readonly stdout: string; readonly exit: number | null }> {
  const path = join(directory, 'harness.py');
  await writeFile(path, script);
  const child = spawn(python, [path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  const exit = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { stdout, exit };
}
