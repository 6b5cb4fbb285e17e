/** Splits that are folders of pictures: each file is a row, known by the hash of its bytes. */
import { PracticumError } from '../../base/errors.ts';
import type { FileHash } from '../../workspace/folderHashes.ts';
import type { LeakJudge } from './leakJudge.ts';
import type { SplitRow } from './rows.ts';

export const pictureFiles = '**/*.{png,jpg,jpeg,webp,gif,bmp,tif,tiff,PNG,JPG,JPEG,WEBP,GIF,BMP,TIF,TIFF}';
/** Files of one folder that are looked at. */
const mostFiles = 1_000_000;

type Hashes = AsyncIterable<FileHash | { readonly path: string; readonly sha256: undefined }>;

/** Hands all pictures to the judge, test first. Answers what a reader has to know of how they were read. Throws `splits-empty`. */
export async function judgePictureFolders(
  splits: {
    readonly train: { readonly path: string; readonly hashes: Hashes };
    readonly test: { readonly path: string; readonly hashes: Hashes };
  },
  judge: LeakJudge,
): Promise<readonly string[]> {
  const notes: string[] = [
    'pictures are the same when their files are, byte for byte: one that was saved anew, scaled or cut is not found',
  ];
  for (const which of ['test', 'train'] as const) {
    const { path, hashes } = splits[which];
    let [row, bad] = [0, 0];
    for await (const file of hashes) {
      if (row === mostFiles) {
        notes.push(`the first ${mostFiles.toLocaleString('en')} pictures of ${which} were looked at`);
        break;
      }
      if (file.sha256 === undefined) bad += 1;
      else judge[which](rowOf(row++, file));
    }
    if (row === 0)
      throw new PracticumError('splits-empty', `There is no picture in ${path}.`, {
        hint: 'Give the folder with the PNG, JPEG, WebP, GIF, BMP or TIFF files, or a function that returns the split.',
      });
    if (bad > 0) notes.push(`${bad} files of ${which} could not be read`);
  }
  return notes;
}

/** 52 bits of the hash each: they agree all or not at all. */
function rowOf(row: number, { path, sha256, bytes }: FileHash): SplitRow {
  const parts = [0, 13, 26, 39].map((at) => Number.parseInt(sha256.slice(at, at + 13), 16));
  return { row, parts, shown: path, ...(bytes === 0 ? { isConstant: true } : {}) };
}
