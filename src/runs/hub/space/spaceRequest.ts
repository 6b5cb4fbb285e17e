/** What a run is as a Space: private, with its files, its secrets and its hardware from the beginning. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SpaceRequest } from '../../../hub/spaces.ts';
import type { JobPlace, RunSpec } from '../../run.ts';
import type { JobAccess } from '../jobAccess.ts';
import type { RequestParts } from '../machineKind.ts';
import { payloadOf } from '../payload.ts';
import { spaceFiles } from './spaceFiles.ts';
import { freeFlavor, sleepSecondsOf } from './spaceLimits.ts';
import { spaceOf, spaceToken } from './spaceNames.ts';

const modules = ['wire', 'files', 'program', 'running', 'main', 'space'] as const;

/** A file in the call that makes the Space, which is to stay a small one. */
const inlineChars = 1_000_000;

export async function spaceRequestOf(place: JobPlace, spec: RunSpec, access: JobAccess, parts: RequestParts): Promise<SpaceRequest> {
  const { program, task, packages, environment, secrets, volumes } = await payloadOf(place, spec, access, parts, { modules, inlineChars });
  const id = spaceOf(place.payer, spec.id);
  const limitSeconds = Math.floor(place.timeoutMs / 1000);
  const { requirements: named } = packages;
  const requirements = named === undefined ? undefined : await readFile(path.join(place.root, named), 'utf8');
  return {
    id,
    files: spaceFiles({
      image: place.image,
      packages,
      requirements,
      program,
      task: { ...task, hub: place.hub, space: id, limit_s: limitSeconds },
    }),
    flavor: place.flavor,
    ...(place.flavor === freeFlavor ? {} : { sleepSeconds: sleepSecondsOf(place) }),
    variables: environment,
    secrets: { ...secrets, PRACTICUM_SPACE_TOKEN: spaceToken(access.token, spec.id) },
    ...(volumes.length === 0 ? {} : { volumes }),
  };
}
