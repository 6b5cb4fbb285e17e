import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { practicumHome } from '../app/home.ts';
import { version } from './version.ts';

/**
 * Lets the engine keep what it compiles of this program from here on, so that the next start need not compile it again: about a fifth of
 * the time to the first request. In the home, where only the person writes, never in a shared temporary folder: what is kept there is run.
 */
export function keepCompiled(): void {
  const home = practicumHome({ platform: process.platform, homedir: homedir(), env: process.env });
  // Who has no session yet may only be looking, which leaves no trace.
  if (!existsSync(home)) return;
  const folder = join(home, 'compiled');
  const own = join(folder, version);
  try {
    if (!existsSync(own)) {
      // What an earlier version left is of no use any more.
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(own, { recursive: true, mode: 0o700 });
    }
    enableCompileCache(own);
  } catch {
    // A home that cannot be written is said by whoever needs it; the program runs as well without.
  }
}
