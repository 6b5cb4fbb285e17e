import { localPlace, placeText } from './place.ts';

/** What a tool call would do, as data. `policy/decide` reads effects and nothing else about a call. Paths are absolute. */
export type Effect =
  | { readonly kind: 'read'; readonly path: string }
  | { readonly kind: 'write'; readonly path: string }
  | { readonly kind: 'delete'; readonly path: string }
  /** A shell command line as typed by the model; it is parsed by the policy, never trusted as given. */
  | { readonly kind: 'shell'; readonly command: string; readonly cwd: string }
  /** A program started by Practicum itself with this exact argv (a training run, an interpreter probe). `on`: see place.ts; absent: here. `isWalled`: behind the walls of commands, not as a run. */
  | { readonly kind: 'execute'; readonly argv: readonly string[]; readonly cwd: string; readonly on?: string; readonly isWalled?: true }
  /** Looks at a file of another machine (`on`: see place.ts). A path there is no path here. */
  | { readonly kind: 'inspect'; readonly on: string; readonly path: string }
  /** Changes a file of another machine, runs a command line there, takes it over from whoever started it, or ends it. `what`: the path or the line; empty where all of it is meant. */
  | { readonly kind: 'operate'; readonly on: string; readonly does: 'write' | 'shell' | 'use' | 'end'; readonly what: string }
  | { readonly kind: 'reach'; readonly host: string }
  /** Asks a service for what it publishes: a search, a page, a file. What leaves this machine is the question, and nothing changes there. */
  | { readonly kind: 'lookup'; readonly host: string }
  /** At most this much. `usd` is undefined when the price is unknown: shown as unknown, never guessed. */
  | { readonly kind: 'spend'; readonly usd: number | undefined; readonly on: string; readonly purpose: SpendKind }
  /** Changes something that is kept elsewhere: `models/ada/tiny`, `datasets/ada/pairs`. */
  | { readonly kind: 'publish'; readonly repo: string; readonly change: RepoChange }
  | { readonly kind: 'mcp'; readonly server: string; readonly tool: string }
  /** Practicum's own records: the plan, runs, sessions. Looking at them harms nobody. `stages`: files of a reproduction's stages that the call names are kept as their stage allows, which is not what an edit could do. */
  | { readonly kind: 'record'; readonly what: 'plan' | 'runs' | 'session' | 'stages' };

export type EffectKind = Effect['kind'];

/** What happens to a repository. `show`: it becomes visible to everybody; `hide`: no longer. */
export type RepoChange =
  | 'create'
  | 'upload'
  | 'branch'
  | 'tag'
  | 'propose'
  | 'discuss'
  | 'merge'
  | 'show'
  | 'hide'
  | 'configure'
  | 'delete';

const changeWords: Readonly<Record<RepoChange, string>> = {
  create: 'create',
  upload: 'upload to',
  branch: 'change a branch of',
  tag: 'change a tag of',
  propose: 'propose a change to',
  discuss: 'write in a discussion of',
  merge: 'merge a proposed change into',
  show: 'make public',
  hide: 'make private',
  configure: 'change the settings of',
  delete: 'delete all or part of',
};

/** Writing anything in a folder: a path that ends with a separator is that of a folder with all in it. */
export function writesIn(folder: string): Effect {
  return { kind: 'write', path: folder.endsWith('/') ? folder : `${folder}/` };
}

/** What money goes to: the conversation, a sub-agent's research, summaries, training, a machine to try things on. */
export type SpendKind = 'main' | 'research' | 'compaction' | 'run' | 'sandbox';

/** `plan` offers only tools that look; `ask` asks for every effect not known to be harmless; `auto` lets workspace edits pass. */
export type Mode = 'plan' | 'ask' | 'auto';

/** The effects that change nothing: all that a tool offered in plan mode may have. */
export const lookingEffectKinds: ReadonlySet<EffectKind> = new Set<EffectKind>(['read', 'inspect', 'record', 'lookup']);

export function describeEffect(effect: Effect): string {
  switch (effect.kind) {
    case 'read':
      return `read ${effect.path}`;
    case 'write':
      return `write ${effect.path}`;
    case 'delete':
      return `delete ${effect.path}`;
    case 'shell':
      return `run “${effect.command}” in ${effect.cwd}`;
    case 'execute':
      return `execute ${effect.argv.join(' ')} in ${effect.cwd}${effect.on === undefined ? '' : ` on ${placeText(effect.on)}`}`;
    case 'inspect':
      return `read ${effect.path} in ${placeText(effect.on)}`;
    case 'operate':
      return `${operationText(effect)} ${placeText(effect.on)}`;
    case 'reach':
      return `reach ${effect.host}`;
    case 'lookup':
      return `look something up at ${effect.host}`;
    case 'spend':
      return effect.usd === undefined ? `spend an unknown amount on ${effect.on}` : `spend $${effect.usd.toFixed(2)} on ${effect.on}`;
    case 'publish':
      return `${changeWords[effect.change]} ${effect.repo}`;
    case 'mcp':
      return `call ${effect.server}/${effect.tool}`;
    case 'record':
      return `use the ${effect.what} record`;
  }
}

function operationText({ does, what }: Effect & { readonly kind: 'operate' }): string {
  switch (does) {
    case 'write':
      return `write ${what} in`;
    case 'shell':
      return `run “${what}” in`;
    case 'use':
      return 'use';
    case 'end':
      return 'end';
  }
}

/** Where it executes. */
export function placeOf({ on = localPlace }: Effect & { readonly kind: 'execute' }): string {
  return on;
}

/** Two effects are the same when every field is. */
export function isSameEffect(a: Effect, b: Effect): boolean {
  return effectKey(a) === effectKey(b);
}

/** A string that is equal exactly for equal effects. */
export function effectKey(effect: Effect): string {
  return JSON.stringify(Object.entries(effect).sort(([a], [b]) => (a < b ? -1 : 1)));
}
