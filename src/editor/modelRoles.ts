import * as vscode from 'vscode';
import { Cancelled } from '../base/errors.ts';
import { effortOf, efforts } from '../models/choiceEffort.ts';
import type { Effort, LanguageModel } from '../models/model.ts';
import type { KeyStore } from './keys.ts';
import { type ChosenFor, chooseModel, settingOf, titleOf, withoutChoice } from './modelPicker.ts';
import { modelSettings } from './modelSettings.ts';
import { saySuccess } from './saySuccess.ts';
import { readSetting, writeSetting } from './settings.ts';

const details: Readonly<Record<ChosenFor, string>> = {
  main: 'talks with you and does the work',
  research: 'sub-agents that read and report, several at once',
  analysis: 'one question about a long text or a picture',
  compaction: 'when a conversation has become too long for its model',
  titles: 'a few words for the list of sessions, after the first request',
  fallback: 'goes on when the service of the main model is down, once you have agreed in the session',
};

const roles: readonly ChosenFor[] = ['main', 'research', 'analysis', 'compaction', 'titles', 'fallback'];

/** *Choose Model for…*: a role and its model, or how much the main one reasons. `main`: the model that is open, where one is. Throws Cancelled. */
export async function chooseModelFor(store: KeyStore, main?: () => Promise<LanguageModel>): Promise<void> {
  const items = [
    ...roles.map((role) => ({
      label: titleOf(role),
      description: readSetting(settingOf[role]) || (role === 'main' ? 'none yet' : withoutChoice[role]),
      detail: details[role],
      role,
    })),
    {
      label: 'Reasoning effort',
      description: readSetting('practicum.reasoningEffort') || 'as the model does by itself',
      detail: 'how much the main model reasons before it answers',
      role: undefined,
    },
  ];
  const choice = await vscode.window.showQuickPick(items, { title: 'Choose a Model for…', matchOnDescription: true, ignoreFocusOut: true });
  if (choice === undefined) throw new Cancelled();
  if (choice.role === undefined) await chooseEffort(main);
  else await chooseModel(store, choice.role);
}

/** Only what the model is known to take, where that is known. */
async function chooseEffort(main: (() => Promise<LanguageModel>) | undefined): Promise<void> {
  const capabilities = await main?.().then(
    (model) => model.capabilities,
    () => undefined,
  );
  const open = capabilities?.efforts;
  const current = effortOf(readSetting('practicum.reasoningEffort'));
  const items = ['' as const, ...(open ?? efforts)].map((effort) => ({
    label: effort === '' ? 'As the model does by itself' : effort,
    effort,
    ...(effort === (current ?? '') ? { description: 'as it is now' } : {}),
    ...(effort === '' ? {} : { detail: modelSettings['practicum.reasoningEffort'].choices[effort] }),
  }));
  const choice = await vscode.window.showQuickPick(items, {
    title: 'Reasoning Effort',
    placeHolder: takenText(open, current),
    ignoreFocusOut: true,
  });
  if (choice === undefined) throw new Cancelled();
  await writeSetting('practicum.reasoningEffort', choice.effort);
  saySuccess(`Reasoning effort: ${choice.label.toLowerCase()}`);
}

/** What of `open` may be asked for; undefined: nobody knows. */
function takenText(open: readonly Effort[] | undefined, current: Effort | undefined): string {
  if (open === undefined) return 'What the model takes is not known yet; of what it does not take, the nearest is asked for';
  if (open.length === 0) return 'The model takes none';
  const isTaken = current === undefined || open.includes(current);
  return `What the model takes${isTaken ? '' : `; of “${current}”, which is set, the nearest is asked for`}`;
}
