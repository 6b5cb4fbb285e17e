import * as vscode from 'vscode';
import type { Workbench } from '../app/api.ts';
import { Cancelled } from '../base/errors.ts';
import { type EnvironmentPlan, planEnvironment } from '../runs/environment.ts';
import { rootOf } from '../runs/rootOf.ts';
import type { RunVerb } from './hardwareRows.ts';

/**
 * Before a run: are the script's packages there? An interpreter that has them is used as it is. Otherwise the person is told what is
 * missing and how large it is, and decides. Throws Cancelled, NoPython, InterpreterBroken, EnvironmentFailed.
 */
export async function offerEnvironment(
  workbench: Workbench,
  script: string,
  log: vscode.LogOutputChannel,
  verb: RunVerb = 'Train',
): Promise<void> {
  const [install, anyway] = [`Install and ${verb}`, `${verb} Without`];
  const { host } = workbench;
  const root = rootOf(host.roots, script);
  // Launching says what is wrong with a script outside the workspace.
  if (root === undefined) return;
  const chosen = await host.interpreter();
  const check = await planEnvironment({ script, root, home: host.home, chosen, env: host.env, place: 'workspace' });
  if (check.kind === 'ready') return;
  const { plan, interpreter } = check;
  const choice = await vscode.window.showWarningMessage(
    `${vscode.workspace.asRelativePath(script)} needs ${plan.missing.join(', ')}, which ${interpreter.path} does not have.`,
    { modal: true, detail: plan.summary },
    install,
    anyway,
  );
  if (choice === undefined) throw new Cancelled();
  if (choice === anyway) return;
  await installPlan(workbench, plan, log);
  // What was chosen before would be used again, and would lack the packages again.
  if (chosen !== undefined && chosen !== plan.python) await host.useInterpreter?.(plan.python);
}

async function installPlan(workbench: Workbench, plan: EnvironmentPlan, log: vscode.LogOutputChannel): Promise<void> {
  const title = `Practicum installs ${plan.packages.join(', ')}`;
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  await vscode.window.withProgress(options, async (progress, token) => {
    if (plan.isNew) progress.report({ message: `making ${vscode.workspace.asRelativePath(plan.folder)}…` });
    const stopping = new AbortController();
    const listening = token.onCancellationRequested(() => stopping.abort(new Cancelled()));
    try {
      await workbench.installFromClick(
        plan,
        (text) => {
          log.info(text.trimEnd());
          const line = text.trim().split('\n').at(-1) ?? '';
          if (!line.startsWith('$ ')) progress.report({ message: line.slice(0, 120) });
        },
        stopping.signal,
      );
    } finally {
      listening.dispose();
    }
  });
}
