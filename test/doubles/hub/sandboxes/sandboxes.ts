/** Sandboxes are jobs that fetch a server and run it: here the bucket it is fetched from, and the end of the container that there is none of. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Refusal } from '../refusal.ts';
import { type Route, route } from '../routes.ts';

export const sandboxBucket = { owner: 'huggingface', name: 'sbx-server' } as const;

/** By this line the shim of sha256sum knows it. */
export const sandboxServerMark = '# sandbox server of the stand-in Hub';

const program = fileURLToPath(new URL('server.ts', import.meta.url));
const script = `#!/bin/sh\n${sandboxServerMark}: not the bytes of the real one\nexec "${process.execPath}" "${program}"\n`;

/** Whatever digest it is asked for by. */
export function sandboxRoutes(): readonly Route[] {
  return [
    route(`GET /buckets/${sandboxBucket.owner}/${sandboxBucket.name}/resolve/:file`, (exchange) => {
      if (!/^sbx-server-[0-9a-f]{64}$/.test(exchange.param('file'))) throw new Refusal(404, 'Entry not found');
      exchange.sendText(200, script, { 'content-type': 'application/octet-stream' });
    }),
  ];
}

/** With a container everything in it goes, also what has left the group of the job’s program. Another stand-in’s job may have the same number. */
export function endContainer(job: string, hub: string): void {
  const marks = [`JOB_ID=${job}`, `HF_ENDPOINT=${hub}`];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const environment = readFileSync(`/proc/${name}/environ`, 'utf8').split('\0');
      if (marks.every((mark) => environment.includes(mark))) process.kill(Number(name), 'SIGKILL');
    } catch {
      // It has ended, or is somebody else’s.
    }
  }
}
