import { createHash } from 'node:crypto';
import { basename } from 'node:path';

/** A folder's name under `sessions/`: readable, and different for different paths. */
export function workspaceKey(realPath: string): string {
  const slug = basename(realPath)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  const hash = createHash('sha256').update(realPath).digest('hex').slice(0, 12);
  return `${slug === '' ? 'workspace' : slug}-${hash}`;
}
