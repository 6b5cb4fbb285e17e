import * as vscode from 'vscode';
import type { OutsideQuestion } from '../app/api.ts';
import { PracticumError } from '../base/errors.ts';
import { approvalText } from './approvalText.ts';
import type { EditorWindow } from './editorWindow.ts';

const approve = 'Approve';
const reject = 'Reject';

/**
 * One of Practicum's tools for runs inside the editor's own chat. A call that the policy asks about is asked about here, not by the
 * editor: its own confirmation can be switched off for good, and a launch would then pass unseen.
 */
export async function callOutsideTool(
  window: EditorWindow,
  tool: string,
  input: object,
  token: vscode.CancellationToken,
): Promise<vscode.LanguageModelToolResult> {
  const stop = new AbortController();
  const subscription = token.onCancellationRequested(() => stop.abort(new vscode.CancellationError()));
  try {
    const { outside, host } = await window.workbench();
    const ask = (question: OutsideQuestion): Promise<boolean> => askPerson(question, host.roots, stop.signal);
    return resultOf(await outside.call(tool, input, ask, stop.signal));
  } catch (error) {
    // The model that called reads it, and what to do next.
    if (error instanceof PracticumError && !stop.signal.aborted)
      return resultOf(`Error (${error.code}): ${error.message}${error.hint === undefined ? '' : ` ${error.hint}`}`);
    throw error;
  } finally {
    subscription.dispose();
  }
}

function resultOf(text: string): vscode.LanguageModelToolResult {
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
}

/** Closed without an answer is no yes: the call ends, and the agent that made it is told so. */
async function askPerson({ title, reason, facts }: OutsideQuestion, roots: readonly string[], signal: AbortSignal): Promise<boolean> {
  const changes = (facts.changes ?? []).map(({ what, before, after }) => `${what}: ${before ?? 'none'} → ${after ?? 'none'}`);
  const more = [
    ...(changes.length === 0 ? [] : [`Changed: ${changes.join(', ')}.`]),
    ...(facts.protection === undefined ? [] : [`${facts.protection}.`]),
  ];
  const asked = {
    title,
    reason: [reason, ...more].join(' '),
    sessionTitle: 'the editor’s chat',
    ...(facts.cost === undefined ? {} : { cost: facts.cost }),
  };
  const text = approvalText([asked], { name: vscode.workspace.name, roots });
  const choice = await Promise.race([vscode.window.showWarningMessage(text, approve, reject), whenAborted(signal)]);
  return choice === approve;
}

function whenAborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }));
}
