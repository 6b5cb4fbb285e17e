import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, relative, resolve } from 'node:path';
import { hideSecrets } from '../base/redact.ts';
import { shownLine } from './bounds.ts';
import type { ConsentQuestion, ServerConfiguration } from './desk.ts';
import { sha256 } from './pins.ts';
import { givenBy } from './references.ts';
import type { McpRoomParts } from './roomParts.ts';

/** As people write it; references stay as they are configured. */
export function whereOf({ transport }: ServerConfiguration): string {
  if (transport.kind === 'http') return hideSecrets(shownLine(withoutLogin(transport.url), 500));
  return hideSecrets(shownLine([transport.command, ...transport.args].map(quoted).join(' '), 1_000));
}

export function folderOf({ transport }: ServerConfiguration, { roots, env }: Pick<McpRoomParts, 'roots' | 'env'>): string {
  const usual = roots[0] ?? env['HOME'] ?? homedir();
  return transport.kind === 'stdio' && transport.cwd !== undefined ? resolve(usual, transport.cwd) : usual;
}

/** Tells servers apart: two workspaces may each have one of the same name. */
export function keyOf({ name, from, file }: ServerConfiguration, roots: readonly string[]): string {
  return from === 'workspace' ? `workspace\0${file ?? roots[0] ?? ''}\0${name}` : `${from}\0${name}`;
}

/** What rules, approvals and origins call it: a workspace's own never passes for one of the person's. */
export function idOf({ name, from }: ServerConfiguration): string {
  return from === 'workspace' ? `workspace/${name}` : name;
}

/** What is asked before it is started or reached; `shown` is another one as soon as anything of it is, the program's own files in the workspace included. */
export async function questionOf(
  configuration: ServerConfiguration,
  parts: Pick<McpRoomParts, 'roots' | 'env' | 'protection'>,
): Promise<ConsentQuestion> {
  const { transport } = configuration;
  const cwd = folderOf(configuration, parts);
  const code = transport.kind === 'stdio' ? await codeOf([transport.command, ...transport.args], cwd, parts.roots) : [];
  // The person's own is asked about once, not in each workspace; its files there are looked at all the same.
  const isHere = transport.kind === 'stdio' && (configuration.from === 'workspace' || transport.cwd !== undefined);
  const asked = [keyOf(configuration, parts.roots), transport, isHere ? cwd : '', code];
  return {
    where: whereOf(configuration),
    ...(transport.kind === 'stdio' ? { cwd } : {}),
    env: transport.kind === 'stdio' ? Object.keys(transport.env) : [],
    headers: transport.kind === 'http' ? Object.keys(transport.headers) : [],
    given: givenBy(configuration),
    ...(transport.kind === 'stdio' ? { protection: await parts.protection(configuration) } : {}),
    shown: sha256(JSON.stringify(asked)),
  };
}

const maxCodeBytes = 4 * 1024 * 1024;

/** Files of the workspace that the command names: whoever can write there could put another program in their place. */
async function codeOf(words: readonly string[], cwd: string, roots: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const word of words.slice(0, 50)) {
    const path = await realpath(resolve(cwd, word)).catch(() => undefined);
    if (path === undefined || !roots.some((root) => isWithin(path, root))) continue;
    const entry = await stat(path).catch(() => undefined);
    if (entry?.isFile() !== true) continue;
    const hash =
      entry.size > maxCodeBytes
        ? `${entry.size} ${entry.mtimeMs}`
        : createHash('sha256')
            .update(await readFile(path))
            .digest('hex');
    found.push(`${word} ${hash}`);
  }
  return found;
}

function isWithin(path: string, root: string): boolean {
  const below = relative(root, path);
  return below !== '' && !below.startsWith('..') && !isAbsolute(below);
}

function quoted(word: string): string {
  return /^[\w@%+=:,./${}~^-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** A name and a password may stand in an address; nobody is shown them. */
function withoutLogin(text: string): string {
  try {
    const url = new URL(text);
    if (url.username === '' && url.password === '') return text;
    url.username = '';
    url.password = '';
    return url.href;
  } catch {
    return text;
  }
}
