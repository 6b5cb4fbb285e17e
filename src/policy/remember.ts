import { posix, win32 } from 'node:path';
import { defined } from '../base/defined.ts';
import type { Effect } from '../base/effects.ts';
import { placeText } from '../base/place.ts';
import { namesGuarded } from './guardedWords.ts';
import type { PathLookup } from './lookup.ts';
import { isNeverRemembered } from './ruleNever.ts';
import { readShell } from './shell/tokenize.ts';

/**
 * What “approve for this session” covers: plain data, kept with the session. As narrow as is useful, and bound to real
 * paths and to the bytes of a script, so that neither a swapped link nor an edit stretches it.
 */
export type SessionApproval =
  /** Further edits of this file. */
  | { readonly kind: 'write'; readonly path: string }
  | { readonly kind: 'read'; readonly path: string }
  /** The same simple commands in the same folder. */
  | { readonly kind: 'shell'; readonly key: string; readonly cwd: string }
  /** This interpreter and script with any arguments, in this place, while the script and what it imports from the workspace are the same. */
  | {
      readonly kind: 'execute';
      readonly interpreter: string;
      readonly script: string;
      readonly hash: string;
      readonly cwd: string;
      readonly on?: string;
      /** Behind the walls of commands; nothing is said of running it without. */
      readonly isWalled?: true;
    }
  | { readonly kind: 'reach' | 'lookup'; readonly host: string }
  /** Whatever command, or whatever change of a file, in one machine that goes away by itself. */
  | { readonly kind: 'operate'; readonly on: string; readonly does: 'write' | 'shell' }
  /** This tool of this server with any arguments. What a server changes of its tools is agreed to anew before it is offered at all. */
  | { readonly kind: 'mcp'; readonly server: string; readonly tool: string };

/**
 * The approval that would cover `effect` for the rest of the session, or undefined where none is offered. `decide` calls this
 * only for effects that it would ask about and that are neither protected nor denied.
 */
export function sessionApprovalFor(effect: Effect, lookup: PathLookup): SessionApproval | undefined {
  switch (effect.kind) {
    case 'write':
    case 'read': {
      const path = realPath(effect.path, lookup);
      return path === undefined ? undefined : { kind: effect.kind, path };
    }
    case 'shell': {
      const key = shellKey(effect.command);
      return key === undefined ? undefined : { kind: 'shell', key, cwd: effect.cwd };
    }
    case 'execute': {
      const script = scriptOf(effect, lookup);
      const hash = script === undefined ? undefined : lookup.code(effect);
      const [interpreter] = effect.argv;
      if (interpreter === undefined || script === undefined || hash === undefined) return undefined;
      return { kind: 'execute', interpreter, script, hash, cwd: effect.cwd, ...defined({ on: effect.on, isWalled: effect.isWalled }) };
    }
    case 'reach':
    case 'lookup':
      return { kind: effect.kind, host: effect.host.toLowerCase() };
    case 'operate':
      return effect.does === 'write' || effect.does === 'shell' ? { kind: 'operate', on: effect.on, does: effect.does } : undefined;
    case 'mcp':
      return { kind: 'mcp', server: effect.server, tool: effect.tool };
    default:
      // Deleting, money and publishing are asked about each time.
      return undefined;
  }
}

/** Is there an approval that covers this effect now? */
export function isCovered(effect: Effect, approvals: readonly SessionApproval[], lookup: PathLookup): boolean {
  if (approvals.length === 0) return false;
  const wanted = sessionApprovalFor(effect, lookup);
  return wanted !== undefined && approvals.some((approval) => JSON.stringify(approval) === JSON.stringify(wanted));
}

/** For the approval's button: `Further edits of train.py`. */
export function describeApproval(approval: SessionApproval): string {
  switch (approval.kind) {
    case 'write':
      return `further edits of ${approval.path}`;
    case 'read':
      return `reading ${approval.path}`;
    case 'shell':
      return `exactly this command in ${approval.cwd}`;
    case 'execute':
      return approval.isWalled === true
        ? `checking ${approval.script} in a sandbox, where there is one, while it and what it imports are unchanged`
        : `running ${approval.script}${onPlace(approval.on)} with any arguments while it and what it imports are unchanged`;
    case 'reach':
      return `reaching ${approval.host}`;
    case 'lookup':
      return `looking things up at ${approval.host}`;
    case 'mcp':
      return `calling “${approval.tool}” of the server “${approval.server}”`;
    case 'operate':
      return `${approval.does === 'shell' ? 'any command' : 'changing files'} in ${placeText(approval.on)}`;
  }
}

function onPlace(on: string | undefined): string {
  return on === undefined ? '' : ` on ${placeText(on)}`;
}

/**
 * The real path of the script that an interpreter would run, or undefined: `-m module`, `-c code` or a program that is no
 * script have no one file whose bytes could be held to.
 */
export function scriptOf({ argv, cwd }: Effect & { readonly kind: 'execute' }, lookup: PathLookup): string | undefined {
  const [, written] = argv;
  if (written === undefined || written === '' || written.startsWith('-')) return undefined;
  return realPath(posix.isAbsolute(written) || win32.isAbsolute(written) ? written : `${cwd}/${written}`, lookup);
}

function realPath(path: string, lookup: PathLookup): string | undefined {
  const resolved = lookup.paths({ about: 'target', path })?.[0];
  return resolved?.kind === 'real' ? resolved.path : undefined;
}

/** Equal exactly for the same commands in the same order; undefined where the line could not be read or must be asked about each time. */
function shellKey(command: string): string | undefined {
  const reading = readShell(command);
  if (reading.kind === 'unreadable') return undefined;
  for (const { words, assignments } of reading.commands) {
    const [program] = words;
    if (assignments.length > 0 || program.isQuoted) return undefined;
    if (program.text !== 'cd' && isNeverRemembered(program.text)) return undefined;
    if (words.some((word) => word.globAt !== undefined || namesGuarded(word.text))) return undefined;
  }
  return JSON.stringify(
    reading.commands.map(({ joiner, words, redirections }) => [joiner ?? '', words.map((word) => word.text), redirections]),
  );
}
