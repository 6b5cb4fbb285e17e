import { join } from 'node:path';
import type { WorkbenchHost } from '../../../src/app/api.ts';
import { usualLimits } from '../../../src/app/usualLimits.ts';
import { noopDisposable } from '../../../src/base/disposables.ts';
import type { Event } from '../../../src/base/events.ts';
import type { LanguageModel, ModelEvent, ModelRequest } from '../../../src/models/model.ts';
import { createNodeFiles } from '../../../src/workspace/nodeFiles.ts';
import { systemPython } from '../../systemPython.ts';
import type { Step } from '../agent/scriptedModel.ts';

/** A host over real files: `folder` holds the home, `root` is the workspace. */
export function testHost(folder: string, root: string, model: () => LanguageModel, overrides: Partial<WorkbenchHost> = {}): WorkbenchHost {
  return {
    app: 'test',
    home: join(folder, 'home'),
    roots: [root],
    isTrusted: () => true,
    model: async () => model(),
    modelLabel: (role = 'main') => (role === 'main' ? 'openai/scripted' : undefined),
    onDidChangeModel: () => noopDisposable,
    mode: 'auto',
    limits: () => usualLimits,
    makeFiles: (require) => createNodeFiles({ roots: [root], require }),
    dist: folder,
    node: process.execPath,
    env: process.env,
    interpreter: async () => systemPython(),
    log: () => undefined,
    ...overrides,
  };
}

/** A step of a scripted model that says nothing until it is told to. */
export function gated(events: readonly ModelEvent[]): { readonly step: Step; readonly begun: Promise<void>; open(): void } {
  const begun = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  async function* step(_request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
    begun.resolve();
    await Promise.race([opened.promise, new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))]);
    yield* events;
  }
  return { step, begun: begun.promise, open: opened.resolve };
}

/** Resolves when something of it is true, looked at now and at each change. */
export function until(onDidChange: Event<unknown>, isTrue: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const listener = onDidChange(() => look());
    const look = (): void => {
      if (!isTrue()) return;
      listener.dispose();
      resolve();
    };
    look();
  });
}
