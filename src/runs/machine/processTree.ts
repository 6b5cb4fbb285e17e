/** How much CPU time and memory a process and all that it started use. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface TreeUse {
  /** Of all its living processes since each began. */
  readonly cpuSeconds: number;
  /** Resident; what processes share counts for each of them. */
  readonly memoryBytes: number;
}

/** Undefined: the process is gone, or the system does not tell. */
export interface ProcessTree {
  use(): Promise<TreeUse | undefined>;
}

export function processTree(pid: number, platform: NodeJS.Platform = process.platform): ProcessTree {
  if (platform === 'linux') return new LinuxTree(pid);
  return { use: platform === 'win32' ? async () => undefined : () => psUse(pid) };
}

/** proc(5): times are in clock ticks, which Linux fixes at 100 a second for programs; memory in pages. */
const ticksPerSecond = 100;
const usualPageBytes = 4096;
/** `AT_PAGESZ` of getauxval(3), in the pairs of 64-bit numbers that the kernel hands to every program. */
const pageSizeEntry = 6n;

/** 4 KiB, but for some kernels of arm64 and ppc64. */
function pageBytes(): number {
  const auxiliary = tryRead('/proc/self/auxv');
  if (auxiliary === undefined) return usualPageBytes;
  for (let at = 0; at + 16 <= auxiliary.length; at += 16)
    if (auxiliary.readBigUInt64LE(at) === pageSizeEntry) return Number(auxiliary.readBigUInt64LE(at + 8));
  return usualPageBytes;
}

/** Looking through all processes costs more than reading a few: new ones are looked for this often, in samples. */
const surveyEvery = 5;

class LinuxTree {
  readonly #root: number;
  readonly #pageBytes = pageBytes();
  #pids: readonly number[] = [];
  #samples = 0;

  constructor(pid: number) {
    this.#root = pid;
  }

  async use(): Promise<TreeUse | undefined> {
    if (this.#samples % surveyEvery === 0) this.#pids = descendants(this.#root, parentsOfAll());
    this.#samples += 1;
    let ticks = 0;
    let pages = 0;
    let found = 0;
    for (const pid of this.#pids) {
      const stat = statOf(pid);
      if (stat === undefined) continue;
      found += 1;
      ticks += stat.ticks;
      pages += stat.pages;
    }
    return found === 0 ? undefined : { cpuSeconds: ticks / ticksPerSecond, memoryBytes: pages * this.#pageBytes };
  }
}

/** The process and all below it. Pure. */
export function descendants(root: number, parents: ReadonlyMap<number, number>): readonly number[] {
  const children = new Map<number, number[]>();
  for (const [pid, parent] of parents) {
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [pid]);
    else siblings.push(pid);
  }
  // A set can grow while it is gone through, and holds each once, whatever the system says.
  const found = new Set([root]);
  for (const pid of found) for (const child of children.get(pid) ?? []) found.add(child);
  return [...found];
}

function parentsOfAll(): ReadonlyMap<number, number> {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = statOf(Number(name));
    if (stat !== undefined) parents.set(Number(name), stat.parent);
  }
  return parents;
}

interface Stat {
  readonly parent: number;
  readonly ticks: number;
  readonly pages: number;
}

/** Synchronous: the kernel answers from memory, in less time than a promise takes. */
function statOf(pid: number): Stat | undefined {
  const stat = tryRead(`/proc/${pid}/stat`)?.toString('latin1');
  if (stat === undefined) return undefined;
  // The second field is the program's name in parentheses and may itself hold blanks and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [parent, user, system, rss] = [fields[1], fields[11], fields[12], fields[21]].map(Number);
  if (parent === undefined || user === undefined || system === undefined || rss === undefined) return undefined;
  return { parent, ticks: user + system, pages: rss };
}

function tryRead(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function psUse(pid: number): Promise<TreeUse | undefined> {
  return new Promise((resolve) => {
    const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C' };
    execFile('ps', ['-A', '-o', 'pid=,ppid=,rss=,time='], { env, timeout: 5000, maxBuffer: 2 ** 22 }, (error, text) => {
      resolve(error === null ? treeInPs(pid, text) : undefined);
    });
  });
}

/** Of `ps -A -o pid=,ppid=,rss=,time=` (kibibytes; `[dd-]hh:mm:ss` or `mm:ss.cc`) what the tree below `root` uses. Pure. */
export function treeInPs(root: number, text: string): TreeUse | undefined {
  const rows = [...text.matchAll(/^\s*(\d+)\s+(\d+)\s+(\d+)\s+([\d:.-]+)\s*$/gm)].map(([, pid, parent, rss, time = '']) => ({
    pid: Number(pid),
    parent: Number(parent),
    memoryBytes: Number(rss) * 1024,
    cpuSeconds: secondsOf(time),
  }));
  const tree = new Set(descendants(root, new Map(rows.map(({ pid, parent }) => [pid, parent]))));
  const mine = rows.filter(({ pid }) => tree.has(pid));
  if (mine.length === 0) return undefined;
  const sum = (of: (row: (typeof mine)[number]) => number): number => mine.reduce((total, row) => total + of(row), 0);
  return { cpuSeconds: sum((row) => row.cpuSeconds), memoryBytes: sum((row) => row.memoryBytes) };
}

function secondsOf(time: string): number {
  const [clock = '', days = '0'] = time.split('-').reverse();
  return clock.split(':').reduce((total, part) => total * 60 + Number(part), 0) + Number(days) * 86_400;
}
