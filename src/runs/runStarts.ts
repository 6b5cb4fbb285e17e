import { realpath } from 'node:fs/promises';
import type { Clock } from '../base/clock.ts';
import { defined } from '../base/defined.ts';
import { InvariantBroken, PracticumError } from '../base/errors.ts';
import type { RunId } from '../base/ids.ts';
import type { Permit } from '../base/permit.ts';
import type { ProcessIdentity } from '../base/processes.ts';
import type { Job } from '../hub/jobs.ts';
import { type AdoptRequest, adoptEffects, adoptRun } from './adopt.ts';
import { impliedRunner } from './entries/impliedRunner.ts';
import { prepareEvaluation } from './evaluate/beforeEvaluation.ts';
import { runsFoldersOf } from './folder.ts';
import { adoptedJobSpec } from './hub/adoptJob.ts';
import { jobSecrets } from './hub/jobAccess.ts';
import type { JobWish } from './hub/jobQuote.ts';
import { launchJob } from './hub/launchJob.ts';
import { findInterpreter, type Interpreter } from './interpreter.ts';
import { patternsOf, prepareSpec, type SupervisorProgram, startRun } from './launch.ts';
import { type LaunchRequest, launchEffects } from './launchRequest.ts';
import { limitsUnder } from './limits.ts';
import { needsIn, needsOf } from './machine/needs.ts';
import { type ResumePlan, resumeEffects, resumeRun } from './resume.ts';
import { rootOf } from './rootOf.ts';
import type { RunConfinement, RunOrigin, RunState } from './run.ts';
import { CannotConfineThere, OutsideWorkspace } from './runErrors.ts';
import { type RunSettings, supervisorOptions, usualRunSettings } from './runSettings.ts';
import type { JobsPort, RunsOptions } from './runsOptions.ts';
import { RunGoesOn } from './segments.ts';
import { placeOn } from './ssh/hosts.ts';
import { isUnfollowed, reattachRun } from './ssh/reattach.ts';
import { hostQueue } from './ssh/sshHost.ts';

/** `hub`: the Hub’s address. */
export interface AdoptJobRequest {
  readonly payer: string;
  readonly hub: string;
  readonly job: Job;
}

/** How runs begin, each under a permit. Every way answers with the run's id once its supervisor is started. */
export class RunStarts {
  readonly #options: RunsOptions;
  readonly #clock: Clock;
  /** As it was at the start: runs do not move. */
  readonly #folder: RunSettings['folder'];

  constructor(options: RunsOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
    this.#folder = (options.settings?.() ?? usualRunSettings).folder;
  }

  async launch(permit: Permit, request: LaunchRequest): Promise<RunId> {
    const { roots, home } = this.#options;
    const root = rootOf(roots, request.script);
    if (root === undefined) throw new OutsideWorkspace(request.script, roots);
    for (const effect of launchEffects(request, root)) this.#options.require(permit, effect);
    if (request.purpose !== undefined) {
      const isHere = request.host === undefined && request.job === undefined;
      const interpreter = isHere ? await this.#interpreter(root) : undefined;
      await prepareEvaluation(request.purpose, { root, script: request.script, interpreter });
    }
    // A link may lead out of the workspace, to code that the permit does not speak of.
    const real = await realpath(request.script).catch(() => request.script);
    const realRoots = await Promise.all(roots.map((each) => realpath(each).catch(() => each)));
    if (rootOf(realRoots, real) === undefined) throw new OutsideWorkspace(real, roots);
    const { script, args, cwd = root, name, origin, watchdogs, limits, purpose } = request;
    const set = this.settings;
    const settings = { ...set, hook: request.hook ?? set.hook };
    const ssh = request.host === undefined ? undefined : placeOn(request.host, settings.hosts, root);
    const elsewhere = request.job === undefined ? ssh?.host : 'Hugging Face';
    if (elsewhere !== undefined && permit.confinement !== undefined) throw new CannotConfineThere(elsewhere);
    if (request.job !== undefined) return await this.#launchJob(permit, request, request.job, { root, cwd, settings });
    const interpreter = ssh === undefined ? await this.#interpreter(root) : { path: ssh.python, version: '', origin: `on ${ssh.host}` };
    const needs = ssh === undefined ? needsOf(request, settings, home) : needsIn(request, settings, hostQueue);
    const runner = await this.#runnerOf(request);
    const spec = await prepareSpec(
      {
        root,
        script,
        args,
        runner,
        cwd,
        name,
        origin,
        interpreter,
        confinement: this.#walls(permit, realRoots),
        settings,
        needs,
        watchdogs,
        limits: limitsUnder(limits, this.#options.capUsd?.()),
        ssh,
        purpose,
        home,
      },
      this.#clock.nowMs(),
    );
    await startRun(root, spec, this.#supervisor(settings), runsFoldersOf(root, settings.folder)[0]);
    return spec.id;
  }

  async #launchJob(
    permit: Permit,
    { script, args, name, origin, watchdogs, limits, purpose, resumed, ...request }: LaunchRequest,
    wish: JobWish,
    { root, cwd, settings }: { readonly root: string; readonly cwd: string; readonly settings: RunSettings },
  ): Promise<RunId> {
    const { jobs, token } = await this.#jobs(wish.hub);
    const { id } = await launchJob(permit, wish, await jobs.ledger(), {
      root,
      script,
      args,
      runner: await this.#runnerOf({ script, args, origin, ...request }),
      cwd,
      name,
      origin,
      settings,
      watchdogs,
      // Its own time limit is what its reservation bought; waiting for hardware costs nothing.
      limits,
      purpose,
      resumed,
      home: this.#options.home,
      runs: runsFoldersOf(root, settings.folder)[0],
      supervisor: this.#jobSupervisor(settings, token),
      nowMs: this.#clock.nowMs(),
    });
    return id;
  }

  async adopt(permit: Permit, request: AdoptRequest): Promise<RunId> {
    for (const effect of adoptEffects(request)) this.#options.require(permit, effect);
    const settings = this.settings;
    const { spec: made, root } = await adoptRun(request, this.#options.roots, this.#clock.nowMs());
    const spec = { ...made, ...patternsOf(settings) };
    await startRun(root, spec, this.#supervisor(settings), runsFoldersOf(root, settings.folder)[0]);
    return spec.id;
  }

  async adoptJob(permit: Permit, { payer, hub, job }: AdoptJobRequest, runs: readonly RunState[]): Promise<RunId> {
    this.#options.require(permit, { kind: 'lookup', host: new URL(hub).hostname });
    const [root] = this.#options.roots;
    if (root === undefined) throw new OutsideWorkspace(`the job ${job.id}`, []);
    const { token } = await this.#jobs(hub);
    const settings = this.settings;
    const followed = runs.find(({ spec }) => spec.job?.id === job.id && spec.job.payer === payer);
    if (followed !== undefined) return followed.spec.id;
    const spec = { ...adoptedJobSpec(job, payer, hub, root, this.#clock.nowMs()), ...patternsOf(settings) };
    await startRun(root, spec, this.#jobSupervisor(settings, token), runsFoldersOf(root, settings.folder)[0]);
    return spec.id;
  }

  async resume(permit: Permit, plan: ResumePlan, origin: RunOrigin, script: ProcessIdentity | undefined): Promise<void> {
    for (const effect of resumeEffects(plan)) this.#options.require(permit, effect);
    const { ssh } = plan.run.spec;
    if (ssh !== undefined && permit.confinement !== undefined) throw new CannotConfineThere(ssh.host);
    const { roots } = this.#options;
    const realRoots = await Promise.all(roots.map((each) => realpath(each).catch(() => each)));
    const settings = this.settings;
    await resumeRun({
      plan,
      origin,
      confinement: this.#walls(permit, realRoots),
      settings,
      capUsd: this.#options.capUsd?.(),
      supervisor: this.#supervisor(settings),
      script,
      nowMs: this.#clock.nowMs(),
    });
  }

  async followAgain(runs: readonly RunState[]): Promise<readonly RunId[]> {
    const lost = runs.filter(isUnfollowed);
    const settings = this.settings;
    const token = lost.some(({ spec }) => spec.job !== undefined) ? await this.#options.jobs?.token() : undefined;
    const followed: RunId[] = [];
    for (const run of lost) {
      try {
        // Without a token for that very Hub nobody can; it goes on there all the same.
        if (run.spec.job !== undefined && (token === undefined || run.spec.job.hub !== this.#options.jobs?.hub())) continue;
        await reattachRun(
          run,
          token === undefined || run.spec.job === undefined ? this.#supervisor(settings) : this.#jobSupervisor(settings, token),
        );
        followed.push(run.spec.id);
      } catch (error) {
        // Another window was faster.
        if (!(error instanceof RunGoesOn)) throw error;
      }
    }
    return followed;
  }

  /** Throws where the Hub is another one than is set, or nobody is signed in. */
  async #jobs(hub: string): Promise<{ readonly jobs: JobsPort; readonly token: string }> {
    const { jobs } = this.#options;
    if (jobs !== undefined && jobs.hub() !== hub)
      throw new PracticumError('hub-endpoint', `${hub} is another Hub than the one that is set (${jobs.hub()}).`, {
        hint: 'Choose it in the settings first.',
      });
    const token = await jobs?.token();
    if (jobs !== undefined && token !== undefined) return { jobs, token };
    throw new PracticumError('hub-sign-in', 'Nobody is signed in to Hugging Face.', { hint: 'Sign in to Hugging Face first.' });
  }

  #jobSupervisor(settings: RunSettings, token: string): SupervisorProgram {
    return {
      ...this.#supervisor(settings),
      ...defined({ home: this.#options.home }),
      secrets: jobSecrets(token, this.#options.jobs?.spaces?.()),
    };
  }

  async #runnerOf({ script, host, job, gpu, runner = [] }: LaunchRequest): Promise<readonly string[]> {
    const isElsewhere = host !== undefined || job !== undefined;
    return runner === 'implied' ? await impliedRunner(script, { isElsewhere, gpu, env: process.env }) : runner;
  }

  async #interpreter(root: string): Promise<Interpreter> {
    const { home } = this.#options;
    const search = { chosen: await this.#options.interpreter(), root, env: process.env };
    return await findInterpreter(home === undefined ? search : { ...search, home });
  }

  /** Those that the permit was given for. A run that a person starts has none. */
  #walls({ confinement }: Permit, roots: readonly string[]): RunConfinement | undefined {
    if (confinement === undefined) return undefined;
    const { home } = this.#options;
    if (home === undefined) throw new InvariantBroken('A run can be confined only where the Practicum home is known.');
    return { ...confinement, roots, home };
  }

  get settings(): RunSettings {
    return { ...(this.#options.settings?.() ?? usualRunSettings), folder: this.#folder };
  }

  /** What was given with the program counts before what is set. */
  #supervisor(settings: RunSettings): SupervisorProgram {
    const { supervisor } = this.#options;
    return { ...supervisor, options: [...(supervisor.options ?? []), ...supervisorOptions(settings)] };
  }
}
