/** Carries out `next_step`: brings the books up to date with what is there, and says the one next thing with what it takes. */

import { untrustedText } from '../../agent/tags.ts';
import { PracticumError } from '../../base/errors.ts';
import type { ToolCall, ToolResult } from '../../base/tool.ts';
import { executedText } from '../../runs/executedText.ts';
import type { RunServices } from '../../tools/define.ts';
import { absolutePath, displayPath, firstRoot } from '../../tools/paths.ts';
import { analysisFileName, type StageFiles, writeStage } from '../stages/files.ts';
import type { Code, Plan } from '../stages/records.ts';
import { stagesOf } from '../stages/stagesOf.ts';
import { stageFilePath, stageFilesFor } from '../stages/toolFiles.ts';
import { inputsOf, planHash, type Stages, unitStates } from '../stages/units.ts';
import { importFindings } from './checkPython.ts';
import { changedLines, type FileNow, notedCode } from './codeBook.ts';
import { type CommandName, commandLine, scriptOfCommand } from './command.ts';
import { lackingIn } from './environment.ts';
import { fileContext } from './fileContext.ts';
import { findingLines, some } from './finding.ts';
import { workspaceFit } from './fit.ts';
import { type Gathered, type GatheredRun, gather } from './gather.ts';
import { notedRuns } from './plannedRuns.ts';
import { environmentFor, environmentText } from './proposal.ts';
import { minutesText, nextStepOf, type Step } from './step.ts';
import type { Subject } from './subject.ts';

/** `done`: a file of the plan that is finished as it stands, whoever wrote it. Throws `not-planned`, `file-not-found`, and what the ports throw. */
export async function nextStep(subject: Subject, done: string | undefined, services: RunServices, call: ToolCall): Promise<ToolResult> {
  const files = stageFilesFor(subject.folder, services, call);
  const gathered = await gather(subject.paper, subject.folder, files, services, call);
  const finished = done === undefined ? undefined : finishedFile(done, gathered, services);
  const stages = await keepBooks(gathered, finished, files, services, call);
  const lacking = lackingNow(stages);
  const statuses = new Map(gathered.runs.map(({ run, state }) => [run, state.status]));
  const step = nextStepOf(stages, lacking, (run) => statuses.get(run));
  const lines = [standingLine(subject, stages), ...stepText(step, subject, { ...gathered, stages }, services)];
  return { content: lines.join('\n'), detail: { kind: 'files', paths: [...files.written] } };
}

function finishedFile(done: string, { stages, ground }: Gathered, { roots }: Pick<RunServices, 'roots'>): string {
  const path = displayPath(absolutePath(done, roots), roots).replaceAll('\\', '/');
  if (stages.plan?.files.some((file) => file.path === path && file.change !== 'keep') !== true)
    throw new PracticumError('not-planned', `${path} is no file that the plan writes.`, {
      hint: `It writes ${some(
        (stages.plan?.files ?? []).filter(({ change }) => change !== 'keep').map((file) => file.path),
        30,
      )}.`,
    });
  if (!ground.files.has(path))
    throw new PracticumError('file-not-found', `${path} is not there, so it is not finished.`, { hint: 'Write it first.' });
  return path;
}

/** Notes what the agent wrote, what ran and what is there of the environment. Nothing is noted of a plan that nobody accepted. */
async function keepBooks(
  { stages, runs }: Gathered,
  finished: string | undefined,
  files: StageFiles,
  services: RunServices,
  call: ToolCall,
): Promise<Stages> {
  const { plan } = stages;
  if (plan === undefined || stages.accepted?.plan !== planHash(plan)) return stages;
  let now: Stages = stages;
  const environment = stages.environment;
  if (environment === undefined || unitStates(stages).get('environment')?.kind === 'stale' || lackingNow(stages).length > 0)
    now = { ...now, environment: await writeStage(files, 'environment', await environmentFor(plan, stages, services, call)) };
  const written = notedCode(filesNow(plan, stages, services), now, new Set(finished === undefined ? [] : [finished]));
  const code = await withFirstRuns(written, runs, services);
  if (code.files.length > 0) now = { ...now, code: await writeStage(files, 'code', code) };
  const record = notedRuns(runs, plan, stages.register, stages.runs, (run) => runInputs(run, now));
  if (record.runs.length > 0) now = { ...now, runs: await writeStage(files, 'runs', record) };
  return now;
}

function filesNow(plan: Plan, { sources, accepted, code }: Stages, { roots, lastLeft }: RunServices): readonly FileNow[] {
  const root = firstRoot(roots);
  const since = Date.parse(accepted?.at ?? '');
  const noted = new Set(code?.files.map(({ path }) => path));
  return plan.files.flatMap(({ path, change }) => {
    const sha256 = sources?.get(path);
    if (change === 'keep' || sha256 === undefined) return [];
    const last = lastLeft(absolutePath(path, [root]));
    // A file that was edited before the plan was accepted is not what was planned.
    const left = change === 'edit' && !noted.has(path) && last === lastLeft(absolutePath(path, [root]), since) ? undefined : last;
    return [{ path, sha256, left }];
  });
}

/** What a file was when it first ran, beside what the agent had left by then. */
async function withFirstRuns(code: Code, runs: readonly GatheredRun[], services: RunServices): Promise<Code> {
  const root = firstRoot(services.roots);
  const files = await Promise.all(
    code.files.map(async (file) => {
      const first = file.ran === undefined ? runs.find((run) => run.code?.has(file.path)) : undefined;
      const sha256 = first?.code?.get(file.path);
      if (first === undefined || sha256 === undefined) return file;
      const left = services.lastLeft(absolutePath(file.path, [root]), first.createdMs) ?? file.written;
      if (left === sha256) return { ...file, ran: { run: first.run, sha256, personLines: 0 } };
      const [before, after] = await Promise.all([services.keptText(left), executedText(first.state, file.path)]);
      // Nobody can count them: said of no file rather than guessed.
      if (before === undefined || after === undefined) return file;
      return { ...file, ran: { run: first.run, sha256, personLines: changedLines(before, after) } };
    }),
  );
  return { ...code, files };
}

/** Of the code that it really executed, and of the values that it had. */
function runInputs(run: { readonly code?: ReadonlyMap<string, string> }, stages: Stages): Record<string, string> {
  const { plan, register } = stages;
  const own = (plan?.files ?? []).filter(({ role }) => role !== 'test').map(({ path }) => path);
  const executed = own.flatMap((path) => {
    const sha256 = run.code?.get(path);
    return sha256 === undefined ? [] : [[`code/${path}`, sha256] as const];
  });
  const rows = (register?.rows ?? []).map(({ id }) => `register/${id}`);
  return { ...inputsOf(stages, rows), ...Object.fromEntries(executed) };
}

/** What is missing and the person did not go on without. */
function lackingNow({ environment, accepted }: Stages): readonly string[] {
  const without = new Set(accepted?.without ?? []);
  return environment === undefined ? [] : lackingIn(environment).filter((name) => !without.has(name));
}

function standingLine({ name }: Subject, stages: Stages): string {
  const words = stagesOf(stages).stages.flatMap(({ stage, state, words: own }) =>
    state === 'missing' ? [] : [`${stage} ${state}${own === '' ? '' : ` (${own})`}`],
  );
  return `${name}: ${words.length === 0 ? 'nothing is there yet' : words.join(', ')}.`;
}

function stepText(step: Step, subject: Subject, gathered: Gathered, services: RunServices): readonly string[] {
  const paper = JSON.stringify(subject.name);
  switch (step.kind) {
    case 'stage':
      return [
        `Next: ${step.next.words}${step.next.tool === undefined ? '' : ` (${step.next.tool})`}`,
        ...stageNotes(step.next.stage, subject, gathered, services),
      ];
    case 'environment': {
      const { environment } = gathered.stages;
      const packages = step.lacking.filter((name) => name.startsWith('package '));
      return [
        `Next: no code is written before this is settled. Missing: ${some(step.lacking, 20)}.`,
        ...(environment === undefined ? [] : environmentText(environment)),
        ...(packages.length === 0
          ? []
          : [
              `install_packages brings ${some(
                packages.map((name) => name.slice('package '.length)),
                20,
              )}; then call next_step again.`,
            ]),
        `What cannot be had is the person's to decide: take it out of the plan, or put the plan before them again (propose_plan with paper ${paper} alone), where their yes goes on without it.`,
      ];
    }
    case 'analyse':
      return [
        `Next: analyse ${step.path}${because(step.because)}. Say how each item is done, with shapes, order of operations and edge cases; what the paper does not say has a register row, or gets one. Then record_analysis with paper ${paper}, file ${JSON.stringify(step.path)}.`,
        ...contextOf(step.path, gathered),
      ];
    case 'write':
      return [
        `Next: write ${step.path}${because(step.because)}, then link_code for each symbol with an address, then next_step.`,
        ...analysisOf(step.path, subject, gathered, services),
        ...contextOf(step.path, gathered),
        ...findingsOf(gathered),
        ...(because(step.because) === '' ? [] : [`If nothing in it has to change: next_step with done ${JSON.stringify(step.path)}.`]),
      ];
    case 'run':
      return runText(step, gathered);
    case 'wait':
      return [`Next: the ${runName(step.name)} run ${step.run} goes on; wait_run follows it. Then next_step.`];
  }
}

function because(units: readonly string[]): string {
  return units.length === 0 ? '' : ` again (${some(units, 4)} changed)`;
}

function stageNotes(
  stage: string,
  subject: Subject,
  { ground, stages }: Gathered,
  { roots }: Pick<RunServices, 'roots'>,
): readonly string[] {
  if (stage !== 'plan') return [];
  if (stages.plan !== undefined && unitStates(stages).get('plan')?.kind !== 'stale') {
    const path = displayPath(stageFilePath(subject.folder, 'plan.json', roots), roots);
    return [`propose_plan with paper ${JSON.stringify(subject.name)} alone asks them; they may change ${path} before they answer.`];
  }
  const items = stages.spec?.items.length ?? 0;
  const small = items <= 6 ? ['The request is small: keep the plan small, one or two files are enough.'] : [];
  return [...small, workspaceFit(ground).text];
}

function contextOf(path: string, { stages, ground, paper, paperNote }: Gathered): readonly string[] {
  const file = stages.plan?.files.find((one) => one.path === path);
  if (file === undefined) return [];
  const { spec, register, plan } = stages;
  const context = fileContext({ file, spec, register, paper, code: ground.code, framework: plan?.framework ?? 'other' });
  return ['', context, ...(paperNote === undefined ? [] : [paperNote])];
}

/** Its words came from a model, and perhaps from a person since. */
function analysisOf(path: string, { folder }: Subject, { stages }: Gathered, { roots }: Pick<RunServices, 'roots'>): readonly string[] {
  const text = stages.analyses?.get(path);
  if (text === undefined) return [];
  const name = displayPath(stageFilePath(folder, analysisFileName(path), roots), roots);
  return ['', 'Its analysis:', untrustedText({ kind: 'file', name }, text.slice(0, 12_000))];
}

function findingsOf({ stages, ground }: Gathered): readonly string[] {
  const findings = stages.plan === undefined ? [] : importFindings(stages.plan, ground);
  return findings.length === 0 ? [] : ['', 'What is written does not agree with the plan:', ...findingLines(findings, 8)];
}

function runText(step: Step & { readonly kind: 'run' }, { stages, runs, ground }: Gathered): readonly string[] {
  const found = scriptOfCommand(step.argv);
  const { plan } = stages;
  const seeds = Math.max(1, plan?.seeds.length ?? 1);
  const ended = runs.filter(({ state }) => state.status === 'done');
  const full = (stages.runs?.runs ?? []).filter(({ purpose }) => purpose === 'full').map(({ run }) => run);
  const took = ended.filter(({ run }) => full.includes(run)).flatMap(({ state }) => durationOf(state));
  const again =
    step.again === undefined
      ? ''
      : step.again === 'stale'
        ? ' again: what it ran with has changed'
        : ` again: ${step.again} did not come to its end; read_run says why, mend that first`;
  const call =
    found === undefined
      ? commandLine(step.argv)
      : `start_run ${JSON.stringify({ script: found.script, args: found.args, name: `${runName(step.name)}${step.seed === undefined ? '' : ` seed ${step.seed}`}` })}`;
  const test = plan?.commands.test;
  return [
    `Next: the ${runName(step.name)} run${step.seed === undefined ? '' : ` with seed ${step.seed}`}${again}. ${call}`,
    ...(test !== undefined && runs.length === 0 ? [`Before it: ${testText(test)} passes.`] : []),
    ...(step.name === 'run'
      ? [
          minutesText(took, seeds - Math.min(took.length, seeds - 1)) ??
            'Say to the person what it takes before it starts: the smoke run tells how long a step is.',
        ]
      : []),
    'On this machine it costs nothing; with target it is quoted before it starts. It is known by its command: change nothing in it, values come from the register. Then next_step.',
    ...findingsOf({ stages, ground, runs, paper: undefined, paperNote: undefined }),
  ];
}

function runName(name: CommandName): string {
  return name === 'run' ? 'full' : name;
}

/** As a run where it can be one, so that the report knows that the tests ended well. */
function testText(argv: readonly string[]): string {
  const found = scriptOfCommand(argv);
  return found === undefined
    ? `${commandLine(argv)} (run_shell)`
    : `start_run ${JSON.stringify({ script: found.script, args: found.args, name: 'tests' })}`;
}

function durationOf({ startedMs, exit, pausedMs = 0 }: GatheredRun['state']): readonly number[] {
  return startedMs === undefined || exit === undefined ? [] : [exit.endedMs - startedMs - pausedMs];
}
