import type { BuildOptions, BuildResult, Metafile } from 'esbuild';

/** As esbuild’s `build`, splitting, with fewer chunks. `apart`: what only these entries load is joined with nothing that others load. */
export function buildJoined(
  options: BuildOptions & { readonly absWorkingDir: string; readonly outdir: string; readonly apart?: RegExp },
): Promise<BuildResult & { readonly metafile: Metafile }>;
