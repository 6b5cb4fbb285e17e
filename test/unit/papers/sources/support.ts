import { join } from 'node:path';
import type { ParseJob, Readers, ReadPaper } from '../../../../src/papers/parsePaper.ts';
import type { Library } from '../../../../src/papers/sources/fetched.ts';
import type { Sleep } from '../../../../src/papers/sources/sleep.ts';
import { PaperStore } from '../../../../src/papers/sources/store.ts';
import type { PaperServices } from '../../../doubles/papers/papers.ts';

/** Does not wait, and tells for how long it would have. */
export function noSleep(): { readonly sleep: Sleep; readonly waits: number[] } {
  const waits: number[] = [];
  return {
    waits,
    async sleep(ms, signal) {
      signal.throwIfAborted();
      waits.push(ms);
    },
  };
}

export function libraryOf(services: PaperServices, folder: string, sleep: Sleep = noSleep().sleep, notes: string[] = []): Library {
  return {
    settings: services.settings,
    store: new PaperStore({
      folder: join(folder, 'papers'),
      mostBytes: services.settings.mostBytes,
      onNote: (text) => void notes.push(text),
    }),
    web: {
      get: (url, init) => fetch(url, { ...init, redirect: 'manual' }),
      userAgent: 'practicum/test',
      turnFor: () => undefined,
      sleep,
    },
  };
}

export type { ParseJob, Readers, ReadPaper };
