import * as z from 'zod';
import { defined } from '../base/defined.ts';
import type { Effect } from '../base/effects.ts';
import { PracticumError } from '../base/errors.ts';
import { paidText } from '../base/paid.ts';
import { placeOfSandbox } from '../base/place.ts';
import type { ToolCall, ToolDetail, ToolResult } from '../base/tool.ts';
import type { JobOffer } from '../runs/hub/jobDesk.ts';
import { hardwareNamed, usualImage } from '../runs/hub/jobQuote.ts';
import { isPackageSpec } from '../runs/requirements.ts';
import { rootOf } from '../runs/rootOf.ts';
import { type SmokePlace, smokeEffects } from '../runs/sandboxes/sandboxPort.ts';
import { sandboxLine, smokeLines } from '../runs/sandboxes/sandboxText.ts';
import { endEffect, quoteOfSandbox, quoteOfUse, type SandboxWish, sandboxEffects, useEffect } from '../runs/sandboxes/sandboxWish.ts';
import type { SmokeWish } from '../runs/sandboxes/smoke.ts';
import { sliceOf } from '../runs/ssh/slice.ts';
import { defineTool, type EffectContext, type PreviewServices, type RunServices, rare } from './define.ts';
import { absolutePath, displayGiven, firstRoot, pathField } from './paths.ts';
import { sandboxFor } from './there.ts';

const usualSmokeMinutes = 10;
/** For the machine to come up, and the files to go there. */
const moreMinutes = 5;

const input = z.strictObject({
  action: z.enum(['start', 'list', 'use', 'end', 'smoke']),
  id: z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .optional(),
  flavor: z.string().max(60).optional(),
  timeout_minutes: z.number().min(1).max(1440).optional(),
  script: pathField.optional(),
  args: rare(z.array(z.string().max(2000)).max(100).optional()),
  image: rare(z.string().max(300).optional()),
  packages: rare(z.array(z.string().refine(isPackageSpec, 'Name packages as pip takes them from the index')).optional()),
});
type Input = z.infer<typeof input>;

/** Machines to try things on, and the short run before a long one. */
export const hubSandbox = defineTool({
  name: 'hub_sandbox',
  description:
    'A machine of Hugging Face to try things on, paid until it ends: with on: "sandbox", read_file, edit_file, write_file and run_shell act there, in /work, with network. start: flavor (see hub_jobs), timeout_minutes, image. list; by id: use, end. smoke: tries script with args (a list; also packages) for a few steps on flavor, or in the running one without; tells errors and peak memory, and ends what it started. Do it before a long paid run.',
  input,
  effectKinds: ['lookup', 'execute', 'spend', 'operate'],
  title: titleOf,
  effects: effectsOf,
  async preview(given, services, signal) {
    if (given.action === 'use') return await usePreview(given, services, signal);
    return given.action === 'smoke' ? await smokePreview(given, services) : startPreview(given, services.jobs.offer);
  },
  async run(given, services, call) {
    const { sandbox, hub, jobs, roots } = services;
    const looks = lookEffect(services);
    switch (given.action) {
      case 'start': {
        const wish = machineOf(given, needed(given.timeout_minutes, 'timeout_minutes'), jobs.offer);
        const { id } = await sandbox.start(call.permit, wish, firstRoot(roots), asking(call));
        return text(
          `sandbox: ${id} on ${wish.flavor}, ${quoteOfSandbox(wish)}. It is this session’s: on: "sandbox" means it. It ends by itself after 10 minutes without use.`,
        );
      }
      case 'list': {
        const { payer } = await jobs.learn(hub.under(call.permit, looks), call.signal);
        const rows = await sandbox.list(call.permit, looks, payer, call.signal);
        return text(rows.length === 0 ? `${payer} has no sandbox.` : rows.map((row) => sandboxLine(row, Date.now())).join('\n'));
      }
      case 'use': {
        const used = await sandbox.use(call.permit, placeNamed(needed(given.id, 'id'), services), call.signal);
        return text(`on: "sandbox" means ${used.id} on ${used.flavor} from now on.`);
      }
      case 'end': {
        const { paid } = await sandbox.end(call.permit, placeToEnd(given, services));
        return text(`The sandbox has ended${paid === undefined ? '' : `; it cost ${paidText(paid)}`}.`);
      }
      case 'smoke':
        return await smoke(given, services, call);
    }
  },
});

function titleOf(
  { action, id, flavor, timeout_minutes: minutes, script, args = [] }: Input,
  { roots }: Pick<EffectContext, 'roots'>,
): string {
  switch (action) {
    case 'start':
      return `Start a sandbox on ${flavor ?? 'some hardware'} for at most ${minutes ?? '?'} min`;
    case 'list':
      return 'List sandboxes on Hugging Face';
    case 'use':
      return `Use the sandbox ${id ?? ''}`;
    case 'end':
      return `End the sandbox${id === undefined ? '' : ` ${id}`}`;
    case 'smoke':
      return `Try ${[displayGiven(script ?? 'a script', roots), ...args].join(' ')} ${flavor === undefined ? 'in the sandbox' : `on ${flavor}`}`;
  }
}

function effectsOf(given: Input, context: EffectContext): readonly Effect[] {
  switch (given.action) {
    case 'start':
      return sandboxEffects(
        machineOf(given, needed(given.timeout_minutes, 'timeout_minutes'), context.jobs.offer),
        firstRoot(context.roots),
      );
    case 'list':
      return [lookEffect(context)];
    case 'use':
      return [useEffect(placeNamed(needed(given.id, 'id'), context))];
    case 'end':
      return [endEffect(placeToEnd(given, context))];
    case 'smoke':
      return smokeEffects(smokeWish(given, context.roots), smokePlace(given, context));
  }
}

function lookEffect({ hub }: Pick<EffectContext, 'hub'>): Effect {
  return { kind: 'lookup', host: new URL(hub.endpoints.hub).hostname };
}

function placeToEnd({ id }: Input, context: Pick<EffectContext, 'sandbox' | 'jobs'>): string {
  return id === undefined ? sandboxFor(context).place : placeNamed(id, context);
}

/** Of whom the person lets pay. */
function placeNamed(id: string, { jobs }: Pick<EffectContext, 'jobs'>): string {
  return placeOfSandbox(offerOf(jobs.offer).payer, id);
}

function machineOf({ flavor, image }: Input, minutes: number, known: JobOffer | undefined): SandboxWish {
  const offer = offerOf(known);
  const { microUsdPerHour } = hardwareNamed(needed(flavor, 'flavor'), offer.prices);
  const timeoutMs = Math.round(minutes * 60_000);
  return { payer: offer.payer, hub: offer.hub, flavor: needed(flavor, 'flavor'), timeoutMs, microUsdPerHour, ...defined({ image }) };
}

/** On the hardware that is named; without, in the sandbox that is there. */
function smokePlace(
  given: Input,
  context: { readonly jobs: Pick<EffectContext['jobs'], 'offer'>; readonly sandbox: Pick<RunServices['sandbox'], 'current'> },
): SmokePlace {
  if (given.flavor === undefined) return { place: sandboxFor(context).place };
  return { machine: machineOf(given, (given.timeout_minutes ?? usualSmokeMinutes) + moreMinutes, context.jobs.offer) };
}

function smokeWish(
  { script, args = [], packages, timeout_minutes: minutes = usualSmokeMinutes }: Input,
  roots: readonly string[],
): SmokeWish {
  const file = absolutePath(needed(script, 'script'), roots);
  const root = rootOf(roots, file) ?? firstRoot(roots);
  return { root, script: file, args, limitMs: Math.round(minutes * 60_000), ...defined({ packages }) };
}

async function smoke(given: Input, services: RunServices, call: ToolCall): Promise<ToolResult> {
  const { sandbox, roots } = services;
  const wish = smokeWish(given, roots);
  const report = await sandbox.smoke(call.permit, wish, smokePlace(given, services), asking(call));
  const origin = report.output === '' ? {} : { origin: { kind: 'log', name: `smoke run of ${displayGiven(wish.script, roots)}` } as const };
  return { content: smokeLines(report).join('\n'), ...origin };
}

function startPreview(given: Input, offer: JobOffer | undefined): ToolDetail | undefined {
  if (given.action !== 'start') return undefined;
  const wish = machineOf(given, needed(given.timeout_minutes, 'timeout_minutes'), offer);
  return {
    kind: 'text',
    text: [
      `Costs ${quoteOfSandbox(wish, offer?.prices.tableOf)}.`,
      `Image ${wish.image ?? usualImage}. No key and no file of yours goes there by itself.`,
    ].join('\n'),
  };
}

/** It is paid for already; used, it goes on until its time limit. */
async function usePreview(
  given: Input,
  { jobs, sandbox }: Pick<PreviewServices, 'jobs' | 'sandbox'>,
  signal: AbortSignal,
): Promise<ToolDetail> {
  const left = await sandbox.left(placeNamed(needed(given.id, 'id'), { jobs }), signal);
  const promised = left.isPromised
    ? 'That was promised when it was started from here.'
    : 'It was started elsewhere: nothing of that is promised here, and no cap holds it.';
  return {
    kind: 'text',
    text: `In use it goes on until it is ended or its time is over: ${quoteOfUse(left, offerOf(jobs.offer))}.\n${promised}`,
  };
}

async function smokePreview(given: Input, services: Pick<PreviewServices, 'roots' | 'jobs' | 'sandbox'>): Promise<ToolDetail> {
  const { roots, jobs, sandbox } = services;
  const at = smokePlace(given, services);
  const wish = smokeWish(given, roots);
  const [{ files, notes }, { argv, shortened }] = await Promise.all([sliceOf(wish.root, wish.script), sandbox.planSmoke(wish)]);
  const lines = [
    ...('machine' in at ? [`Costs ${quoteOfSandbox(at.machine, jobs.offer?.prices.tableOf)}; it ends when this is known.`] : []),
    `Runs ${['python', ...argv].join(' ')} for at most ${Math.round(wish.limitMs / 60_000)} min.`,
    ...(shortened.length > 0 ? [] : ['The script shows no option that makes a short run of it: its time limit ends it.']),
    `${files.length} ${files.length === 1 ? 'file goes' : 'files go'} there; no file with secrets does. The script gets HF_TOKEN, as a paid run does.`,
    ...notes,
  ];
  return { kind: 'text', text: lines.join('\n') };
}

function offerOf(offer: JobOffer | undefined): JobOffer {
  if (offer !== undefined) return offer;
  throw new PracticumError('hub-prices', 'Who pays, and what hardware of Hugging Face costs now, has not been asked for yet.', {
    hint: 'Call hub_jobs with action “hardware” first, then this again.',
  });
}

function needed<T>(value: T | undefined, name: string): T {
  if (value !== undefined) return value;
  throw new PracticumError('missing-argument', `This action needs ${name}.`, { hint: `Call it again with ${name}.` });
}

function asking(call: ToolCall): {
  readonly call: ToolCall['id'];
  readonly signal: AbortSignal;
  readonly progress: (text: string) => void;
} {
  return { call: call.id, signal: call.signal, progress: (said) => call.progress(said) };
}

function text(content: string): ToolResult {
  return { content };
}
