/** Options of click (https://click.palletsprojects.com) and of absl’s flags (https://abseil.io/docs/python/guides/flags). */
import { defined } from '../../base/defined.ts';
import type { LogicalLine, Token } from '../../workspace/pythonTokens.ts';
import { helpOf } from './argparse.ts';
import { type Call, callAt, isName, isOperator, listOf, literalOf, shownDefault, sourceOf, stringOf } from './literals.ts';
import type { OptionForm, OptionType, ProgramOption } from './option.ts';
import { ofDefault, ofTypeArgument } from './types.ts';

export function clickOptions(lines: readonly LogicalLine[]): readonly ProgramOption[] {
  return lines.flatMap(({ tokens }) => {
    if (!isOperator(tokens[0], '@')) return [];
    const open = tokens.findIndex((token) => isOperator(token, '('));
    const name = tokens[open - 1];
    if (isName(name, 'option')) return optionOf(callAt(tokens, open));
    return isName(name, 'argument') ? argumentOf(callAt(tokens, open)) : [];
  });
}

function optionOf({ positional, named }: Call): readonly ProgramOption[] {
  const words = positional.flatMap((item) => stringOf(item) ?? []);
  const flags = words.filter((word) => word.startsWith('-'));
  const long = flags.find((flag) => flag.startsWith('--')) ?? flags[0];
  if (long === undefined) return [];
  const [flag = long, off] = long.split('/').map((part) => part.trim());
  const aliases = flags.filter((each) => each !== long);
  const shown = shownDefault(named.get('default'));
  const said = ofTypeArgument(named.get('type'));
  const isSwitch = sourceOf(named.get('is_flag') ?? []) === 'True' || off !== undefined;
  const isList = sourceOf(named.get('multiple') ?? []) === 'True' || named.has('nargs');
  const form: OptionForm = isSwitch
    ? { is: 'switch', flag, aliases, ...defined({ off }) }
    : { is: isList ? 'list' : 'value', flag, aliases };
  return [
    {
      name: flag.replace(/^-+/, ''),
      form,
      type: isSwitch ? 'boolean' : (said?.type ?? ofDefault(literalOf(named.get('default')))),
      isRequired: sourceOf(named.get('required') ?? []) === 'True',
      ...defined({ default: shown, choices: said?.choices, help: helpOf(stringOf(named.get('help')), shown) }),
    },
  ];
}

function argumentOf({ positional, named }: Call): readonly ProgramOption[] {
  const name = stringOf(positional[0]);
  if (name === undefined) return [];
  const said = ofTypeArgument(named.get('type'));
  const isList = literalOf(named.get('nargs')) === '-1';
  const isOptional = sourceOf(named.get('required') ?? []) === 'False' || named.has('default') || isList;
  return [
    {
      name: name.toLowerCase(),
      form: { is: 'positional', isList },
      type: said?.type ?? 'text',
      isRequired: !isOptional,
      ...defined({ default: shownDefault(named.get('default')), choices: said?.choices }),
    },
  ];
}

const abslTypes: Readonly<Record<string, OptionType>> = {
  DEFINE_string: 'text',
  DEFINE_integer: 'integer',
  DEFINE_float: 'number',
  DEFINE_bool: 'boolean',
  DEFINE_boolean: 'boolean',
  DEFINE_enum: 'text',
};

export function abslOptions(lines: readonly LogicalLine[]): readonly ProgramOption[] {
  return lines.flatMap(({ tokens }) =>
    tokens.flatMap((token, at) => {
      const type = token.kind === 'name' ? abslTypes[token.text] : undefined;
      return type !== undefined && isOperator(tokens[at + 1], '(') ? abslFlag(token.text, type, tokens, at + 1) : [];
    }),
  );
}

function abslFlag(define: string, type: OptionType, tokens: readonly Token[], open: number): readonly ProgramOption[] {
  const { positional, named } = callAt(tokens, open);
  const name = stringOf(positional[0]);
  if (name === undefined) return [];
  const isEnum = define === 'DEFINE_enum';
  const shown = shownDefault(positional[1] ?? named.get('default'));
  const flag = `--${name}`;
  return [
    {
      name,
      form: type === 'boolean' ? { is: 'switch', flag, aliases: [], off: `--no${name}` } : { is: 'value', flag, aliases: [] },
      type,
      isRequired: sourceOf(named.get('required') ?? []) === 'True',
      ...defined({
        default: shown,
        choices: isEnum ? listOf(positional[2]) : undefined,
        help: stringOf(positional[isEnum ? 3 : 2] ?? named.get('help')),
      }),
    },
  ];
}
