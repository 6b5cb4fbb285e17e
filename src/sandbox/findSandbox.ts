import type { SandboxStatus } from '../base/sandbox.ts';
import type { BubblewrapOptions } from './bubblewrap.ts';
import { whyNotConfinable } from './computeView.ts';

export type SandboxOptions = BubblewrapOptions & { readonly platform: NodeJS.Platform };

/** What this system has to confine a program, found out by doing it once. */
export async function findSandbox(options: SandboxOptions): Promise<SandboxStatus> {
  const status = await ofSystem(options);
  if (status.kind === 'none') return status;
  const why = await whyNotConfinable(options.places);
  return why === undefined ? status : { kind: 'none', why: why.message, hint: why.hint ?? '' };
}

async function ofSystem(options: SandboxOptions): Promise<SandboxStatus> {
  switch (options.platform) {
    case 'linux': {
      const { findBubblewrap } = await import('./bubblewrap.ts');
      return await findBubblewrap(options);
    }
    case 'darwin': {
      const { findSeatbelt } = await import('./seatbelt.ts');
      return await findSeatbelt(options.places);
    }
    default:
      return {
        kind: 'none',
        why: `there is no sandbox for ${options.platform === 'win32' ? 'Windows' : options.platform}.`,
        hint:
          options.platform === 'win32'
            ? 'Open the folder in WSL: bubblewrap confines programs there.'
            : 'Work in Linux or macOS to have one.',
      };
  }
}
