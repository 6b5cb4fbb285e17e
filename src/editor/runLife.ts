/** Stopping, resuming and adopting a run, with the questions that belong to each. */
import * as vscode from 'vscode';
import type { Bench } from '../app/api.ts';
import type { AdoptRequest } from '../runs/adopt.ts';
import { shownCommand } from '../runs/commandLine.ts';
import { pythonProcesses } from '../runs/processFacts.ts';
import type { Checkpoint, RunState } from '../runs/run.ts';
import { runTitle } from '../runs/runTitle.ts';
import { isLive } from './runText.ts';
import { saySuccess } from './saySuccess.ts';

/** A process or a job that somebody else started is ended only after its person has said so, seeing which one it is. */
export async function stopRun(bench: Bench, run: RunState): Promise<void> {
  const { adopted, argv, id, job } = run.spec;
  if (adopted === undefined || adopted.kind === 'folder') {
    await bench.stopRun(id);
    return;
  }
  const [what, end] = adopted.kind === 'job' ? (['job', 'Cancel Job'] as const) : (['process', 'End Process'] as const);
  const name = adopted.kind === 'job' ? `Job ${job?.id ?? ''}` : `Process ${adopted.pid}`;
  const choice = await vscode.window.showWarningMessage(
    `${runTitle(run)} was started elsewhere. End its ${what}?`,
    { modal: true, detail: `${name}: ${shownCommand(process.platform, argv)}` },
    end,
  );
  if (choice === end) await bench.stopRun(id, { adopted: true });
}

/** From the newest checkpoint, or the one that is chosen where there are several. */
export async function resumeRun(bench: Bench, run: RunState): Promise<void> {
  if (run.spec.job !== undefined && run.spec.job.id === undefined) return await resumeJob(bench, run);
  const { checkpoints = [] } = run;
  const chosen = checkpoints.length < 2 ? 'newest' : await chooseCheckpoint(run, checkpoints);
  if (chosen === undefined) return;
  const resumed = await bench.resumeFromClick(run.spec.id, chosen === 'newest' ? undefined : chosen);
  const from = resumed.resumed?.checkpoint ?? '';
  saySuccess(`${runTitle(run)} goes on from ${vscode.workspace.asRelativePath(from)}`);
}

/** Its disk is gone: another job goes on, and is asked about as the first was. */
async function resumeJob(bench: Bench, run: RunState): Promise<void> {
  const [{ planJobResume }, { askJob }] = await Promise.all([import('../runs/hub/resumeJob.ts'), import('./trainOnHub.ts')]);
  const { launch, resumed, place } = await planJobResume(run);
  const wish = await askJob(launch.script, bench.host, 'Resume');
  await bench.trainFromClick({ ...launch, job: { ...wish, image: place.image, packages: place.packages } });
  saySuccess(`${runTitle(run)} goes on from ${resumed.checkpoint} as another job`);
}

async function chooseCheckpoint(run: RunState, checkpoints: readonly Checkpoint[]): Promise<string | 'newest' | undefined> {
  const items = checkpoints.toReversed().map((each, at) => ({
    label: vscode.workspace.asRelativePath(each.path),
    description: at === 0 ? `${stepText(each)}newest` : stepText(each),
    detail: `${(each.bytes / 1e6).toFixed(1)} MB, ${new Date(each.atMs).toLocaleString()}`,
    path: each.path,
  }));
  const item = await vscode.window.showQuickPick(items, { title: `Resume ${runTitle(run)}`, placeHolder: 'The checkpoint to go on from' });
  return item?.path;
}

function stepText({ step }: Checkpoint): string {
  return step === undefined ? '' : `step ${step.toLocaleString('en')}  `;
}

/** A running Python program of this person, or a folder that something writes its logs into. */
export async function adoptRun(bench: Bench): Promise<void> {
  const followed = (await bench.runs.list()).filter(isLive).map(({ spec }) => spec.adopted);
  const request = await chooseWhatToAdopt(new Set(followed.map((adopted) => (adopted?.kind === 'process' ? adopted.pid : undefined))));
  if (request === undefined) return;
  const run = await bench.adoptFromClick(request);
  saySuccess(`${runTitle(run)} is watched from now on`);
}

/** Below the workspace by its place in it. */
function shortPath(path: string): string {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.fsPath === path);
  return folder?.name ?? vscode.workspace.asRelativePath(path);
}

/** `followed`: processes that runs follow already. */
async function chooseWhatToAdopt(followed: ReadonlySet<number | undefined>): Promise<AdoptRequest | undefined> {
  const found = (await pythonProcesses()).filter(({ pid }) => !followed.has(pid));
  const processes = found.map(({ pid, argv, cwd, output }) => ({
    label: shownCommand(process.platform, argv.slice(1)),
    description: `process ${pid}`,
    detail: `in ${shortPath(cwd)}, prints to ${output === undefined ? 'a terminal or a pipe' : shortPath(output.file)}`,
    pid,
    hasOutput: output !== undefined,
  }));
  const folder = { label: '$(folder) A folder that logs are written into…', description: '', detail: '', pid: undefined, hasOutput: true };
  const chosen = await vscode.window.showQuickPick([...processes, folder], {
    title: 'Adopt a Running Training',
    placeHolder:
      processes.length === 0 ? 'No Python program of yours runs outside Practicum' : 'A Python program that runs already, or a folder',
    matchOnDetail: true,
  });
  if (chosen === undefined) return undefined;
  if (chosen.pid === undefined) {
    const [picked] = (await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, openLabel: 'Watch' })) ?? [];
    return picked === undefined ? undefined : { kind: 'folder', folder: picked.fsPath };
  }
  if (chosen.hasOutput) return { kind: 'process', pid: chosen.pid };
  const log = await chooseLog();
  return log === 'cancelled' ? undefined : { kind: 'process', pid: chosen.pid, ...(log === undefined ? {} : { log }) };
}

/** Undefined: it has none. */
async function chooseLog(): Promise<string | undefined | 'cancelled'> {
  const choose = { label: 'Choose the file it also writes to…' };
  const without = { label: 'Watch it without its output', description: 'only whether it runs, and the metric files that it writes' };
  const how = await vscode.window.showQuickPick([choose, without], {
    title: 'Nobody else can read what it prints to a terminal or a pipe',
  });
  if (how === undefined) return 'cancelled';
  if (how === without) return undefined;
  const [picked] = (await vscode.window.showOpenDialog({ openLabel: 'Follow' })) ?? [];
  return picked === undefined ? 'cancelled' : picked.fsPath;
}
