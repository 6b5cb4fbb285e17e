import { readdir, readFile } from 'node:fs/promises';

/**
 * Everything that a command has started, also what left its process group: found in /proc by parents, and by a mark in the environment
 * for what no longer has the parent that it had. Where there is no /proc (macOS) only the group is known.
 */

/** Set in a command's environment, to a value of its own for each. */
export const treeMarkVariable = 'PRACTICUM_SHELL_CALL';

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** Clock ticks since boot: with the number it names one process, since numbers are used again. */
  readonly start: string;
}

export interface ProcessTree {
  /** The process that leads the command's group. */
  readonly root: number;
  readonly mark: string;
  /** The root only waits for the command, in a group of its own: when it ends, the kernel kills all the rest at once. */
  readonly isWaitedFor?: boolean;
  /** The variable that holds the mark. */
  readonly variable?: string;
  /** Time to end between being asked and being ended. */
  readonly termMs?: number;
  /** The supervisor whose own run this is: below it nothing is somebody else's run. */
  readonly supervisor?: number;
}

const usualTermMs = 600;
const lookEveryMs = 25;
const maxKills = 10;

/** Asks all of them to end, and ends those that have not done so after a moment. Resolves when none is left. */
export async function endProcessTree(tree: ProcessTree): Promise<void> {
  // Held still, it cannot end before those who are asked have had their time.
  if (tree.isWaitedFor === true) signal(tree.root, 'SIGSTOP');
  else signalGroup(tree.root, 'SIGTERM');
  const watch = new TreeWatch(tree);
  const asked = new Set<number>();
  let deadlineMs: number | undefined;
  for (;;) {
    const living = await watch.living();
    if (
      living === 'none' ||
      performance.now() >= (deadlineMs ?? Number.POSITIVE_INFINITY) ||
      (tree.isWaitedFor === true && isOnly(living, tree.root))
    )
      break;
    // The group has been asked already; what left it is asked one by one.
    for (const { pid, group } of living) if (group !== tree.root && !asked.has(pid)) signal(pid, 'SIGTERM');
    for (const { pid } of living) asked.add(pid);
    // Their time begins when they were asked: on a busy machine the first look alone may take longer.
    deadlineMs ??= performance.now() + (tree.termMs ?? usualTermMs);
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  // What forks faster than it is looked at needs more than one look.
  for (let round = 0; round < maxKills; round++) {
    signalGroup(tree.root, 'SIGKILL');
    const living = await watch.living();
    if (living === 'none') return;
    for (const { pid } of living) signal(pid, 'SIGKILL');
  }
}

function isOnly(living: readonly Process[], root: number): boolean {
  return living.every(({ pid }) => pid === root);
}

/** The group outlives its leader as long as a member lives, and its number is not given to others meanwhile. */
export function signalGroup(root: number, name: NodeJS.Signals): void {
  signal(-root, name);
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    // Gone already.
    return false;
  }
}

/** Looks again and again at one tree. */
class TreeWatch {
  readonly #tree: ProcessTree;
  /** What was found before: a process whose parent has ended still belongs to the tree. */
  readonly #known = new Set<string>();
  /** What a process was started with does not change. */
  readonly #marked = new Map<string, boolean>();
  readonly #supervisors = new Map<string, boolean>();

  constructor(tree: ProcessTree) {
    this.#tree = tree;
  }

  async living(): Promise<readonly Process[] | 'none'> {
    const all = await listProcesses();
    if (all === undefined) return signal(-this.#tree.root, 0) ? [] : 'none';
    const children = Map.groupBy(all.values(), ({ parent }) => parent);
    const toVisit: Process[] = [];
    for (const one of all.values()) {
      if (one.group === this.#tree.root || this.#known.has(keyOf(one)) || (await this.#isMarked(one))) toVisit.push(one);
    }
    const members = new Map<number, Process>();
    for (let one = toVisit.pop(); one !== undefined; one = toVisit.pop()) {
      if (members.has(one.pid) || (await this.#isRun(one, all))) continue;
      members.set(one.pid, one);
      this.#known.add(keyOf(one));
      toVisit.push(...(children.get(one.pid) ?? []));
    }
    return members.size === 0 ? 'none' : [...members.values()];
  }

  /** Only this user's processes can be looked into; others were not started by the command. */
  #isMarked(one: Process): Promise<boolean> {
    return remembered(this.#marked, one, async () => {
      const environment = await readProc(one.pid, 'environ');
      return environment.split('\0').includes(`${this.#tree.variable ?? treeMarkVariable}=${this.#tree.mark}`);
    });
  }

  /** A training run that a command line started belongs to the person from then on: stopping a turn never touches a run. */
  async #isRun(one: Process, all: ReadonlyMap<number, Process>): Promise<boolean> {
    for (let at: Process | undefined = one; at !== undefined && at.pid !== this.#tree.supervisor; at = all.get(at.parent))
      if (await this.#isSupervisor(at)) return true;
    return false;
  }

  #isSupervisor(one: Process): Promise<boolean> {
    return remembered(this.#supervisors, one, async () => {
      const argv = (await readProc(one.pid, 'cmdline')).split('\0');
      return /(?:^|\/)supervisor\.[jt]s$/.test(argv[1] ?? '');
    });
  }
}

function keyOf({ pid, start }: Process): string {
  return `${pid}@${start}`;
}

async function remembered(answers: Map<string, boolean>, one: Process, ask: () => Promise<boolean>): Promise<boolean> {
  const known = answers.get(keyOf(one));
  if (known !== undefined) return known;
  const answer = await ask();
  answers.set(keyOf(one), answer);
  return answer;
}

/** undefined where there is no /proc. */
async function listProcesses(): Promise<ReadonlyMap<number, Process> | undefined> {
  const names = await readdir('/proc').catch(() => undefined);
  if (names === undefined) return undefined;
  const found = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map((name) => readProcess(Number(name))));
  return new Map(found.filter((one) => one !== undefined).map((one) => [one.pid, one]));
}

/** proc(5): fields 3, 4, 5 and 22 of /proc/<pid>/stat are state, parent, group and start. A zombie has ended. */
async function readProcess(pid: number): Promise<Process | undefined> {
  const stat = await readProc(pid, 'stat');
  // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, parent, group, start] = [fields[0], fields[1], fields[2], fields[19]];
  if (start === undefined || state === 'Z' || state === 'X') return undefined;
  return { pid, parent: Number(parent), group: Number(group), start };
}

async function readProc(pid: number, name: 'stat' | 'environ' | 'cmdline'): Promise<string> {
  return await readFile(`/proc/${pid}/${name}`, 'latin1').catch(() => '');
}
