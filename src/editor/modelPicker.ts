import * as vscode from 'vscode';
import { Cancelled } from '../base/errors.ts';
import { roleNames } from '../models/choiceRoles.ts';
import { parseModelId } from '../models/choose.ts';
import type { ModelRole } from '../models/roles.ts';
import type { CommandId } from './contributions.ts';
import { askForKey } from './keyPrompts.ts';
import { type KeyStore, localConsentKey } from './keys.ts';
import { askForEndpoint, chooseAt } from './modelEndpoint.ts';
import { type Chosen, isName, modelItems, providerItems } from './modelItems.ts';
import { pickEndpoint } from './modelKeys.ts';
import { type ModelLine, quickPickItem } from './modelLines.ts';
import { askAboutThisMachine, gatherModels, type Offer } from './modelSources.ts';
import { saySuccess } from './saySuccess.ts';
import type { SettingId } from './settingContributions.ts';
import { readSetting, writeSetting } from './settings.ts';

/** What a model is chosen for: a role, or to go on with when the main one's service is down. */
export type ChosenFor = ModelRole | 'fallback';

export const settingOf: Readonly<Record<ChosenFor, SettingId>> = {
  main: 'practicum.model',
  research: 'practicum.models.research',
  analysis: 'practicum.models.analysis',
  compaction: 'practicum.models.compaction',
  titles: 'practicum.models.titles',
  fallback: 'practicum.models.fallback',
};

/** What it means that none is chosen. */
export const withoutChoice: Readonly<Record<Exclude<ChosenFor, 'main'>, string>> = {
  research: 'As the conversation',
  analysis: 'As the conversation',
  compaction: 'As the conversation',
  titles: 'The small model of the same provider where its price is known, else the first line',
  fallback: 'None',
};

const recentKey = 'practicum.recentModels';
const mostRecent = 6;
/** Behind the first heading. */
const firstLine = 1;

/** *Choose Model*: one list of all that can be chosen now. The choice is kept in the person's own settings. Throws Cancelled. */
export async function chooseModel(store: KeyStore, role: ChosenFor = 'main'): Promise<void> {
  for (;;) {
    const chosen = await pickFrom(store, role);
    const choice = await choiceOf(chosen, store, role);
    if (choice === undefined) continue;
    await writeSetting(settingOf[role], choice);
    if (choice === '') return void saySuccess(`${titleOf(role)}: ${role === 'main' ? 'none' : withoutChoice[role].toLowerCase()}`);
    await store.memory.update(recentKey, [choice, ...recentChoices(store).filter((one) => one !== choice)].slice(0, mostRecent));
    saySuccess(role === 'main' ? `Practicum now uses ${choice}` : `${titleOf(role)}: ${choice}`);
    if (chosen.kind === 'model' && chosen.row?.tools === false) sayNoTools(choice);
    return;
  }
}

export function titleOf(role: ChosenFor): string {
  const name = role === 'fallback' ? 'when the service is down' : roleNames[role];
  return `Model for ${name}`;
}

function recentChoices({ memory }: KeyStore): readonly string[] {
  const kept: unknown = memory.get<unknown>(recentKey, []);
  return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
}

/** The list, filled as the answers come. Throws Cancelled when the person turns away. */
async function pickFrom(store: KeyStore, role: ChosenFor): Promise<Chosen> {
  const pick = vscode.window.createQuickPick<ModelLine>();
  const refresh = { iconPath: new vscode.ThemeIcon('refresh'), tooltip: 'Ask Again What There Is' };
  const key = { iconPath: new vscode.ThemeIcon('key'), tooltip: 'Set an API Key' };
  const forRole = { iconPath: new vscode.ThemeIcon('settings-gear'), tooltip: 'Choose for a Role…' };
  const current = readSetting(settingOf[role]) || undefined;
  const recent = recentChoices(store);
  let offer: Offer = { sections: [], withoutKey: [] };
  let asking = new AbortController();
  pick.title = role === 'main' ? 'Practicum: Choose Model' : titleOf(role);
  pick.placeholder = 'A model from the list, or its name: openai/NAME@URL, huggingface/ORG/NAME:cheapest, …';
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.ignoreFocusOut = true;
  pick.buttons = role === 'main' ? [refresh, key, forRole] : [refresh, key];
  let shown = '';
  const show = (): void => {
    const active = pick.activeItems[0]?.label;
    const isLocalAgreed = store.memory.get(localConsentKey, false);
    const without = role === 'main' ? {} : { without: withoutChoice[role] };
    const items = modelItems({ offer, recent, current, typed: pick.value, isLocalAgreed, isAsking: pick.busy, ...without });
    // A list that is put there anew moves under the pointer: only where it says something else.
    const said = JSON.stringify(items);
    if (said === shown) return;
    shown = said;
    pick.items = items.map(quickPickItem);
    // Whoever has gone down the list stays there; what is typed meanwhile may not be known here yet, so nobody else is moved.
    const at = pick.items.findIndex(({ label }) => label === active);
    const same = pick.items[at];
    if (same !== undefined && at > firstLine && pick.value === '') pick.activeItems = [same];
  };
  const gather = async (): Promise<void> => {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    pick.busy = true;
    const all = await gatherModels(
      store,
      [...(current === undefined ? [] : [current]), ...recent],
      (part) => {
        offer = part;
        show();
      },
      signal,
    );
    if (signal.aborted) return;
    offer = all;
    pick.busy = false;
    show();
  };
  try {
    return await new Promise<Chosen>((resolve, reject) => {
      pick.onDidHide(() => reject(new Cancelled()));
      let hadTyped = false;
      pick.onDidChangeValue((value) => {
        const hasTyped = isName(value);
        // Each new list would begin at its top again.
        if (hasTyped || hadTyped) show();
        hadTyped = hasTyped;
      });
      pick.onDidAccept(() => {
        const chosen = pick.selectedItems[0]?.chosen;
        if (chosen !== undefined) resolve(chosen);
      });
      pick.onDidTriggerItemButton(({ item }) => {
        if (item.chosen !== undefined) resolve({ kind: 'provider', of: item.chosen });
      });
      pick.onDidTriggerButton((button) => {
        if (button === refresh) gather().catch(reject);
        else if (button === key) resolve({ kind: 'setKey' });
        else resolve({ kind: 'role' });
      });
      pick.busy = true;
      show();
      pick.show();
      gather().catch(reject);
    });
  } finally {
    asking.abort();
    pick.dispose();
  }
}

/** What goes into the setting; undefined: the list is shown again. Throws Cancelled. */
async function choiceOf(chosen: Chosen, store: KeyStore, role: ChosenFor): Promise<string | undefined> {
  switch (chosen.kind) {
    case 'model':
      return chosen.row === undefined ? nameOf(chosen.choice) : chosen.choice;
    case 'provider':
      return await providerOf(chosen.of);
    case 'none':
      return '';
    case 'key':
      await askForKey(chosen.endpoint, store);
      return undefined;
    case 'setKey':
      await askForKey(await pickEndpoint(), store);
      return undefined;
    case 'local':
      await askAboutThisMachine(store);
      return undefined;
    case 'role':
      await vscode.commands.executeCommand('practicum.chooseModelFor' satisfies CommandId);
      throw new Cancelled();
    case 'endpoint':
      return await chooseAt(await askForEndpoint(role === 'main'), store);
    case 'name':
      return await typedName();
  }
}

/** As it was typed, once it is one. Throws `bad-model`. */
function nameOf(text: string): string {
  parseModelId(text);
  return text.trim();
}

async function providerOf(of: Chosen): Promise<string | undefined> {
  if (of.kind !== 'model' || of.row === undefined) return undefined;
  const items = providerItems(of.row).map(quickPickItem);
  const { chosen } = picked(
    await vscode.window.showQuickPick(items, { title: 'Who Answers?', placeHolder: of.row.name, ignoreFocusOut: true }),
  );
  return chosen?.kind === 'model' ? chosen.choice : undefined;
}

async function typedName(): Promise<string> {
  const typed = await vscode.window.showInputBox({
    title: 'Name of the Model',
    prompt: 'provider/name, such as openai/NAME@http://127.0.0.1:8000/v1, openai+responses/NAME, gemini/NAME or editor/VENDOR/ID.',
    ignoreFocusOut: true,
    validateInput: (text) => problemOf(text),
  });
  return picked(typed).trim();
}

function problemOf(text: string): string | undefined {
  try {
    parseModelId(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function picked<T>(choice: T | undefined): T {
  if (choice === undefined) throw new Cancelled();
  return choice;
}

/** Chosen all the same: it can still answer questions. */
function sayNoTools(choice: string): void {
  void vscode.window.showWarningMessage(
    `${choice} cannot call tools, as far as its endpoint says: it can talk, and reads, changes and runs nothing.`,
  );
}
