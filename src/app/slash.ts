import { PracticumError } from '../base/errors.ts';
import type { Event } from '../base/events.ts';
import type { Origin } from '../base/origin.ts';

/** What a person can put in for a word behind a slash. */
export interface SlashCommand {
  /** Without the slash; letters, digits and `. _ - :`. */
  readonly name: string;
  readonly description: string;
  readonly arguments: readonly SlashArgument[];
  /** Where it is from, for people: `the server “files”`. */
  readonly from: string;
}

export interface SlashArgument {
  readonly name: string;
  readonly description: string;
  readonly isRequired: boolean;
}

export interface SlashExpansion {
  readonly text: string;
  /** Whose words they are, where nobody here has written them: they reach the model marked. */
  readonly origin?: Origin;
}

/** Whatever brings slash commands: prompts of servers, files of the workspace or the home. Nothing is loaded to list them. */
export interface SlashSource {
  list(): readonly SlashCommand[];
  readonly onDidChange: Event<void>;
  /** Throws `slash-unknown` or `slash-arguments` with the next step, and what the source throws. */
  expand(name: string, args: Readonly<Record<string, string>>, signal: AbortSignal): Promise<SlashExpansion>;
}

/** All sources as one: of the same name the first counts. */
export function joinSlashSources(sources: readonly SlashSource[]): SlashSource {
  const owner = (name: string): SlashSource | undefined => sources.find((source) => source.list().some((command) => command.name === name));
  return {
    list: () => sources.flatMap((source) => source.list().filter(({ name }) => owner(name) === source)),
    onDidChange(listener) {
      const listening = sources.map((source) => source.onDidChange(listener));
      return {
        dispose() {
          for (const each of listening) each.dispose();
        },
      };
    },
    async expand(name, args, signal) {
      const source = owner(name);
      if (source === undefined)
        throw new PracticumError('slash-unknown', `There is no command /${name}.`, { hint: 'Type / to see what there is.' });
      return await source.expand(name, args, signal);
    },
  };
}

/**
 * What is typed behind a command, for its arguments: `name=value` or in their order; the last one takes what is left. Quotes keep words
 * together. Throws `slash-arguments` for one that is needed and missing.
 */
export function slashArguments(command: SlashCommand, typed: string): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  const words = [...typed.matchAll(/(?:([\p{L}\p{N}_-]+)=)?(?:"([^"]*)"|(\S+))/gu)].map(([whole, name, quoted, plain]) => ({
    whole,
    name,
    value: quoted ?? plain ?? '',
  }));
  const known = new Set(command.arguments.map(({ name }) => name));
  const inOrder: string[] = [];
  for (const { whole, name, value } of words) {
    if (name !== undefined && known.has(name)) values[name] = value;
    else inOrder.push(name === undefined ? value : whole);
  }
  const open = command.arguments.filter(({ name }) => values[name] === undefined);
  for (const [index, { name }] of open.entries()) {
    const value = index === open.length - 1 ? inOrder.slice(index).join(' ') : (inOrder[index] ?? '');
    if (value !== '') values[name] = value;
  }
  const missing = command.arguments.filter(({ name, isRequired }) => isRequired && values[name] === undefined);
  if (missing.length === 0) return values;
  const form = command.arguments.map(({ name, isRequired }) => (isRequired ? name.toUpperCase() : `[${name.toUpperCase()}]`)).join(' ');
  throw new PracticumError('slash-arguments', `/${command.name} needs ${missing.map(({ name }) => name).join(' and ')}.`, {
    hint: `Type /${command.name} ${form}, or name them: ${missing[0]?.name ?? ''}=….`,
  });
}
