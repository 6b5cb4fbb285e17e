/** Options of argparse: https://docs.python.org/3/library/argparse.html */
import { defined } from '../../base/defined.ts';
import type { LogicalLine, Token } from '../../workspace/pythonTokens.ts';
import { type Call, callAt, isName, isOperator, listOf, literalOf, shownDefault, sourceOf, stringOf } from './literals.ts';
import type { OptionForm, ProgramOption } from './option.ts';
import { ofDefault, ofTypeArgument } from './types.ts';

export function argparseOptions(lines: readonly LogicalLine[]): readonly ProgramOption[] {
  const commands = callsOf(lines, 'add_parser').flatMap(({ positional }) => stringOf(positional[0]) ?? []);
  const command: readonly ProgramOption[] =
    commands.length === 0
      ? []
      : [{ name: 'command', form: { is: 'positional', isList: false }, type: 'text', choices: commands, isRequired: true }];
  return [...command, ...callsOf(lines, 'add_argument').flatMap(optionOf)];
}

/** Every call of the method, wherever it stands in a line. */
function callsOf(lines: readonly LogicalLine[], method: string): readonly Call[] {
  return lines.flatMap(({ tokens }) =>
    tokens.flatMap((token: Token, at) => (isName(token, method) && isOperator(tokens[at + 1], '(') ? [callAt(tokens, at + 1)] : [])),
  );
}

function optionOf({ positional, named }: Call): readonly ProgramOption[] {
  const flags = positional.flatMap((item) => stringOf(item) ?? []);
  const action = named.get('action');
  const act = stringOf(action) ?? (action === undefined ? 'store' : sourceOf(action).split('.').at(-1)) ?? 'store';
  if (flags.length === 0 || act === 'help' || act === 'version') return [];
  const flag = flags.find((each) => each.startsWith('--')) ?? flags[0] ?? '';
  const shown = shownDefault(named.get('default'));
  const said = ofTypeArgument(named.get('type'));
  const choices = listOf(named.get('choices'));
  const form = formOf(flag, flags, act, nargsOf(named.get('nargs')));
  const isRequired =
    form.is === 'positional'
      ? named.get('nargs') === undefined || stringOf(named.get('nargs')) === '+'
      : sourceOf(named.get('required') ?? []) === 'True';
  return [
    {
      name: flag.replace(/^-+/, ''),
      form,
      type: form.is === 'switch' ? 'boolean' : (said?.type ?? 'text'),
      isRequired,
      ...defined({
        default: form.is === 'switch' ? (shown ?? (act === 'store_false' ? 'True' : 'False')) : shown,
        choices: choices ?? (ofDefault(shown) === 'boolean' && form.is === 'value' ? ['True', 'False'] : undefined),
        help: helpOf(stringOf(named.get('help')), shown),
      }),
    },
  ];
}

function nargsOf(tokens: readonly Token[] | undefined): 'one' | 'several' | 'perhaps' {
  const value = literalOf(tokens);
  if (value === undefined || value === '1') return 'one';
  return value === '?' ? 'perhaps' : 'several';
}

function formOf(flag: string, flags: readonly string[], action: string, nargs: 'one' | 'several' | 'perhaps'): OptionForm {
  if (!flag.startsWith('-')) return { is: 'positional', isList: nargs === 'several' };
  const aliases = flags.filter((each) => each !== flag);
  if (action === 'store_true' || action === 'store_false' || action === 'store_const' || action === 'count')
    return { is: 'switch', flag, aliases };
  if (action === 'BooleanOptionalAction') return { is: 'switch', flag, aliases, off: `--no-${flag.replace(/^-+/, '')}` };
  return { is: nargs === 'several' ? 'list' : 'value', flag, aliases };
}

/** `%(default)s` is filled in by argparse. */
export function helpOf(help: string | undefined, shown: string | undefined): string | undefined {
  return help
    ?.replaceAll('%(default)s', shown ?? 'None')
    .replaceAll('%%', '%')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
