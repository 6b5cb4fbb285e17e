import type { PermitAuthority } from '../base/permit.ts';
import { usingPermit } from '../base/usingPermit.ts';
import type { SandboxPort } from '../runs/sandboxes/sandboxPort.ts';
import type { ToolServices } from '../tools/services.ts';
import { isThere, sandboxFor, withoutMark } from '../tools/there.ts';
import type { FilesPort } from '../workspace/files.ts';

/** For previews: a file as it is now, here or in the sandbox of the session, under a permit of its own. */
export function createPeek(permits: PermitAuthority, files: FilesPort, sandbox: SandboxPort): ToolServices['peek'] {
  return async (path, signal) => {
    if (!isThere(path)) return await usingPermit(permits, [{ kind: 'read', path }], (permit) => files.read(permit, path, signal));
    const { place: on } = sandboxFor({ sandbox });
    const there = withoutMark(path);
    const effect = { kind: 'inspect', on, path: there } as const;
    const bytes = await usingPermit(permits, [effect], (permit) => sandbox.read(permit, on, there, signal));
    return { path, bytes, isDirty: false };
  };
}
