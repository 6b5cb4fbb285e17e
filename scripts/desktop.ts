/** A desktop VS Code for the demonstration. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { findOnPath } from './chromium.ts';
import { cacheFolder } from './vscode.ts';

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Finds a program on the PATH. */
  find(programs: readonly string[]): string | undefined;
  /** Downloads VS Code and answers where its program lies. */
  download(): Promise<string>;
  say(text: string): void;
}

const here: Surroundings = {
  env: process.env,
  find: findOnPath,
  download: () => downloadAndUnzipVSCode({ version: 'stable', cachePath: path.join(cacheFolder(), 'vscode-desktop') }),
  say: console.log,
};

/**
 * A program that takes the arguments of `code`: `VSCODE_PATH`, `code` on the PATH, or a download. Undefined when none can be had, or
 * when `VSCODE_PATH` names a code-server: then a browser shows it.
 */
export async function findDesktop({ env, find, download, say }: Surroundings = here): Promise<string | undefined> {
  const chosen = env['VSCODE_PATH'];
  if (chosen !== undefined && chosen !== '') return isCodeServer(chosen) ? undefined : chosen;
  const installed = find(['code', 'code-insiders', 'codium']);
  if (installed !== undefined) return installed;
  say('There is no `code` on the PATH: trying to download VS Code …');
  try {
    return await download();
  } catch (error) {
    say(`It could not be downloaded (${error instanceof Error ? error.message : String(error)}): code-server from npm is used instead.`);
    return undefined;
  }
}

export function isCodeServer(folder: string): boolean {
  return existsSync(path.join(folder, 'out/node/entry.js'));
}

export function hasDisplay(env: Surroundings['env'] = process.env, platform: NodeJS.Platform = process.platform): boolean {
  if (platform !== 'linux') return true;
  return (env['DISPLAY'] ?? '') !== '' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
}
