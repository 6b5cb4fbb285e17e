/** Which GPUs this machine has, how busy they are, and whose processes compute on them. */
import { execFile } from 'node:child_process';
import { defined } from '../../base/defined.ts';
import { systemErrorCode } from '../../base/errors.ts';
import { amdMetricArguments, amdStaticArguments, parseAmdSmi, parseRocmSmi, rocmArguments } from './amdSmi.ts';
import { type Gpu, type Gpus, type GpuUser, noGpus } from './gpu.ts';
import {
  appQuery,
  gpuQuery,
  type MigPart,
  type NvidiaGpu,
  nvidiaProblem,
  parseApps,
  parseGpus,
  parseMigParts,
  plainCsv,
} from './nvidiaSmi.ts';

/** Without its persistence mode a driver needs seconds to answer. */
const timeoutMs = 15_000;

type Environment = Readonly<Record<string, string | undefined>>;

/** Asks the programs of the makers, found on the PATH of `env`. Never throws: what is wrong is said in `problem`. */
export async function findGpus(env: Environment = process.env): Promise<Gpus> {
  const nvidia = await nvidiaGpus(env);
  if (nvidia !== undefined) return nvidia;
  return (await amdGpus(env)) ?? noGpus;
}

async function nvidiaGpus(env: Environment): Promise<Gpus | undefined> {
  const queried = await ask('nvidia-smi', [`--query-gpu=${gpuQuery}`, plainCsv], env);
  if (queried === 'missing') return undefined;
  const cards = queried.isDone ? parseGpus(queried.text) : undefined;
  if (cards === undefined || cards.length === 0) return { devices: [], problem: nvidiaProblem(queried.text) };
  const isDivided = cards.some((card) => card.isDivided);
  const [apps, list] = await Promise.all([
    ask('nvidia-smi', [`--query-compute-apps=${appQuery}`, plainCsv], env),
    isDivided ? ask('nvidia-smi', ['-L'], env) : undefined,
  ]);
  const users = await usersOf(apps === 'missing' || !apps.isDone ? '' : apps.text, env);
  const parts = list === undefined || list === 'missing' ? [] : parseMigParts(list.text);
  return { devices: cards.flatMap((card) => devicesOf(card, parts, users)), ...defined({ driver: cards[0]?.driver }) };
}

/** A divided card itself can compute nothing: its parts are the devices. */
function devicesOf(card: NvidiaGpu, parts: readonly MigPart[], users: ReadonlyMap<string, readonly GpuUser[]>): readonly Gpu[] {
  const { index, uuid, name, isDivided, driver: _, ...measured } = card;
  const whole: Gpu = { vendor: 'nvidia', label: String(index), id: uuid, name, users: users.get(uuid) ?? [], ...measured };
  if (!isDivided) return [whole];
  return parts
    .filter((part) => part.card === uuid)
    .map((part) => ({ vendor: 'nvidia', label: `${index}:${part.number}`, id: part.uuid, name: `${name} ${part.name}`, users: [] }));
}

async function usersOf(text: string, env: Environment): Promise<ReadonlyMap<string, readonly GpuUser[]>> {
  const apps = parseApps(text) ?? [];
  const names = await namesOfUsers(
    apps.map(({ pid }) => pid),
    env,
  );
  const found = new Map<string, GpuUser[]>();
  for (const { uuid, pid, program, memoryBytes } of apps) {
    const users = found.get(uuid) ?? [];
    users.push({ pid, program, ...defined({ memoryBytes, user: names.get(pid) }) });
    found.set(uuid, users);
  }
  return found;
}

/** Whose processes these are, where the system says so. */
async function namesOfUsers(pids: readonly number[], env: Environment): Promise<ReadonlyMap<number, string>> {
  if (pids.length === 0 || process.platform === 'win32') return new Map();
  // It fails when one of them has ended, and still names the others.
  const said = await ask('ps', ['-o', 'pid=,user=', '-p', [...new Set(pids)].join(',')], env);
  if (said === 'missing') return new Map();
  return new Map([...said.text.matchAll(/^\s*(\d+)\s+(\S+)\s*$/gm)].map(([, pid, user]) => [Number(pid), user ?? '']));
}

async function amdGpus(env: Environment): Promise<Gpus | undefined> {
  const statics = await ask('amd-smi', amdStaticArguments, env);
  if (statics !== 'missing' && statics.isDone) {
    const metrics = await ask('amd-smi', amdMetricArguments, env);
    const devices = parseAmdSmi(statics.text, metrics === 'missing' ? '' : metrics.text);
    if (devices !== undefined) return { devices };
  }
  const said = await ask('rocm-smi', rocmArguments, env);
  if (said === 'missing') return undefined;
  const devices = parseRocmSmi(said.text);
  if (devices !== undefined) return { devices };
  return { devices: [], problem: 'rocm-smi does not say which GPUs there are. Run it in a terminal to see why.' };
}

interface Said {
  /** Both outputs of a program that failed: its makers write the reason to either. */
  readonly text: string;
  readonly isDone: boolean;
}

function ask(program: string, args: readonly string[], env: Environment): Promise<Said | 'missing'> {
  const options = {
    env: { ...env, LC_ALL: 'C' },
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    maxBuffer: 2 ** 22,
    windowsHide: true,
  } as const;
  return new Promise((resolve) => {
    execFile(program, [...args], options, (error, out, err) => {
      const code = systemErrorCode(error);
      if (code === 'ENOENT' || code === 'EACCES') resolve('missing');
      else if (error?.killed === true) resolve({ text: `${program} did not answer within ${timeoutMs / 1000} seconds`, isDone: false });
      else resolve({ text: error === null ? out : `${out}\n${err}`, isDone: error === null });
    });
  });
}
