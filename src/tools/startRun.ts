import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import * as z from 'zod';
import { defined } from '../base/defined.ts';
import { PracticumError } from '../base/errors.ts';
import type { ToolDetail } from '../base/tool.ts';
import { prepareEvaluation } from '../runs/evaluate/beforeEvaluation.ts';
import { type EvaluationLaunch, evaluationLaunch } from '../runs/evaluate/evaluation.ts';
import { type JobOffer, pricesFor, wishUnder } from '../runs/hub/jobDesk.ts';
import { packagesForJob } from '../runs/hub/jobPackages.ts';
import { type JobWish, quoteText } from '../runs/hub/jobQuote.ts';
import { type LaunchRequest, launchEffects } from '../runs/launchRequest.ts';
import { gatherPreflight } from '../runs/preflight/gatherPreflight.ts';
import { preflightLines } from '../runs/preflight/preflight.ts';
import { isPackageSpec } from '../runs/requirements.ts';
import { rootOf } from '../runs/rootOf.ts';
import type { RunState } from '../runs/run.ts';
import { jobSecretsOf, secretVariablesOf } from '../runs/runSecrets.ts';
import { sliceOf } from '../runs/ssh/slice.ts';
import { isHostName } from '../runs/ssh/sshHost.ts';
import type { CheckMemory } from './checkMemory.ts';
import { defineTool, type PreviewServices, rare } from './define.ts';
import { PackagesMissing } from './installPackages.ts';
import { absolutePath, displayGiven, displayPath, firstRoot, pathField } from './paths.ts';
import { cardState } from './runCard.ts';

const jobTarget = z.strictObject({
  kind: z.enum(['hf-job', 'hf-space']),
  // What is bounded here and not in the schema need not be read with every request.
  flavor: z.string(),
  timeout_minutes: z.number().refine((minutes) => minutes >= 1 && minutes <= 20_160, 'Give 1 minute to 14 days'),
  image: rare(z.string().optional()),
  packages: rare(z.array(z.string().refine(isPackageSpec, 'Name packages as pip takes them from the index')).optional()),
});

const evaluation = z.strictObject({
  model: z.string().min(1).max(400),
  benchmark: z.string().min(1).max(400),
  baseline: z.string().min(1).max(400).optional(),
  limit: z.number().positive().optional(),
});

interface Given {
  readonly script?: string | undefined;
  readonly args?: readonly string[] | undefined;
  readonly evaluate?: z.infer<typeof evaluation> | undefined;
}

class NoScript extends PracticumError {
  constructor() {
    super('no-script', 'It is not said which script is to run.', { hint: 'Give script, or evaluate to measure a model with lm-eval.' });
  }
}

/** What is executed: the script as it is given, or what measures a model. Throws NoScript, `cannot-evaluate`. */
function executedBy(
  { script: given, args = [], evaluate }: Given,
  roots: readonly string[],
): Omit<EvaluationLaunch, 'name' | 'purpose'> & Partial<EvaluationLaunch> {
  const script = given === undefined ? undefined : absolutePath(given, roots);
  if (evaluate === undefined) {
    if (script === undefined) throw new NoScript();
    return { script, args };
  }
  // Models are named from the folder in which it executes.
  const root = (script === undefined ? undefined : rootOf(roots, script)) ?? firstRoot(roots);
  return evaluationLaunch(root, {
    ...defined(evaluate),
    model: evaluate.model,
    benchmark: evaluate.benchmark,
    args,
    ...defined({ script }),
  });
}

class TwoPlaces extends PracticumError {
  constructor() {
    super('two-places', 'A run executes in one place: host and target are two.', { hint: 'Leave one of them out.' });
  }
}

class PricesNotKnown extends PracticumError {
  constructor() {
    super('hub-prices', 'What hardware of Hugging Face costs now, and who pays, has not been asked for yet.', {
      hint: 'Call hub_jobs with action “hardware”, then start the run again.',
    });
  }
}

/** What the model asks for, at the price of now and paid by whom the person chose. Throws PricesNotKnown or NoSuchHardware. */
function wishOf({ kind, flavor, timeout_minutes, image, packages }: z.infer<typeof jobTarget>, offer: JobOffer | undefined): JobWish {
  if (offer === undefined) throw new PricesNotKnown();
  const timeoutMs = Math.round(timeout_minutes * 60_000);
  return wishUnder(offer, {
    flavor,
    timeoutMs,
    ...defined({ kind: kind === 'hf-space' ? ('space' as const) : undefined, image, packages }),
  });
}

/** A host that the person has not named for runs: its name may come from anywhere. */
class NoSuchHost extends PracticumError {
  constructor(host: string, hosts: readonly string[]) {
    const none = 'The person has named none in the setting practicum.runs.hosts: leave host out to train on this machine.';
    super('no-such-host', `${host} is no host that runs can be started on.`, {
      hint: hosts.length === 0 ? none : `There is: ${hosts.join(', ')}. Leave host out to train on this machine.`,
    });
  }
}

/** Starts a training run that goes on by itself. */
export const startRun = defineTool({
  name: 'start_run',
  description:
    'Start a Python training script as a run: detached, recorded, its printed metrics drawn as curves. Answers at once with the run id; follow it with read_run. args: one string each. host: over ssh on one that the person has set. target: as a paid job of Hugging Face, or Space where the person wants one; ask hub_jobs for hardware first, take the smallest that fits; also image, packages (a list). Neither: here. evaluate {model, benchmark, baseline, limit}: measure a model and what it was made of instead, with script where given, else with lm-eval.',
  input: z.strictObject({
    script: pathField.optional(),
    args: z.array(z.string().max(4000)).max(200).optional(),
    name: z.string().min(1).max(120).optional(),
    check: z.boolean().optional(),
    host: z.string().refine(isHostName, 'Name a host as ssh takes it').optional(),
    target: jobTarget.optional(),
    evaluate: rare(evaluation.optional()),
  }),
  effectKinds: ['execute', 'reach', 'spend'],
  title: (given, { roots }) => {
    const { script, args, host, target, evaluate } = given;
    const place = placeWords(host, target);
    const what = script === undefined ? undefined : [displayGiven(script, roots), ...(args ?? [])].join(' ');
    if (evaluate === undefined) return `Train${place} with ${what ?? 'no script'}`;
    const beside = evaluate.baseline === undefined ? '' : ` and its baseline ${evaluate.baseline}`;
    return `Evaluate ${evaluate.model}${beside} on ${evaluate.benchmark}${place} with ${what ?? 'lm-eval'}`;
  },
  effects: (given, { roots, jobs }) => {
    const { host, target } = given;
    if (host !== undefined && target !== undefined) throw new TwoPlaces();
    const { script, args } = executedBy(given, roots);
    const job = target === undefined ? undefined : wishOf(target, jobs.offer);
    return launchEffects({ script, args, ...defined({ host, job }) }, rootOf(roots, script) ?? firstRoot(roots));
  },
  /** Before anybody is asked about a run that could only fail. */
  async preview(given, { roots, environments, runHosts, jobs, checks, runs, sandbox }, signal) {
    const { check = true, host, target } = given;
    const { script, args, purpose } = executedBy(given, roots);
    const root = rootOf(roots, script);
    if (purpose !== undefined && root !== undefined) {
      const isHere = host === undefined && target === undefined;
      const interpreter = isHere ? await environments.interpreter(root, signal) : undefined;
      await prepareEvaluation(purpose, { root, script, interpreter });
    }
    if (target !== undefined)
      return root !== undefined && (await isFile(script))
        ? await jobPreview(wishOf(target, jobs.offer), { root, script, args }, jobs.offer, { checks, sandbox, runs: await runs.list() })
        : undefined;
    if (host !== undefined) {
      requireHost(host, runHosts());
      return root !== undefined && (await isFile(script)) ? await sentTo(host, root, script) : undefined;
    }
    // Launching says what is wrong with a script that is not there or lies outside of the workspace.
    if (!check || root === undefined || !(await isFile(script))) return undefined;
    const environment = await environments.check(script, root, signal);
    if (environment.kind === 'missing') throw new PackagesMissing(displayPath(script, roots), environment);
    return undefined;
  },
  async run(given, { runs, roots, session, linkRun, runHosts, jobs }, call) {
    const { host, target } = given;
    const { script, args, purpose, name: usual } = executedBy(given, roots);
    const name = given.name ?? usual;
    if (host !== undefined) requireHost(host, runHosts());
    const grant = jobs.grant?.();
    const job = target && { ...wishOf(target, jobs.offer), pays: { session, call: call.id, ...defined({ grant }) } };
    const request: LaunchRequest = {
      script,
      args,
      runner: 'implied',
      ...defined({ name, host, job, purpose }),
      origin: { by: 'agent', session, call: call.id },
    };
    const { spec, status } = await runs.launch(call.permit, request);
    await linkRun({ turn: call.turn, call: call.id, run: spec.id });
    const content = [
      `run: ${spec.id}`,
      `status: ${status}`,
      ...(host === undefined ? [] : [`host: ${host}`]),
      ...(job === undefined ? [] : [`${job.kind ?? 'job'}: ${quoteText(job)}`]),
      `command: ${spec.argv.join(' ')}`,
      `It goes on by itself. read_run with run=${spec.id} and wait_s waits for its end and shows what was measured.`,
    ];
    return { content: content.join('\n'), detail: { kind: 'run', run: spec.id, name: spec.name, ...cardState(status) } };
  },
});

/** ` on gpu-box`, ` on t4-small for at most 10 min`; empty for this machine. */
function placeWords(host: string | undefined, target: z.infer<typeof jobTarget> | undefined): string {
  if (target === undefined) return host === undefined ? '' : ` on ${host}`;
  return ` on ${target.flavor}${target.kind === 'hf-space' ? ' as a Space' : ''} for at most ${target.timeout_minutes} min`;
}

function requireHost(host: string, hosts: readonly string[]): void {
  if (!hosts.includes(host)) throw new NoSuchHost(host, hosts);
}

/** What would leave this machine, for the person who is asked. Throws where it is too much to send. */
async function sentTo(host: string, root: string, script: string): Promise<ToolDetail> {
  const { files, bytes, notes } = await sliceOf(root, script);
  const isOne = files.length === 1;
  const count = `${files.length} ${isOne ? 'file' : 'files'} of ${basename(root)}`;
  const keys = secretVariablesOf({ origin: { by: 'agent' } }, process.env);
  const logins = keys.length === 0 ? [] : [`To log in it gets ${keys.join(', ')} from here.`];
  return {
    kind: 'text',
    text: [`${count} ${isOne ? 'goes' : 'go'} to ${host} by ssh, ${sizeText(bytes)}; no file with secrets does.`, ...notes, ...logins].join(
      '\n',
    ),
  };
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 2 ** 20 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 2 ** 20).toFixed(1)} MB`;
}

/** What would leave this machine for a job, and what it costs at most. */
async function jobPreview(
  wish: JobWish,
  { root, script, args }: { readonly root: string; readonly script: string; readonly args: readonly string[] },
  offer: JobOffer | undefined,
  {
    checks,
    runs,
    sandbox,
  }: { readonly checks: CheckMemory; readonly runs: readonly RunState[]; readonly sandbox: Pick<PreviewServices['sandbox'], 'tried'> },
): Promise<ToolDetail> {
  const { files, bytes, notes } = await sliceOf(root, script);
  const packages = wish.packages ?? (await packagesForJob(root, script, root));
  const { flavor, timeoutMs } = wish;
  const known = { audited: checks.audited, models: checks.models, estimates: checks.estimatesFor(flavor) };
  const secrets = jobSecretsOf(process.env);
  const preflightOf = { root, script, args, runs, flavor, timeoutMs, ...known, tried: (hash: string) => sandbox.tried(hash) };
  const lines = [
    `Costs ${quoteText(wish, offer && pricesFor(offer, wish.kind).tableOf)}.`,
    ...(wish.kind === 'space' ? [spaceText(wish, offer)] : []),
    `${files.length} ${files.length === 1 ? 'file' : 'files'} of ${basename(root)} (${sizeText(bytes)}) would go to Hugging Face, seen by ${wish.payer} only; no file with secrets does.`,
    ...notes,
    ...(packages.length === 0 ? [] : [`Installed for it there: ${packages.join(', ')}.`]),
    `It gets ${secrets.join(', ')} from here as ${secrets.length === 1 ? 'a secret' : 'secrets'}.`,
    'Before it is paid for:',
    ...preflightLines(await gatherPreflight(preflightOf)),
  ];
  return { kind: 'text', text: lines.join('\n') };
}

function spaceText({ payer }: JobWish, offer: JobOffer | undefined): string {
  const plan = offer?.hasPlan === false ? `, and ${payer} has none as far as Hugging Face says: it may refuse` : '';
  return `A private Space of ${payer}, which needs a paid plan${plan}; it is deleted at its end.\nHugging Face does not say what a Space took: what it came to is estimated from what was seen of it.`;
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}
