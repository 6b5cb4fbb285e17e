import path from 'node:path';
import * as vscode from 'vscode';
import type { WorkbenchHost } from '../app/api.ts';
import { defined } from '../base/defined.ts';
import { Cancelled, PracticumError } from '../base/errors.ts';
import { commandText } from '../runs/entries/command.ts';
import { isConfig } from '../runs/entries/entries.ts';
import { commandElsewhere, type ImpliedCommand, impliedCommand } from '../runs/entries/impliedCommand.ts';
import type { Training } from '../runs/entries/training.ts';
import { joinWords, splitWords } from '../runs/entries/words.ts';
import { parseGpuChoice } from '../runs/machine/gpuChoice.ts';
import { dryRunArguments } from '../runs/options/dryRun.ts';
import type { ProgramOption } from '../runs/options/option.ts';
import { missingIn, valuesOf } from '../runs/options/values.ts';
import { rootOf } from '../runs/rootOf.ts';
import type { RunSpec, RunState } from '../runs/run.ts';
import type { CurvesView } from './curvesView.ts';
import type { EditorWindow } from './editorWindow.ts';
import { offerEnvironment } from './environmentOffer.ts';
import { KeptArguments } from './keptArguments.ts';
import { readSetting } from './settings.ts';
import { placeAgain, type RunPlace } from './targetRows.ts';
import { requireTrainingPlace, trainingOf } from './trainingScript.ts';

export interface StartOptions {
  /** As the settings say unless given. */
  readonly place?: RunPlace;
  /** In place of those that were kept for the script. */
  readonly args?: readonly string[];
  readonly name?: string;
  readonly cwd?: string;
}

/**
 * Starts a run that a person asked for, which is its own approval. What it is started with are the arguments of its entry point and
 * those that were kept for it, as the lens shows them. Throws what launching throws, or Cancelled.
 */
export async function startTraining(window: EditorWindow, training: Training, options: StartOptions = {}): Promise<RunState> {
  const { script, entry } = training;
  const { name, cwd, args = new KeptArguments(window.context.workspaceState).of(script) } = options;
  const workbench = await window.workbench();
  const { host } = workbench;
  const where = options.place ?? (await usualPlace(script, host));
  const { launcher, place, runner } = await commandAt(where, training, host);
  // What another host has is found out there.
  if (where.host === undefined && where.job === undefined && !isConfig(script) && launcher.by !== 'uv')
    await offerEnvironment(workbench, script, window.log);
  const request = {
    script,
    runner,
    args: [...entry.args, ...args],
    ...(name === undefined ? {} : { name }),
    ...(cwd === undefined ? {} : { cwd }),
    ...where,
  };
  window.log.info(`Starting ${commandText({ launcher, args: request.args }, script, place)}`);
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Starting the run…' }, () =>
    workbench.trainFromClick(request),
  );
}

/** As it is set for all runs; `ask` asks. */
async function usualPlace(script: string, host: WorkbenchHost): Promise<RunPlace> {
  const set = parseGpuChoice(readSetting('practicum.runs.gpu') || 'auto');
  return set === 'ask' ? askPlace(script, host) : { gpu: set };
}

async function askPlace(script: string, host: WorkbenchHost): Promise<RunPlace> {
  const { askTarget } = await import('./trainOn.ts');
  return askTarget(script, host);
}

async function commandAt(where: RunPlace, training: Training, host: WorkbenchHost): Promise<ImpliedCommand> {
  if (where.host !== undefined || where.job !== undefined) return commandElsewhere(training);
  const root = rootOf(host.roots, training.script) ?? host.roots[0] ?? path.dirname(training.script);
  return impliedCommand(training, where.gpu, { root, home: host.home, env: host.env, chosen: await host.interpreter() });
}

/**
 * ▶ Train: nothing asks again. Only an untrusted folder stands in the way.
 * Throws PracticumError (`no-folder`, `untrusted`, `no-script`, and what launching throws) or Cancelled.
 */
export async function train(window: EditorWindow, curvesView: CurvesView, target: unknown): Promise<void> {
  requireTrainingPlace();
  const state = await startTraining(window, await trainingOf(target));
  await curvesView.reveal(state.spec.id);
}

/** The smallest run that the script offers itself; what will be started is shown first, and can be changed. */
export async function dryRun(window: EditorWindow, curvesView: CurvesView, target: unknown): Promise<void> {
  requireTrainingPlace();
  const training = await trainingOf(target);
  const { entry, options, script } = training;
  const kept = new KeptArguments(window.context.workspaceState).of(script);
  const smallest = dryRunArguments(entry, options, kept);
  if (smallest === undefined) {
    throw new PracticumError('no-dry-run', `${vscode.workspace.asRelativePath(script)} shows no option that makes a short run of it.`, {
      hint: 'Give it one (--max_steps, --epochs, --limit…), or choose arguments that make it short.',
    });
  }
  const line = await vscode.window.showInputBox({
    title: `Dry run of ${vscode.workspace.asRelativePath(script)}`,
    prompt: 'Enter starts it with these arguments.',
    value: joinWords(smallest),
    ignoreFocusOut: true,
    validateInput: (text) => missingWarning(options, text),
  });
  if (line === undefined) throw new Cancelled();
  const name = `${nameOf(script)} (dry run)`;
  const state = await startTraining(window, training, { args: splitWords(line), name });
  await curvesView.reveal(state.spec.id);
}

/** What the script will ask for in vain. It may be meant so: nothing stands in the way. */
function missingWarning(options: readonly ProgramOption[], line: string): vscode.InputBoxValidationMessage | undefined {
  const missing = missingIn(options, valuesOf(options, splitWords(line))).map(({ name }) => name);
  if (missing.length === 0) return undefined;
  return { message: `The script also needs ${missing.join(', ')}.`, severity: vscode.InputBoxValidationSeverity.Warning };
}

/** *Train with Arguments…*: the form, then the run. */
export async function trainWithArguments(window: EditorWindow, curvesView: CurvesView, target: unknown): Promise<void> {
  requireTrainingPlace();
  const training = await trainingOf(target);
  const memory = new KeptArguments(window.context.workspaceState);
  const { askArguments } = await import('./argumentsForm.ts');
  const args = await askArguments(training, memory.of(training.script));
  await memory.keep(training.script, args);
  const state = await startTraining(window, training, { args });
  await curvesView.reveal(state.spec.id);
}

/** *Run Again with Other Arguments…*: the form with those of that run, where it executed. What is kept for the script stays. */
export async function trainAgain(window: EditorWindow, curvesView: CurvesView, { spec }: RunState): Promise<void> {
  requireTrainingPlace();
  if (spec.script === '') {
    throw new PracticumError('no-script', `${spec.name} was made of another tool’s logs, which do not tell what was started.`, {
      hint: 'Open the script and train it there.',
    });
  }
  const training = await trainingOf({ script: spec.script });
  const all = spec.argv.slice(spec.argv.indexOf(spec.script) + 1);
  const own = training.entry.args.every((word, at) => all[at] === word) ? all.slice(training.entry.args.length) : all;
  const { askArguments } = await import('./argumentsForm.ts');
  const args = await askArguments(training, own);
  const place = await askPlaceAgain(spec, (await window.workbench()).host);
  const state = await startTraining(window, training, { args, ...defined({ place }) });
  await curvesView.reveal(state.spec.id);
}

/** Nothing that was paid for is paid for again unasked, and nothing of it starts on this machine instead. Throws Cancelled. */
async function askPlaceAgain(spec: RunSpec, host: WorkbenchHost): Promise<RunPlace | undefined> {
  const place = placeAgain(spec);
  if (place === undefined || !('paid' in place)) return place;
  const { kind, ...same } = place.paid;
  const { askJob } = await import('./trainOnHub.ts');
  return { job: { ...(await askJob(spec.script, host, 'Train', kind)), ...same } };
}

/** *Train on…*: the devices of this machine, and how busy they are; hosts that ssh reaches. */
export async function trainOn(window: EditorWindow, curvesView: CurvesView, target: unknown): Promise<void> {
  requireTrainingPlace();
  const training = await trainingOf(target);
  const place = await askPlace(training.script, (await window.workbench()).host);
  const state = await startTraining(window, training, { place });
  await curvesView.reveal(state.spec.id);
}

/** *Train on Hugging Face…*: the hardware, the time, and what that costs at most. */
export async function trainOnHub(window: EditorWindow, curvesView: CurvesView, target: unknown): Promise<void> {
  requireTrainingPlace();
  const training = await trainingOf(target);
  const { askJob } = await import('./trainOnHub.ts');
  const job = await askJob(training.script, (await window.workbench()).host);
  const state = await startTraining(window, training, { place: { job } });
  await curvesView.reveal(state.spec.id);
}

function nameOf(script: string): string {
  const file = script.split(/[\\/]/).at(-1) ?? script;
  return file.replace(/\.[^.]+$/, '');
}
