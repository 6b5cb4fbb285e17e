import { mkdir, realpath, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PracticumError, systemErrorCode } from '../base/errors.ts';
import { learnSecrets } from '../base/redact.ts';
import { parseJsonWithComments } from '../mcp/jsonWithComments.ts';
import type { ServersRead } from '../mcp/serverEntries.ts';
import { inputDefinition, inputKey, mergeServers, readServersFile, readText, readWorkspaceServers } from '../mcp/workspaceServers.ts';
import { storedKeys, storeKeys } from './keys.ts';

/** Whom to ask and what to open, where somebody sits at a terminal. */
export interface McpPerson {
  /** Not shown while it is typed; undefined: they did not say. */
  askSecret(question: string): Promise<string | undefined>;
  open(page: string): Promise<boolean>;
}

export interface McpPlace {
  /** `$PRACTICUM_HOME`. */
  readonly home: string;
  readonly roots: readonly string[];
  readonly homedir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** `mcp.json` of the home, in the format of VS Code. */
export function homeServersFile(home: string): string {
  return join(home, 'mcp.json');
}

/** The person’s own first, then those of the folder, which they started the program in. Each still asks before it is started. */
export async function readCliServers({ home, roots, homedir, env }: McpPlace): Promise<ServersRead> {
  const [folder] = roots;
  const own = await readServersFile(homeServersFile(home), 'servers', {
    from: 'home',
    homedir,
    env,
    format: 'vscode',
    readText,
    realPath: realpath,
    ...(folder === undefined ? {} : { folder }),
  });
  return mergeServers([own, await readWorkspaceServers({ roots, isTrusted: () => true, homedir, env })]);
}

/** Adds one, or takes one away (`undefined`). Throws `mcp-configuration` where the file is not understood: nothing of it is lost. */
export async function changeHomeServers(home: string, name: string, entry: Readonly<Record<string, unknown>> | undefined): Promise<void> {
  const path = homeServersFile(home);
  const content = await homeContent(path);
  const key = content['servers'] === undefined && content['mcpServers'] !== undefined ? 'mcpServers' : 'servers';
  const { [name]: before, ...others } = mapIn(content[key], path);
  if (entry !== undefined && before !== undefined)
    throw new PracticumError('mcp-configuration', `There is a server “${name}” in ${path}.`, {
      hint: `Run “practicum mcp remove ${name}” first, or choose another name.`,
    });
  if (entry === undefined && before === undefined)
    throw new PracticumError('mcp-configuration', `There is no server “${name}” in ${path}.`, {
      hint: 'Those of a folder stand in its .vscode/mcp.json or .mcp.json: take them out there.',
    });
  await mkdir(home, { recursive: true, mode: 0o700 });
  const temporary = `${path}.${process.pid}.tmp`;
  const next = { ...content, [key]: entry === undefined ? others : { ...others, [name]: entry } };
  await writeFile(temporary, `${JSON.stringify(next, null, 2)}\n`, { mode: 0o600 });
  await rename(temporary, path);
}

async function homeContent(path: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return mapIn(parseJsonWithComments(await readText(path)), path);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return {};
    if (error instanceof SyntaxError)
      throw new PracticumError('mcp-configuration', `${path} is not JSON.`, { hint: 'Mend it, then try again.', cause: error });
    throw error;
  }
}

function mapIn(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new PracticumError('mcp-configuration', `${path} does not hold servers by name.`, {
      hint: 'Write {"servers": {}}, then try again.',
    });
  return { ...value };
}

/** Beside the other keys, in a file with mode 600. */
export async function readCredential(home: string, key: string): Promise<string | undefined> {
  return (await storedKeys(home))[`mcp/${key}`];
}

export async function writeCredential(home: string, key: string, value: string | undefined): Promise<void> {
  await storeKeys(home, { [`mcp/${key}`]: value });
}

/** As it was given once for this definition, else asked for. */
export async function inputValue(place: McpPlace, name: string, id: string, person: McpPerson | undefined): Promise<string | undefined> {
  const read = await readCliServers(place);
  const server = read.servers.find((each) => each.name === name);
  if (server === undefined) return undefined;
  const key = inputKey(server, id);
  const kept = await readCredential(place.home, key);
  const value = kept ?? (await person?.askSecret(`${name}: ${inputDefinition(read, server, id).description ?? id} (not shown): `));
  if (value === undefined || value === '') return undefined;
  learnSecrets([value]);
  if (kept === undefined) await writeCredential(place.home, key, value);
  return value;
}
