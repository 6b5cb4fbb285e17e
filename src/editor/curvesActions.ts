import * as vscode from 'vscode';
import type { RunId } from '../base/ids.ts';
import type { CurvesToHost, HostToCurves } from '../protocol/curves.ts';
import type { CommandId } from './contributions.ts';
import type { EditorWindow } from './editorWindow.ts';

/** What a view asks to be done; what it asks to be told goes to its feed. */
export type CurvesAction = Exclude<CurvesToHost, { readonly type: 'ready' | 'watch' | 'drawn' | 'showRuns' | 'solo' }>;

/** `post`: answers the view that asked. */
export async function actOn(window: EditorWindow, message: CurvesAction, _post: (message: HostToCurves) => void): Promise<void> {
  switch (message.type) {
    case 'openLog':
    case 'stopRun': {
      const { runs } = await window.workbench();
      const state = await runs.get(message.run as RunId);
      const command: CommandId = message.type === 'openLog' ? 'practicum.openRunLog' : 'practicum.stopRun';
      await vscode.commands.executeCommand(command, { kind: 'run', state });
      return;
    }
    case 'copy':
      await vscode.env.clipboard.writeText(message.text);
      return;
    default:
      return;
  }
}
