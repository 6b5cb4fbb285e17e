import * as vscode from 'vscode';
import { Cancelled } from '../base/errors.ts';
import { type EvaluateWish, evaluationLaunch } from '../runs/evaluate/evaluation.ts';
import { putLmEvalProgram } from '../runs/evaluate/lmEvalProgram.ts';
import { savedBy } from '../runs/publish/prepare.ts';
import { rootOf } from '../runs/rootOf.ts';
import type { RunState } from '../runs/run.ts';
import { runTitle } from '../runs/runTitle.ts';
import type { CurvesView } from './curvesView.ts';
import type { EditorWindow } from './editorWindow.ts';
import { offerEnvironment } from './environmentOffer.ts';
import { measureRows, proposedBaseline } from './evaluateChoices.ts';
import { askTarget } from './trainOn.ts';

const lastBenchmark = 'practicum.evaluate.benchmark';

/** Asks with what, on which benchmark, beside which baseline and where what a run saved is measured, and starts that as a run. Throws Cancelled. */
export async function evaluateRun(window: EditorWindow, curvesView: CurvesView, run: RunState): Promise<void> {
  const workbench = await window.workbench();
  const { host } = workbench;
  const model = await savedBy(run);
  const root = rootOf(host.roots, run.spec.script) ?? host.roots[0] ?? run.spec.cwd;
  const wish = await askWish(run, root, model, window.context.workspaceState);
  const launch = evaluationLaunch(root, wish);
  const place = await askTarget(launch.script, host, 'Evaluate');
  if (launch.purpose.by === 'lm-eval') await putLmEvalProgram(root);
  if (place.host === undefined && place.job === undefined) await offerEnvironment(workbench, launch.script, window.log, 'Evaluate');
  const started = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Starting the evaluation…' }, () =>
    workbench.trainFromClick({ ...launch, runner: 'implied', ...place }),
  );
  await curvesView.reveal(started.spec.id);
}

async function askWish(run: RunState, root: string, model: string, kept: vscode.Memento): Promise<EvaluateWish> {
  const title = `Evaluate ${runTitle(run)}`;
  const folder = new vscode.RelativePattern(root, '**/*.py');
  const rows = vscode.workspace
    .findFiles(folder, '**/{.*,venv,env,node_modules,site-packages,__pycache__}/**', 2_000)
    .then((found) => measureRows(found.map((uri) => vscode.workspace.asRelativePath(uri, false))));
  const measured = await vscode.window.showQuickPick(rows, {
    title,
    placeHolder: 'With what',
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (measured === undefined) throw new Cancelled();
  const benchmark = await vscode.window.showInputBox({
    title,
    prompt:
      measured.script === undefined
        ? 'Tasks of lm-eval, with commas: arc_easy,hellaswag. “lm-eval ls tasks” lists them.'
        : `What ${measured.script} gets as --benchmark.`,
    value: kept.get<string>(lastBenchmark) ?? '',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? 'Name a benchmark.' : undefined),
  });
  if (benchmark === undefined) throw new Cancelled();
  await kept.update(lastBenchmark, benchmark.trim());
  const baseline = await vscode.window.showInputBox({
    title,
    prompt: 'The model that it was made of, which is measured in the same way: a name on the Hub or a folder. Leave it empty for none.',
    value: proposedBaseline(run.spec.settings?.model),
    ignoreFocusOut: true,
  });
  if (baseline === undefined) throw new Cancelled();
  return {
    model,
    benchmark: benchmark.trim(),
    ...(baseline.trim() === '' ? {} : { baseline: baseline.trim() }),
    ...(measured.script === undefined ? {} : { script: vscode.Uri.joinPath(vscode.Uri.file(root), measured.script).fsPath }),
  };
}
