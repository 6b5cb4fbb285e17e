import { join } from 'node:path';
import type { WorkbenchHost } from '../../../src/app/api.ts';
import { noopDisposable } from '../../../src/base/disposables.ts';
import type { LanguageModel } from '../../../src/models/model.ts';
import { createNodeFiles } from '../../../src/workspace/nodeFiles.ts';

/** A host over real files: `folder` holds the home, `root` is the workspace. */
export function testHost(folder: string, root: string, model: () => LanguageModel, overrides: Partial<WorkbenchHost> = {}): WorkbenchHost {
  return {
    app: 'test',
    home: join(folder, 'home'),
    roots: [root],
    isTrusted: () => true,
    model: async () => model(),
    modelLabel: () => 'openai/scripted',
    onDidChangeModel: () => noopDisposable,
    mode: 'auto',
    makeFiles: (require) => createNodeFiles({ roots: [root], require }),
    dist: folder,
    node: process.execPath,
    env: process.env,
    interpreter: async () => undefined,
    log: () => undefined,
    ...overrides,
  };
}
