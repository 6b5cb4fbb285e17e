/** Going on with what a job has begun: another job, because the disk of the first is gone, from a checkpoint that was kept in the bucket. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { isCheckpointName, stepOfName } from '../checkpoints.ts';
import type { LaunchRequest } from '../launchRequest.ts';
import { CannotResume, textsOf } from '../resume.ts';
import { resumeArgs, resumeWay } from '../resumeWay.ts';
import type { JobPlace, Resumed, RunState } from '../run.ts';
import { artifactsFolder } from '../ssh/progress.ts';
import { readLeftThere } from './leftThere.ts';
import { outMount } from './outBucket.ts';

/** Stands in the arguments where the path belongs that only the job there knows; `practicum_job` puts it in. */
const placeholder = '{PRACTICUM_RESUME}';

export interface JobResume {
  readonly place: JobPlace;
  readonly resumed: Resumed;
  readonly launch: Pick<LaunchRequest, 'script' | 'args' | 'runner' | 'cwd' | 'name' | 'resumed'>;
}

export interface KeptCheckpoint {
  /** Below the folder of the run, with `/`. */
  readonly name: string;
  readonly step?: number;
}

const folderName = /^(.*?\/)?((?:checkpoint|step|epoch|global_step)[-_]?\d+)\//;

/** Checkpoints among the files that a job left, the newest last. Pure. */
export function checkpointsAmong(files: readonly string[]): readonly KeptCheckpoint[] {
  const names = files.flatMap((file) => {
    const [, before = '', folder] = folderName.exec(file) ?? [];
    if (folder !== undefined) return [`${before}${folder}`];
    return isCheckpointName(path.posix.basename(file), false) ? [file] : [];
  });
  return [...new Set(names)]
    .map((name) => {
      const step = stepOfName(path.posix.basename(name));
      return step === undefined ? { name } : { name, step };
    })
    .sort((a, b) => (a.step ?? -1) - (b.step ?? -1) || (a.name < b.name ? -1 : 1));
}

/** `chosen`: its name, or its step. Throws CannotResume with the next step. */
export async function planJobResume(run: RunState, chosen?: string): Promise<JobResume> {
  const { spec, folder } = run;
  const { job: place } = spec;
  if (place === undefined || place.kind === 'space' || place.id !== undefined)
    throw new CannotResume(`The run ${spec.id} was no job that Practicum started.`, 'Start its script as a new run.');
  if (run.exit === undefined)
    throw new CannotResume(
      `The run ${spec.id} has not ended, as far as anybody here knows.`,
      'Wait for its end, or follow it again first.',
    );
  const kept = checkpointsAmong([...(await filesBelow(artifactsFolder({ folder }))), ...namesOf(await readLeftThere(folder))]);
  const found = chosen === undefined ? kept.at(-1) : kept.find(({ name, step }) => name === chosen || String(step) === chosen);
  if (found === undefined)
    throw new CannotResume(
      chosen === undefined
        ? `The job of ${spec.id} left no checkpoint that was kept.`
        : `The job of ${spec.id} left no checkpoint ${chosen}.`,
      kept.length === 0
        ? 'Let the script save below the folder that it runs in, and start it as a new run.'
        : `It left ${kept
            .slice(-5)
            .map(({ name }) => name)
            .join(', ')}.`,
    );
  const way = resumeWay(await textsOf(spec.script));
  // What finds its checkpoint by itself finds nothing on an empty disk.
  if (way === undefined || way.kind === 'flag' || way.kind === 'itself')
    throw new CannotResume(
      `${path.basename(spec.script)} takes no path to go on from, and the disk of another job is empty.`,
      'Add parser.add_argument("--resume_from_checkpoint") and load that path, or read os.environ.get("PRACTICUM_RESUME"); then resume again.',
    );
  const at = spec.argv.indexOf(spec.script);
  const resumed = { checkpoint: `${outMount}/${spec.id}/${found.name}`, ...(found.step === undefined ? {} : { step: found.step }) };
  return {
    place,
    resumed,
    launch: {
      script: spec.script,
      runner: spec.argv.slice(1, at),
      args: resumeArgs(spec.argv.slice(at + 1), way, placeholder),
      cwd: spec.cwd,
      name: spec.name,
      resumed,
    },
  };
}

function namesOf(left: Awaited<ReturnType<typeof readLeftThere>>): readonly string[] {
  return left?.files.map(({ name }) => name) ?? [];
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}
