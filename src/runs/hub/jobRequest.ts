/** What a run is as a job: the image, the command around its script, its files, its outputs and its secrets. */
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import type { JobRequest } from '../../hub/jobs.ts';
import type { JobPlace, RunSpec } from '../run.ts';
import type { JobAccess } from './jobAccess.ts';
import type { RequestParts } from './machineKind.ts';
import { runLabel } from './ownJobs.ts';
import { payloadOf } from './payload.ts';
import { inlineChars } from './sendSlice.ts';

const modules = ['wire', 'files', 'program', 'running', 'main'] as const;

/** Images are anybody's: one without Python says so, rather than that a file is missing. */
const shell =
  'p=$(command -v python3 || command -v python) || { echo "This image has no Python, which the run needs." >&2; exit 127; }; exec "$p" -c "$1" "$2"';
const loader =
  'import base64,json,sys,zlib\ntask=json.loads(zlib.decompress(base64.b64decode(sys.argv[1])))\nexec(task.pop("program"))\nmodule.main(task)\n';

export async function jobRequestOf(place: JobPlace, spec: RunSpec, access: JobAccess, parts: RequestParts): Promise<JobRequest> {
  const { program, task, environment, secrets, volumes } = await payloadOf(place, spec, access, parts, { modules, inlineChars });
  const payload = (await promisify(deflate)(JSON.stringify({ program, ...task }))).toString('base64');
  return {
    image: place.image,
    command: ['/bin/sh', '-c', shell, 'practicum', loader, payload],
    environment,
    secrets,
    flavor: place.flavor,
    timeoutSeconds: Math.floor(place.timeoutMs / 1000),
    labels: { [runLabel]: spec.id, name: labelOf(spec.name) },
    ...(volumes.length === 0 ? {} : { volumes }),
  };
}

/** As labels may be: at most 100 letters, digits, dashes, underscores and points. */
function labelOf(name: string): string {
  return name.replace(/[^\w.-]+/g, '-').slice(0, 100) || 'run';
}
