/** A job that was started elsewhere, with `hf jobs` or on the Hub's own pages, as a run that is watched here. */
import type { RunId } from '../../base/ids.ts';
import { newId } from '../../base/newId.ts';
import { hideSecrets, redactValue } from '../../base/redact.ts';
import type { Job } from '../../hub/jobs.ts';
import { type RunSpec, runFolderVersion } from '../run.ts';

export function adoptedJobSpec(job: Job, payer: string, hub: string, root: string, nowMs: number): RunSpec {
  return {
    v: runFolderVersion,
    id: newId<RunId>('run', nowMs),
    name: job.labels['name'] ?? `job ${job.id.slice(-6)}`,
    createdMs: nowMs,
    origin: { by: 'person' },
    target: 'adopted',
    adopted: { kind: 'job' },
    job: {
      payer,
      hub,
      flavor: job.flavor,
      image: job.image,
      timeoutMs: (job.timeoutSeconds ?? 30 * 60) * 1000,
      id: job.id,
      root,
      packages: [],
    },
    // Somebody else's words.
    argv: redactValue(hideSecrets, job.command),
    cwd: root,
    script: '',
    interpreter: { path: '', version: '', origin: 'Hugging Face' },
    env: {},
    code: { commit: undefined, isDirty: false, scriptSha256: '' },
  };
}
