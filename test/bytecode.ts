import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { root } from '../scripts/package.ts';

/**
 * Python keeps in the home what it compiled for the agent (base/ownBytecode.ts). With a home of its own each test would have all of PyTorch
 * compiled again, five seconds of a processor: this home shares what was compiled for the tests of this clone before.
 */
export function shareBytecode(home: string): void {
  const shared = path.join(root, 'out/bytecode');
  mkdirSync(shared, { recursive: true });
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const own = path.join(home, 'pycache');
  if (!existsSync(own)) symlinkSync(shared, own);
}
