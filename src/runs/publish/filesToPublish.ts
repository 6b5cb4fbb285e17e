/** Which files of a folder belong to what is published, and why the others do not. */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { PracticumError } from '../../base/errors.ts';
import { keySearch } from '../keysWithin.ts';

export interface ChosenFile {
  /** In the repository, with `/`. */
  readonly path: string;
  /** Here, absolute. */
  readonly file: string;
  readonly bytes: number;
}

export interface LeftOut {
  readonly path: string;
  readonly why: string;
}

export interface Chosen {
  readonly files: readonly ChosenFile[];
  readonly left: readonly LeftOut[];
}

/** Of training only, and often larger than the model. */
const ofTraining =
  /(?:^|\/)(?:optimizer|scheduler|scaler|rng_state(?:_\d+)?|random_states_\d+|training_args|global_step\d+)(?:\.(?:pt|pth|bin|pkl|safetensors))?$|(?:^|\/)(?:events\.out\.tfevents\.|zero_pp_rank_|bf16_zero_pp_rank_)/;
const checkpointFolder = /^(?:checkpoint|step|epoch|global_step)[-_]?\d+$/;
const skippedFolders = new Set(['node_modules', '__pycache__', 'venv', 'env', 'wandb', 'mlruns', 'runs', 'lightning_logs']);
const secretNames =
  /^(?:\.env(?:\..*)?|\.netrc|\.npmrc|\.pypirc|id_[a-z0-9]+|.*\.(?:pem|key|p12|pfx|kdbx)|credentials(?:\.json)?|token|.*secrets?.*\.(?:json|ya?ml|toml|txt|env))$/i;
const keys = keySearch();
const mostFiles = 20_000;

/** `from`: a file or a folder, absolute. Throws `nothing-to-publish`. */
export async function filesToPublish(from: string): Promise<Chosen> {
  const info = await stat(from).catch(() => undefined);
  if (info === undefined)
    throw new PracticumError('nothing-to-publish', `There is no ${from}.`, { hint: 'Give the folder or file that the training wrote.' });
  const files: ChosenFile[] = [];
  const left: LeftOut[] = [];
  if (info.isFile()) await take({ path: path.basename(from), file: from, bytes: info.size }, files, left);
  else await walk(from, '', files, left);
  if (files.length === 0)
    throw new PracticumError('nothing-to-publish', `Nothing in ${from} can be published.`, {
      hint:
        left.length === 0
          ? 'It is empty: choose where the training saved.'
          : `Left out: ${left
              .slice(0, 5)
              .map((each) => `${each.path} (${each.why})`)
              .join(', ')}.`,
    });
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), left };
}

async function walk(folder: string, below: string, files: ChosenFile[], left: LeftOut[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  const hasModel = below === '' && entries.some(({ name }) => /\.(safetensors|gguf|onnx|keras|h5|bin|pt|pth|ckpt)$/.test(name));
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const inside = below === '' ? entry.name : `${below}/${entry.name}`;
    const file = path.join(folder, entry.name);
    if (files.length >= mostFiles)
      throw new PracticumError('too-much-to-publish', `There are more than ${mostFiles} files in it.`, {
        hint: 'Choose the folder of the model alone.',
      });
    // What a link names may be anything on this machine.
    if (entry.isSymbolicLink()) left.push({ path: inside, why: 'a link' });
    else if (entry.isDirectory()) {
      if (entry.name.startsWith('.') || skippedFolders.has(entry.name)) left.push({ path: `${inside}/`, why: 'no part of the model' });
      else if (hasModel && checkpointFolder.test(entry.name)) left.push({ path: `${inside}/`, why: 'a checkpoint beside the final model' });
      else await walk(file, inside, files, left);
    } else if (entry.isFile()) await take({ path: inside, file, bytes: (await stat(file)).size }, files, left);
  }
}

async function take(candidate: ChosenFile, files: ChosenFile[], left: LeftOut[]): Promise<void> {
  const why = await whyNot(candidate);
  if (why === undefined) files.push(candidate);
  else left.push({ path: candidate.path, why });
}

async function whyNot({ path: name, file, bytes }: ChosenFile): Promise<string | undefined> {
  const own = path.posix.basename(name);
  if (secretNames.test(own)) return 'it may hold keys';
  if (own.startsWith('.') && own !== '.gitattributes') return 'hidden';
  if (ofTraining.test(name)) return 'of training only';
  if (keys.isInName(name)) return 'its name holds a key';
  return (await keys.isIn(file, bytes)) ? 'a key stands in it' : undefined;
}
