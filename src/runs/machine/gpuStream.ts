/** What the GPUs do, once a second, from one program that goes on printing: starting it for each look would cost more than all else. */
import { type ChildProcess, spawn } from 'node:child_process';
import { systemErrorCode } from '../../base/errors.ts';
import { type NvidiaSample, nvidiaProblem, parseSample, plainCsv, sampleQuery } from './nvidiaSmi.ts';

export class GpuStream {
  readonly #latest = new Map<number, NvidiaSample>();
  readonly #wanted: ReadonlySet<string> | undefined;
  #child: ChildProcess | undefined;
  #rest = '';
  #lines = 0;
  #said = '';
  #problem: string | undefined;

  /** `uuids`: only these; all, unless given. */
  constructor(env: Readonly<Record<string, string | undefined>>, uuids: readonly string[] | undefined, everyMs = 1000) {
    this.#wanted = uuids === undefined ? undefined : new Set(uuids);
    const args = [`--query-gpu=${sampleQuery}`, plainCsv, '-lms', String(everyMs)];
    const child = spawn('nvidia-smi', args, { env: { ...env, LC_ALL: 'C' }, stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true });
    this.#child = child;
    child.on('error', (error) => this.#end(systemErrorCode(error) === 'ENOENT' ? undefined : nvidiaProblem(error.message)));
    child.once('close', () => this.#end(this.#whyEnded()));
    child.stdout.setEncoding('latin1').on('data', (text: string) => this.#read(text));
    // The run’s supervisor does not wait for it.
    child.unref();
  }

  /** The newest of each GPU. */
  get samples(): readonly NvidiaSample[] {
    return [...this.#latest.values()].sort((a, b) => a.index - b.index);
  }

  /** For people, once: why nothing is measured. */
  takeProblem(): string | undefined {
    const problem = this.#problem;
    this.#problem = undefined;
    return problem;
  }

  dispose(): void {
    const child = this.#child;
    this.#child = undefined;
    child?.kill('SIGKILL');
  }

  #read(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = (lines.pop() ?? '').slice(0, 10_000);
    for (const line of lines) {
      const sample = parseSample(line);
      if (sample === undefined) {
        this.#said ||= line;
        continue;
      }
      this.#lines += 1;
      if (this.#wanted?.has(sample.uuid) ?? true) this.#latest.set(sample.index, sample);
    }
  }

  /** Without a GPU there is nothing to speak of; after a first sample it has been killed, or a GPU is lost. */
  #whyEnded(): string | undefined {
    if (this.#lines > 0) return 'nvidia-smi has ended, so the GPUs are not measured any more.';
    return /No devices were found/i.test(this.#said) ? undefined : nvidiaProblem(this.#said);
  }

  #end(problem: string | undefined): void {
    if (this.#child === undefined) return;
    this.#child = undefined;
    this.#latest.clear();
    this.#problem = problem;
  }
}
