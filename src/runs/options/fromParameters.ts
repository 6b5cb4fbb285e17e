/** Options that are made of functions and dataclasses: typer, tyro, draccus, fire, HfArgumentParser. */
import { defined } from '../../base/defined.ts';
import type { LogicalLine, Token } from '../../workspace/pythonTokens.ts';
import { helpOf } from './argparse.ts';
import { callAt, isOperator, itemsIn, listOf, literalOf, shownDefault, sourceOf, stringOf } from './literals.ts';
import type { OptionForm, ProgramOption } from './option.ts';
import { callIn, type Definition, definitionsIn, type Parameter } from './parameters.ts';
import { trainingArguments } from './trainingArguments.ts';
import { ofDefault } from './types.ts';

type Style = 'typer' | 'tyro' | 'draccus' | 'fire' | 'HfArgumentParser';

/** The options of what the reader is handed: `tyro.cli(main)`, `typer.run(main)`, `HfArgumentParser((A, B))`. */
export function parameterOptions(style: Style, lines: readonly LogicalLine[]): readonly ProgramOption[] {
  const definitions = definitionsIn(lines);
  const named = (name: string): Definition | undefined => definitions.find((definition) => definition.name === name);
  const options = rootsOf(style, lines, definitions).flatMap((name) => {
    const definition = named(name);
    if (definition === undefined) return style === 'HfArgumentParser' ? trainingArguments(name) : [];
    return optionsOf(style, definition, named, '', 0);
  });
  // The first of a name counts: a subclass says it again.
  return options.filter(({ name }, at) => options.findIndex((other) => other.name === name) === at);
}

/** What the program hands to the reader of its command line. */
function rootsOf(style: Style, lines: readonly LogicalLine[], definitions: readonly Definition[]): readonly string[] {
  const readers: Readonly<Record<Style, readonly string[]>> = {
    typer: ['run'],
    tyro: ['cli'],
    draccus: ['parse', 'wrap'],
    fire: ['Fire'],
    HfArgumentParser: ['HfArgumentParser', 'TrlParser'],
  };
  const handed = lines
    .flatMap(({ tokens }) =>
      tokens.flatMap((token, at) =>
        token.kind === 'name' && readers[style].includes(token.text) && isOperator(tokens[at + 1], '(') ? handedTo(tokens, at + 1) : [],
      ),
    )
    .flatMap((name) => assignedTo(lines, name) ?? [name]);
  const decorated = definitions.filter(({ decorators }) => decorators.some((tokens) => decoratesFor(style, tokens)));
  const wrapped =
    style === 'draccus' ? decorated.flatMap(({ parameters }) => parameters[0]?.type.named ?? []) : decorated.map(({ name }) => name);
  return [...new Set([...handed, ...wrapped])];
}

function handedTo(tokens: readonly Token[], open: number): readonly string[] {
  const { positional, named } = callAt(tokens, open);
  const first = positional[0] ?? named.get('dataclass_types') ?? named.get('config_class') ?? [];
  const items = isOperator(first[0], '(') || isOperator(first[0], '[') ? itemsIn(first, 0) : [first];
  return items.flatMap((item) => item.at(-1)?.text ?? []);
}

/** The names in `name = (A, B)`. */
function assignedTo(lines: readonly LogicalLine[], name: string): readonly string[] | undefined {
  const line = lines.find(({ tokens }) => tokens[0]?.text === name && isOperator(tokens[1], '=') && isOperator(tokens[2], '('));
  return line === undefined ? undefined : itemsIn(line.tokens, 2).flatMap((item) => item.at(-1)?.text ?? []);
}

function decoratesFor(style: Style, tokens: readonly Token[]): boolean {
  const source = sourceOf(tokens);
  return style === 'typer' ? /^\w+\.command\(/.test(source) : style === 'draccus' && /^(?:draccus|pyrallis)\.wrap\(/.test(source);
}

function optionsOf(
  style: Style,
  definition: Definition,
  named: (name: string) => Definition | undefined,
  prefix: string,
  depth: number,
): readonly ProgramOption[] {
  const own = definition.parameters.flatMap((parameter) => {
    const nested = parameter.type.named === undefined ? undefined : named(parameter.type.named);
    const isNested = nested?.is === 'class' && nested.parameters.length > 0 && depth < 3 && (style === 'tyro' || style === 'draccus');
    return isNested
      ? optionsOf(style, nested, named, `${prefix}${spelled(style, parameter.name)}.`, depth + 1)
      : [optionOf(style, parameter, prefix)];
  });
  const inherited = definition.bases.flatMap((base) => {
    const definitionOfBase = named(base);
    if (definitionOfBase !== undefined && depth < 3) return optionsOf(style, definitionOfBase, named, prefix, depth + 1);
    return style === 'HfArgumentParser' ? trainingArguments(base) : [];
  });
  return [...own, ...inherited];
}

/** The field’s own words, wherever the framework lets them be said. */
function optionOf(style: Style, { name, type, value }: Parameter, prefix: string): ProgramOption {
  const field = callIn(value, 'field', 'HfArg');
  const note = type.notes.map((tokens) => callIn(tokens, 'Option', 'Argument', 'arg')).find((call) => call !== undefined);
  const typer = callIn(value, 'Option', 'Argument') ?? note;
  const isArgument = callIn(value, 'Argument') !== undefined || type.notes.some((tokens) => callIn(tokens, 'Argument') !== undefined);
  const isTyper = callIn(value, 'Option', 'Argument') !== undefined;
  const raw =
    field?.named.get('default') ??
    (isTyper ? (typer?.named.get('default') ?? typer?.positional[0]) : field === undefined ? value : undefined);
  const given = sourceOf(raw ?? []) === '...' ? undefined : raw;
  const factory = field?.named.get('default_factory');
  const metadata = metadataOf(field?.named.get('metadata'));
  const shown = shownDefault(given) ?? (factory === undefined ? undefined : sourceOf(factory).replace(/^lambda:/, ''));
  const hasValue = given !== undefined || factory !== undefined;
  const valueType =
    type.type === 'text' && type.named === undefined && type.choices === undefined ? ofDefault(literalOf(given)) : type.type;
  const own = `${prefix}${spelled(style, name)}`;
  const flags = (typer?.positional ?? []).flatMap((item) => stringOf(item) ?? []).filter((text) => text.startsWith('-'));
  const help = metadata.help ?? stringOf(typer?.named.get('help')) ?? stringOf(field?.named.get('help'));
  return {
    name: own,
    form: formOf(style, own, flags, {
      isList: type.isList,
      isSwitch: valueType === 'boolean',
      isOn: shown === 'True',
      isPositional: isArgument || (style === 'typer' && !hasValue && typer === undefined),
    }),
    type: valueType,
    isRequired: !hasValue,
    ...defined({ default: shown, choices: type.choices ?? metadata.choices, help: helpOf(help, shown) }),
  };
}

function formOf(
  style: Style,
  name: string,
  flags: readonly string[],
  is: { readonly isList: boolean; readonly isSwitch: boolean; readonly isOn: boolean; readonly isPositional: boolean },
): OptionForm {
  if (is.isPositional) return { is: 'positional', isList: is.isList };
  const flag = flags.find((each) => each.startsWith('--'))?.split('/')[0] ?? `--${name}`;
  const aliases = flags.filter((each) => each !== flag && !each.includes('/'));
  if (is.isList) return { is: 'list', flag, aliases };
  if (!is.isSwitch || style === 'draccus') return { is: 'value', flag, aliases };
  const off = offFlag(style, flag.replace(/^--/, ''), is.isOn);
  return { is: 'switch', flag, aliases, ...defined({ off }) };
}

/** HfArgumentParser knows the contrary only of what is on. */
function offFlag(style: Style, name: string, isOn: boolean): string | undefined {
  if (style === 'HfArgumentParser') return isOn ? `--no_${name}` : undefined;
  if (style === 'fire') return `--no${name}`;
  const parts = name.split('.');
  const last = parts.pop() ?? '';
  return `--${[...parts, `no-${last}`].join('.')}`;
}

function spelled(style: Style, name: string): string {
  return style === 'typer' || style === 'tyro' ? name.replaceAll('_', '-') : name;
}

/** `metadata={"help": "…", "choices": […]}` */
function metadataOf(tokens: readonly Token[] | undefined): { readonly help?: string; readonly choices?: readonly string[] } {
  if (tokens === undefined || !isOperator(tokens[0], '{')) return {};
  const entries = new Map(itemsIn(tokens, 0).map((item) => [stringOf(item.slice(0, 1)) ?? '', item.slice(2)]));
  return defined({ help: stringOf(entries.get('help')), choices: listOf(entries.get('choices')) });
}
