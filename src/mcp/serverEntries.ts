// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references, as people write them in these files
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import * as z from 'zod';
import { describeError, PracticumError, systemErrorCode } from '../base/errors.ts';
import { findHiddenText } from '../base/hiddenText.ts';
import { learnSecrets } from '../base/redact.ts';
import { isSecretEntry } from '../base/secretNames.ts';
import { isSecretVariable } from '../base/secretVariables.ts';
import { whenUsed } from '../base/whenUsed.ts';
import type { ConfigurationProblem, Configurations, ConfiguredIn, HttpServer, ServerConfiguration, StdioServer } from './desk.ts';
import { filledIn } from './filledIn.ts';

/** Where entries stand, and what their references are filled in from. */
export interface EntryPlace {
  readonly from: ConfiguredIn;
  /** The path or the setting. */
  readonly file: string;
  /** The workspace folder that it belongs to. */
  readonly folder?: string;
  readonly homedir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `claude`: variables of the environment are written `${NAME}` and `${NAME:-otherwise}`. */
  readonly format: 'vscode' | 'claude';
  readText(path: string): Promise<string>;
  /** Without links. Throws a system error where there is nothing. */
  realPath(path: string): Promise<string>;
}

/** What a person is asked for, once, in place of `${input:id}`. */
export interface InputDefinition {
  readonly id: string;
  readonly file: string;
  readonly description?: string;
  readonly isPassword: boolean;
}

export interface ServersRead extends Configurations {
  readonly inputs: readonly InputDefinition[];
}

/** What is wrong with one entry. The others still count. */
class BadEntry extends PracticumError {
  constructor(message: string, hint: string) {
    super('mcp-configuration', message, { hint });
  }
}

const mostServers = 64;
const longestTimeoutMs = 3_600_000;

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const entrySchema = whenUsed(() =>
  z.object({
    type: z.string().optional(),
    command: z.string().optional(),
    args: z.array(z.union([z.string(), z.number()])).optional(),
    env: z.record(z.string(), value).optional(),
    envFile: z.string().optional(),
    cwd: z.string().optional(),
    url: z.string().optional(),
    headers: z.record(z.string(), value).optional(),
    oauth: z
      .object({ clientId: z.string().min(1), callbackPort: z.number().int().min(1).max(65_535).optional(), scopes: z.string().optional() })
      .optional(),
    timeout: z.number().int().min(1).max(longestTimeoutMs).optional(),
    disabled: z.boolean().optional(),
    enabled: z.boolean().optional(),
  }),
);
type Entry = z.infer<typeof entrySchema>;

const inputsSchema = whenUsed(() =>
  z.array(z.object({ id: z.string().min(1), description: z.string().optional(), password: z.boolean().optional() })),
);

/** Names with a slash are usual in registries: `io.github.ada/tools`. */
const goodName = /^[\p{L}\p{N}_][\p{L}\p{N}_ .@/+-]{0,79}$/u;

/**
 * The servers of one map (`servers`, `mcpServers` or the setting). Each entry that cannot be read is one problem that says what to write
 * instead. Formats: code.visualstudio.com/docs/agents/reference/mcp-configuration; docs.claude.com/en/docs/claude-code/mcp.
 */
export async function readEntries(map: unknown, inputs: unknown, place: EntryPlace): Promise<ServersRead> {
  const { file } = place;
  const servers: ServerConfiguration[] = [];
  const problems: ConfigurationProblem[] = [];
  if (!isMap(map)) {
    const text = map === undefined ? undefined : 'The servers are no object. Write {"name": {"command": "…"}}.';
    return { servers, problems: text === undefined ? [] : [{ file, text }], inputs: [] };
  }
  const entries = Object.entries(map);
  for (const [name, entry] of entries.slice(0, mostServers)) {
    try {
      servers.push(await configurationOf(name, entry, place));
    } catch (error) {
      problems.push({ file, text: `“${shownName(name)}”: ${describeError(error)}` });
    }
  }
  if (entries.length > mostServers) problems.push({ file, text: `Only the first ${mostServers} servers of this file count. Delete some.` });
  const declared = inputsSchema.safeParse(inputs ?? []);
  if (!declared.success) problems.push({ file, text: 'Its inputs are not understood. Write [{"id": "…", "type": "promptString"}].' });
  const list = declared.data ?? [];
  return {
    servers,
    problems,
    inputs: list.map(({ id, description, password }) => ({
      id,
      file,
      ...(description === undefined ? {} : { description }),
      isPassword: password !== false,
    })),
  };
}

async function configurationOf(name: string, raw: unknown, place: EntryPlace): Promise<ServerConfiguration> {
  if (!goodName.test(name) || findHiddenText(name).length > 0)
    throw new BadEntry('A server cannot be called that.', 'Use letters, digits, spaces and . _ - / @ +, at most 80 characters.');
  const parsed = entrySchema.safeParse(raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new BadEntry(
      `${issue === undefined || issue.path.length === 0 ? 'It' : issue.path.join('.')} is not as it should be (${issue?.message ?? ''}).`,
      'Write {"command": "…", "args": ["…"]} or {"type": "http", "url": "https://…"}.',
    );
  }
  const entry = parsed.data;
  const isOff = entry.disabled === true || entry.enabled === false;
  return {
    name,
    transport: isHttp(entry) ? httpServer(entry, place) : await stdioServer(entry, place),
    from: place.from,
    file: place.file,
    ...(isOff ? { isDisabled: true } : {}),
    ...(entry.timeout === undefined ? {} : { timeoutMs: entry.timeout }),
  };
}

function isHttp({ type, url, command }: Entry): boolean {
  switch (type) {
    case 'stdio':
    case 'local':
      return false;
    case 'http':
    case 'streamable-http':
    case 'streamableHttp':
      return true;
    case 'sse':
      throw new BadEntry(
        'The transport “sse” was retired.',
        'Most such servers also speak “http”: write that, with the address that they name for it.',
      );
    case undefined:
      if (url !== undefined && command !== undefined) throw new BadEntry('It has both a command and a url.', 'Keep one of them.');
      return url !== undefined;
    default:
      throw new BadEntry(`“${type.slice(0, 40)}” is no type.`, 'Write stdio or http.');
  }
}

async function stdioServer(entry: Entry, place: EntryPlace): Promise<StdioServer> {
  if (entry.command === undefined || entry.command.trim() === '')
    throw new BadEntry('It has no command.', 'Write the program as "command" and its arguments as "args".');
  const { folder } = place;
  const cwd = entry.cwd === undefined ? undefined : plain(entry.cwd, 'cwd', place);
  return {
    kind: 'stdio',
    command: plain(entry.command, 'command', place),
    args: (entry.args ?? []).map((arg) => plain(String(arg), 'args', place)),
    env: { ...(await envFile(entry.envFile, place)), ...kept(entry.env, 'env', place) },
    ...(cwd === undefined
      ? folder === undefined
        ? {}
        : { cwd: folder }
      : { cwd: folder === undefined ? resolve(cwd) : resolve(folder, cwd) }),
  };
}

function httpServer(entry: Entry, place: EntryPlace): HttpServer {
  if (entry.url === undefined) throw new BadEntry('It has no url.', 'Write the address of the server as "url".');
  const text = plain(entry.url, 'url', place);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw new BadEntry('Its url is no address of the web.', 'Write https://….');
  if (url.username !== '' || url.password !== '')
    throw new BadEntry('Its url holds a name or a password.', 'Write them as a header: "headers": {"Authorization": "Basic ${input:…}"}.');
  if (url.protocol === 'http:' && place.from === 'workspace' && !isLoopback(url.hostname))
    throw new BadEntry(
      'It would be reached over a connection that everybody on the way can read.',
      'Write https, or put the server into your own settings.',
    );
  const headers = kept(entry.headers, 'headers', place);
  for (const [name, text] of Object.entries(headers))
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[\r\n\0]/.test(text))
      throw new BadEntry(`“${name}” is no header.`, 'Write a name and one line of text.');
  const { oauth } = entry;
  return {
    kind: 'http',
    url: text,
    headers,
    ...(oauth === undefined
      ? {}
      : {
          oauth: {
            clientId: oauth.clientId,
            ...(oauth.callbackPort === undefined ? {} : { callbackPort: oauth.callbackPort }),
            ...(oauth.scopes === undefined ? {} : { scopes: oauth.scopes }),
          },
        }),
  };
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** Filled in now. What every program of this machine can read, or a server’s log: no secret goes in. */
function plain(text: string, field: string, place: EntryPlace): string {
  return filledIn(text, (inside) => {
    const { name, otherwise } = named(inside, place);
    if (inside.startsWith('input:'))
      throw new BadEntry(
        `${field} holds \${${inside}}.`,
        'What you are asked for can stand in env and headers only: a command line is seen by every program.',
      );
    if (name === undefined) return known(inside, place);
    if (isSecretVariable(name))
      throw new BadEntry(`${field} holds the secret ${name}.`, 'Put it into env or headers: a command line is seen by every program.');
    return place.env[name] ?? otherwise ?? '';
  });
}

/** Texts of `env` or `headers`: references to secrets stay, and are filled in when the server is started or reached. */
function kept(map: Readonly<Record<string, unknown>> | undefined, field: string, place: EntryPlace): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const [key, raw] of Object.entries(map ?? {})) {
    if (raw === null) continue;
    const text = filledIn(String(raw), (inside) => {
      if (inside.startsWith('input:') && inside.length > 'input:'.length) return undefined;
      const { name, otherwise } = named(inside, place);
      if (name === undefined) return known(inside, place);
      return otherwise !== undefined && (place.env[name] ?? '') === '' ? otherwise : `\${env:${name}}`;
    });
    values[key] = text;
    learnLiteral(key, text, field);
  }
  return values;
}

/** A variable of the environment, in either way of writing it. */
function named(inside: string, { format }: EntryPlace): { readonly name?: string; readonly otherwise?: string } {
  if (inside.startsWith('env:')) return { name: inside.slice('env:'.length) };
  const match = format === 'claude' ? /^([A-Za-z_]\w*)(?::-([\s\S]*))?$/.exec(inside) : null;
  if (match?.[1] === undefined || Object.hasOwn(knownReferences, inside)) return {};
  return { name: match[1], ...(match[2] === undefined ? {} : { otherwise: match[2] }) };
}

const knownReferences: Readonly<Record<string, (place: EntryPlace) => string | undefined>> = {
  workspaceFolder: ({ folder }) => folder,
  workspaceFolderBasename: ({ folder }) => folder?.split(/[\\/]/).at(-1),
  userHome: ({ homedir }) => homedir,
  pathSeparator: () => join('a', 'b').charAt(1),
  '/': () => join('a', 'b').charAt(1),
};

function known(inside: string, place: EntryPlace): string {
  const read = Object.hasOwn(knownReferences, inside) ? knownReferences[inside] : undefined;
  if (read === undefined)
    throw new BadEntry(
      `\${${inside.slice(0, 60)}} is not understood.`,
      'There are ${workspaceFolder}, ${userHome}, ${env:NAME} and ${input:id}.',
    );
  const found = read(place);
  if (found === undefined) throw new BadEntry(`\${${inside}} says nothing where no folder is open.`, 'Write the path itself.');
  return found;
}

/** `NAME=value` lines, as in a shell; what they hold is as secret as the file. */
async function envFile(path: string | undefined, place: EntryPlace): Promise<Readonly<Record<string, string>>> {
  if (path === undefined) return {};
  const text = plain(path, 'envFile', place);
  const file = isAbsolute(text) ? text : resolve(place.folder ?? place.homedir, text);
  let content: string;
  try {
    if (place.from === 'workspace') await requireWithin(file, place);
    content = await place.readText(file);
  } catch (error) {
    if (error instanceof BadEntry) throw error;
    throw new BadEntry(
      `Its envFile ${file} cannot be read (${systemErrorCode(error) ?? describeError(error)}).`,
      'Write it, or take "envFile" out.',
    );
  }
  const values: Record<string, string> = {};
  for (const line of content.split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^#]*?))\s*(?:#.*)?$/.exec(line);
    if (match?.[1] === undefined) continue;
    const read = match[2]?.replace(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter)) ?? match[3] ?? match[4] ?? '';
    values[match[1]] = read;
    learnLiteral(match[1], read, 'env');
  }
  return values;
}

/** A workspace reads no file of the person's into one of its programs, not by a link either: the walls around that program would hide it. */
async function requireWithin(file: string, { folder = '', realPath }: EntryPlace): Promise<void> {
  const below = relative(await realPath(folder), await realPath(file));
  if (below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below))
    throw new BadEntry(
      `Its envFile ${file} is not in this folder.`,
      'Put it there, or name the variables one by one: "env": {"NAME": "${env:NAME}"}.',
    );
}

/** A key that stands there itself is hidden from every log and view from now on. */
function learnLiteral(name: string, text: string, field: string): void {
  if (/\$\{(?:env|input):/.test(text)) return;
  const isSecret =
    isSecretEntry(name, text) || (field === 'headers' && /^(?:proxy-)?authorization$|^cookie$|key$|token$|secret$/i.test(name));
  if (isSecret) learnSecrets([text, text.replace(/^(?:Bearer|Basic|Token)\s+/i, '')]);
}

function shownName(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}]/gu, '\u{fffd}').slice(0, 80);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
