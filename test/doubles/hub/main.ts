/** The stand-in Hub alone: `npm run hub-double -- --port 8123`. It says where it is and whose token to use. */
import { parseArgs } from 'node:util';
import { startHub } from './hub.ts';

const { values } = parseArgs({
  options: { port: { type: 'string' }, folder: { type: 'string' }, python: { type: 'string' }, speed: { type: 'string' } },
});

const hub = await startHub({
  port: Number(values.port ?? 0),
  ...(values.folder === undefined ? {} : { folder: values.folder }),
  ...(values.python === undefined ? {} : { python: values.python }),
  ...(values.speed === undefined ? {} : { speed: Number(values.speed) }),
});
console.log(`A stand-in for the Hugging Face Hub: jobs and Spaces really run, on this machine, with no image and with uv as a shim.`);
console.log(`HF_ENDPOINT=${hub.url}`);
for (const { name } of hub.users) {
  const tokens = hub.tokensOf(name);
  console.log(`${name}: HF_TOKEN=${tokens.write} (read only ${tokens.read}, revoked ${tokens.revoked})`);
}
console.log(`Large files: ${hub.cdnUrl}`);
console.log(
  `Faults: curl -X POST ${hub.url}/_faults -d '{"kind":"rate-limit","times":3}' (status, no-credits, cut, …); DELETE takes all away.`,
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void hub.close().then(() => process.exit(0));
  });
}
