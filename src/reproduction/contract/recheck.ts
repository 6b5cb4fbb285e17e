/** Executes again what `contracts.json` has a mapping for, for a person: on the command line and in the editor, where what they ask for is its own approval. */
import { spawn } from 'node:child_process';
import { Cancelled, describeError, PracticumError } from '../../base/errors.ts';
import type { Spec } from '../stages/records.ts';
import { readSource } from '../trace/pythonSource.ts';
import { type ContractRecord, compare, type Prepared, prepare } from './check.ts';
import { groundsFor } from './grounds.ts';
import type { RunPython } from './harness.ts';

export interface RecheckOptions {
  readonly root: string;
  readonly run: RunPython;
  readonly spec?: Spec | undefined;
  /** The formula as the paper has it now; undefined where nobody looked. */
  texOf(record: ContractRecord): string | null | undefined;
  /** Text of a file of the workspace; undefined where it is gone. */
  textOf(file: string): Promise<string | undefined>;
}

/** One for each, in their order. What has no mapping stays as it is. Throws `contract-harness`, Cancelled. */
export async function recheck(records: readonly ContractRecord[], options: RecheckOptions): Promise<readonly ContractRecord[]> {
  const texts = new Map<string, string | undefined>();
  for (const { code } of records) if (code !== undefined && !texts.has(code.file)) texts.set(code.file, await options.textOf(code.file));
  const prepared = records.map((record) => again(record, options, texts));
  const before = new Map(prepared.map(({ record }, at) => [record, records[at]?.inputs ?? {}]));
  const isPlanned = (record: Prepared['record']): boolean => Object.hasOwn(before.get(record) ?? {}, `code/${record.code?.file}`);
  const checked = await compare(prepared, options.run, await groundsFor(prepared, options.spec, isPlanned, [options.root]));
  return checked.map((record, at) => ({ ...record, inputs: { ...records[at]?.inputs, ...record.inputs } }));
}

function again(record: ContractRecord, { texOf }: RecheckOptions, texts: ReadonlyMap<string, string | undefined>): Prepared {
  const { inputs: _, result: __, why: ___, ...kept } = record;
  const tex = texOf(record);
  try {
    if (tex === undefined && record.state === 'no contract')
      return { record: { ...kept, ...(record.why === undefined ? {} : { why: record.why }) } };
    return prepare({ ...kept, tex: tex === undefined ? record.tex : tex }, (file) => {
      const text = texts.get(file);
      if (text === undefined)
        throw new PracticumError('contract-no-code', `There is no file ${file} any more.`, { hint: 'Map the equation to the code anew.' });
      return readSource(file, text);
    });
  } catch (error) {
    if (!(error instanceof PracticumError)) throw error;
    return { record: { ...kept, state: 'not compared', why: describeError(error) } };
  }
}

const limitMs = 120_000;

/** Throws Cancelled, and `contract-harness` after two minutes and twenty seconds for each of `count`. */
export function pythonIn(python: string, cwd: string, count: number, signal: AbortSignal): RunPython {
  return (script) =>
    new Promise((resolve, reject) => {
      const child = spawn(python, ['-'], {
        cwd,
        stdio: ['pipe', 'pipe', 'pipe'],
        signal,
        timeout: limitMs + count * 20_000,
        killSignal: 'SIGKILL',
      });
      let stdout = '';
      let stderr = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr = (stderr + text).slice(-4_000);
      });
      child.stdin.on('error', () => undefined).end(script);
      child.on('error', (error) =>
        reject(
          signal.aborted
            ? new Cancelled()
            : new PracticumError('contract-harness', `${python} cannot be started.`, { hint: 'Choose another interpreter.', cause: error }),
        ),
      );
      child.on('close', (exit) => resolve({ stdout: `${stdout}\n${exit === 0 ? '' : stderr}`, exit }));
    });
}
