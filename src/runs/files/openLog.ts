/** Makes the reader of a log. Each is loaded when the first log of its format is met. */
import { unreachable } from '../../base/errors.ts';
import type { FoundLog } from './foundLog.ts';
import type { MetricReader } from './metricReader.ts';
import { noPast, type Past } from './past.ts';

export async function openLog({ format, path }: FoundLog, past: Past = noPast): Promise<MetricReader> {
  switch (format) {
    case 'tensorboard': {
      const { EventFolder } = await import('./eventFolder.ts');
      return new EventFolder(path, past);
    }
    case 'csv': {
      const { tableFile } = await import('./tableFile.ts');
      return tableFile(path, past.sizeOf(path));
    }
    case 'jsonl': {
      const { jsonLinesFile } = await import('./jsonLinesFile.ts');
      return jsonLinesFile(path, past.sizeOf(path));
    }
    case 'trainer-state': {
      const { TrainerStates } = await import('./trainerState.ts');
      return new TrainerStates(path, past);
    }
    case 'wandb': {
      const { WandbFile } = await import('./wandbFile.ts');
      return new WandbFile(path);
    }
    case 'trackio': {
      const { TrackioDatabase } = await import('./trackioDatabase.ts');
      return new TrackioDatabase(path, undefined, past.rowOf(path));
    }
    case 'trackio-inbox': {
      const { TrackioInbox } = await import('./trackioInbox.ts');
      return new TrackioInbox(path);
    }
    case 'mlflow': {
      const { MlflowRun } = await import('./mlflowRun.ts');
      return new MlflowRun(path);
    }
    default:
      return unreachable(format);
  }
}
