import * as vscode from 'vscode';
import { describeError, isCancellation, PracticumError } from '../base/errors.ts';
import type { CommandId } from './contributions.ts';

interface NextStep {
  readonly label: string;
  readonly command: CommandId | 'workbench.trust.manage' | 'vscode.openFolder' | 'workbench.extensions.search';
  readonly argument?: string;
}

const showLog: NextStep = { label: 'Show Log', command: 'practicum.showLog' };

/** The button that belongs to a failure, by its code. */
const nextSteps: Readonly<Record<string, NextStep>> = {
  'no-model': { label: 'Choose Model', command: 'practicum.chooseModel' },
  'bad-model': { label: 'Choose Model', command: 'practicum.chooseModel' },
  'model-wrong-model': { label: 'Choose Model', command: 'practicum.chooseModel' },
  'no-key': { label: 'Set API Key', command: 'practicum.setApiKey' },
  'model-wrong-key': { label: 'Set API Key', command: 'practicum.setApiKey' },
  'hub-sign-in': { label: 'Sign In', command: 'practicum.signInToHub' },
  'hub-session-over': { label: 'Sign In', command: 'practicum.signInToHub' },
  'hub-payment': { label: 'Choose Who Pays', command: 'practicum.choosePayer' },
  'no-folder': { label: 'Open Folder', command: 'vscode.openFolder' },
  untrusted: { label: 'Manage Trust', command: 'workbench.trust.manage' },
  'interpreter-broken': { label: 'Choose Interpreter', command: 'practicum.chooseInterpreter' },
  'no-debugger': { label: 'Find the Extension', command: 'workbench.extensions.search', argument: '@id:ms-python.debugpy' },
  'no-python': { label: 'Choose Interpreter', command: 'practicum.chooseInterpreter' },
};

/** One message for a person, with the next step as a button. Whoever stopped the work needs no message. */
export async function sayError(error: unknown): Promise<void> {
  if (isCancellation(error)) return;
  const step = (error instanceof PracticumError ? nextSteps[error.code] : undefined) ?? showLog;
  const choice = await vscode.window.showErrorMessage(`Practicum: ${describeError(error)}`, step.label);
  if (choice === step.label) await vscode.commands.executeCommand(step.command, ...(step.argument === undefined ? [] : [step.argument]));
}
