import { defined } from '../base/defined.ts';
import type { ExportFormat } from '../protocol/chat.ts';
import { watchdogActions, watchdogRules } from '../runs/alert.ts';
import { runExportFormats } from '../runs/exportRun.ts';
import { BadGpuChoice, type GpuChoice, parseGpuChoice } from '../runs/machine/gpuChoice.ts';
import type { MarksChange } from '../runs/marks.ts';
import {
  type Command,
  type CommonOptions,
  type GrantCommand,
  type McpServersRequest,
  type MetricsRequest,
  type ModelsRequest,
  type PaperRequest,
  type PolicyQuestion,
  type PromptTarget,
  type ReproduceRequest,
  type RulesCommand,
  type RunExportRequest,
  type RunWishes,
  type SessionsCommand,
  WrongUsage,
} from './command.ts';
import { commonOptions, nothingMore, readOptions, required, secondsOf, type Values } from './options.ts';

/** What a command line asks for; its values as they were given, for commands that read them by themselves. */
export interface CommandLine {
  readonly command: Command;
  readonly options: CommonOptions;
  readonly values: Values;
}

/** Throws WrongUsage. */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const { values, tokens } = readOptions(argv);
  const options = commonOptions(values);
  if (values.help === true) return { command: { kind: 'help' }, options, values };
  if (values.version === true) return { command: { kind: 'version' }, options, values };
  const end = tokens.find(({ kind }) => kind === 'option-terminator')?.index ?? argv.length;
  const words = tokens.flatMap((token) => (token.kind === 'positional' && token.index < end ? [token.value] : []));
  return { command: commandOf(words, argv.slice(end + 1), values), options, values };
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
    case 'hub':
      return { kind: 'hub', words: [...rest, ...verbatim] };
    case 'paper':
      return { kind: 'paper', request: paperRequest([...rest, ...verbatim], values) };
    case 'reproduce':
      return { kind: 'reproduce', request: reproduceRequest([...rest, ...verbatim], values) };
    case 'grant':
      return { kind: 'grant', command: grantCommand([...rest, ...verbatim]) };
    case 'mcp':
      if (rest.length > 0) return { kind: 'mcp-servers', request: serversRequest(rest, verbatim, values) };
      nothingMore(verbatim);
      return {
        kind: 'mcp',
        request: {
          grant: values.grant,
          isReadOnly: values['read-only'] === true,
          ...defined({ waitSeconds: secondsOf(values.timeout, '--timeout') }),
        },
      };
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
    case 'models':
      return { kind: 'models', request: modelsRequest([...rest, ...verbatim], values) };
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
  const images = values.image === undefined ? {} : { images: values.image };
  if (text === undefined && values.image !== undefined)
    throw new WrongUsage('--image goes with a prompt: say what is to be done with the picture.');
  if (text === undefined) return target.kind === 'new' ? { kind: 'help' } : { kind: 'prompt', text, target, ...grant };
  if (more.length > 0) throw new WrongUsage(`“${text}” is no command. A prompt is one argument: put it in quotes.`);
  if (text.trim() === '') throw new WrongUsage('The prompt is empty.');
  return { kind: 'prompt', text, target, ...grant, ...images };
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

function serversRequest(words: readonly string[], program: readonly string[], { env, header, yes }: Values): McpServersRequest {
  return { words, program, env: env ?? [], headers: header ?? [], isSure: yes === true };
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
    case 'upload':
      return { verb, sessions: session === undefined ? [] : [session, ...more], to: values.to, isSure: values.yes === true };
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

function paperRequest([first, ...more]: readonly string[], values: Values): PaperRequest {
  const { at, section, markdown, json, fresh } = values;
  if (first === 'search')
    return { kind: 'search', words: required(more.join(' ').trim(), 'paper search needs words to look for'), at: at ?? 'arxiv' };
  if (first === 'contract') return contractRequest(more, values);
  if (first === 'review') {
    const [paper, ...files] = more;
    return { kind: 'review', paper: required(paper, 'paper review needs an arXiv id, a DOI, a link or a file'), files };
  }
  if (first === 'diff') {
    const [before, after, ...others] = more;
    nothingMore(others);
    return {
      kind: 'diff',
      before: required(before, 'paper diff needs two versions'),
      after: required(after, 'paper diff needs a second version'),
    };
  }
  nothingMore(more);
  if (markdown === true && json === true) throw new WrongUsage('Give only one of --json and --markdown.');
  return { kind: 'read', paper: required(first, 'paper needs an arXiv id, a DOI, a link or a file'), section, isFresh: fresh === true };
}

function reproduceRequest([paper, ...more]: readonly string[], { section, accept, set, report, triage }: Values): ReproduceRequest {
  nothingMore(more);
  if (report === true && triage === true) throw new WrongUsage('Give only one of --report and --triage.');
  return {
    paper: required(paper, 'reproduce needs an arXiv id, a DOI, a link or a file'),
    sections:
      section === undefined
        ? []
        : section
            .split(',')
            .map((part) => part.trim())
            .filter((part) => part !== ''),
    accepts: accept ?? [],
    sets: set ?? [],
    shows: report === true ? 'report' : triage === true ? 'triage' : 'stages',
  };
}

function contractRequest([paper, ...more]: readonly string[], { section, equation, symbols, check, numpy }: Values): PaperRequest {
  nothingMore(more);
  const given = required(paper, 'paper contract needs an arXiv id, a DOI, a link or a file');
  return { kind: 'contract', paper: given, section, equation, symbols, isCheck: check === true, showsNumpy: numpy === true };
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

function modelsRequest([verb = 'list', model, ...more]: readonly string[], { local, yes }: Values): ModelsRequest {
  nothingMore(more);
  if (verb === 'check') return { verb, model: required(model, 'models check needs a model, such as openai/MODEL'), isSure: yes === true };
  nothingMore(model === undefined ? [] : [model]);
  if (verb === 'local') return { verb };
  if (verb !== 'list') throw new WrongUsage(`“models ${verb}” is no command.`);
  return { verb, local: local === true };
}

function formatOf(value = 'markdown'): ExportFormat {
  if (value === 'markdown' || value === 'json' || value === 'claude-code' || value === 'messages') return value;
  throw new WrongUsage(`“${value}” is no format: markdown, json, claude-code or messages.`);
}
