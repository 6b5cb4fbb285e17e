import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import * as z from 'zod';
import { defined } from '../base/defined.ts';
import { PracticumError } from '../base/errors.ts';
import type { ToolDetail } from '../base/tool.ts';
import { rootOf } from '../runs/rootOf.ts';
import { secretVariablesOf } from '../runs/runSecrets.ts';
import { type LaunchRequest, launchEffects } from '../runs/runs.ts';
import { sliceOf } from '../runs/ssh/slice.ts';
import { isHostName } from '../runs/ssh/sshHost.ts';
import { defineTool } from './define.ts';
import { PackagesMissing } from './installPackages.ts';
import { absolutePath, displayGiven, displayPath, firstRoot, pathField } from './paths.ts';
import { cardState } from './runCard.ts';

/** A host that the person has not named for runs: its name may come from anywhere. */
class NoSuchHost extends PracticumError {
  constructor(host: string, hosts: readonly string[]) {
    const none = 'The person has named none in the setting practicum.runs.hosts: leave host out to train on this machine.';
    super('no-such-host', `${host} is no host that runs can be started on.`, {
      hint: hosts.length === 0 ? none : `There is: ${hosts.join(', ')}. Leave host out to train on this machine.`,
    });
  }
}

/** Starts a training run that goes on by itself. */
export const startRun = defineTool({
  name: 'start_run',
  description:
    'Start a Python training script as a run: detached, recorded, its printed metrics drawn as curves. Answers at once with the run id; follow it with read_run. args are the script’s arguments, one string each. host: train over ssh on a host that the person has set, where the files of the workspace are sent; absent: on this machine.',
  input: z.strictObject({
    script: pathField,
    args: z.array(z.string().max(4000)).max(200).optional(),
    name: z.string().min(1).max(120).optional(),
    check: z.boolean().optional(),
    host: z.string().refine(isHostName, 'Name a host as ssh takes it').optional(),
  }),
  effectKinds: ['execute', 'reach'],
  title: ({ script, args, host }, { roots }) =>
    `Train${host === undefined ? '' : ` on ${host}`} with ${[displayGiven(script, roots), ...(args ?? [])].join(' ')}`,
  effects: ({ script: given, args, host }, { roots }) => {
    const script = absolutePath(given, roots);
    return launchEffects({ script, args: args ?? [], ...defined({ host }) }, rootOf(roots, script) ?? firstRoot(roots));
  },
  /** Before anybody is asked about a run that could only fail. */
  async preview({ script: given, check = true, host }, { roots, environments, runHosts }, signal) {
    const script = absolutePath(given, roots);
    const root = rootOf(roots, script);
    if (host !== undefined) {
      requireHost(host, runHosts());
      return root !== undefined && (await isFile(script)) ? await sentTo(host, root, script) : undefined;
    }
    // Launching says what is wrong with a script that is not there or lies outside of the workspace.
    if (!check || root === undefined || !(await isFile(script))) return undefined;
    const environment = await environments.check(script, root, signal);
    if (environment.kind === 'missing') throw new PackagesMissing(displayPath(script, roots), environment);
    return undefined;
  },
  async run({ script: given, args, name, host }, { runs, roots, session, linkRun, runHosts }, call) {
    const script = absolutePath(given, roots);
    if (host !== undefined) requireHost(host, runHosts());
    const request: LaunchRequest = {
      script,
      args: args ?? [],
      runner: 'implied',
      ...defined({ name, host }),
      origin: { by: 'agent', session, call: call.id },
    };
    const { spec, status } = await runs.launch(call.permit, request);
    await linkRun({ turn: call.turn, call: call.id, run: spec.id });
    const content = [
      `run: ${spec.id}`,
      `status: ${status}`,
      ...(host === undefined ? [] : [`host: ${host}`]),
      `command: ${spec.argv.join(' ')}`,
      `It goes on by itself. read_run with run=${spec.id} and wait_s waits for its end and shows what was measured.`,
    ];
    return { content: content.join('\n'), detail: { kind: 'run', run: spec.id, name: spec.name, ...cardState(status) } };
  },
});

function requireHost(host: string, hosts: readonly string[]): void {
  if (!hosts.includes(host)) throw new NoSuchHost(host, hosts);
}

/** What would leave this machine, for the person who is asked. Throws where it is too much to send. */
async function sentTo(host: string, root: string, script: string): Promise<ToolDetail> {
  const { files, bytes, notes } = await sliceOf(root, script);
  const isOne = files.length === 1;
  const count = `${files.length} ${isOne ? 'file' : 'files'} of ${basename(root)}`;
  const keys = secretVariablesOf({ origin: { by: 'agent' } }, process.env);
  const logins = keys.length === 0 ? [] : [`To log in it gets ${keys.join(', ')} from here.`];
  return {
    kind: 'text',
    text: [`${count} ${isOne ? 'goes' : 'go'} to ${host} by ssh, ${sizeText(bytes)}; no file with secrets does.`, ...notes, ...logins].join(
      '\n',
    ),
  };
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 2 ** 20 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 2 ** 20).toFixed(1)} MB`;
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}
