/** Carries out `check_contract`: reads the formulas, executes, keeps what came out in `contracts.json` and says what to look at. */
import { Cancelled, PracticumError } from '../../base/errors.ts';
import type { ToolCall, ToolResult } from '../../base/tool.ts';
import type { PaperId } from '../../papers/address.ts';
import type { RunServices } from '../../tools/define.ts';
import { absolutePath, displayPath, firstRoot } from '../../tools/paths.ts';
import { isInside } from '../../workspace/paths.ts';
import { decodeText } from '../../workspace/text.ts';
import { openPaper } from '../openPaper.ts';
import { readStage, writeStage } from '../stages/files.ts';
import { stageFilesFor } from '../stages/toolFiles.ts';
import { readSource, type Source } from '../trace/pythonSource.ts';
import { type ContractRecord, compare, type Grounds, type Prepared, prepare, shownEquation } from './check.ts';
import { contractsOf } from './contract.ts';
import { readSymbols } from './door.ts';
import { executionOf } from './execution.ts';
import { formulaAt, groundsFor, merged } from './grounds.ts';
import { coverageOf, standingOf } from './standing.ts';
import { withoutContract } from './words.ts';

export interface CheckWish {
  readonly anchor: string;
  readonly part?: number | undefined;
  readonly symbols: readonly unknown[];
  readonly code?: { readonly file: string; readonly symbol: string } | undefined;
  readonly mapping?: unknown;
}

/** Throws `contract-no-node`, what the door of contracts throws, and what the ports throw; nothing is written then. */
export async function checkWith(id: PaperId, wishes: readonly CheckWish[], services: RunServices, call: ToolCall): Promise<ToolResult> {
  const { paper } = await openPaper(id, services, call);
  const files = stageFilesFor(id, services, call);
  const [kept, spec, plan] = [await readStage(files, 'contracts'), await readStage(files, 'spec'), await readStage(files, 'plan')];
  const sources = new Map<string, Source>();
  for (const { code } of wishes)
    if (code !== undefined && !sources.has(code.file)) sources.set(code.file, await sourceOf(code.file, services, call));
  const prepared = wishes.map(({ anchor, ...wish }) =>
    prepare({ ...wish, ...formulaAt(paper, anchor) }, (file) => sources.get(file) ?? readSource(file, '')),
  );
  const isPlanned = ({ code }: Prepared['record']): boolean => plan?.files.some(({ path }) => path === code?.file) === true;
  const grounds = await groundsFor(prepared, spec, isPlanned, services.roots);
  const records = await executed(prepared, services, call, grounds);
  const contracts = merged(kept, [...wishes.flatMap((wish, at) => besides(wish, prepared[at])), ...records]);
  await writeStage(files, 'contracts', contracts);
  const standings = contracts.contracts.map((record) => standingOf(record, { paper }));
  const lines = records.map((record, at) => described(record, prepared[at], sources));
  const coverage = coverageOf(paper, standings, () => false).text;
  return {
    content: [...lines, `Of the paper: ${coverage} (only what was declared here counts).`, next(records)].join('\n\n'),
    origin: { kind: 'paper', name: paper.id },
  };
}

async function sourceOf(file: string, { files, roots }: Pick<RunServices, 'files' | 'roots'>, call: ToolCall): Promise<Source> {
  const path = absolutePath(file, roots);
  if (!isInside(firstRoot(roots), path) || !/\.py$/i.test(path))
    throw new PracticumError('contract-no-code', `${displayPath(path, roots)} is no Python file of the workspace.`, {
      hint: 'A function of a notebook has to be moved into a .py file first.',
    });
  const { bytes } = await files.read(call.permit, path, call.signal);
  const source = readSource(file, decodeText(bytes, file).text);
  if (source.slips.length > 0)
    throw new PracticumError('contract-no-code', `${file} cannot be read as Python around line ${source.slips[0]}.`, {
      hint: 'Mend it first, then check it.',
    });
  return source;
}

/** Of a formula with several equations of which one alone has a contract: why the others have none. */
function besides({ part, symbols }: CheckWish, prepared: Prepared | undefined): readonly ContractRecord[] {
  if (part !== undefined || prepared === undefined) return [];
  const { address, tex, part: chosen } = prepared.record;
  return contractsOf(tex, readSymbols(symbols)).flatMap((contract, at): readonly ContractRecord[] =>
    at === chosen || contract.kind === 'contract'
      ? []
      : [{ address, part: at, tex, inputs: {}, symbols: [...symbols], state: 'no contract', why: withoutContract(contract) }],
  );
}

async function executed(
  prepared: readonly Prepared[],
  { shell, environments, roots }: RunServices,
  call: ToolCall,
  groundsOf: (record: Prepared['record']) => Grounds,
): Promise<readonly ContractRecord[]> {
  const done = new Map<Prepared, ContractRecord>();
  const groups = Map.groupBy(prepared, ({ record, job }) => (job === undefined ? '' : (record.code?.file ?? '')));
  for (const [file, group] of groups) {
    const records = await compare(
      group,
      async (script) => {
        const root = firstRoot(roots);
        const { path } = await environments.interpreter(root, call.signal);
        const effect = executionOf(absolutePath(file, roots), roots);
        const timeoutMs = 60_000 + 20_000 * group.length;
        const { output, exitCode, endedBy } = await shell.execute(call.permit, {
          effect,
          argv: [path, '-'],
          input: script,
          timeoutMs,
          signal: call.signal,
        });
        if (endedBy === 'stop') throw new Cancelled();
        return { stdout: output, exit: exitCode };
      },
      groundsOf,
    );
    for (const [at, record] of records.entries()) {
      const one = group[at];
      if (one !== undefined) done.set(one, record);
    }
  }
  return prepared.flatMap((one) => done.get(one) ?? []);
}

function described(record: ContractRecord, prepared: Prepared | undefined, sources: ReadonlyMap<string, Source>): string {
  const { address, part, code, state, why } = record;
  const what = `${address}${part === 0 ? '' : ` part ${part}`}`;
  const equation = prepared?.contract === undefined ? '' : ` It is understood as ${shownEquation(prepared.contract)}.`;
  const symbol = sources.get(code?.file ?? '')?.symbols.find(({ path }) => path.join('.') === code?.symbol);
  const place = code === undefined ? '' : `${code.symbol} (${code.file}${symbol === undefined ? '' : `:${symbol.line}–${symbol.endLine}`})`;
  switch (state) {
    case 'ok': {
      const unchecked = prepared?.contract?.equation.unchecked ?? [];
      const blind = unchecked.length === 0 ? '' : ` Not seen by it: the arguments of ${unchecked.join(', ')}, whose values were handed in.`;
      return `${what}: ok. ${place} computes it on all random inputs.${blind}`;
    }
    case 'mismatch':
      return `${what}: MISMATCH. ${why ?? ''} Look at ${place} beside ${address}.`;
    case 'not compared':
      return `${what}: NOT COMPARED, which is no pass. ${place}: ${why ?? ''}`;
    case 'no contract':
      return `${what}: no contract, so nothing is tested and nothing passes: ${why ?? ''}. Where a symbol is only not declared, declare it; else test the code in another way.`;
    case 'not mapped':
      return `${what}: a contract, not mapped yet.${equation} Call check_contract again with file, symbol and mapping.`;
  }
}

function next(records: readonly ContractRecord[]): string {
  if (records.some(({ state }) => state === 'mismatch'))
    return 'Next: find out whether code, declared symbols or mapping is wrong, correct that, and check again. Never change what the equation says.';
  if (records.some(({ state }) => state === 'not compared' || state === 'not mapped'))
    return 'Next: complete what is missing and check again.';
  return 'Next: next_step says what the reproduction still needs.';
}
