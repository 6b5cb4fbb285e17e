/**
 * A sandbox of Hugging Face is a job that runs their sandbox server behind an exposed port: labels, token and start as `huggingface_hub` has them
 * (`_sandbox.py` of 2.0.0), so that either client can go on with what the other one started.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { PracticumError } from '../base/errors.ts';
import { addressBelow, type HubEndpoints } from './endpoints.ts';
import type { Job, JobRequest } from './jobs.ts';

/** Where the server listens in the job. */
export const sandboxPort = 49_983;
/**
 * The build that is fetched and run: by its digest, so that nothing else ever is. Both move with the official client
 * (a test that has that client says when they differ).
 */
export const sandboxServer = { version: '0.6.0', sha256: 'bd08d60b3bdab4ddd4e81401b6dacc96e01bcee3a4753e258b99d40c07d81ee3' } as const;
/** What of its wire is spoken here; a later server says a higher number and speaks this, too. */
export const sandboxProtocol = 2;

const serverBucket = 'huggingface/sbx-server';
const serverMount = '/.hf-sbx-server';
export const sandboxLabel = 'hf-sandbox';
const modeLabel = 'hf-sandbox-mode';
const nonceLabel = 'hf-sandbox-nonce';
/** What an exposed port adds to the price of an hour. */
export const portMicroUsdPerHour = 10_000;

/** Needs a shell, wget or curl or the mounted bucket, and a program that computes SHA-256: without one the server is not run. */
const start = `set -e
server=/tmp/.sbx-server
if command -v wget >/dev/null 2>&1; then wget -q -O "$server" "$SBX_SERVER_URL"
elif command -v curl >/dev/null 2>&1; then curl -fsSL -o "$server" "$SBX_SERVER_URL"
else cp "$SBX_SERVER_MOUNT/sbx-server-$SBX_SERVER_SHA256" "$server"
fi
if command -v sha256sum >/dev/null 2>&1; then digest=$(sha256sum "$server" | cut -d' ' -f1)
elif command -v openssl >/dev/null 2>&1; then digest=$(openssl dgst -sha256 -r "$server" | cut -d' ' -f1)
else echo "This image has neither sha256sum nor openssl, so the sandbox server cannot be checked." >&2; exit 1
fi
if [ "$digest" != "$SBX_SERVER_SHA256" ]; then
  echo "The sandbox server is not the one that was reviewed: $digest instead of $SBX_SERVER_SHA256." >&2
  exit 1
fi
chmod +x "$server"
unset SBX_SERVER_URL SBX_SERVER_MOUNT SBX_SERVER_SHA256
exec "$server"
`;

export interface SandboxWish {
  /** The Hub's address. */
  readonly hub: string;
  readonly image: string;
  readonly flavor: string;
  readonly timeoutSeconds: number;
  /** It ends by itself when nobody has used it for so long. */
  readonly idleSeconds: number;
  readonly labels: Readonly<Record<string, string>>;
}

export function newNonce(): string {
  return randomBytes(16).toString('hex');
}

/** Whoever has the token of Hugging Face and may see the job can compute it: so one is found again after a restart. The job never has that token itself. */
export function sandboxTokenOf(hfToken: string, nonce: string): string {
  return createHmac('sha256', hfToken).update(`hf-sandbox:${nonce}`).digest('hex');
}

export function sandboxRequest(wish: SandboxWish, nonce: string, sandboxToken: string): JobRequest {
  const { hub, image, flavor, timeoutSeconds, idleSeconds, labels } = wish;
  return {
    image,
    command: ['/bin/sh', '-c', start],
    environment: {
      SBX_PORT: String(sandboxPort),
      SBX_IDLE_TIMEOUT: String(idleSeconds),
      SBX_SERVER_URL: `${hub}/buckets/${serverBucket}/resolve/sbx-server-${sandboxServer.sha256}`,
      SBX_SERVER_SHA256: sandboxServer.sha256,
      SBX_SERVER_MOUNT: serverMount,
    },
    secrets: { SBX_TOKEN: sandboxToken },
    flavor,
    timeoutSeconds,
    labels: { ...labels, [sandboxLabel]: '1', [modeLabel]: 'dedicated', [nonceLabel]: nonce },
    volumes: [{ type: 'bucket', source: serverBucket, mountPath: serverMount, readOnly: true }],
    expose: { ports: [sandboxPort] },
  };
}

/** Throws where a job is no sandbox of one's own: a pool's host serves several, and has no files of its own. */
export function nonceOf({ id, labels }: Pick<Job, 'id' | 'labels'>): string {
  const nonce = labels[nonceLabel];
  if (labels[sandboxLabel] === '1' && labels[modeLabel] !== 'pool' && nonce !== undefined) return nonce;
  throw new PracticumError('no-sandbox', `The job ${id} is no sandbox.`, {
    hint: 'List the sandboxes that there are, and name one of those.',
  });
}

/** Where its server is reached: made of the job's id and the domain that is set, so that nothing but what is known here decides where tokens go. */
export function sandboxAddress({ jobs }: Pick<HubEndpoints, 'jobs'>, id: string): string {
  return addressBelow(jobs, `${id}--${sandboxPort}`);
}
