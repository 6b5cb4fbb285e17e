import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Cancelled, describeError, PracticumError } from '../base/errors.ts';
import { paperIdText, parseAddress, parsePaperId } from '../papers/address.ts';
import type { Equation, Paper } from '../papers/document.ts';
import { parseGiven } from '../papers/sources/given.ts';
import { type ContractRecord, shownEquation } from '../reproduction/contract/check.ts';
import { contractsOf } from '../reproduction/contract/contract.ts';
import { readSymbols } from '../reproduction/contract/door.ts';
import type { ContractSymbol } from '../reproduction/contract/expression.ts';
import { formulaAt } from '../reproduction/contract/grounds.ts';
import { neededSymbols } from '../reproduction/contract/needed.ts';
import { numpySource } from '../reproduction/contract/numpy.ts';
import { readable } from '../reproduction/contract/readableExpression.ts';
import { canonicalName } from '../reproduction/contract/reading.ts';
import { pythonIn, recheck } from '../reproduction/contract/recheck.ts';
import { type ContractStanding, type Coverage, coverageOf, filesOf, standingOf } from '../reproduction/contract/standing.ts';
import { parseStage } from '../reproduction/stages/files.ts';
import { paperFolder, papersFolder } from '../reproduction/trace/sideFile.ts';
import { findInterpreter } from '../runs/interpreter.ts';
import type { CommonOptions, ContractRequest } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import { openGiven } from './givenPaper.ts';
import { createCliHost } from './host.ts';
import type { Output } from './output.ts';

/** One equation of a displayed formula, as it is listed. */
interface Listed {
  readonly address: string;
  readonly part: number;
  readonly tex: string | null;
  /** `undeclared`: its symbols are not declared yet. */
  readonly contract: 'yes' | 'undeclared' | 'no';
  readonly reads?: string;
  readonly value?: string;
  readonly why?: string;
  readonly declare?: readonly string[];
  readonly numpy?: string;
  readonly state?: ContractStanding['state'];
  readonly because?: string;
  readonly code?: string;
}

/** `practicum paper contract`: writes nothing. What the person types is its own approval, so nothing here needs a permit. */
export async function workWithContracts(
  options: CommonOptions,
  request: ContractRequest,
  output: Output,
  signal: AbortSignal,
): Promise<ExitCode> {
  const host = createCliHost(options, output);
  const root = host.roots[0] ?? process.cwd();
  const paper = await openGiven(host, request.paper, false, signal).then(
    ({ opened }) => opened.paper,
    async (error: unknown) => await asKept(error, request, root, output),
  );
  const kept = await keptContracts(paper, root);
  const wanted = wantedFormulas(paper, request);
  const isWanted = ({ address }: ContractRecord): boolean =>
    wanted.some(({ anchor, aliases }) => [anchor, ...aliases].includes(anchorIn(address)));
  const shas = await shasOf(kept, root);
  let standings = kept.map((record) => standingOf(record, { paper, shaOf: (file) => shas.get(file) }));
  if (request.isCheck) {
    const mapped = kept.filter((record) => record.mapping !== undefined && isWanted(record));
    if (mapped.length === 0)
      throw new PracticumError('no-contracts', `No equation of ${paper.id} is mapped to code here.`, {
        hint: `check_contract does that, and keeps it in ${contractsFile(paper)}.`,
      });
    const { path } = await findInterpreter({ root, home: host.home, env: host.env, chosen: await host.interpreter(), signal });
    const again = await recheck(mapped, {
      root,
      run: pythonIn(path, root, mapped.length, signal),
      texOf: ({ address }) => texOf(paper, address),
      textOf: async (file) => await readFile(join(root, file), 'utf8').catch(() => undefined),
    });
    const byKey = new Map(again.map((record) => [keyOf(record), record]));
    standings = kept.map((record) => {
      const now = byKey.get(keyOf(record));
      return now === undefined ? standingOf(record, { paper, shaOf: (file) => shas.get(file) }) : { record: now, state: now.state };
    });
  }
  const declared = await declaredSymbols(request, kept, root);
  const listed = wanted.flatMap((formula) => list(paper, formula, declared, standings, request.showsNumpy));
  const has = (anchor: string): boolean => {
    const own = listed.filter(({ address }) => anchorIn(address) === anchor);
    return own.length > 0 && own.every(({ contract }) => contract === 'yes');
  };
  const coverage = coverageOf({ ...paper, nodes: wanted }, standings, has);
  output.out(options.json ? json(paper, listed, coverage) : text(paper, listed, coverage, request));
  const failed = standings.filter(
    ({ record, state }) => isWanted(record) && record.mapping !== undefined && state !== 'ok' && state !== 'stale',
  );
  return request.isCheck && failed.length > 0 ? exitCode.failed : exitCode.done;
}

/** Where a check is asked for and the paper cannot be had now, the formulas are those that were kept: a build server may have no line to them. */
async function asKept(error: unknown, { paper, isCheck }: ContractRequest, root: string, output: Output): Promise<Paper> {
  const given = parseGiven(paper);
  if (!isCheck || !(error instanceof PracticumError) || error instanceof Cancelled || given.kind !== 'paper') throw error;
  const bare: Paper = {
    format: 1,
    id: paperIdText(given.id),
    title: '',
    authors: [],
    sources: [],
    sections: [],
    nodes: [],
    references: [],
    macros: {},
    warnings: [],
  };
  const kept = new Map((await keptContracts(bare, root)).map((record) => [anchorIn(record.address), record]));
  if (kept.size === 0) throw error;
  output.err(`${error.message} The formulas are those that were kept.\n`);
  const nodes = [...kept].map(
    ([anchor, { tex }]): Equation => ({ kind: 'equation', anchor, aliases: [], source: 0, confidence: 'exact', tex }),
  );
  return { ...bare, nodes };
}

function contractsFile(paper: Paper): string {
  return `${papersFolder}/${paperFolder(parsePaperId(paper.id))}/contracts.json`;
}

/** Throws `stage-unreadable`. */
async function keptContracts(paper: Paper, root: string): Promise<readonly ContractRecord[]> {
  const name = contractsFile(paper);
  const found = await readFile(join(root, name), 'utf8').catch(() => undefined);
  return found === undefined ? [] : parseStage('contracts', found, name).contracts;
}

async function shasOf(records: readonly ContractRecord[], root: string): Promise<ReadonlyMap<string, string>> {
  const shas = new Map<string, string>();
  for (const file of new Set(records.flatMap((record) => Object.keys(filesOf(record))))) {
    const bytes = await readFile(join(root, file)).catch(() => undefined);
    if (bytes !== undefined) shas.set(file, createHash('sha256').update(bytes).digest('hex'));
  }
  return shas;
}

/** Throws `no-equation`, `no-section`. */
function wantedFormulas(paper: Paper, { section, equation }: ContractRequest): readonly Equation[] {
  const formulas = paper.nodes.filter((node) => node.kind === 'equation');
  const wanted = (given: string) => given.replace(/^.*#/, '');
  if (equation !== undefined) {
    const found = formulas.filter(({ anchor, aliases }) => [anchor, ...aliases].includes(wanted(equation)));
    if (found.length > 0) return found;
    throw new PracticumError('no-equation', `${paper.id} has no displayed formula ${wanted(equation)}.`, {
      hint: `It has ${
        formulas
          .slice(0, 40)
          .map(({ anchor }) => anchor)
          .join(', ') || 'none'
      }.`,
    });
  }
  if (section === undefined) return formulas;
  const start = paper.sections.find(({ anchor, aliases }) => [anchor, ...aliases].includes(wanted(section)));
  if (start === undefined)
    throw new PracticumError('no-section', `${paper.id} has no section ${wanted(section)}.`, {
      hint: `It has ${
        paper.sections
          .slice(0, 40)
          .map(({ anchor }) => anchor)
          .join(', ') || 'none'
      }.`,
    });
  const inside = new Set([start.anchor]);
  for (const one of paper.sections) if (one.parent !== undefined && inside.has(one.parent)) inside.add(one.anchor);
  return formulas.filter((formula) => formula.section !== undefined && inside.has(formula.section));
}

/** All that was declared for this paper, the first of each name; what the person gives comes first. Throws `contract-symbols`. */
async function declaredSymbols(
  { symbols }: ContractRequest,
  kept: readonly ContractRecord[],
  root: string,
): Promise<readonly ContractSymbol[]> {
  const given = symbols === undefined ? [] : readSymbols(await readJson(resolve(root, symbols)));
  const all = new Map<string, ContractSymbol>();
  for (const symbol of [...given, ...kept.flatMap((record) => readSymbols(record.symbols))])
    if (!all.has(canonicalName(symbol.name))) all.set(canonicalName(symbol.name), symbol);
  return [...all.values()];
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new PracticumError('contract-symbols', `${path} cannot be read: ${describeError(error)}`, {
      hint: 'Give a JSON file with a list of symbols: [{"name": "Q", "shape": ["n", "d"]}].',
      cause: error,
    });
  }
}

function list(
  paper: Paper,
  { anchor, aliases, tex }: Equation,
  declared: readonly ContractSymbol[],
  standings: readonly ContractStanding[],
  showsNumpy: boolean,
): readonly Listed[] {
  const { address } = formulaAt(paper, anchor);
  if (tex === null)
    return [{ address, part: 0, tex, contract: 'no', why: 'the formula could not be read exactly in this copy of the paper' }];
  const own = standings.filter(({ record }) => [anchor, ...aliases].includes(anchorIn(record.address)));
  // What was declared for this very formula comes first: a letter may mean something else in another.
  const [first] = own;
  const symbols = first === undefined ? declared : readSymbols(first.record.symbols);
  return contractsOf(tex, symbols).map((contract, part): Listed => {
    const standing = own.find(({ record }) => record.part === part);
    const stands = standing === undefined ? {} : standingFields(standing);
    const head = { address, part, tex };
    if (contract.kind === 'contract') {
      const { equation } = contract;
      const reads = `${equation.left.trim()} = ${readable(equation.value)}`;
      const numpy = showsNumpy ? { numpy: numpySource(equation, contract.symbols) } : {};
      return { ...head, contract: 'yes', reads, value: shownEquation(contract), ...numpy, ...stands };
    }
    const needed = neededSymbols(tex, symbols);
    if ('kind' in needed) return { ...head, contract: 'no', why: contract.missing === undefined ? contract.why : needed.why, ...stands };
    if (needed.length === 0) return { ...head, contract: 'no', why: contract.why, ...stands };
    return { ...head, contract: 'undeclared', why: contract.why, declare: needed, ...stands };
  });
}

function standingFields({ record, state, because }: ContractStanding): Partial<Listed> {
  return {
    ...(record.state === 'no contract' ? {} : { state }),
    ...(record.why === undefined || record.state === 'no contract' ? {} : { because: record.why }),
    ...(because === undefined ? {} : { because: `the ${because} is another since it was checked` }),
    ...(record.code === undefined ? {} : { code: `${record.code.file}::${record.code.symbol}` }),
  };
}

function texOf(paper: Paper, address: string): string | null | undefined {
  try {
    return formulaAt(paper, anchorIn(address)).tex;
  } catch {
    return null;
  }
}

function anchorIn(address: string): string {
  return parseAddress(address).anchor ?? '';
}

function keyOf({ address, part }: ContractRecord): string {
  return `${address} ${part}`;
}

function json(paper: Paper, equations: readonly Listed[], coverage: Coverage): string {
  return `${JSON.stringify({ version: 1, paper: paper.id, title: paper.title, coverage, equations })}\n`;
}

function text(paper: Paper, listed: readonly Listed[], coverage: Coverage, { showsNumpy }: ContractRequest): string {
  const lines = listed.flatMap(({ address, part, contract, reads, why, declare, numpy, state, because, code }) => {
    const name = `${anchorIn(address)}${part === 0 ? '' : `.${part}`}`;
    const what =
      contract === 'yes'
        ? `contract    ${reads ?? ''}`
        : contract === 'undeclared'
          ? `to declare  ${(declare ?? []).join('  ')}`
          : `none        ${why ?? ''}`;
    const stands =
      state === undefined || state === 'not mapped'
        ? []
        : [`            ${state}${code === undefined ? '' : `: ${code}`}${because === undefined ? '' : ` (${because})`}`];
    const source =
      showsNumpy && numpy !== undefined
        ? numpy
            .trimEnd()
            .split('\n')
            .map((line) => `            ${line}`)
        : [];
    return [`${name.padEnd(12)}${what}`, ...stands.map((line) => `${''.padEnd(12)}${line.trimStart()}`), ...source];
  });
  return `${[`${paper.title} (${paper.id})`, ...lines, `${coverage.text}.`].join('\n')}\n`;
}
