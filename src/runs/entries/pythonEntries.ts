/** Finds where a Python file can be started as training. Looks at text only: it runs while somebody types. */
import type { EntryPoint, Launcher } from './entryPoint.ts';
import { readPragma } from './pragma.ts';
import { PythonText } from './pythonText.ts';
import { type Score, score } from './signals.ts';

const mainGuard = /^if[ \t]*\(?[ \t]*(?:__name__[ \t]*==[ \t]*(['"])__main__\1|(['"])__main__\2[ \t]*==[ \t]*__name__)[ \t]*\)?[ \t]*:/gm;
const entryFunction = /^(?:async[ \t]+)?def[ \t]+(main|train)[ \t]*\(([^\n]*)/gm;
const trainerVariable = /trainer[ \t]*\.[ \t]*(?:train|fit)[ \t]*\(/gi;
const trainerCall = /Trainer[ \t]*\(/g;
const assigned = /^[ \t]*(\w+)[ \t]*(?::[^=\n]{0,80})?=[ \t]*$/;
const thenTrain = /[ \t\n\\]*\.[ \t\n\\]*(?:train|fit)[ \t]*\(/y;
/** Calls that train, where no trainer is told to. */
const trainingCall =
  /\.(?:fit|fit_one_cycle|fine_tune|learn)[ \t]*\(|\b(?:xgb|lgb)\.train[ \t]*\(|\.backward[ \t]*\(|\bvalue_and_grad[ \t]*\(|\bGradientTape[ \t]*\(|\bLightningCLI[ \t]*\(/g;
const yoloTrain = /\.train[ \t]*\(/g;
const ownTrainers = /^[ \t]*(?:from|import)[ \t]+(?:transformers|trl|lightning|pytorch_lightning|sentence_transformers|unsloth)\b/m;
const cellMarker = /^#[ \t]*%%[^\n]*/gm;

const guardLabel = 'if __name__ == "__main__"';

export interface PythonFile {
  /** Of the file, without folders. */
  readonly name: string;
  readonly text: string;
}

/**
 * The places that deserve a ▶ Train. Starting a file runs all of it, so a file has one such place: its main guard; without
 * one the top-level call that trains; else `main` or `train`, preferring the one that the file itself calls. A `# train:` comment
 * says so itself. `hasRun`: it was trained before, so whatever it looks like, it is a training script.
 */
export function findPythonEntries({ name, text }: PythonFile, hasRun = false): readonly EntryPoint[] {
  const pragma = readPragma(text);
  const code = new PythonText(text);
  const trainers = trainerPlaces(code);
  const place = placeOf(code, trainers) ?? (hasRun ? { line: 0, kind: 'main-guard', label: name } : undefined);
  if (pragma !== undefined) {
    const line = place?.line ?? pragma.line;
    const launcher = pragma.launcher ?? launcherOf(code, place, scoreOf(code, name, place, trainers));
    return [{ line, kind: 'pragma', label: '# train:', launcher, args: pragma.args }];
  }
  if (place === undefined) return [];
  const found = scoreOf(code, name, place, trainers);
  if (!found.isTraining && !hasRun) return [];
  const { line, kind, label } = place;
  const args = found.signals.has('cli') && !found.signals.has('trainer') ? ['fit'] : [];
  return [{ line, kind, label, launcher: launcherOf(code, place, found), args }];
}

/** The signals and points of a file, as the lens sees them. */
export function scorePython({ name, text }: PythonFile): Score {
  const code = new PythonText(text);
  const trainers = trainerPlaces(code);
  return scoreOf(code, name, placeOf(code, trainers), trainers);
}

interface Place {
  readonly line: number;
  readonly kind: Exclude<EntryPoint['kind'], 'pragma' | 'config'>;
  readonly label: string;
  /** A function that nothing in the file calls. */
  readonly uncalled?: string;
  readonly isMain?: boolean;
}

function scoreOf(code: PythonText, name: string, place: Place | undefined, trainers: readonly TrainerPlace[]): Score {
  return score(code, { name, hasMain: place?.isMain === true, hasTrainer: trainers.length > 0 });
}

function launcherOf(code: PythonText, place: Place | undefined, { signals }: Score): Launcher {
  if (place?.uncalled !== undefined) return { by: 'function', name: place.uncalled };
  // It starts its own processes.
  if (code.holdsOneOf(['mp.spawn(', 'multiprocessing.spawn('])) return { by: 'python' };
  if (signals.has('accelerator')) return { by: 'accelerate' };
  // These do without: on one device as on none, and the Trainers start what they need.
  if (signals.has('distributed') && !ownTrainers.test(code.text)) return { by: 'torchrun' };
  return signals.has('inline dependencies') ? { by: 'uv' } : { by: 'python' };
}

function placeOf(code: PythonText, trainers: readonly TrainerPlace[]): Place | undefined {
  const guard = code.holdsOneOf(['__main__']) ? code.first(mainGuard) : undefined;
  if (guard !== undefined) return { line: code.lineAt(guard.index), kind: 'main-guard', label: guardLabel, isMain: true };
  const call = trainers.find(({ start }) => code.isTopLevel(start)) ?? topLevelCall(code);
  if (call !== undefined)
    return cellOf(code, call.start, call.label) ?? { line: code.lineAt(call.start), kind: 'trainer', label: call.label };
  return functionOf(code);
}

function functionOf(code: PythonText): Place | undefined {
  if (!code.holdsOneOf(['def main', 'def train'])) return undefined;
  const functions = code.all(entryFunction);
  const called = functions.find((found) => code.isUsedAtTopLevel(found[1] ?? ''));
  if (called !== undefined) return { line: code.lineAt(called.index), kind: 'function', label: `def ${called[1]}`, isMain: true };
  // One that wants values cannot be called without them: it belongs to a module.
  const callable = functions.filter(({ 2: parameters = '' }) => hasNoRequired(parameters));
  const found = callable.find((each) => each[1] === 'main') ?? callable[0];
  if (found === undefined) return undefined;
  return { line: code.lineAt(found.index), kind: 'function', label: `def ${found[1]}`, uncalled: found[1] ?? '', isMain: true };
}

function hasNoRequired(parameters: string): boolean {
  const close = parameters.indexOf(')');
  if (close === -1) return false;
  const list = parameters.slice(0, close).split(',');
  return list.every((each) => each.trim() === '' || each.includes('=') || each.trim().startsWith('*'));
}

/** Where a training loop or a fit stands outside of every function. */
function topLevelCall(code: PythonText): TrainerPlace | undefined {
  if (
    !code.holdsOneOf([
      '.fit',
      '.fine_tune(',
      '.learn(',
      'xgb.train(',
      'lgb.train(',
      '.backward(',
      'value_and_grad',
      'GradientTape',
      'LightningCLI(',
      'YOLO(',
    ])
  )
    return undefined;
  const patterns = code.holdsOneOf(['YOLO(']) ? [trainingCall, yoloTrain] : [trainingCall];
  for (const pattern of patterns) {
    for (const found of code.all(pattern)) {
      if (!code.isTopLevel(found.index)) continue;
      const { name, start } = code.dottedName(found.index, found[0].length - 1);
      return { start, label: `${name.trim()}()` };
    }
  }
  return undefined;
}

/** In a script of `# %%` cells the cell’s marker is where people look. */
function cellOf(code: PythonText, start: number, label: string): Place | undefined {
  if (!code.holdsOneOf(['# %%', '#%%'])) return undefined;
  const markers = [...code.text.matchAll(cellMarker)].filter(({ index }) => index < start);
  const last = markers.at(-1);
  return last === undefined ? undefined : { line: code.lineAt(last.index), kind: 'cell', label: `cell ${markers.length}: ${label}` };
}

interface TrainerPlace {
  readonly start: number;
  readonly label: string;
}

/** `.train()` or `.fit()` of something called a trainer, or built from a class that is called one, in the order of the file. */
function trainerPlaces(code: PythonText): readonly TrainerPlace[] {
  if (!code.holdsOneOf(['Trainer', '.train', '.fit'])) return [];
  const named = code
    .all(trainerVariable)
    .map((found) => code.dottedName(found.index, 'trainer'.length))
    .map(({ start, name }) => ({ start, label: `${lastPart(name)}.train()` }));
  const built = code.holdsOneOf(['Trainer']) ? code.all(trainerCall).flatMap((found) => builtTrainer(code, found)) : [];
  return [...named, ...built].sort((a, b) => a.start - b.start);
}

function builtTrainer(code: PythonText, found: RegExpExecArray): readonly TrainerPlace[] {
  const close = code.closingParenthesis(found.index + found[0].length - 1);
  if (close === undefined) return [];
  const { start, name } = code.dottedName(found.index, 'Trainer'.length);
  thenTrain.lastIndex = close + 1;
  if (thenTrain.test(code.text)) return [{ start, label: `${lastPart(name)}(…).train()` }];
  const variable = assigned.exec(code.text.slice(code.lineStart(start), start))?.[1];
  // What is called a trainer was found by its name.
  if (variable === undefined || /trainer$/i.test(variable)) return [];
  const use = code.first(new RegExp(`(?<![\\w.])${variable}[ \\t]*\\.[ \\t]*(?:train|fit)[ \\t]*\\(`, 'g'));
  return use === undefined ? [] : [{ start: use.index, label: `${variable}.train()` }];
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
