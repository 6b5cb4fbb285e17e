import { stat } from 'node:fs/promises';
import * as z from 'zod';
import { rootOf } from '../runs/rootOf.ts';
import { type LaunchRequest, launchEffects } from '../runs/runs.ts';
import { defineTool } from './define.ts';
import { PackagesMissing } from './installPackages.ts';
import { absolutePath, displayGiven, displayPath, firstRoot, pathField } from './paths.ts';
import { cardState } from './runCard.ts';

/** Starts a training run that goes on by itself. */
export const startRun = defineTool({
  name: 'start_run',
  description:
    'Start a Python training script as a run: detached, recorded, its printed metrics drawn as curves. Answers at once with the run id; follow it with read_run. args are the script’s arguments, one string each.',
  input: z.strictObject({
    script: pathField,
    args: z.array(z.string().max(4000)).max(200).optional(),
    name: z.string().min(1).max(120).optional(),
    check: z.boolean().optional(),
  }),
  effectKinds: ['execute'],
  title: ({ script, args }, { roots }) => `Train with ${[displayGiven(script, roots), ...(args ?? [])].join(' ')}`,
  effects: ({ script: given, args }, { roots }) => {
    const script = absolutePath(given, roots);
    return launchEffects({ script, args: args ?? [] }, rootOf(roots, script) ?? firstRoot(roots));
  },
  /** Before anybody is asked about a run that could only fail. */
  async preview({ script: given, check = true }, { roots, environments }, signal) {
    const script = absolutePath(given, roots);
    const root = rootOf(roots, script);
    // Launching says what is wrong with a script that is not there or lies outside of the workspace.
    if (!check || root === undefined || !(await isFile(script))) return undefined;
    const environment = await environments.check(script, root, signal);
    if (environment.kind === 'missing') throw new PackagesMissing(displayPath(script, roots), environment);
    return undefined;
  },
  async run({ script: given, args, name }, { runs, roots, session, linkRun }, call) {
    const script = absolutePath(given, roots);
    const request: LaunchRequest = {
      script,
      args: args ?? [],
      ...(name === undefined ? {} : { name }),
      origin: { by: 'agent', session, call: call.id },
    };
    const { spec, status } = await runs.launch(call.permit, request);
    await linkRun({ turn: call.turn, call: call.id, run: spec.id });
    const content = [
      `run: ${spec.id}`,
      `status: ${status}`,
      `command: ${spec.argv.join(' ')}`,
      `It goes on by itself. read_run with run=${spec.id} and wait_s waits for its end and shows what was measured.`,
    ];
    return { content: content.join('\n'), detail: { kind: 'run', run: spec.id, name: spec.name, ...cardState(status) } };
  },
});

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}
