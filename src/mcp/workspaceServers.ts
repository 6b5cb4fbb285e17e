import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PracticumError, systemErrorCode } from '../base/errors.ts';
import type { ConfigurationProblem, ServerConfiguration } from './desk.ts';
import { parseJsonWithComments } from './jsonWithComments.ts';
import { type EntryPlace, type InputDefinition, readEntries, type ServersRead } from './serverEntries.ts';

/** Files of a workspace folder in which servers are configured, by the program whose format they are in. */
export const workspaceFiles = [
  { path: ['.vscode', 'mcp.json'], format: 'vscode', map: 'servers' },
  { path: ['.mcp.json'], format: 'claude', map: 'mcpServers' },
] as const;

export interface WorkspacePlace {
  /** Workspace folders, real paths. */
  readonly roots: readonly string[];
  isTrusted(): boolean;
  readonly homedir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const noServers: ServersRead = { servers: [], problems: [], inputs: [] };
const largestFile = 1024 * 1024;

/**
 * What the workspace’s own files configure. Of a workspace that is not trusted nothing is read: a definition names a program. Whoever starts
 * one asks first, for exactly this definition.
 */
export async function readWorkspaceServers({ roots, isTrusted, homedir, env }: WorkspacePlace): Promise<ServersRead> {
  if (!isTrusted()) return noServers;
  const read: ServersRead[] = [];
  for (const folder of roots)
    for (const { path, format, map } of workspaceFiles)
      read.push(
        await readServersFile(join(folder, ...path), map, {
          from: 'workspace',
          folder,
          homedir,
          env,
          format,
          readText,
          realPath: realpath,
        }),
      );
  return mergeServers(read);
}

/** One file; empty where there is none. */
export async function readServersFile(file: string, map: 'servers' | 'mcpServers', place: Omit<EntryPlace, 'file'>): Promise<ServersRead> {
  let content: unknown;
  try {
    content = parseJsonWithComments(await readText(file));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemErrorCode(error) ?? '')) return noServers;
    return { ...noServers, problems: [{ file, text: unreadable(error) }] };
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    return { ...noServers, problems: [{ file, text: `It is no object. Write {"${map}": {"name": {"command": "…"}}}.` }] };
  const fields: Readonly<Record<string, unknown>> = { ...content };
  const other = map === 'servers' ? 'mcpServers' : 'servers';
  const found = fields[map] ?? fields[other];
  if (found === undefined && Object.keys(fields).length > 0)
    return { ...noServers, problems: [{ file, text: `It has no “${map}”. Write {"${map}": {"name": {"command": "…"}}}.` }] };
  return await readEntries(found, fields['inputs'], { ...place, file });
}

/** Of the same name the first counts: the person’s own come before those of a workspace. */
export function mergeServers(read: readonly ServersRead[]): ServersRead {
  const servers = new Map<string, ServerConfiguration>();
  const problems: ConfigurationProblem[] = [];
  for (const each of read) {
    problems.push(...each.problems);
    for (const server of each.servers) {
      const before = servers.get(server.name);
      if (before === undefined) servers.set(server.name, server);
      else if (JSON.stringify(before.transport) !== JSON.stringify(server.transport))
        problems.push({
          file: server.file ?? '',
          text: `“${server.name}” is configured in ${before.file ?? 'another place'} already, and that one counts. Give this one another name.`,
        });
    }
  }
  return { servers: [...servers.values()], problems, inputs: read.flatMap(({ inputs }) => inputs) };
}

/** Where a value that a person gave for `${input:id}` is kept: for this definition and no other, so that a changed one does not get it. */
export function inputKey(server: ServerConfiguration, id: string): string {
  const { name, transport, file } = server;
  const definition = createHash('sha256')
    .update(JSON.stringify([name, transport, file ?? null]))
    .digest('hex');
  return `input/${id}/${definition.slice(0, 32)}`;
}

/** How the person is asked for it. */
export function inputDefinition({ inputs }: ServersRead, server: ServerConfiguration, id: string): InputDefinition {
  return inputs.find((input) => input.id === id && input.file === server.file) ?? { id, file: server.file ?? '', isPassword: true };
}

/** Throws a system error, or `mcp-configuration` for what is no file or too large. */
export async function readText(path: string): Promise<string> {
  const found = await stat(path);
  if (!found.isFile() || found.size > largestFile)
    throw new PracticumError('mcp-configuration', `${path} is no file of at most 1 MB.`, { hint: 'Make it one.' });
  return await readFile(path, 'utf8');
}

function unreadable(error: unknown): string {
  if (error instanceof SyntaxError) return `It is not JSON (${error.message}). Mend it; until then none of its servers count.`;
  if (error instanceof PracticumError) return error.message;
  return `It cannot be read (${systemErrorCode(error) ?? String(error)}).`;
}
