/** What is known before a run is paid for, gathered from the workspace and its earlier runs. Reads only. */
import { readFile } from 'node:fs/promises';
import { placeText } from '../../base/place.ts';
import { readCode } from '../codeCopies.ts';
import { codeVersion } from '../codeVersion.ts';
import { declaredSettings } from '../declaredSettings.ts';
import { readTrainingWords } from '../readTrainingWords.ts';
import type { RunState } from '../run.ts';
import { type PreflightCheck, type PreflightFacts, preflight } from './preflight.ts';

export interface PreflightRequest extends Pick<PreflightFacts, 'audited' | 'estimates' | 'flavor' | 'timeoutMs'> {
  readonly root: string;
  /** Absolute. */
  readonly script: string;
  readonly args: readonly string[];
  /** Of models that were looked up, whether they are there. */
  readonly models: ReadonlyMap<string, boolean>;
  /** Newest first. */
  readonly runs: readonly RunState[];
  /** What came of trying code of this hash in a sandbox. */
  tried?(hash: string): Promise<PreflightFacts['smoke']>;
}

const mostRuns = 200;
const mostFiles = 40;

export async function gatherPreflight(request: PreflightRequest): Promise<readonly PreflightCheck[]> {
  const { root, script, args, runs, models } = request;
  const settings = declaredSettings(await readTrainingWords(script, args, root));
  const version = await codeVersion({ argv: ['python', script, ...args], cwd: root }, [root]).catch(() => undefined);
  const smoke = version === undefined ? undefined : ((await request.tried?.(version.hash)) ?? (await newestOf(version.hash, runs)));
  const model = lookedUp(settings.model?.split(', ') ?? [], models);
  return preflight({
    ...request,
    settings,
    code: await codeText(script, version?.files.map((file) => file.path) ?? []),
    ...(model === undefined ? {} : { model }),
    ...(smoke === undefined ? {} : { smoke }),
  });
}

/** One that is missing is enough to say so; that all are there is known only of all. */
function lookedUp(names: readonly string[], models: ReadonlyMap<string, boolean>): PreflightFacts['model'] {
  const missing = names.filter((name) => models.get(name) === false);
  if (missing.length > 0) return { id: missing.join(', '), isThere: false };
  return names.length > 0 && names.every((name) => models.get(name) === true) ? { id: names.join(', '), isThere: true } : undefined;
}

async function newestOf(hash: string, runs: readonly RunState[]): Promise<PreflightFacts['smoke']> {
  for (const { spec, folder, status, exit } of runs.slice(0, mostRuns)) {
    if (exit === undefined || (await readCode(folder).catch(() => undefined))?.version !== hash) continue;
    return { id: spec.id, status, where: spec.ssh === undefined ? 'here' : `on ${placeText(`ssh:${spec.ssh.host}`)}` };
  }
  return undefined;
}

async function codeText(script: string, files: readonly string[]): Promise<string> {
  const texts = await Promise.all(
    [...new Set([script, ...files])].slice(0, mostFiles).map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  return texts.join('\n');
}
