/**
 * What a Chromium keeps of the workbench between two windows: what the server sent and how V8 compiled it, and nothing of what was done in a
 * window. With it a window opens with two thirds of the work. Each window of a machine that has none yet adds to it, and later ones begin with it.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, findVscodeServer } from '../../scripts/vscode.ts';

const parts = ['Default/Cache', 'Default/Code Cache'] as const;

/** Chromium keeps code of a script that it has seen before, so only what the second window leaves is whole. */
const wholeAfter = 2;

export interface WindowCaches {
  /** Fills a new profile. */
  fill(profile: string): void;
  /** Takes what the browser of such a profile has left, as long as later windows have use for it. The browser must have ended. */
  keep(profile: string): void;
}

/** The caches of this VS Code, under this address, in this Chromium. */
export async function windowCaches(chromium: string, site: string): Promise<WindowCaches> {
  const program = realpathSync(chromium);
  const { mtimeMs, size } = statSync(program);
  const { version } = await findVscodeServer();
  const key = createHash('sha256').update([program, mtimeMs, size, version, site].join('\n')).digest('hex').slice(0, 12);
  const folder = path.join(cacheFolder(), 'windows', key);
  const after = (windows: number): string => path.join(folder, `after-${windows}`);
  let windows = 0;
  return {
    fill(profile) {
      if (existsSync(profile)) return;
      windows = wholeAfter;
      while (windows > 0 && !existsSync(after(windows))) windows -= 1;
      if (windows > 0) cpSync(after(windows), profile, { recursive: true });
    },
    keep(profile) {
      const kept = after(windows + 1);
      if (windows >= wholeAfter || existsSync(kept) || parts.some((part) => !existsSync(path.join(profile, part)))) return;
      mkdirSync(folder, { recursive: true });
      const copy = mkdtempSync(`${kept}.copying-`);
      try {
        for (const part of parts) cpSync(path.join(profile, part), path.join(copy, part), { recursive: true });
        // A folder with that name is whole, and of several that come at once the first is as good as the others.
        renameSync(copy, kept);
      } catch (error) {
        if (!existsSync(kept)) throw error;
      } finally {
        rmSync(copy, { recursive: true, force: true });
      }
    },
  };
}
