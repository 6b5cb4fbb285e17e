/** Volumes of a job or a Space: files are copied to a folder, and the paths that the job names are rewritten to it. No image, no mount namespace. */
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import type { JobSpec, Volume } from './job.ts';

/** Where volumes come from and, of buckets, where they go back to. */
export interface VolumeSource {
  copyOut(volume: Volume, folder: string): Promise<void>;
  bringBack(volume: Volume, folder: string): Promise<void>;
}

export interface Mounted {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly ports: ReadonlyMap<number, number>;
  giveBack(): Promise<void>;
}

export class Mounts {
  readonly #source: VolumeSource;

  constructor(source: VolumeSource) {
    this.#source = source;
  }

  async mount(
    folder: string,
    {
      volumes,
      command,
      arguments: args,
      environment,
      expose,
    }: Pick<JobSpec, 'volumes' | 'command' | 'arguments' | 'environment'> & { readonly expose: Pick<JobSpec['expose'], 'ports'> },
  ): Promise<Mounted> {
    const places = volumes.map((volume) => ({ volume, folder: path.join(folder, 'volumes', volume.mountPath) }));
    for (const place of places) {
      mkdirSync(place.folder, { recursive: true });
      await this.#source.copyOut(place.volume, place.folder);
    }
    const free = new Map<number, number>();
    for (const port of expose.ports) free.set(port, await freePort());
    // Each job has a /tmp of its own, as far as what it starts from there goes.
    const rewrite = (text: string): string => {
      const withOwn = replacePath(text, '/tmp/.sbx-server', path.join(folder, 'sbx-server'));
      const withPaths = places.reduce((sum, place) => replacePath(sum, place.volume.mountPath, place.folder), withOwn);
      return [...free].reduce(
        (sum, [port, own]) => sum.replaceAll(new RegExp(`(?<![\\w.])${port}(?![\\w.])`, 'g'), String(own)),
        withPaths,
      );
    };
    return {
      argv: [...command, ...args].map(rewrite),
      environment: Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, rewrite(value)])),
      ports: free,
      giveBack: async () => {
        for (const place of places) {
          if (place.volume.type !== 'bucket' || place.volume.readOnly === true || !existsSync(place.folder)) continue;
          await this.#source.bringBack(place.volume, place.folder);
        }
      },
    };
  }
}

/** A path, and not the beginning of another name. */
function replacePath(text: string, mountPath: string, folder: string): string {
  const escaped = mountPath.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replaceAll(new RegExp(`(?<![\\w./-])${escaped}(?![\\w.-])`, 'g'), () => folder);
}

/** Two jobs may both expose 8000; here each gets one of its own. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
