import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Effect, Mode } from '../../../src/base/effects.ts';
import type { Decision } from '../../../src/policy/decide.ts';
import { createPolicy, type Policy } from '../../../src/policy/policy.ts';
import type { SessionApproval } from '../../../src/policy/remember.ts';

/** A real workspace `ws` in a folder of its own, with something outside beside it. */
export interface TestWorkspace {
  /** The folder that holds everything, also what lies outside. */
  outside: string;
  root: string;
  secondRoot: string;
  home: string;
}

export function useWorkspace(): TestWorkspace {
  const places: TestWorkspace = { outside: '', root: '', secondRoot: '', home: '' };
  beforeEach(async () => {
    const outside = await fs.realpath(await fs.mkdtemp(join(tmpdir(), 'practicum-policy-')));
    Object.assign(places, { outside, root: join(outside, 'ws'), secondRoot: join(outside, 'ws2'), home: join(outside, 'home') });
    const files = [
      'ws/README.md',
      'ws/src/a.py',
      'ws/src/b.py',
      'ws/big.txt',
      'ws/.env',
      'ws/.git/config',
      'ws/.git/index',
      'ws/evil.sh',
      'ws/x.tmp',
    ];
    for (const file of [...files, 'ws2/y.py', 'outside.txt', 'home/.netrc', 'home/.ssh/id_rsa', 'home/.bashrc'])
      await write(join(outside, file));
  });
  afterEach(() => fs.rm(places.outside, { recursive: true, force: true }));
  return places;
}

export async function write(path: string, text = 'text\n'): Promise<void> {
  await fs.mkdir(dirname(path), { recursive: true });
  await fs.writeFile(path, text);
}

export function policyOf({ root, secondRoot }: TestWorkspace): Policy {
  return createPolicy({ roots: [root, secondRoot], platform: 'linux', fs });
}

export function judge(
  policy: Policy,
  effects: readonly Effect[],
  mode: Mode = 'ask',
  session: readonly SessionApproval[] = [],
  isTrusted = true,
): Promise<Decision> {
  return policy.judge({ effects, mode, isTrusted, session });
}
