/** One upload by one client, told on standard output: `node client.ts ours|theirs <hub> <token> <file>`. */
import { openAsBlob, readFileSync } from 'node:fs';
import { createHubClient } from '../../../src/hub/client.ts';
import { endpointsFrom } from '../../../src/hub/endpoints.ts';
import { uploadFiles } from '../../../src/hub/upload/upload.ts';

const [who = '', hub = '', token = '', file = '', name = ''] = process.argv.slice(2);

async function ours(): Promise<void> {
  const client = createHubClient({ endpoints: endpointsFrom({ hub }, {}), token: async () => token, fetch, userAgent: 'practicum/bench' });
  await uploadFiles(client, { repo: { type: 'model', id: name }, files: [{ path: 'model.safetensors', from: { file } }], title: 'Add' });
}

async function theirs(): Promise<void> {
  const { uploadFile } = await import('@huggingface/hub');
  const content = await openAsBlob(file);
  await uploadFile({
    repo: { type: 'model', name },
    accessToken: token,
    hubUrl: hub,
    file: { path: 'model.safetensors', content },
    useXet: false,
  });
}

/** As the kernel counts it for this process alone: what getrusage says is at least what the parent had. */
function residentMb(what: 'VmRSS' | 'VmHWM'): number {
  return Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
}

const begunMb = residentMb('VmRSS');
const begun = performance.now();
await (who === 'ours' ? ours() : theirs());
const wallMs = performance.now() - begun;
const { userCPUTime, systemCPUTime } = process.resourceUsage();
process.stdout.write(
  `${JSON.stringify({ wallMs, cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMb: residentMb('VmHWM'), grownMb: residentMb('VmHWM') - begunMb })}\n`,
);
