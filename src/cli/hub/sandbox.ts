import { resolve } from 'node:path';
import { openBench } from '../../app/bench.ts';
import { createJobDesk } from '../../app/jobDesk.ts';
import { defined } from '../../base/defined.ts';
import type { Effect } from '../../base/effects.ts';
import type { SessionId } from '../../base/ids.ts';
import { newId } from '../../base/newId.ts';
import { paidText } from '../../base/paid.ts';
import { placeOfSandbox } from '../../base/place.ts';
import { usingPermit } from '../../base/usingPermit.ts';
import type { JobOffer } from '../../runs/hub/jobDesk.ts';
import { hardwareNamed, timeLimitOf } from '../../runs/hub/jobQuote.ts';
import { rootOf } from '../../runs/rootOf.ts';
import { type SandboxPort, type SmokePlace, smokeEffects } from '../../runs/sandboxes/sandboxPort.ts';
import { sandboxLine, smokeLines } from '../../runs/sandboxes/sandboxText.ts';
import { endEffect, quoteOfSandbox, quoteOfUse, type SandboxWish, sandboxEffects, useEffect } from '../../runs/sandboxes/sandboxWish.ts';
import { WrongUsage } from '../command.ts';
import { type ExitCode, exitCode } from '../exitCodes.ts';
import { nothingMore, required } from '../options.ts';
import type { HubCommand, HubCommandContext } from './context.ts';
import { askQuote } from './jobMoney.ts';

const usualSmokeMs = 10 * 60_000;
/** For the machine to come up, and the files to go there. */
const moreMs = 5 * 60_000;
const longestCommandMs = 24 * 3_600_000;

/** What one command does with sandboxes. Its session is its own: those of conversations stay theirs. */
interface Hands {
  readonly context: HubCommandContext;
  readonly offer: JobOffer;
  readonly port: SandboxPort;
  under<T>(effects: readonly Effect[], act: (permit: Parameters<SandboxPort['end']>[0]) => Promise<T>): Promise<T>;
}

/** Machines to try things on, by hand. What the person types is its own approval, except for money, which is shown and asked about. */
export const sandbox: HubCommand = async (context) => {
  const [verb = 'list', ...words] = context.words;
  return await withHands(context, async (hands) => {
    switch (verb) {
      case 'list':
        return await list(hands, words);
      case 'start':
        return await start(hands, words);
      case 'run':
        return await run(hands, words);
      case 'end':
        return await end(hands, words);
      default:
        throw new WrongUsage(`“hub sandbox ${verb}” is no command; there are: list, start, run, end. `);
    }
  });
};

/** `hub smoke SCRIPT [-- ARGS]`: on hardware that is started for it and ends with it, or in a sandbox that is there. */
export const smoke: HubCommand = async (context) => await withHands(context, trySmoke);

async function withHands(context: HubCommandContext, act: (hands: Hands) => Promise<ExitCode>): Promise<ExitCode> {
  const bench = openBench(context.host);
  try {
    const offer = await createJobDesk(context.host).learn(context.hub, context.signal);
    const { permits, sandboxDesk } = bench.parts;
    const port = sandboxDesk.of(newId<SessionId>('se'));
    return await act({ context, offer, port, under: (effects, work) => usingPermit(permits, effects, work) });
  } finally {
    bench.dispose();
  }
}

function wishOf({ values }: HubCommandContext, { payer, hub, prices }: JobOffer, timeoutMs: number): SandboxWish {
  const flavor = required(values.flavor, 'A sandbox needs --flavor; practicum hub jobs hardware lists them');
  const { microUsdPerHour } = hardwareNamed(flavor, prices);
  return { payer, hub, flavor, timeoutMs, microUsdPerHour, ...defined({ image: values.image?.at(-1) }) };
}

function asking({ signal, output }: HubCommandContext) {
  let last = '';
  // What a script prints comes again with what was there before: only what is new is printed.
  const progress = (text: string): void => {
    const news = last !== '' && text.startsWith(last) ? text.slice(last.length) : text;
    if (text === last || news.trim() === '') return;
    last = text;
    output.err(news.endsWith('\n') ? news : `${news}\n`);
  };
  return { signal, progress };
}

function looksAt({ hub }: HubCommandContext): Effect {
  return { kind: 'lookup', host: new URL(hub.endpoints.hub).hostname };
}

async function list({ context, offer, port, under }: Hands, words: readonly string[]): Promise<ExitCode> {
  nothingMore(words);
  const { options, output, signal } = context;
  const looks = looksAt(context);
  const rows = await under([looks], (permit) => port.list(permit, looks, offer.payer, signal));
  for (const row of rows) output.out(options.json ? `${JSON.stringify(row)}\n` : `${sandboxLine(row, Date.now())}\n`);
  if (rows.length === 0 && !options.json)
    output.err(`${offer.payer} has no sandbox. Start one: practicum hub sandbox start --flavor FLAVOR --timeout TIME\n`);
  return exitCode.done;
}

async function start({ context, offer, port, under }: Hands, words: readonly string[]): Promise<ExitCode> {
  nothingMore(words);
  const { values, options, output, host } = context;
  const limit = required(values.timeout, 'A sandbox needs --timeout, such as 30m or 2h: it is what it may cost');
  const wish = wishOf(context, offer, timeLimitOf(limit));
  const answer = await askQuote(context, quoteOfSandbox(wish, offer.prices.tableOf), `Start a sandbox on ${wish.flavor}`);
  if (answer !== undefined) return answer;
  const cwd = host.roots[0] ?? process.cwd();
  const started = await under(sandboxEffects(wish, cwd), (permit) => port.start(permit, wish, cwd, asking(context)));
  output.out(options.json ? `${JSON.stringify(started)}\n` : `${started.id}\n`);
  if (!options.json)
    output.err(
      `Run something there: practicum hub sandbox run ${started.id} -- COMMAND. End it: practicum hub sandbox end ${started.id}\n`,
    );
  return exitCode.done;
}

async function run(hands: Hands, [id, ...words]: readonly string[]): Promise<ExitCode> {
  const { context, port, under } = hands;
  const { values, options, output, signal } = context;
  const sandboxId = required(id, 'hub sandbox run needs the id of a sandbox and a command');
  const command = words.length === 1 ? (words[0] ?? '') : words.map(quoted).join(' ');
  required(command === '' ? undefined : command, 'hub sandbox run needs a command');
  const answer = await askUse(hands, sandboxId);
  if (answer !== undefined) return answer;
  const place = await placeOf(hands, sandboxId);
  const timeoutMs = values.timeout === undefined ? longestCommandMs : timeLimitOf(values.timeout);
  const outcome = await under([{ kind: 'operate', on: place, does: 'shell', what: command }], (permit) =>
    port.run(permit, place, { command, cwd: '/work', timeoutMs, signal }),
  );
  if (options.json) output.out(`${JSON.stringify(outcome)}\n`);
  else output.out(outcome.output);
  if (outcome.exitCode === 0) return exitCode.done;
  if (!options.json) output.err(outcome.exitCode === null ? `ended: ${outcome.endedBy}\n` : `exit code ${outcome.exitCode}\n`);
  return exitCode.failed;
}

async function end(hands: Hands, [id, ...rest]: readonly string[]): Promise<ExitCode> {
  nothingMore(rest);
  const { context, port, under } = hands;
  const place = await placeOf(hands, required(id, 'hub sandbox end needs the id of a sandbox'));
  const { paid } = await under([endEffect(place)], (permit) => port.end(permit, place));
  const { options, output } = context;
  output.out(
    options.json ? `${JSON.stringify({ id, ...paid })}\n` : `${id} has ended${paid === undefined ? '' : `, it cost ${paidText(paid)}`}\n`,
  );
  return exitCode.done;
}

async function trySmoke(hands: Hands): Promise<ExitCode> {
  const { context, offer, port, under } = hands;
  const { values, options, output, host, words } = context;
  const [given, ...args] = words;
  const script = resolve(options.cwd ?? process.cwd(), required(given, 'hub smoke needs a script'));
  const root = rootOf(host.roots, script) ?? host.roots[0] ?? process.cwd();
  const limitMs = values.timeout === undefined ? usualSmokeMs : timeLimitOf(values.timeout);
  const wish = { root, script, args, limitMs, ...defined({ packages: values.with }) };
  const refused = values.on === undefined ? undefined : await askUse(hands, values.on);
  if (refused !== undefined) return refused;
  const at: SmokePlace =
    values.on === undefined ? { machine: wishOf(context, offer, limitMs + moreMs) } : { place: await placeOf(hands, values.on) };
  if ('machine' in at) {
    const answer = await askQuote(context, quoteOfSandbox(at.machine, offer.prices.tableOf), `Try ${given ?? ''} on ${at.machine.flavor}`);
    if (answer !== undefined) return answer;
  }
  const report = await under(smokeEffects(wish, at), (permit) => port.smoke(permit, wish, at, asking(context)));
  output.out(options.json ? `${JSON.stringify(report)}\n` : `${smokeLines(report).join('\n')}\n`);
  return report.end === 'done' ? exitCode.done : exitCode.failed;
}

/** Whether one that was started elsewhere, whose money is not promised here, is to go on because it is used. Undefined: yes. */
async function askUse({ context, offer, port }: Hands, id: string): Promise<ExitCode | undefined> {
  const place = placeOfSandbox(offer.payer, id);
  if (port.knows(place)) return undefined;
  return await askQuote(context, quoteOfUse(await port.left(place, context.signal), offer), `Use the sandbox ${id} until its time limit`);
}

/** One that was started elsewhere, as by `hf sandbox`, is made known here first. */
async function placeOf({ context, offer, port, under }: Hands, id: string): Promise<string> {
  const place = placeOfSandbox(offer.payer, id);
  if (!port.knows(place)) await under([useEffect(place)], (permit) => port.use(permit, place, context.signal));
  return place;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
