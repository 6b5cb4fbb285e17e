/** The places of a prompt file where a person's words go: `${input:name}` and `${input:name:hint}` as in VS Code, `$ARGUMENTS` and `$1` to `$9` as in Claude Code. Pure. */
import type { SlashArgument } from './slash.ts';

const place = /\$\{input:([\p{L}\p{N}_-]{1,64})(?::([^}]{0,200}))?\}|\$(ARGUMENTS|[1-9])(?![\p{L}\p{N}_])/gu;
const allArguments = 'arguments';

/** In the order in which they stand; `hint`: what the file says of all of them. */
export function argumentsIn(body: string, hint = ''): readonly SlashArgument[] {
  const found = new Map<string, SlashArgument>();
  for (const [, input, words = '', word] of body.matchAll(place)) {
    const name = input ?? (word === 'ARGUMENTS' ? allArguments : word);
    if (name === undefined || found.has(name)) continue;
    // What is typed behind a command may be nothing; a place that has a name of its own asks for something.
    found.set(name, { name, description: input === undefined ? hint : words, isRequired: input !== undefined });
  }
  // `$1` beside `$ARGUMENTS`: the same words twice.
  const numbered = [...found.values()].filter(({ name }) => /^[1-9]$/.test(name)).sort((a, b) => Number(a.name) - Number(b.name));
  const others = [...found.values()].filter(({ name }) => !/^[1-9]$/.test(name));
  return [...others.filter(({ name }) => name !== allArguments), ...numbered, ...others.filter(({ name }) => name === allArguments)];
}

/** The text with the words in their places. Words for which it has no place stand behind it. */
export function filledIn(body: string, args: Readonly<Record<string, string>>): string {
  const places = new Set(argumentsIn(body).map(({ name }) => name));
  const all = args[allArguments] ?? Object.values(args).join(' ');
  // Words of a person may hold what looks like a place: they are put in once and not looked at again.
  const text = body.replaceAll(place, (_, input?: string, _hint?: string, word?: string) =>
    input !== undefined ? (args[input] ?? '') : word === 'ARGUMENTS' ? all : (args[word ?? ''] ?? ''),
  );
  const rest = places.size === 0 ? all : '';
  return rest.trim() === '' ? text.trim() : `${text.trim()}\n\n${rest.trim()}`;
}
