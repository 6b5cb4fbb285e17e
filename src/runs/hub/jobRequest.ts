/** What a run is as a job: the image, the command around its script, its files, its outputs and its secrets. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import type { HubClient } from '../../hub/client.ts';
import type { JobRequest, JobVolume } from '../../hub/jobs.ts';
import type { JobPlace, RunSpec } from '../run.ts';
import { secretsOf } from '../runSecrets.ts';
import { readPackage } from '../ssh/remoteProgram.ts';
import { sliceOf } from '../ssh/slice.ts';
import { runLabel } from './createOnce.ts';
import { markOf } from './jobLines.ts';
import { ensureBucket } from './outBucket.ts';
import { inlineChars, packSlice, sendByRepo } from './sendSlice.ts';

const modules = ['wire', 'files', 'program', 'running', 'main'] as const;

/** Images are anybody's: one without Python says so, rather than that a file is missing. */
const shell =
  'p=$(command -v python3 || command -v python) || { echo "This image has no Python, which the run needs." >&2; exit 127; }; exec "$p" -c "$1" "$2"';
const loader =
  'import base64,json,sys,zlib\ntask=json.loads(zlib.decompress(base64.b64decode(sys.argv[1])))\nexec(task.pop("program"))\nmodule.main(task)\n';

export interface RequestParts {
  readonly hub: HubClient;
  readonly token: string;
  /** Folder of `practicum_job`. */
  readonly program: string;
  /** Folder of the hook's Python; undefined: without. */
  readonly hook: string | undefined;
  note(text: string): Promise<void>;
}

export async function jobRequestOf(place: JobPlace, spec: RunSpec, parts: RequestParts): Promise<JobRequest> {
  const { hub, note } = parts;
  const slice = await sliceOf(place.root, spec.script);
  for (const text of slice.notes) await note(text);
  const packed = await packSlice(slice);
  const isInline = packed.length <= inlineChars;
  const sent = isInline ? undefined : await sendByRepo(hub, place.payer, spec.id, packed);
  const out = await ensureBucket(hub, place.payer);
  if ('why' in out)
    await note(
      `What the script makes is gone with the job, because there is no bucket to keep it in (${out.why}). Let it push to the Hub.`,
    );
  const volumes: readonly JobVolume[] = [...(sent === undefined ? [] : [sent]), ...('why' in out ? [] : [out])];
  const task = {
    program: await readPackage('practicum_job', parts.program, modules),
    id: spec.id,
    mark: markOf(spec.id),
    argv: spec.argv.slice(1).map((word) => below(place.root, spec.cwd, word)),
    cwd: below(place.root, place.root, spec.cwd),
    hook: spec.hook === true && parts.hook !== undefined ? await textsBelow(parts.hook) : {},
    uv: await packagesOf(place, spec),
    ...(isInline ? { files: packed } : {}),
  };
  const payload = (await promisify(deflate)(JSON.stringify(task))).toString('base64');
  return {
    image: place.image,
    command: ['/bin/sh', '-c', shell, 'practicum', loader, payload],
    environment: {
      PYTHONUNBUFFERED: '1',
      PYTHONIOENCODING: 'utf-8',
      ...spec.env,
      PRACTICUM_RUN: spec.id,
      ...(sent === undefined ? {} : { PRACTICUM_SLICE: `${sent.mountPath}` }),
      ...('why' in out ? {} : { PRACTICUM_OUT: out.mountPath }),
    },
    secrets: { ...secretsOf(spec, process.env), HF_TOKEN: parts.token },
    flavor: place.flavor,
    timeoutSeconds: Math.floor(place.timeoutMs / 1000),
    labels: { [runLabel]: spec.id, name: labelOf(spec.name) },
    ...(volumes.length === 0 ? {} : { volumes }),
  };
}

/** A path of the workspace as it is there: relative to `folder`. */
function below(root: string, folder: string, word: string): string {
  const inRoot = path.relative(root, word);
  if (!path.isAbsolute(word) || inRoot.startsWith('..') || path.isAbsolute(inRoot)) return word;
  const relative = path.relative(folder, word);
  return relative === '' ? '.' : relative.split(path.sep).join('/');
}

async function textsBelow(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.py'))
    .map((entry) => path.join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    files.map(async (file) => [path.relative(folder, file).split(path.sep).join('/'), await readFile(file, 'utf8')] as const),
  );
  return Object.fromEntries(texts);
}

export interface ScriptPackages {
  readonly packages: readonly string[];
  /** Below the workspace folder. */
  readonly requirements: string | undefined;
  /** The script names what it needs itself (PEP 723). */
  readonly inline: boolean;
  /** The workspace is a project that names what it needs. */
  readonly project: boolean;
}

const inlineMetadata = /^# \/\/\/ script\s*$/m;

async function packagesOf({ root, packages }: JobPlace, { script }: RunSpec): Promise<ScriptPackages> {
  return { packages, ...(await declaredNeeds(root, script)) };
}

/** What says by itself which packages are needed. What stands in the script goes before a file, a file before the project. */
export async function declaredNeeds(root: string, script: string): Promise<Omit<ScriptPackages, 'packages'>> {
  const inline = inlineMetadata.test(await textOf(script));
  if (inline) return { inline, requirements: undefined, project: false };
  const hasRequirements = (await textOf(path.join(root, 'requirements.txt'))).trim() !== '';
  if (hasRequirements) return { inline, requirements: 'requirements.txt', project: false };
  return { inline, requirements: undefined, project: /^\[project\]\s*$/m.test(await textOf(path.join(root, 'pyproject.toml'))) };
}

async function textOf(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch(() => '');
}

/** As labels may be: at most 100 letters, digits, dashes, underscores and points. */
function labelOf(name: string): string {
  return name.replace(/[^\w.-]+/g, '-').slice(0, 100) || 'run';
}
