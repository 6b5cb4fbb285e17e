import { promises } from 'node:fs';
import { arch, release, type as systemName } from 'node:os';
import { join } from 'node:path';
import { describeError, PracticumError, systemErrorCode } from '../base/errors.ts';
import { askWhoIAm } from '../hub/identity.ts';
import { findInterpreter } from '../runs/interpreter.ts';
import { describeConfinement } from '../sandbox/describe.ts';
import { findProgram } from '../sandbox/findProgram.ts';
import { type Attempts, tryWalls } from '../sandbox/probe.ts';
import { runOnce } from '../sandbox/runOnce.ts';
import { folderFor, logsIn } from '../sessions/places.ts';
import { sessionHolder } from '../sessions/sessionLease.ts';
import type { WorkbenchHost } from './api.ts';
import { personalHubClient } from './hubDoor.ts';
import { usualSandbox } from './sandboxSettings.ts';
import type { Walls } from './walls.ts';

/** One thing that was looked at: really, just now. Holds no secret: presence and permissions, never values. */
export interface Finding {
  readonly about: string;
  readonly state: 'ok' | 'warning';
  readonly text: string;
  /** What to do about a warning. */
  readonly next?: string;
}

/** What works here and what does not, for a person who asks why. */
export async function examine(host: WorkbenchHost, walls: Walls): Promise<readonly Finding[]> {
  const groups = await Promise.all([
    versions(host),
    home(host),
    model(host),
    python(host),
    protection(host, walls),
    programs(host),
    gpu(host),
    sessions(host),
    huggingFace(host),
  ]);
  return groups.flat();
}

function ok(about: string, text: string): Finding {
  return { about, state: 'ok', text };
}

function warning(about: string, text: string, next: string): Finding {
  return { about, state: 'warning', text, next };
}

function failure(about: string, error: unknown, next: string): Finding {
  if (error instanceof PracticumError) return warning(about, error.message, error.hint ?? next);
  return warning(about, describeError(error), next);
}

async function versions({ app, roots }: WorkbenchHost): Promise<readonly Finding[]> {
  const node = `Node ${process.versions.node}`;
  return [
    ok('Practicum', `${app}, ${node}`),
    ok('System', `${systemName()} ${release()}, ${arch()}`),
    roots.length === 0 ? warning('Workspace', 'No folder is open.', 'Open the folder of your project.') : ok('Workspace', roots.join(', ')),
  ];
}

async function home({ home }: WorkbenchHost): Promise<readonly Finding[]> {
  const about = 'Home';
  try {
    const { mode } = await promises.stat(home);
    if (process.platform !== 'win32' && (mode & 0o022) !== 0)
      return [warning(about, `${home} can be changed by others.`, `Run: chmod 700 ${home}`)];
    await promises.access(home, promises.constants.W_OK);
    return [ok(about, home), ...(await keyFile(home))];
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [ok(about, `${home}, made when it is first needed`)];
    return [failure(about, error, `Look who owns ${home}.`)];
  }
}

async function keyFile(home: string): Promise<readonly Finding[]> {
  const path = join(home, 'keys.json');
  const info = await promises.stat(path).catch(() => undefined);
  if (info === undefined || process.platform === 'win32' || (info.mode & 0o077) === 0) return [];
  return [warning('Keys', `${path} can be read by others.`, `Run: chmod 600 ${path}`)];
}

async function model(host: WorkbenchHost): Promise<readonly Finding[]> {
  const about = 'Language model';
  try {
    await host.model();
    return [ok(about, `${host.modelLabel() ?? 'chosen'}; its key is there, or it needs none`)];
  } catch (error) {
    return [failure(about, error, 'Choose a model.')];
  }
}

async function python(host: WorkbenchHost): Promise<readonly Finding[]> {
  const about = 'Python';
  const root = host.roots[0];
  if (root === undefined) return [];
  if (!host.isTrusted()) return [warning(about, 'Not looked at: the folder is not trusted.', 'Trust the folder to use its Python.')];
  const modules = ['torch', 'transformers', 'numpy'];
  try {
    const found = await findInterpreter({ chosen: await host.interpreter(), root, home: host.home, env: { ...host.env }, modules });
    const there = modules.filter((name) => found.modules[name] === true);
    const packages = there.length === 0 ? `without ${modules.join(', ')}` : `with ${there.join(', ')}`;
    return [ok(about, `${found.version} at ${found.path} (${found.origin}), ${packages}`)];
  } catch (error) {
    return [failure(about, error, 'Install Python 3, or choose an interpreter.')];
  }
}

async function protection(host: WorkbenchHost, walls: Walls): Promise<readonly Finding[]> {
  const about = 'Sandbox';
  const { use, hosts } = host.sandboxSettings?.() ?? usualSandbox;
  const status = await walls.status();
  if (status.kind === 'none') {
    const follows = use === 'required' ? 'The agent’s commands are refused.' : 'The agent’s commands run with all that you may do.';
    return [warning(about, `Not confined: ${status.why} ${follows}`, status.hint)];
  }
  const confinement = { writable: host.roots, network: hosts.length === 0 ? ('off' as const) : { hosts } };
  try {
    const tried = await tryWalls(status.sandbox, host.roots[0] ?? '/', { node: host.node, env: host.env });
    return [
      ok(about, `${status.sandbox.label}. ${describeConfinement(status, confinement, host.roots)}.`),
      ...tried.flatMap(attemptFinding),
    ];
  } catch (error) {
    return [failure(about, error, 'Commands are refused until this works, or practicum.sandbox.use is “off”.')];
  }
}

function attemptFinding({ what, isAsItShould, text }: Attempts[number]): readonly Finding[] {
  const next = 'Do not leave it alone here: please report this with the output of practicum doctor --json.';
  return [isAsItShould ? ok(`Sandbox: ${what}`, text) : warning(`Sandbox: ${what}`, text, next)];
}

async function programs({ env, roots }: WorkbenchHost): Promise<readonly Finding[]> {
  const path = env['PATH'] ?? '';
  const shell = await Promise.all(
    ['/bin/bash', '/bin/sh'].map((each) =>
      promises.access(each).then(
        () => each,
        () => undefined,
      ),
    ),
  );
  const git = await findProgram('git', path, roots);
  const said = git === undefined ? undefined : await runOnce([git, '--version'], env);
  const found = shell.find((each) => each !== undefined);
  return [
    found === undefined
      ? warning('Shell', 'There is no POSIX shell.', 'On Windows, open the folder in WSL to have one.')
      : ok('Shell', found),
    said === undefined
      ? warning('Git', 'There is no git.', 'Install git: runs record from which commit they were started.')
      : ok('Git', said.output),
  ];
}

async function gpu({ env, roots }: WorkbenchHost): Promise<readonly Finding[]> {
  const program = await findProgram('nvidia-smi', env['PATH'] ?? '', roots);
  if (program === undefined)
    return [ok('GPU', 'no NVIDIA GPU was found (there is no nvidia-smi); training uses what PyTorch finds, else the processor')];
  const { code, output, errors } = await runOnce([program, '--query-gpu=name,memory.total,driver_version', '--format=csv,noheader'], env);
  if (code !== 0)
    return [warning('GPU', `nvidia-smi fails: ${(errors || output).split('\n')[0] ?? ''}`, 'Look whether the driver is loaded.')];
  return output.split('\n').map((line) => ok('GPU', line));
}

const hubAnswersWithinMs = 5_000;

/** Asked only where somebody is signed in: a look at what works here is no reason to tell a service about it. */
async function huggingFace(host: WorkbenchHost): Promise<readonly Finding[]> {
  const about = 'Hugging Face';
  if (host.hub === undefined) return [];
  try {
    const hub = personalHubClient(host);
    const at = hub.endpoints.hub;
    if (!(await hub.isSignedIn())) return [ok(about, `nobody is signed in at ${at}; what is public there can be read`)];
    const { name, token } = await askWhoIAm(hub, AbortSignal.timeout(hubAnswersWithinMs));
    return [ok(about, `${name} at ${at}, with a token for ${[token.role, ...token.scopes].join('; ')}; ${host.hub.payer() ?? name} pays`)];
  } catch (error) {
    return [failure(about, error, 'Look whether its address is right and the network is there.')];
  }
}

async function sessions({ home, roots }: WorkbenchHost): Promise<readonly Finding[]> {
  const workspace = roots[0];
  if (workspace === undefined) return [];
  const folder = await folderFor({ home, workspace });
  const logs = await logsIn(folder).catch((): readonly string[] => []);
  const held = (await Promise.all(logs.map((log) => sessionHolder(join(folder, log))))).filter((holder) => holder !== undefined);
  const who = held.map(({ app, pid, isHere, host }) => `${app} (process ${pid}${isHere ? '' : ` on ${host}`})`);
  return [ok('Sessions', `${logs.length} of this folder${who.length === 0 ? ', none open' : `, open in ${[...new Set(who)].join(', ')}`}`)];
}

/** For the terminal. */
export function reportAsText(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ about, state, text, next }) => [
    `${state === 'ok' ? 'ok     ' : 'warning'}  ${about}: ${text}`,
    ...(next === undefined ? [] : [`         → ${next}`]),
  ]);
  return `${lines.join('\n')}\n`;
}

/** For a document in the editor. */
export function reportAsMarkdown(findings: readonly Finding[]): string {
  const warnings = findings.filter(({ state }) => state === 'warning').length;
  const lines = findings.map(({ about, state, text, next }) => {
    const mark = state === 'ok' ? '✅' : '⚠️';
    return `- ${mark} **${about}**: ${escaped(text)}${next === undefined ? '' : `  \n  → ${escaped(next)}`}`;
  });
  const summary = warnings === 0 ? 'Nothing to do.' : `${warnings} ${warnings === 1 ? 'thing needs' : 'things need'} attention.`;
  return `# Practicum Doctor\n\n${summary}\n\n${lines.join('\n')}\n`;
}

/** What programs print is no Markdown. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>#|]/g, '\\$&');
}
