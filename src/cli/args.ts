import { parseArgs } from 'node:util';
import { usualBudget, usualLimits } from '../app/usualLimits.ts';
import { defined } from '../base/defined.ts';
import type { Mode } from '../base/effects.ts';
import { PracticumError } from '../base/errors.ts';
import type { ExportFormat } from '../protocol/chat.ts';
import { watchdogActions, watchdogRules } from '../runs/alert.ts';
import { type RunExportFormat, runExportFormats } from '../runs/exportRun.ts';
import { BadGpuChoice, type GpuChoice, parseGpuChoice } from '../runs/machine/gpuChoice.ts';
import type { AskedNeeds } from '../runs/machine/needs.ts';
import type { MarksChange } from '../runs/marks.ts';
import type { CheckedCall } from './policyCheck.ts';

export const usage = `practicum: an ML engineer on the command line; same sessions and runs as the editor

  practicum "prompt"                 work on a request in this folder; -- "prompt" if it looks like an option or a command
  practicum --continue ["prompt"]    go on with the newest session here, answer what it waits for
  practicum --resume [ID] ["prompt"] go on with this session; without ID, choose from a list
  practicum --fork ID ["prompt"]     go on with a copy of this session
  practicum approve ID | reject ID   answer a pending approval and go on
  practicum approvals                what waits for an answer here
  practicum sessions list [QUERY]    sessions of this folder, those in which all words of QUERY are found
  practicum sessions show ID         what was asked in it, and how it stands
  practicum sessions export ID       all of it: --format markdown (default), json or claude-code; --output FILE
  practicum sessions rename ID TITLE
  practicum sessions delete ID | undelete ID
  practicum grant show | revoke [ID] what may happen unattended in the sessions of this folder; end it at once
  practicum spend [ID]               what the newest session here, or this one, has spent, and the caps
  practicum run SCRIPT [-- ARGS…]    train under a detached supervisor
  practicum runs list                runs of this folder
  practicum runs show RUN            status, metrics and the end of the log
  practicum runs tail RUN [-f]       the end of what it printed; -f: and what it prints, until it has ended
  practicum runs wait RUN            until it has ended: --metric 'eval_loss < 0.3', --timeout SECONDS
  practicum runs stop RUN            ask a run to end; --yes: also one that was started elsewhere
  practicum runs resume RUN [FROM]   go on from its newest checkpoint, or from this one (path or step)
  practicum runs attach              follow runs on other hosts again that nobody follows any more
  practicum runs adopt PID|FOLDER    watch what was started elsewhere; --log FILE: what the process prints to
  practicum runs mark RUN            what you write on it: --name NAME, --tag TAG, --untag TAG, --note TEXT, --archive, --unarchive;
                                     --watchdog RULE=off|notify|ask|stop|usual switches a watchdog, also while the run goes on
  practicum runs first RUN           put a run that waits before all others that wait on this machine
  practicum gpus                     the GPUs here, and whose processes compute on them
  practicum runs compare A B         what differs between two runs: arguments, settings, code, environment, numbers
  practicum runs import PATH…        make runs of other tools' logs: TensorBoard, CSV, JSON lines, trainer states, W&B, trackio, MLflow
  practicum runs export RUN          its numbers: --format csv (default), csv-long, jsonl or json; -o FILE
  practicum metrics parse FILE…      the points in console logs (-: standard input), event files, tables, JSON lines,
                                     trainer states, runs of W&B and trackio, or a folder of them
  practicum doctor                   what works here, and what protection is really in force
  practicum rules list               what the agent may always, must ask about or never do here
  practicum rules remove RULE        take one away
  practicum policy check             what the agent would be told, starting nothing: --shell COMMAND, or
                                     --path PATH --access read|write|create|delete, or --batch: JSON lines

  -C, --cwd DIR        folder to work in (default: here)
  --model NAME         anthropic/MODEL or openai/MODEL (or $PRACTICUM_MODEL)
  --base-url URL       endpoint of that model (or $PRACTICUM_BASE_URL)
  --mode MODE          plan, ask (default) or auto; the session keeps it
  --max-responses N    model responses for one request (default ${usualLimits.maxResponses})
  --max-attempts N     failed runs for one request (default ${usualLimits.maxAttempts})
  --grant FILE         with a prompt: work unattended within what this JSON file grants
  --budget USD         what the session may spend (default ${usualBudget.sessionUsd}; 0: no cap); with spend: from now on
  --day-budget USD     what all sessions may spend today (default ${usualBudget.dayUsd}; 0: no cap)
  --feedback TEXT      with reject: what the agent should hear
  --pattern REGEX      with metrics parse: what your script prints, with the groups step and metric names: step (?<step>\\d+) (?<loss>\\S+)
  --wait               with run: follow it to its end
  --gpu WHICH          with run: auto, all, none, or numbers such as 0,2 (or $PRACTICUM_GPU)
  --when-free          with run: wait until nobody else computes on its GPUs
  --no-hook            with run: let no hook tell what its frameworks log; metrics come from the console and from files
  --on HOST            with run: on a host that ssh reaches; its files go there, and what it makes comes back
  --priority N         with run: of those that wait, the larger goes first (usually 0)
  --json               one JSON event or record a line
  -h, --help  -v, --version

Keys: $ANTHROPIC_API_KEY, $OPENAI_API_KEY, or keys.json (mode 600) in the Practicum home. Ids may be shortened.
Runs: kept where $PRACTICUM_RUNS_FOLDER says, else in this folder; $PRACTICUM_TERMINAL: auto, always or never.
Exit: 0 done, 1 failed, 2 wrong usage, 3 needs an approval, 4 stopped at a limit or going round in circles, 130 interrupted.
`;

export interface CommonOptions {
  readonly cwd: string | undefined;
  readonly json: boolean;
  readonly model: string | undefined;
  readonly baseUrl: string | undefined;
  /** Undefined: as the session has it. */
  readonly mode: Mode | undefined;
  readonly maxResponses: number;
  readonly maxAttempts: number;
  /** Caps for the session; null: none. Undefined: as it has them. */
  readonly budgetUsd: number | null | undefined;
  readonly dayBudgetUsd: number | null | undefined;
}

/** The session that a prompt goes to. */
export type PromptTarget =
  | { readonly kind: 'new' | 'newest' | 'choose' }
  /** An id or the beginning of one. */
  | { readonly kind: 'resume' | 'fork'; readonly session: string };

export type SessionsCommand =
  | { readonly verb: 'list'; readonly query: string }
  | { readonly verb: 'show' | 'delete' | 'undelete'; readonly session: string }
  | { readonly verb: 'export'; readonly session: string; readonly format: ExportFormat; readonly output: string | undefined }
  | { readonly verb: 'rename'; readonly session: string; readonly title: string };

/** What is said for one run, rather than for all. */
export type RunWishes = AskedNeeds & { readonly hook?: boolean; readonly host?: string };

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'prompt'; readonly text: string | undefined; readonly target: PromptTarget; readonly grant?: string }
  | { readonly kind: 'answer'; readonly answer: 'approve' | 'reject'; readonly approval: string; readonly feedback: string | undefined }
  | { readonly kind: 'approvals' }
  | { readonly kind: 'doctor' }
  | { readonly kind: 'spend'; readonly session: string | undefined }
  | { readonly kind: 'grant'; readonly command: GrantCommand }
  | { readonly kind: 'sessions'; readonly command: SessionsCommand }
  | { readonly kind: 'run'; readonly script: string; readonly args: readonly string[]; readonly wait: boolean; readonly needs?: RunWishes }
  | { readonly kind: 'runs-mark'; readonly run: string; readonly change: MarksChange }
  | { readonly kind: 'runs-first'; readonly run: string }
  | { readonly kind: 'gpus' }
  | { readonly kind: 'runs-list' }
  | { readonly kind: 'runs-show'; readonly run: string }
  | { readonly kind: 'runs-stop'; readonly run: string; readonly isSure: boolean }
  | { readonly kind: 'runs-tail'; readonly run: string; readonly follow: boolean }
  | { readonly kind: 'runs-wait'; readonly run: string; readonly metric: string | undefined; readonly timeoutSeconds: number | undefined }
  | { readonly kind: 'runs-resume'; readonly run: string; readonly checkpoint: string | undefined }
  | { readonly kind: 'runs-attach' }
  | { readonly kind: 'runs-adopt'; readonly what: string; readonly log: string | undefined }
  | { readonly kind: 'runs-compare'; readonly a: string; readonly b: string }
  | { readonly kind: 'runs-import'; readonly paths: readonly string[] }
  | { readonly kind: 'runs-export'; readonly request: RunExportRequest }
  | { readonly kind: 'metrics-parse'; readonly request: MetricsRequest }
  | { readonly kind: 'rules'; readonly command: RulesCommand }
  | { readonly kind: 'policy-check'; readonly question: PolicyQuestion };

export interface RunExportRequest {
  readonly run: string;
  readonly format: RunExportFormat;
  /** Undefined: standard output. */
  readonly output: string | undefined;
}

export interface GrantCommand {
  readonly verb: 'show' | 'revoke';
  /** Undefined: every session of this folder. */
  readonly session: string | undefined;
}

/** Files, folders, or `-` for standard input; expressions of the person's own for console logs. */
export interface MetricsRequest {
  readonly files: readonly string[];
  readonly patterns: readonly string[];
}

export type RulesCommand = { readonly verb: 'list' } | { readonly verb: 'remove'; readonly rule: string };

/** What `policy check` is asked. */
export type PolicyQuestion = { readonly kind: 'batch' } | { readonly kind: 'call'; readonly call: CheckedCall };

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
    maxResponses: countOf(values['max-responses'], '--max-responses') ?? usualLimits.maxResponses,
    maxAttempts: countOf(values['max-attempts'], '--max-attempts') ?? usualLimits.maxAttempts,
    budgetUsd: dollarsOf(values.budget, '--budget'),
    dayBudgetUsd: dollarsOf(values['day-budget'], '--day-budget'),
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
        resume: { type: 'boolean' },
        fork: { type: 'string' },
        'max-responses': { type: 'string' },
        'max-attempts': { type: 'string' },
        budget: { type: 'string' },
        'day-budget': { type: 'string' },
        format: { type: 'string' },
        output: { type: 'string', short: 'o' },
        feedback: { type: 'string' },
        grant: { type: 'string' },
        wait: { type: 'boolean' },
        follow: { type: 'boolean', short: 'f' },
        metric: { type: 'string' },
        timeout: { type: 'string' },
        yes: { type: 'boolean' },
        log: { type: 'string' },
        gpu: { type: 'string' },
        'when-free': { type: 'boolean' },
        priority: { type: 'string' },
        'no-hook': { type: 'boolean' },
        on: { type: 'string' },
        name: { type: 'string' },
        tag: { type: 'string', multiple: true },
        untag: { type: 'string', multiple: true },
        watchdog: { type: 'string', multiple: true },
        note: { type: 'string' },
        archive: { type: 'boolean' },
        unarchive: { type: 'boolean' },
        pattern: { type: 'string', multiple: true },
        batch: { type: 'boolean' },
        shell: { type: 'string' },
        path: { type: 'string' },
        access: { type: 'string' },
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
      return {
        kind: 'run',
        script: required(script, 'run needs a script'),
        args,
        wait: values.wait === true,
        ...defined({ needs: needsIn(values) }),
      };
    }
    case 'runs':
      return runsCommand([...rest, ...verbatim], values);
    case 'approve':
    case 'reject': {
      const [approval, ...more] = [...rest, ...verbatim];
      nothingMore(more);
      return { kind: 'answer', answer: first, approval: required(approval, `${first} needs the approval’s id`), feedback: values.feedback };
    }
    case 'sessions':
      return { kind: 'sessions', command: sessionsCommand([...rest, ...verbatim], values) };
    case 'grant':
      return { kind: 'grant', command: grantCommand([...rest, ...verbatim]) };
    case 'metrics':
      return { kind: 'metrics-parse', request: metricsRequest([...rest, ...verbatim], values) };
    case 'rules':
      return { kind: 'rules', command: rulesCommand([...rest, ...verbatim]) };
    case 'policy':
      return policyCommand([...rest, ...verbatim], values);
    case 'approvals':
    case 'gpus':
    case 'doctor':
      nothingMore([...rest, ...verbatim]);
      return { kind: first };
    case 'spend': {
      const [session, ...more] = [...rest, ...verbatim];
      nothingMore(more);
      return { kind: 'spend', session };
    }
    default:
      return promptCommand(words, verbatim, values);
  }
}

function promptCommand(words: readonly string[], verbatim: readonly string[], values: Values): Command {
  const { target, rest } = targetOf(words, values);
  const [text, ...more] = [...rest, ...verbatim];
  const grant = values.grant === undefined ? {} : { grant: required(values.grant, '--grant needs a file') };
  if (text === undefined) return target.kind === 'new' ? { kind: 'help' } : { kind: 'prompt', text, target, ...grant };
  if (more.length > 0) throw new WrongUsage(`“${text}” is no command. A prompt is one argument: put it in quotes.`);
  if (text.trim() === '') throw new WrongUsage('The prompt is empty.');
  return { kind: 'prompt', text, target, ...grant };
}

/** After --resume, a word that is a session’s id is one; what stands behind “--” never is. */
function targetOf(words: readonly string[], values: Values): { readonly target: PromptTarget; readonly rest: readonly string[] } {
  const chosen = [values.continue === true, values.resume === true, values.fork !== undefined].filter((isChosen) => isChosen);
  if (chosen.length > 1) throw new WrongUsage('Give only one of --continue, --resume and --fork.');
  if (values.fork !== undefined)
    return { target: { kind: 'fork', session: required(values.fork, '--fork needs a session’s id') }, rest: words };
  if (values.continue === true) return { target: { kind: 'newest' }, rest: words };
  if (values.resume !== true) return { target: { kind: 'new' }, rest: words };
  const [first, ...rest] = words;
  if (first !== undefined && isSessionId(first)) return { target: { kind: 'resume', session: first }, rest };
  return { target: { kind: 'choose' }, rest: words };
}

/** Whole or shortened: no prompt is one. */
function isSessionId(word: string): boolean {
  return /^se_[0-9a-z]+$/.test(word);
}

function sessionsCommand([verb, session, ...more]: readonly string[], values: Values): SessionsCommand {
  switch (verb) {
    case undefined:
    case 'list':
      return { verb: 'list', query: [session ?? '', ...more].join(' ') };
    case 'show':
    case 'delete':
    case 'undelete':
      nothingMore(more);
      return { verb, session: required(session, `sessions ${verb} needs a session’s id`) };
    case 'export':
      nothingMore(more);
      return {
        verb,
        session: required(session, 'sessions export needs a session’s id'),
        format: formatOf(values.format),
        output: values.output,
      };
    case 'rename':
      return {
        verb,
        session: required(session, 'sessions rename needs a session’s id'),
        title: required(more.join(' '), 'sessions rename needs a title'),
      };
    default:
      throw new WrongUsage(`“sessions ${verb}” is no command.`);
  }
}

function grantCommand([verb = 'show', session, ...more]: readonly string[]): GrantCommand {
  nothingMore(more);
  if (verb === 'show' || verb === 'revoke') return { verb, session };
  throw new WrongUsage(`“grant ${verb}” is no command.`);
}

function runsCommand([verb, run, ...more]: readonly string[], values: Values): Command {
  if (verb === 'compare') {
    nothingMore(more.slice(1));
    return { kind: 'runs-compare', a: required(run, 'runs compare needs two runs'), b: required(more[0], 'runs compare needs two runs') };
  }
  if (verb === 'resume') {
    nothingMore(more.slice(1));
    return { kind: 'runs-resume', run: required(run, 'runs resume needs a run’s id'), checkpoint: more[0] };
  }
  if (verb === 'import') return { kind: 'runs-import', paths: [required(run, 'runs import needs a folder or a file'), ...more] };
  nothingMore(more);
  switch (verb) {
    case undefined:
    case 'list':
      nothingMore(run === undefined ? [] : [run]);
      return { kind: 'runs-list' };
    case 'show':
      return { kind: 'runs-show', run: required(run, 'runs show needs a run’s id') };
    case 'mark':
      return { kind: 'runs-mark', run: required(run, 'runs mark needs a run’s id'), change: marksChange(values) };
    case 'first':
      return { kind: 'runs-first', run: required(run, 'runs first needs a run’s id') };
    case 'export':
      return { kind: 'runs-export', request: exportRequest(run, values) };
    case 'stop':
      return { kind: 'runs-stop', run: required(run, 'runs stop needs a run’s id'), isSure: values.yes === true };
    case 'tail':
      return { kind: 'runs-tail', run: required(run, 'runs tail needs a run’s id'), follow: values.follow === true };
    case 'wait':
      return {
        kind: 'runs-wait',
        run: required(run, 'runs wait needs a run’s id'),
        metric: values.metric,
        timeoutSeconds: secondsOf(values.timeout, '--timeout'),
      };
    case 'attach':
      return { kind: 'runs-attach' };
    case 'adopt':
      return { kind: 'runs-adopt', what: required(run, 'runs adopt needs a process number or a folder'), log: values.log };
    default:
      throw new WrongUsage(`“runs ${verb}” is no command.`);
  }
}

function exportRequest(run: string | undefined, { format = 'csv', output }: Values): RunExportRequest {
  const known = runExportFormats.find((each) => each === format);
  if (known === undefined) throw new WrongUsage(`“${format}” is no format: ${runExportFormats.join(', ')}.`);
  return { run: required(run, 'runs export needs a run’s id'), format: known, output };
}

function metricsRequest([verb, ...files]: readonly string[], { pattern }: Values): MetricsRequest {
  if (verb !== 'parse') throw new WrongUsage('Metrics can only be read: metrics parse FILE….');
  required(files[0], 'metrics parse needs a file, a folder, or - for standard input');
  return { files, patterns: pattern ?? [] };
}

/** Undefined: as it is set for all runs. */
function needsIn({ gpu, 'when-free': untilIdle, priority, 'no-hook': noHook, on: host }: Values): RunWishes | undefined {
  const choice = gpu === undefined ? undefined : gpuChoiceOf(gpu);
  if (priority !== undefined && !/^-?\d{1,6}$/.test(priority)) throw new WrongUsage(`--priority needs a whole number, not “${priority}”.`);
  const needs = defined({
    gpu: choice,
    untilIdle,
    priority: priority === undefined ? undefined : Number(priority),
    hook: noHook === true ? false : undefined,
    host,
  });
  return Object.keys(needs).length === 0 ? undefined : needs;
}

function gpuChoiceOf(text: string): GpuChoice {
  try {
    const choice = parseGpuChoice(text);
    if (choice !== 'ask') return choice;
  } catch (error) {
    if (!(error instanceof BadGpuChoice)) throw error;
  }
  throw new WrongUsage(`--gpu needs auto, all, none, or numbers or UUIDs such as 0,2, not “${text}”.`);
}

function marksChange({ name, tag, untag, note, archive, unarchive, watchdog }: Values): MarksChange {
  if (archive === true && unarchive === true) throw new WrongUsage('Give only one of --archive and --unarchive.');
  // An empty name takes the name back.
  const wanted = name === undefined ? undefined : name.trim() === '' ? null : name;
  const isArchived = archive === true ? true : unarchive === true ? false : undefined;
  const change = defined({
    name: wanted,
    addTags: tag,
    removeTags: untag,
    addNote: note,
    isArchived,
    watchdogs: watchdog && watchdogChange(watchdog),
  });
  if (Object.keys(change).length === 0)
    throw new WrongUsage('runs mark needs --name, --tag, --untag, --note, --archive, --unarchive or --watchdog.');
  return change;
}

/** Of `stall=off`; `usual` takes back what was switched. */
function watchdogChange(words: readonly string[]): MarksChange['watchdogs'] {
  return Object.fromEntries(
    words.map((word) => {
      const [name, action] = word.split('=', 2);
      const rule = watchdogRules.find((known) => known === name);
      if (rule === undefined) throw new WrongUsage(`There is no watchdog “${name}”. There are ${watchdogRules.join(', ')}.`);
      const does = action === 'usual' ? null : watchdogActions.find((known) => known === action);
      if (does === undefined) throw new WrongUsage(`--watchdog ${rule}= needs ${watchdogActions.join(', ')} or usual.`);
      return [rule, does];
    }),
  );
}

function rulesCommand([verb = 'list', rule, ...more]: readonly string[]): RulesCommand {
  nothingMore(more);
  if (verb === 'remove') return { verb, rule: required(rule, 'rules remove needs a rule’s id') };
  nothingMore(rule === undefined ? [] : [rule]);
  if (verb !== 'list') throw new WrongUsage(`“rules ${verb}” is no command.`);
  return { verb };
}

function policyCommand([verb, ...more]: readonly string[], { batch, shell, path, access }: Values): Command {
  nothingMore(more);
  if (verb !== 'check') throw new WrongUsage('The policy can be asked only with “policy check”.');
  if ([batch === true, shell !== undefined, path !== undefined].filter((isGiven) => isGiven).length !== 1)
    throw new WrongUsage('policy check needs one of --shell COMMAND, --path PATH and --batch.');
  if (access !== undefined && path === undefined) throw new WrongUsage('--access belongs to --path.');
  return { kind: 'policy-check', question: questionOf(shell, path, access) };
}

function questionOf(shell: string | undefined, path: string | undefined, access = 'read'): PolicyQuestion {
  if (shell !== undefined) return { kind: 'call', call: { kind: 'shell', command: shell } };
  if (path === undefined) return { kind: 'batch' };
  if (access !== 'read' && access !== 'write' && access !== 'create' && access !== 'delete')
    throw new WrongUsage(`“${access}” is no access: read, write, create or delete.`);
  return { kind: 'call', call: { kind: 'path', access, path } };
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

function formatOf(value = 'markdown'): ExportFormat {
  if (value === 'markdown' || value === 'json' || value === 'claude-code') return value;
  throw new WrongUsage(`“${value}” is no format: markdown, json or claude-code.`);
}

function countOf(value: string | undefined, option: string): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(value)) throw new WrongUsage(`${option} needs a number from 1 on, not “${value}”.`);
  return Number(value);
}

function secondsOf(value: string | undefined, option: string): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,7}(\.\d{1,3})?$/.test(value)) throw new WrongUsage(`${option} needs seconds such as 600, not “${value}”.`);
  return Number(value);
}

/** Null: 0, which says that there is no cap. */
function dollarsOf(value: string | undefined, option: string): number | null | undefined {
  if (value === undefined) return undefined;
  if (!/^\$?\d{1,7}(\.\d{1,6})?$/.test(value)) throw new WrongUsage(`${option} needs US dollars such as 5 or 2.50, not “${value}”.`);
  const usd = Number(value.replace('$', ''));
  return usd === 0 ? null : usd;
}
