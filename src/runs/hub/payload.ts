/** What a run takes along to Hugging Face, whatever executes it there: its files, its packages, its variables and secrets, and where it leaves what it makes. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { JobVolume } from '../../hub/jobs.ts';
import type { JobPlace, RunSpec } from '../run.ts';
import { secretsOf } from '../runSecrets.ts';
import { readPackage } from '../ssh/remoteProgram.ts';
import { sliceOf } from '../ssh/slice.ts';
import { declaredNeeds, type ScriptPackages } from './declaredNeeds.ts';
import type { JobAccess } from './jobAccess.ts';
import { markOf } from './jobLines.ts';
import type { RequestParts } from './machineKind.ts';
import { ensureBucket } from './outBucket.ts';
import { packSlice, sendByRepo } from './sendSlice.ts';

export interface Payload {
  /** Our Python there as one text; its last module is `module`. */
  readonly program: string;
  /** What it is told. */
  readonly task: Readonly<Record<string, unknown>>;
  readonly packages: ScriptPackages;
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly volumes: readonly JobVolume[];
}

/** `modules`: each before those that import it. Files of up to `inlineChars`, packed, go along in the task itself. */
export async function payloadOf(
  place: JobPlace,
  spec: RunSpec,
  { hub, token }: JobAccess,
  { program, hook, note }: RequestParts,
  { modules, inlineChars }: { readonly modules: readonly string[]; readonly inlineChars: number },
): Promise<Payload> {
  const slice = await sliceOf(place.root, spec.script);
  for (const text of slice.notes) await note(text);
  const packed = await packSlice(slice);
  const isInline = packed.length <= inlineChars;
  const sent = isInline ? undefined : await sendByRepo(hub, place.payer, spec.id, packed);
  const out = await ensureBucket(hub, place.payer);
  if ('why' in out)
    await note(
      `What the script makes is gone with its machine, because there is no bucket to keep it in (${out.why}). Let it push to the Hub.`,
    );
  const packages = { packages: place.packages, ...(await declaredNeeds(place.root, spec.script)) };
  return {
    program: await readPackage('practicum_job', program, modules),
    task: {
      id: spec.id,
      mark: markOf(spec.id),
      argv: spec.argv.slice(1).map((word) => below(place.root, spec.cwd, word)),
      cwd: below(place.root, place.root, spec.cwd),
      hook: spec.hook === true && hook !== undefined ? await textsBelow(hook) : {},
      uv: packages,
      ...(isInline ? { files: packed } : {}),
    },
    packages,
    environment: {
      PYTHONUNBUFFERED: '1',
      PYTHONIOENCODING: 'utf-8',
      ...spec.env,
      PRACTICUM_RUN: spec.id,
      ...(sent === undefined ? {} : { PRACTICUM_SLICE: `${sent.mountPath}` }),
      ...('why' in out ? {} : { PRACTICUM_OUT: out.mountPath }),
    },
    secrets: { ...secretsOf(spec, process.env), HF_TOKEN: token },
    volumes: [...(sent === undefined ? [] : [sent]), ...('why' in out ? [] : [out])],
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
