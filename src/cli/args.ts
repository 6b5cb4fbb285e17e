import { parseArgs } from 'node:util';
import type { Mode } from '../base/effects.ts';
import { PracticumError } from '../base/errors.ts';

export const usage = `practicum: an ML engineer on the command line; same sessions and runs as the editor

  practicum "prompt"                 work on a request in this folder
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
  --mode MODE          plan, ask (default) or auto
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
  readonly mode: Mode;
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
  constructor(message: string) {
    super('usage', message, { hint: 'See practicum --help.' });
  }
}

/** What a command line asks for. Throws WrongUsage. */
export function parseCommandLine(argv: readonly string[]): { readonly command: Command; readonly options: CommonOptions } {
  const { values, positionals } = parse(argv);
  const options: CommonOptions = {
    cwd: values.cwd,
    json: values.json ?? false,
    model: values.model,
    baseUrl: values['base-url'],
    mode: modeOf(values.mode ?? 'ask'),
  };
  if (values.help === true) return { command: { kind: 'help' }, options };
  if (values.version === true) return { command: { kind: 'version' }, options };
  return { command: commandOf(positionals, values), options };
}

type Values = ReturnType<typeof parse>['values'];

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
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
    throw new WrongUsage(error instanceof Error ? error.message : String(error));
  }
}

function commandOf(positionals: readonly string[], values: Values): Command {
  const [first, second, ...rest] = positionals;
  const isContinued = values.continue === true;
  switch (first) {
    case undefined:
      return isContinued ? { kind: 'prompt', text: undefined, isContinued } : { kind: 'help' };
    case 'run':
      return { kind: 'run', script: required(second, 'run needs a script'), args: rest, wait: values.wait === true };
    case 'runs':
      return runsCommand(second, rest[0]);
    case 'approve':
    case 'reject':
      return { kind: 'answer', answer: first, approval: required(second, `${first} needs the approval’s id`), feedback: values.feedback };
    case 'approvals':
      return { kind: 'approvals' };
    default:
      if (positionals.length > 1) throw new WrongUsage(`“${first}” is no command. A prompt is one argument: put it in quotes.`);
      return { kind: 'prompt', text: first, isContinued };
  }
}

function runsCommand(verb: string | undefined, run: string | undefined): Command {
  switch (verb) {
    case undefined:
    case 'list':
      return { kind: 'runs-list' };
    case 'show':
      return { kind: 'runs-show', run: required(run, 'runs show needs a run’s id') };
    case 'stop':
      return { kind: 'runs-stop', run: required(run, 'runs stop needs a run’s id') };
    default:
      throw new WrongUsage(`“runs ${verb}” is no command.`);
  }
}

function required(value: string | undefined, message: string): string {
  if (value === undefined || value === '') throw new WrongUsage(`${message}.`);
  return value;
}

function modeOf(value: string): Mode {
  if (value === 'plan' || value === 'ask' || value === 'auto') return value;
  throw new WrongUsage(`“${value}” is no mode: plan, ask or auto.`);
}
