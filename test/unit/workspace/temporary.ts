import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Effect } from '../../../src/base/effects.ts';
import type { CallId } from '../../../src/base/ids.ts';
import { createPermitAuthority, type Permit, type RequirePermit } from '../../../src/base/permit.ts';

/** A folder of its own for every test, removed after it. */
export function useTemporaryFolder(): { readonly path: string } {
  const folder = { path: '' };
  beforeEach(async () => {
    folder.path = await realpath(await mkdtemp(join(tmpdir(), 'practicum-test-')));
  });
  afterEach(async () => {
    await rm(folder.path, { recursive: true, force: true, maxRetries: 10 });
  });
  return folder;
}

const authority = createPermitAuthority();
export const requirePermit: RequirePermit = authority.require;

export function permitFor(...effects: readonly Effect[]): Permit {
  return authority.mint('ca_test' as CallId, effects);
}

/** A permit to read, write and delete exactly these paths. */
export function permitForPaths(...paths: readonly string[]): Permit {
  return permitFor(
    ...paths.flatMap((path): Effect[] => [
      { kind: 'read', path },
      { kind: 'write', path },
      { kind: 'delete', path },
    ]),
  );
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export const neverAborted: AbortSignal = new AbortController().signal;
