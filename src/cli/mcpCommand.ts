import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { openBench } from '../app/bench.ts';
import { Cancelled, PracticumError } from '../base/errors.ts';
import { visibleLine } from '../base/visibleLine.ts';
import type { McpDesk, ServerRow } from '../mcp/desk.ts';
import { toolsOf } from '../mcp/ownNames.ts';
import { type CommonOptions, type McpServersRequest, WrongUsage } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import { createCliHost } from './host.ts';
import type { McpPerson } from './mcpFiles.ts';
import { changeHomeServers, homeServersFile, type McpPlace, readCliServers } from './mcpFiles.ts';
import { createCliMcpHost } from './mcpHost.ts';
import { changeLines, offerLines, questionLines, rowLine } from './mcpLines.ts';
import { openBrowser } from './openBrowser.ts';
import type { Output } from './output.ts';
import type { Terminal } from './terminal.ts';

/** How long a server may take to become ready before it is shown as it is then. */
const settleMs = 60_000;

interface Context {
  readonly options: CommonOptions;
  readonly request: McpServersRequest;
  readonly place: McpPlace;
  readonly output: Output;
  readonly terminal: Terminal | undefined;
  readonly signal: AbortSignal;
}

type Verb = (context: Context, name: string) => Promise<ExitCode>;

const verbs: Readonly<Record<string, Verb>> = { add, remove, consent, forget, test, 'sign-in': signIn, 'sign-out': signOut };

/** `practicum mcp list | add | remove | consent | forget | test | sign-in | sign-out`. Throws WrongUsage. */
export async function workWithServers(
  options: CommonOptions,
  request: McpServersRequest,
  output: Output,
  terminal: Terminal | undefined,
): Promise<ExitCode> {
  const stopped = new AbortController();
  const stop = (): void => stopped.abort(new Cancelled());
  process.once('SIGINT', stop);
  try {
    const { home, roots } = createCliHost(options, output);
    const place = { home, roots, homedir: homedir(), env: process.env };
    const context = { options, request, place, output, terminal, signal: stopped.signal };
    const [verb = 'list', name, ...more] = request.words;
    if (verb === 'list') {
      if (name !== undefined) throw new WrongUsage('mcp list takes no words.');
      return await list(context);
    }
    const act = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
    if (act === undefined)
      throw new WrongUsage(`“mcp ${verb}” is no command; there are: list, ${Object.keys(verbs).join(', ')}; without words it serves.`);
    if (name === undefined) throw new WrongUsage(`mcp ${verb} needs the name of a server.`);
    if (verb !== 'add' && more.length > 0) throw new WrongUsage(`“${more[0] ?? ''}” was not expected.`);
    return await act(context, name);
  } finally {
    process.off('SIGINT', stop);
  }
}

async function list(context: Context): Promise<ExitCode> {
  const { options, output, place } = context;
  return await withDesk(context, async (desk) => {
    await settled(desk, context);
    const rows = desk.servers();
    if (options.json) {
      for (const row of rows) output.out(`${JSON.stringify(row)}\n`);
      for (const problem of desk.problems) output.out(`${JSON.stringify({ problem })}\n`);
      return exitCode.done;
    }
    for (const row of rows) output.out(rowLine(row));
    for (const { file, text } of desk.problems) output.err(`${file}: ${text}\n`);
    if (rows.length === 0 && desk.problems.length === 0)
      output.err(`No servers yet. Add one with “practicum mcp add NAME -- COMMAND” (kept in ${homeServersFile(place.home)}).\n`);
    return exitCode.done;
  });
}

/** `add NAME URL`, or `add NAME -- COMMAND ARGS`. It is checked as it will be read. */
async function add({ request, place, output, options }: Context, name: string): Promise<ExitCode> {
  const [, , url, ...more] = request.words;
  const [command, ...args] = request.program;
  if ((url === undefined) === (command === undefined) || more.length > 0)
    throw new WrongUsage('mcp add needs an address (mcp add NAME URL) or a program (mcp add NAME -- COMMAND ARGS).');
  const env = pairs(request.env, '=', '--env NAME=VALUE');
  const headers = pairs(request.headers, ':', '--header "NAME: VALUE"');
  if (url === undefined && request.headers.length > 0) throw new WrongUsage('--header belongs to an address.');
  if (url !== undefined && request.env.length > 0) throw new WrongUsage('--env belongs to a program.');
  const entry =
    url === undefined
      ? { type: 'stdio', command, args, ...(request.env.length === 0 ? {} : { env }) }
      : { type: 'http', url, ...(request.headers.length === 0 ? {} : { headers }) };
  const { readEntries } = await import('../mcp/serverEntries.ts');
  const { readText } = await import('../mcp/workspaceServers.ts');
  const file = homeServersFile(place.home);
  const { problems } = await readEntries({ [name]: entry }, undefined, {
    ...place,
    from: 'home',
    file,
    format: 'vscode',
    readText,
    realPath: realpath,
  });
  const [problem] = problems;
  if (problem !== undefined) throw new PracticumError('mcp-configuration', problem.text);
  await changeHomeServers(place.home, name, entry);
  if (options.json) output.out(`${JSON.stringify({ name, file, ...entry })}\n`);
  else output.err(`Added “${name}” to ${file}. It is not started before you agree: practicum mcp consent ${name}\n`);
  return exitCode.done;
}

async function remove(context: Context, name: string): Promise<ExitCode> {
  const { place, output } = context;
  const isThere = (await readCliServers(place)).servers.some((server) => server.name === name && server.from === 'home');
  // What was answered about it, and its tokens, go with it.
  if (isThere)
    await withDesk(context, async (desk) => {
      await settled(desk, context);
      await desk.forget(name).catch((error: unknown) => output.err(`${error instanceof Error ? error.message : String(error)}\n`));
    });
  await changeHomeServers(place.home, name, undefined);
  output.err(`Removed “${name}”.\n`);
  return exitCode.done;
}

/** The command is the word of the person: what it agrees to is printed, and asked about where somebody sits at a terminal. */
async function consent(context: Context, name: string): Promise<ExitCode> {
  const { output, options } = context;
  return await withDesk(context, async (desk) => {
    await settled(desk, context, name);
    const row = requireRow(desk, name);
    if (row.state === 'off') await desk.restart(name);
    await settled(desk, context, name);
    const { question } = requireRow(desk, name);
    if (question !== undefined) {
      if (!options.json) output.err(questionLines(requireRow(desk, name), question));
      if (!(await isAgreed(context, 'Start it?'))) return await refuse(desk, name, () => desk.consent(name, 'no', question.shown), output);
      await desk.consent(name, 'yes', question.shown);
      await settled(desk, context, name, question.shown);
    }
    const { change } = requireRow(desk, name);
    if (change !== undefined) {
      if (!options.json) output.err(changeLines(requireRow(desk, name), change));
      if (!(await isAgreed(context, 'Use it as it is now?')))
        return await refuse(desk, name, () => desk.trust(name, 'no', change.shown), output);
      await desk.trust(name, 'yes', change.shown);
      await settled(desk, context, name);
    }
    return report(desk, context, name);
  });
}

async function refuse(_desk: McpDesk, name: string, say: () => Promise<void>, output: Output): Promise<ExitCode> {
  await say();
  output.err(`“${name}” stays off. Ask again with “practicum mcp consent ${name}”.\n`);
  return exitCode.failed;
}

async function isAgreed({ terminal, request, signal }: Context, question: string): Promise<boolean> {
  if (terminal === undefined || request.isSure) return true;
  const answer = await terminal.ask(`${question} [y/N] `, signal);
  signal.throwIfAborted();
  return answer?.toLowerCase() === 'y' || answer?.toLowerCase() === 'yes';
}

async function forget(context: Context, name: string): Promise<ExitCode> {
  return await withDesk(context, async (desk) => {
    await settled(desk, context, name);
    requireRow(desk, name);
    await desk.forget(name);
    context.output.err(`What you agreed to about “${name}” is forgotten; it is asked again.\n`);
    return exitCode.done;
  });
}

/** Starts it as a prompt would, and says what it offers. It gives no consent. */
async function test(context: Context, name: string): Promise<ExitCode> {
  return await withDesk(context, async (desk) => {
    await settled(desk, context, name);
    return report(desk, context, name);
  });
}

async function signIn(context: Context, name: string): Promise<ExitCode> {
  return await withDesk(context, async (desk) => {
    await settled(desk, context, name);
    const { state, transport } = requireRow(desk, name);
    if (transport !== 'http')
      throw new PracticumError('mcp-sign-in', `“${name}” is a program of this machine.`, {
        hint: 'Give it a key with --env when you add it.',
      });
    if (state === 'asks-consent' || state === 'off')
      throw new PracticumError('mcp-sign-in', `You have not agreed to “${name}” yet.`, {
        hint: `Run “practicum mcp consent ${name}” first.`,
      });
    await desk.signIn(name, context.signal);
    context.output.err(`Signed in to “${name}”.\n`);
    await settled(desk, context, name);
    return report(desk, context, name);
  });
}

async function signOut(context: Context, name: string): Promise<ExitCode> {
  return await withDesk(context, async (desk) => {
    await settled(desk, context, name);
    requireRow(desk, name);
    await desk.signOut(name);
    context.output.err(`Signed out of “${name}”.\n`);
    return exitCode.done;
  });
}

function report(desk: McpDesk, { options, output }: Context, name: string): ExitCode {
  const row = requireRow(desk, name);
  if (options.json)
    output.out(
      `${JSON.stringify({ ...row, toolNames: desk.tools().flatMap((tool) => (toolsOf(name, [tool.name]).length > 0 ? [tool.name] : [])) })}\n`,
    );
  else output.out(offerLines(row, desk));
  if (row.state !== 'ready' && !options.json) {
    const tail = desk.logTail(name).trim();
    // A program's own words: none of them is for the terminal to obey.
    if (tail !== '') output.err(`${tail.split('\n').slice(-20).map(visibleLine).join('\n')}\n`);
  }
  return row.state === 'ready'
    ? exitCode.done
    : row.state === 'asks-consent' || row.state === 'changed'
      ? exitCode.needsApproval
      : exitCode.failed;
}

async function withDesk<T>(context: Context, act: (desk: McpDesk) => Promise<T>): Promise<T> {
  const { options, output, place, terminal, signal } = context;
  const person: McpPerson = {
    askSecret: async (question) => await terminal?.askSecret(question, signal),
    async open(page) {
      output.err(`Sign in here: ${page}\n`);
      openBrowser(page, place.env);
      return true;
    },
  };
  const bench = openBench({ ...createCliHost(options, output), mcp: createCliMcpHost(place, person) });
  try {
    bench.mcp.connect();
    return await act(bench.mcp);
  } finally {
    await bench.mcp.close();
    bench.dispose();
  }
}

/** Until each server, or this one, is what it will be for now. `answered`: the question that is none any more. */
async function settled(desk: McpDesk, { place, signal }: Context, name?: string, answered?: string): Promise<void> {
  const { servers, problems } = await readCliServers(place);
  if (servers.length === 0 && problems.length === 0) return;
  const isSettled = (): boolean => {
    const rows = desk.servers().filter((row) => name === undefined || row.name === name);
    const isRead = desk.servers().length > 0 || desk.problems.length > 0;
    return (
      isRead &&
      rows.every(
        ({ state, question }) => state !== 'connecting' && state !== 'idle' && (answered === undefined || question?.shown !== answered),
      )
    );
  };
  // What was begun just now shows itself with the next event.
  await new Promise((resolve) => setImmediate(resolve));
  if (isSettled()) return;
  await new Promise<void>((resolve, reject) => {
    const end = (): void => {
      listening.dispose();
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve();
    };
    const stop = (): void => reject(signal.reason);
    const listening = desk.onDidChange(() => {
      if (isSettled()) end();
    });
    const timer = setTimeout(end, settleMs);
    signal.addEventListener('abort', stop, { once: true });
  });
}

function requireRow(desk: McpDesk, name: string): ServerRow {
  const row = desk.servers().find((each) => each.name === name);
  if (row !== undefined) return row;
  const [problem] = desk.problems.filter(({ text }) => text.includes(`“${name}”`));
  throw new PracticumError(
    'mcp-unknown-server',
    problem === undefined ? `No server “${name}” is configured.` : `${problem.file}: ${problem.text}`,
    {
      hint: '“practicum mcp list” names them.',
    },
  );
}

function pairs(words: readonly string[], separator: '=' | ':', form: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    words.map((word) => {
      const at = word.indexOf(separator);
      if (at <= 0) throw new WrongUsage(`“${word}” is not of the form ${form}.`);
      return [word.slice(0, at).trim(), word.slice(at + 1).trim()];
    }),
  );
}
