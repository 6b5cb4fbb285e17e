import { parseArgs } from 'node:util';
import type { Mode } from '../base/effects.ts';
import { PracticumError } from '../base/errors.ts';

export const usage = `practicum: an ML engineer on the command line; same sessions and runs as the editor

  practicum "prompt"                 work on a request in this folder; -- "prompt" if it looks like an option or a command
  practicum --continue ["prompt"]    go on with the newest session here, answer what it waits for
  practicum approve ID | reject ID   answer a pending approval and go on
  practicum approvals                what waits for an answer here
  practicum run SCRIPT [-- ARGS…]    train under a detached supervisor
  practicum runs list                runs of this folder
  practicum runs show RUN            status, metrics and the end of the log
  practicum runs stop RUN            ask a run to end

  -C, --cwd DIR        folder to work in (default: here)
  --model NAME         anthropic/MODEL or openai/MODEL (or $PRACTICUM_MODEL)
  --base-url URL       endpoint of that model (or $PRACTICUM_BASE_URL)
  --mode MODE          plan, ask (default) or auto; the session keeps it
  --feedback TEXT      with reject: what the agent should hear
  --wait               with run: follow it to its end
  --json               one JSON event or record a line
  -h, --help  -v, --version

Keys: $ANTHROPIC_API_KEY, $OPENAI_API_KEY, or keys.json (mode 600) in the Practicum home.
Exit: 0 done, 1 failed, 2 wrong usage, 3 needs an approval, 130 interrupted.
`;

export interface CommonOptions {
  readonly cwd: string | undefined;
  readonly json: boolean;
  readonly model: string | undefined;
  readonly baseUrl: string | undefined;
  /** Undefined: as the session has it. */
  readonly mode: Mode | undefined;
}

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'prompt'; readonly text: string | undefined; readonly isContinued: boolean }
  | { readonly kind: 'answer'; readonly answer: 'approve' | 'reject'; readonly approval: string; readonly feedback: string | undefined }
  | { readonly kind: 'approvals' }
  | { readonly kind: 'run'; readonly script: string; readonly args: readonly string[]; readonly wait: boolean }
  | { readonly kind: 'runs-list' }
  | { readonly kind: 'runs-show'; readonly run: string }
  | { readonly kind: 'runs-stop'; readonly run: string };

export class WrongUsage extends PracticumError {
  constructor(message: string, hint = '') {
    super('usage', message, { hint: `${hint}See practicum --help.` });
  }
}

/** What a command line asks for. Throws WrongUsage. */
export function parseCommandLine(argv: readonly string[]): { readonly command: Command; readonly options: CommonOptions } {
  const { values, tokens } = parse(argv);
  const options: CommonOptions = {
    cwd: values.cwd,
    json: values.json ?? false,
    model: values.model,
    baseUrl: values['base-url'],
    mode: values.mode === undefined ? undefined : modeOf(values.mode),
  };
  if (values.help === true) return { command: { kind: 'help' }, options };
  if (values.version === true) return { command: { kind: 'version' }, options };
  const end = tokens.find(({ kind }) => kind === 'option-terminator')?.index ?? argv.length;
  const words = tokens.flatMap((token) => (token.kind === 'positional' && token.index < end ? [token.value] : []));
  return { command: commandOf(words, argv.slice(end + 1), values), options };
}

type Values = ReturnType<typeof parse>['values'];

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      tokens: true,
      options: {
        cwd: { type: 'string', short: 'C' },
        json: { type: 'boolean' },
        model: { type: 'string' },
        'base-url': { type: 'string' },
        mode: { type: 'string' },
        continue: { type: 'boolean' },
        feedback: { type: 'string' },
        wait: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    });
  } catch (error) {
    const said = error instanceof Error ? (error.message.split('. ', 1)[0] ?? error.message) : String(error);
    const message = said.endsWith('.') ? said : `${said}.`;
    throw new WrongUsage(message, 'What follows “--” is taken as it stands: practicum -- "prompt", practicum run SCRIPT -- ARGS. ');
  }
}

/** `words` stand before a `--` and may be a command; `verbatim` stands behind it and is never one. */
function commandOf(words: readonly string[], verbatim: readonly string[], values: Values): Command {
  const [first, ...rest] = words;
  switch (first) {
    case 'run': {
      const [script, ...args] = [...rest, ...verbatim];
      return { kind: 'run', script: required(script, 'run needs a script'), args, wait: values.wait === true };
    }
    case 'runs':
      return runsCommand([...rest, ...verbatim]);
    case 'approve':
    case 'reject': {
      const [approval, ...more] = [...rest, ...verbatim];
      nothingMore(more);
      return { kind: 'answer', answer: first, approval: required(approval, `${first} needs the approval’s id`), feedback: values.feedback };
    }
    case 'approvals':
      nothingMore([...rest, ...verbatim]);
      return { kind: 'approvals' };
    default:
      return promptCommand([...words, ...verbatim], values.continue === true);
  }
}

function promptCommand([text, ...more]: readonly string[], isContinued: boolean): Command {
  if (text === undefined) return isContinued ? { kind: 'prompt', text, isContinued } : { kind: 'help' };
  if (more.length > 0) throw new WrongUsage(`“${text}” is no command. A prompt is one argument: put it in quotes.`);
  if (text.trim() === '') throw new WrongUsage('The prompt is empty.');
  return { kind: 'prompt', text, isContinued };
}

function runsCommand([verb, run, ...more]: readonly string[]): Command {
  nothingMore(more);
  switch (verb) {
    case undefined:
    case 'list':
      nothingMore(run === undefined ? [] : [run]);
      return { kind: 'runs-list' };
    case 'show':
      return { kind: 'runs-show', run: required(run, 'runs show needs a run’s id') };
    case 'stop':
      return { kind: 'runs-stop', run: required(run, 'runs stop needs a run’s id') };
    default:
      throw new WrongUsage(`“runs ${verb}” is no command.`);
  }
}

function nothingMore([word]: readonly string[]): void {
  if (word !== undefined) throw new WrongUsage(`“${word}” is one word too many.`);
}

function required(value: string | undefined, message: string): string {
  if (value === undefined || value === '') throw new WrongUsage(`${message}.`);
  return value;
}

function modeOf(value: string): Mode {
  if (value === 'plan' || value === 'ask' || value === 'auto') return value;
  throw new WrongUsage(`“${value}” is no mode: plan, ask or auto.`);
}
