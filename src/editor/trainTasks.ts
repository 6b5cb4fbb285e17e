import { isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import { scorePython } from '../runs/entries/pythonEntries.ts';
import type { RunState } from '../runs/run.ts';
import { taskType } from './contributions.ts';
import type { EditorWindow } from './editorWindow.ts';
import { RunTerminal } from './runTerminal.ts';
import { readTaskDefinition, type TrainingTask } from './taskDefinition.ts';

/** More scripts than these are a library, not a list to choose from. */
const maxScripts = 400;
const maxBytes = 400_000;
const notTraining = '**/{node_modules,site-packages,.venv,venv,.git,.practicum,__pycache__,tests,test,.pixi,.conda}/**';

/** Training as tasks: *Run Task* offers the training scripts of the workspace, `tasks.json` may name any. */
export class TrainTasks implements vscode.TaskProvider {
  readonly #window: EditorWindow;

  constructor(window: EditorWindow) {
    this.#window = window;
  }

  async provideTasks(token: vscode.CancellationToken): Promise<vscode.Task[]> {
    const files = await vscode.workspace.findFiles('**/*.py', notTraining, maxScripts, token);
    const tasks: vscode.Task[] = [];
    for (const uri of files.sort((a, b) => a.fsPath.localeCompare(b.fsPath))) {
      if (token.isCancellationRequested) break;
      const folder = vscode.workspace.getWorkspaceFolder(uri);
      if (folder === undefined || !(await isTraining(uri))) continue;
      const script = vscode.workspace.asRelativePath(uri, false);
      tasks.push(this.#task({ type: taskType, script }, folder, { script, args: undefined, cwd: undefined }));
    }
    return tasks;
  }

  resolveTask(task: vscode.Task): vscode.Task | undefined {
    const known = readTaskDefinition(task.definition);
    const folder = typeof task.scope === 'object' ? task.scope : vscode.workspace.workspaceFolders?.[0];
    if (known === undefined || folder === undefined) return undefined;
    // The editor finds its task again by the very definition that it handed in.
    return this.#task(task.definition, folder, known, task.name);
  }

  #task(
    definition: vscode.TaskDefinition,
    folder: vscode.WorkspaceFolder,
    known: TrainingTask,
    name = `train ${known.script}`,
  ): vscode.Task {
    const execution = new vscode.CustomExecution(async () => new RunTerminal(this.#window, () => this.#start(folder, known)));
    const task = new vscode.Task(definition, folder, name, taskType, execution);
    task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, panel: vscode.TaskPanelKind.Dedicated };
    task.detail = 'A training run: it goes on when the terminal is closed';
    return task;
  }

  async #start(folder: vscode.WorkspaceFolder, { script, args, cwd }: TrainingTask): Promise<RunState> {
    const [{ startTraining }, { requireTrainingPlace, trainingOf }] = await Promise.all([
      import('./train.ts'),
      import('./trainingScript.ts'),
    ]);
    requireTrainingPlace();
    const within = (path: string): string => (isAbsolute(path) ? path : join(folder.uri.fsPath, path));
    const training = await trainingOf({ script: within(script) });
    return startTraining(this.#window, training, {
      ...(args === undefined ? {} : { args }),
      ...(cwd === undefined ? {} : { cwd: within(cwd) }),
    });
  }
}

async function isTraining(uri: vscode.Uri): Promise<boolean> {
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > maxBytes) return false;
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    const { isTraining, signals } = scorePython({ name: uri.path.split('/').at(-1) ?? '', text });
    return isTraining && (signals.has('main') || signals.has('trainer') || signals.has('loop') || signals.has('fit'));
  } catch {
    // It is gone, or may not be read: there is nothing to offer.
    return false;
  }
}
