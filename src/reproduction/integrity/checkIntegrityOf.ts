/** Carries out `check_integrity`: gathers plan, code, runs and splits, lets the rules judge them, and keeps what they found. */
import { Cancelled, isCancellation, PracticumError } from '../../base/errors.ts';
import type { ToolCall, ToolResult } from '../../base/tool.ts';
import type { PaperId } from '../../papers/address.ts';
import type { Paper } from '../../papers/document.ts';
import type { RunServices } from '../../tools/define.ts';
import { absolutePath, firstRoot } from '../../tools/paths.ts';
import { FolderNotFound } from '../../workspace/fileErrors.ts';
import { executionOf } from '../contract/execution.ts';
import { openPaper } from '../openPaper.ts';
import type { Subject } from '../plan/subject.ts';
import { readStage, writeStage } from '../stages/files.ts';
import type { Integrity } from '../stages/records.ts';
import { stageFilesFor } from '../stages/toolFiles.ts';
import { hashesNow, inputsOf, type Stages } from '../stages/units.ts';
import { cellWordsIn } from './cellWords.ts';
import { type CodeText, checkBestOfTest, checkSeeds, checkStatistics } from './codeRules.ts';
import { judgeCodeSplits } from './codeSplits.ts';
import { judgeFiles } from './fileSplits.ts';
import { type Check, type Finding, isLeakCheck, LeakJudge, type LeakReport } from './leakJudge.ts';
import { checkLocks, lockCheckName, textHash } from './locks.ts';
import { judgePictureFolders, pictureFiles } from './pictureFolders.ts';
import { readCheckedRuns } from './readCheckedRuns.ts';
import { checkRuns } from './runRules.ts';
import { filesCalled, isOfFiles, type Splits } from './splits.ts';

/** A script that is watched takes longer than it does by itself. */
const pythonMs = 10 * 60_000;

/** Throws what the stages, the splits and the ports throw. */
export async function checkIntegrityOf(
  subject: Subject,
  splits: Splits | undefined,
  services: RunServices,
  call: ToolCall,
): Promise<ToolResult> {
  const files = stageFilesFor(subject.folder, services, call);
  const [plan, accepted, code, runs, before] = [
    await readStage(files, 'plan'),
    await readStage(files, 'accepted'),
    await readStage(files, 'code'),
    await readStage(files, 'runs'),
    await readStage(files, 'integrity'),
  ];
  const texts = await workspaceTexts(services, call);
  const sources = new Map([...texts].map(([path, text]) => [path, textHash(text)]));
  const stages: Stages = { ...present({ plan, accepted, code, runs }), sources };
  const python = pythonOf(plan?.files.filter(({ role }) => role !== 'test').map(({ path }) => path) ?? namedIn(splits), texts);
  const paper = subject.paper === undefined ? undefined : await paperIfThere(subject.paper, services, call);

  const locks = await checkLocks({
    plan,
    accepted,
    code,
    locks: before?.locks ?? [],
    formerly: formerlyLocked(before),
    texts,
    now: new Date(),
  });
  const seeds = checkSeeds(python, plan?.seeds ?? []);
  const statistics = checkStatistics(python);
  const ran = checkRuns({ plan, runs: await readCheckedRuns(runs, services.runs), wordsOf: (cell) => cellWordsIn(paper, cell) });
  const leaks =
    splits === undefined
      ? formerLeaks(before, stages)
      : withInputs(ofCells(await judged(splits, services, call), splits), inputsOf(stages, codeKeys(splits)));

  const ofCode = inputsOf(
    stages,
    python.map(({ path }) => `code/${path}`),
  );
  const ofRuns = inputsOf(stages, ['plan', ...(runs?.runs ?? []).map(({ run }) => `run/${run}`)]);
  const integrity: Integrity = {
    v: 1,
    stage: 'integrity',
    locks: [...locks.locks],
    checks: [
      ...leaks.checks,
      { ...statistics.check, inputs: ofCode },
      { ...locks.check, inputs: inputsOf(stages, ['plan', ...locks.locks.map(({ file }) => `code/${file}`)]) },
      ...ran.checks.map((check) => ({ ...check, inputs: ofRuns })),
      { ...seeds.check, inputs: ofCode },
    ],
    findings: [
      ...leaks.findings,
      ...statistics.findings,
      ...locks.findings,
      ...ran.findings,
      ...checkBestOfTest(python),
      ...seeds.findings,
    ].toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity)),
  };
  await writeStage(files, 'integrity', integrity);
  return { content: wordsOf(integrity), ...(paper === undefined ? {} : { origin: { kind: 'paper', name: paper.id } }) };
}

/** The files whose hashes the last check was made from. */
function formerlyLocked(before: Integrity | undefined): ReadonlySet<string> {
  const inputs = before?.checks.find(({ name }) => name === lockCheckName)?.inputs ?? {};
  return new Set(Object.keys(inputs).flatMap((key) => (key.startsWith('code/') ? [key.slice('code/'.length)] : [])));
}

const severities = ['error', 'warning', 'info'];

function present({ plan, accepted, code, runs }: { [Name in 'plan' | 'accepted' | 'code' | 'runs']: Stages[Name] | undefined }): Stages {
  return {
    ...(plan === undefined ? {} : { plan }),
    ...(accepted === undefined ? {} : { accepted }),
    ...(code === undefined ? {} : { code }),
    ...(runs === undefined ? {} : { runs }),
  };
}

async function workspaceTexts({ folders, roots }: RunServices, call: ToolCall): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const pattern = '*.{py,ipynb,json,yaml,yml,toml,sh}';
  for await (const { path, text } of folders.texts(call.permit, { path: firstRoot(roots), pattern }, call.signal)) found.set(path, text);
  return found;
}

function pythonOf(paths: readonly string[], texts: ReadonlyMap<string, string>): readonly CodeText[] {
  return paths.flatMap((path) => {
    const text = texts.get(path);
    return text === undefined || !/\.(?:py|ipynb)$/u.test(path) ? [] : [{ path, text }];
  });
}

function namedIn(splits: Splits | undefined): readonly string[] {
  return splits === undefined || isOfFiles(splits) ? [] : filesCalled(splits);
}

function codeKeys(splits: Splits): readonly string[] {
  return namedIn(splits).map((file) => `code/${file}`);
}

/** The checks do without it where it is away. */
async function paperIfThere(id: PaperId, services: RunServices, call: ToolCall): Promise<Paper | undefined> {
  try {
    return (await openPaper(id, services, call)).paper;
  } catch (error) {
    if (isCancellation(error)) throw error;
    return undefined;
  }
}

/** What leaks says which numbers it spoils, where that was said. */
function ofCells({ findings, checks }: LeakReport, { cells }: Splits): LeakReport {
  return cells === undefined ? { findings, checks } : { findings: findings.map((finding) => ({ ...finding, cells })), checks };
}

async function judged(splits: Splits, services: RunServices, call: ToolCall): Promise<LeakReport> {
  const { roots, shell, environments, lines } = services;
  if (!isOfFiles(splits)) {
    const root = firstRoot(roots);
    const [first = splits.train.file] = filesCalled(splits);
    return await judgeCodeSplits(splits, async (script) => {
      const { path } = await environments.interpreter(root, call.signal);
      const { output, exitCode, endedBy } = await shell.execute(call.permit, {
        effect: executionOf(absolutePath(first, roots), roots),
        argv: [path, '-'],
        input: script,
        timeoutMs: pythonMs,
        signal: call.signal,
      });
      if (endedBy === 'stop') throw new Cancelled();
      return { stdout: output, exit: exitCode };
    });
  }
  const names = [splits.train.path, splits.test.path] as const;
  const evidence = names.filter((path) => !path.startsWith('/')).map((file) => ({ file }));
  if (await areFolders(names, services, call)) {
    const judge = new LeakJudge({ train: names[0], test: names[1], evidence, kind: 'pictures' });
    const hashes = (path: string) =>
      services.folders.hashes(call.permit, { path: absolutePath(path, roots), pattern: pictureFiles }, call.signal);
    const [train, test] = [
      { path: names[0], hashes: hashes(names[0]) },
      { path: names[1], hashes: hashes(names[1]) },
    ];
    return withNotes(judge, await judgePictureFolders({ train, test }, judge));
  }
  const { openLocal } = await import('../../datasets/local.ts');
  const data = await openLocal(
    names.map((path) => ({ label: path, open: () => lines.openBytes(call.permit, absolutePath(path, roots)) })),
    call.signal,
  );
  try {
    const [train, test] = data.splits;
    if (train === undefined || test === undefined) return { findings: [], checks: [] };
    const judge = new LeakJudge({ train: names[0], test: names[1], evidence });
    return withNotes(judge, [...data.notes, ...(await judgeFiles({ train, test }, splits, judge, call.signal))]);
  } finally {
    await data.close();
  }
}

function withNotes(judge: LeakJudge, notes: readonly string[]): LeakReport {
  const { findings, checks } = judge.report();
  const said = notes.length === 0 ? '' : ` Note: ${notes.join('; ')}.`;
  return { findings, checks: checks.map((check) => ({ ...check, how: `${check.how}${said}` })) };
}

/** Throws `splits-mixed` where only one of them is a folder, and what the ports throw. */
async function areFolders(
  [train, test]: readonly [string, string],
  { folders, roots }: Pick<RunServices, 'folders' | 'roots'>,
  { permit, signal }: ToolCall,
): Promise<boolean> {
  const isFolder = async (path: string): Promise<boolean> => {
    try {
      await folders.list(permit, { path: absolutePath(path, roots), maxEntries: 1 }, signal);
      return true;
    } catch (error) {
      if (error instanceof FolderNotFound) return false;
      throw error;
    }
  };
  const [first, second] = [await isFolder(train), await isFolder(test)];
  if (first === second) return first;
  throw new PracticumError('splits-mixed', `${first ? train : test} is a folder and ${first ? test : train} is a file.`, {
    hint: 'Give two folders of pictures, or two files.',
  });
}

interface Leaks {
  readonly findings: readonly Finding[];
  readonly checks: Integrity['checks'];
}

function withInputs({ findings, checks }: LeakReport, inputs: Readonly<Record<string, string>>): Leaks {
  return { findings, checks: checks.map((check: Check) => ({ ...check, inputs: { ...inputs } })) };
}

/** What was found of the splits holds until the code that makes them is another. */
function formerLeaks(before: Integrity | undefined, stages: Stages): Leaks {
  const former = before?.checks.filter(({ name, state }) => isLeakCheck(name) && state !== 'not checked') ?? [];
  const now = hashesNow(stages);
  const name = 'test data in the training data';
  if (former.length === 0)
    return {
      findings: [],
      checks: [{ name, state: 'not checked', how: 'No splits were named: give splits to check_integrity.', inputs: {} }],
    };
  if (former.some(({ inputs }) => Object.entries(inputs).some(([key, hash]) => now.get(key) !== hash)))
    return {
      findings: [],
      checks: [
        {
          name,
          state: 'not checked',
          how: 'The code that makes the splits was changed since they were looked at: give splits again.',
          inputs: {},
        },
      ],
    };
  const leaks = before?.findings.filter(({ kind }) => kind.startsWith('leak-') && kind !== 'leak-statistics') ?? [];
  return { findings: leaks, checks: before?.checks.filter((check) => isLeakCheck(check.name)) ?? [] };
}

function wordsOf({ findings, checks }: Integrity): string {
  const found = findings.map(({ kind, severity, message, evidence, examples }) => {
    const places = evidence.flatMap((place) =>
      'file' in place ? [`${place.file}${place.line === undefined ? '' : `:${place.line}`}`] : [],
    );
    const where = places.length === 0 ? '' : ` (${places.join(', ')})`;
    return [
      `${severity.toUpperCase()} ${kind}: ${message}${where}`,
      ...examples.slice(0, 3).map((example) => `  ${example.replaceAll('\n', '\n  ')}`),
    ].join('\n');
  });
  const listed = (state: string): string => checks.flatMap((check) => (check.state === state ? [check.name] : [])).join('; ');
  const missing = checks.filter(({ state }) => state === 'not checked').map(({ name, how }) => `- ${name}: ${how}`);
  const next = findings.some(({ kind }) => kind.startsWith('leak-'))
    ? 'Test data reached training: tell the person. Keep what the paper does as it is and report it, or mend your own code and run again; never hide it.'
    : findings.some(({ severity }) => severity === 'error')
      ? 'Tell the person what was found before anything else is run.'
      : 'Next: the missing runs, or write_report. Findings go into the report by themselves.';
  return [
    found.length === 0 ? 'Nothing was found.' : found.join('\n\n'),
    `Looked at and clean: ${listed('clean') || 'nothing'}.`,
    ...(missing.length === 0 ? [] : [`Not checked:\n${missing.join('\n')}`]),
    next,
  ].join('\n\n');
}
