import { normalised } from './requirements.ts';

/** How much an installation takes. `unknown` names packages whose size is not known beforehand. */
export interface InstallSize {
  readonly downloadMb: number;
  readonly diskMb: number;
  readonly unknown: readonly string[];
}

/** Which build of torch pip takes; `unknown` where an index of the person's own decides. */
export type TorchBuild = 'cpu' | 'cuda' | 'unknown';

type KnownSize = Omit<InstallSize, 'unknown'>;

/** Measured or published sizes of wheels in MB, rounded up, with what pip brings along. Others are said to be unknown. */
const knownSizes: Readonly<Record<string, KnownSize>> = {
  'scikit-learn': { downloadMb: 60, diskMb: 230 },
  numpy: { downloadMb: 20, diskMb: 75 },
  tqdm: { downloadMb: 1, diskMb: 1 },
};
const torchSizes: Readonly<Record<TorchBuild, KnownSize | undefined>> = {
  cpu: { downloadMb: 200, diskMb: 800 },
  cuda: { downloadMb: 3000, diskMb: 7000 },
  unknown: undefined,
};
const venvDiskMb = 40;

/** `names`: packages as the index knows them. */
export function sizeOf(names: readonly string[], torch: TorchBuild, hasVenv: boolean): InstallSize {
  const wanted = new Set(names.map(normalised));
  // pip brings these along.
  if (wanted.has('scikit-learn')) wanted.add('numpy');
  let [downloadMb, diskMb] = [0, hasVenv ? 0 : venvDiskMb];
  const unknown: string[] = [];
  for (const name of wanted) {
    const size = name === 'torch' ? torchSizes[torch] : knownSizes[name];
    if (size === undefined) unknown.push(name);
    else {
      downloadMb += size.downloadMb;
      diskMb += size.diskMb;
    }
  }
  return { downloadMb, diskMb, unknown };
}

/** `About 280 MB to download, 1.1 GB on the disk; the size of trl is unknown.` */
export function describeSize({ downloadMb, diskMb, unknown }: InstallSize): string {
  const rest = unknown.length === 0 ? '' : `the size of ${unknown.join(', ')} is unknown`;
  if (downloadMb === 0) return rest === '' ? 'Nothing needs to be downloaded.' : `${rest.replace('the', 'The')}.`;
  return `About ${megabytes(downloadMb)} to download, ${megabytes(diskMb)} on the disk${rest === '' ? '' : `; ${rest}`}.`;
}

/** A few words for a title: `about 280 MB to download`. */
export function describeDownload({ downloadMb, unknown }: InstallSize): string {
  if (downloadMb === 0) return 'of unknown size';
  return `${unknown.length === 0 ? 'about' : 'at least'} ${megabytes(downloadMb)} to download`;
}

function megabytes(mb: number): string {
  return mb < 1000 ? `${mb} MB` : `${(mb / 1000).toFixed(1)} GB`;
}
