/** What /proc tells of a process of this user: proc(5). Where there is no /proc (macOS, Windows) nothing is known. */
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import { identify } from '../base/processes.ts';

export interface ProcessFacts {
  readonly pid: number;
  readonly start?: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  /** The executable itself. */
  readonly program: string;
  /** The file that its standard output goes to, and from which byte on it is its own. Undefined for a terminal or a pipe. */
  readonly output: { readonly file: string; readonly from: number } | undefined;
  /** The run of Practicum that it belongs to. */
  readonly run: string | undefined;
}

/** Undefined when it is gone, or belongs to somebody else. */
export async function factsOf(pid: number): Promise<ProcessFacts | undefined> {
  const at = `/proc/${pid}`;
  try {
    const { start } = await identify(pid);
    if (start === undefined) return undefined;
    const [command, cwd, program, environment] = await Promise.all([
      readFile(`${at}/cmdline`, 'utf8'),
      readlink(`${at}/cwd`),
      readlink(`${at}/exe`),
      readFile(`${at}/environ`, 'utf8'),
    ]);
    const argv = command.replace(/\0$/, '').split('\0');
    const run = /(?:^|\0)PRACTICUM_RUN=([A-Za-z0-9_-]{1,80})(?=\0|$)/.exec(environment)?.[1];
    return { pid, start, argv, cwd, program: program.replace(/ \(deleted\)$/, ''), output: await outputOf(at), run };
  } catch {
    return undefined;
  }
}

async function outputOf(at: string): Promise<ProcessFacts['output']> {
  const file = await readlink(`${at}/fd/1`);
  const info = await stat(`${at}/fd/1`);
  if (!info.isFile() || file.endsWith(' (deleted)')) return undefined;
  return { file, from: (await isAppendedTo(at, info.birthtimeMs)) ? info.size : 0 };
}

/** `>>` to a file that is older than the process: what it holds was printed by others, and how much nobody can tell. */
async function isAppendedTo(at: string, birthMs: number): Promise<boolean> {
  const flags = /^flags:\s*(\d+)/m.exec(await readFile(`${at}/fdinfo/1`, 'latin1'))?.[1] ?? '0';
  const oAppend = 0o2000;
  if ((Number.parseInt(flags, 8) & oAppend) === 0) return false;
  // The file system may not know when a file was made: 0.
  return birthMs > 0 && birthMs < (await startedAtMs(at)) - 2_000;
}

/** Field 22 of stat is the start in ticks of 1/100 s after boot; `btime` of /proc/stat is when that was. */
async function startedAtMs(at: string): Promise<number> {
  const line = await readFile(`${at}/stat`, 'latin1');
  const ticks = Number(line.slice(line.lastIndexOf(')') + 2).split(' ')[19]);
  const bootS = Number(/^btime (\d+)/m.exec(await readFile('/proc/stat', 'latin1'))?.[1]);
  return bootS * 1000 + ticks * 10;
}

/** When a process began, in milliseconds since 1970; undefined where that cannot be known. */
export async function startedMsOf(pid: number): Promise<number | undefined> {
  const ms = await startedAtMs(`/proc/${pid}`).catch(() => Number.NaN);
  return Number.isFinite(ms) ? ms : undefined;
}

/** Running Python programs of this user that belong to no run, the newest first. */
export async function pythonProcesses(): Promise<readonly ProcessFacts[]> {
  const names = await readdir('/proc').catch((): string[] => []);
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const facts = await Promise.all(pids.map(factsOf));
  const isTraining = ({ program, argv, run }: ProcessFacts): boolean =>
    run === undefined && /(?:^|\/)python[\d.]*$/.test(program) && argv.some((word) => word.endsWith('.py') || word === '-m');
  return facts
    .filter((each) => each !== undefined)
    .filter(isTraining)
    .sort((a, b) => b.pid - a.pid);
}
