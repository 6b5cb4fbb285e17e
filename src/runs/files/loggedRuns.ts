/** Sorts the logs that were found into the runs that they are of, as the programs that wrote them do. */
import path from 'node:path';
import { homeOf } from './fileNames.ts';
import { readFlatYaml } from './flatYaml.ts';
import type { FoundLog } from './foundLog.ts';
import type { MetricFormat, MetricReader } from './metricReader.ts';
import { openLog } from './openLog.ts';

/** One run of somebody's logs. */
export interface LoggedRun {
  readonly name: string;
  /** Where it was found: a folder or a file. */
  readonly place: string;
  /** Which run of several in one file. */
  readonly part: string | undefined;
  readonly formats: readonly MetricFormat[];
  /** The most exact first. */
  open(): Promise<readonly { readonly log: FoundLog; readonly reader: MetricReader }[]>;
  /** From a file beside the logs. */
  hyperparameters(): Promise<ReadonlyMap<string, string>>;
}

/** Which of several logs of one folder to believe: those with all digits before the 32-bit numbers of event files. */
const byPrecision: readonly MetricFormat[] = [
  'jsonl',
  'csv',
  'trainer-state',
  'wandb',
  'mlflow',
  'trackio',
  'trackio-inbox',
  'tensorboard',
];

/** `root` is what names are relative to, as in TensorBoard. What cannot be opened becomes a note. */
export async function loggedRuns(root: string, logs: readonly FoundLog[], onNote: (note: string) => void): Promise<readonly LoggedRun[]> {
  const folders = new Map<string, FoundLog[]>();
  const runs: LoggedRun[] = [];
  for (const log of logs) {
    if (log.format === 'trackio') runs.push(...(await runsOfDatabase(log, onNote)));
    else if (log.format === 'trackio-inbox') runs.push(...(await runsOfInbox(log)));
    else {
      const home = homeOf(log);
      folders.set(home, [...(folders.get(home) ?? []), log]);
    }
  }
  for (const [home, members] of folders) runs.push(runAt(root, home, members));
  return runs.sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0));
}

function runAt(root: string, home: string, members: readonly FoundLog[]): LoggedRun {
  const sorted = members.toSorted((a, b) => byPrecision.indexOf(a.format) - byPrecision.indexOf(b.format));
  return {
    name: nameOf(root, home, sorted[0]?.path === home && sorted[0].format !== 'tensorboard'),
    place: home,
    part: undefined,
    formats: [...new Set(sorted.map(({ format }) => format))],
    open: () => Promise.all(sorted.map(async (log) => ({ log, reader: await openLog(log) }))),
    hyperparameters: () => settingsBeside(home),
  };
}

function nameOf(root: string, home: string, isFile: boolean): string {
  const relative = path.relative(root, home).replaceAll(path.sep, '/');
  const name = relative === '' ? path.basename(home) : relative;
  return isFile ? name.replace(/\.(?:csv|tsv|jsonl|ndjson|json|txt|log|wandb)$/i, '') : name;
}

/** Lightning and Ultralytics write them beside their tables. */
async function settingsBeside(home: string): Promise<ReadonlyMap<string, string>> {
  const lightning = await readFlatYaml(path.join(home, 'hparams.yaml'));
  return lightning.size > 0 ? lightning : readFlatYaml(path.join(home, 'args.yaml'));
}

async function runsOfDatabase(log: FoundLog, onNote: (note: string) => void): Promise<readonly LoggedRun[]> {
  const { TrackioDatabase, isTrackioDatabase, trackioRuns } = await import('./trackioDatabase.ts');
  try {
    if (!isTrackioDatabase(log.path)) return [];
    return trackioRuns(log.path).map((run) => ({
      name: `${path.basename(log.path, '.db')}/${run.name}`,
      place: log.path,
      part: run.id ?? run.name,
      formats: [log.format],
      open: () => Promise.resolve([{ log, reader: new TrackioDatabase(log.path, run) }]),
      hyperparameters: () => Promise.resolve(new Map()),
    }));
  } catch (error) {
    onNote(`${log.path} could not be read: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}

async function runsOfInbox(log: FoundLog): Promise<readonly LoggedRun[]> {
  const { TrackioInbox, inboxRuns } = await import('./trackioInbox.ts');
  return (await inboxRuns(log.path)).map((run) => ({
    name: `${run.project}/${run.run}`,
    place: log.path,
    part: `${run.project}/${run.run}`,
    formats: [log.format],
    open: () => Promise.resolve([{ log, reader: new TrackioInbox(log.path, run) }]),
    hyperparameters: () => Promise.resolve(new Map()),
  }));
}
