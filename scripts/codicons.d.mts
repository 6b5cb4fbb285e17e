/** Writes `codicon.css` and `codicon.ttf`, with the icons that `scripts` in `folder` name, into that folder. */
export function writeCodicons(root: string, folder: string, scripts: readonly string[], name?: string): Promise<void>;
export function namedIcons(css: string, script: string): ReadonlyMap<string, number>;
export function cssOf(css: string, icons: ReadonlyMap<string, number>): string;
