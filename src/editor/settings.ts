import * as vscode from 'vscode';
import type { SettingId } from './settingContributions.ts';

/** The one reader of Practicum's settings. Empty means: not set. */
export function readSetting(id: SettingId): string {
  const value: unknown = vscode.workspace.getConfiguration().get(id);
  return typeof value === 'string' ? value.trim() : '';
}

/** A whole number from 1 on; anything else that stands there counts as not set. */
export function readCount(id: SettingId): number | undefined {
  const value: unknown = vscode.workspace.getConfiguration().get(id);
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

/** A sum from 0 on; anything else that stands there counts as not set. */
export function readAmount(id: SettingId): number | undefined {
  const value: unknown = vscode.workspace.getConfiguration().get(id);
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** The texts of a list; whatever else stands there is left out. */
export function readList(id: SettingId): readonly string[] {
  const value: unknown = vscode.workspace.getConfiguration().get(id);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string').map((item) => item.trim()) : [];
}

/** What an object says, text by text; whatever else stands there is left out. */
export function readChoices(id: SettingId): Readonly<Record<string, string>> {
  const value: unknown = vscode.workspace.getConfiguration().get(id);
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** What the person themselves set, unread; what a workspace says of it never counts. */
export function readOwn(id: SettingId): unknown {
  return vscode.workspace.getConfiguration().inspect<unknown>(id)?.globalValue;
}

/** Writes a setting: the person's own, or this workspace's where one is open. */
export async function writeSetting(id: SettingId, value: string, where: 'person' | 'workspace' = 'person'): Promise<void> {
  const isWorkspace = where === 'workspace' && vscode.workspace.workspaceFolders !== undefined;
  const target = isWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await vscode.workspace.getConfiguration().update(id, value === '' ? undefined : value, target);
}

export function onDidChangeSetting(ids: readonly SettingId[], listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (ids.some((id) => change.affectsConfiguration(id))) listener();
  });
}
