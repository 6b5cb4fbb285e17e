import { copyDigits } from '../harness.ts';
import { type Scripted, useScripted } from '../model.ts';
import { writeSmallFiles } from './files.ts';
import { writePaperFiles } from './paperFiles.ts';

/** To open a window takes as long as ten tests: this one is for all that can do with the example, a few small files and the demonstration model. */
export function useShared(settings: Readonly<Record<string, unknown>> = {}): Scripted {
  return useScripted({
    settings: {
      'diffEditor.useInlineViewWhenSpaceIsLimited': false,
      // In a browser the editor saves by itself after a second.
      'files.autoSave': 'off',
      ...settings,
    },
    workspaceName: 'small',
    workspace(folder) {
      copyDigits(folder);
      writeSmallFiles(folder);
      writePaperFiles(folder);
    },
  });
}
