import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { FormulaImage } from '../protocol/formulaImage.ts';
import type { EditorWindow } from './editorWindow.ts';
import { pictureMarkdown } from './traceText.ts';

const script = 'reproductionFormulas';

interface Drawer {
  readonly formulaImage: FormulaImage;
  readonly css: string;
  readonly fonts: ReadonlyMap<string, string>;
}

let loading: Promise<Drawer> | undefined;

/** A formula drawn for a hover, as Markdown; undefined where it cannot be. What draws it is loaded for the first. */
export async function formulaMarkdown(window: Pick<EditorWindow, 'asset' | 'log'>, tex: string): Promise<string | undefined> {
  loading ??= load(window);
  try {
    const { formulaImage, css, fonts } = await loading;
    const svg = formulaImage(tex, { css, color: ink(), font: (file) => fonts.get(file) ?? '' });
    return svg === undefined ? undefined : pictureMarkdown(svg, tex);
  } catch (error) {
    loading = undefined;
    window.log.warn(`A formula could not be drawn for a hover: ${String(error)}`);
    return undefined;
  }
}

async function load(window: Pick<EditorWindow, 'asset'>): Promise<Drawer> {
  const [module, css]: [{ readonly formulaImage: FormulaImage }, string] = await Promise.all([
    import(window.asset('dist', 'webview', `${script}.js`).toString(true)),
    readFile(window.asset('dist', 'webview', `${script}.css`).fsPath, 'utf8'),
  ]);
  const names = [...css.matchAll(/[\w-]+\.woff2/g)].map(([name]) => name);
  const fonts = names.map(
    async (name) => [name, await readFile(window.asset('dist', 'webview', 'paper-fonts', name).fsPath, 'base64')] as const,
  );
  return { ...module, css, fonts: new Map(await Promise.all(fonts)) };
}

/** As words of a hover are. A picture takes no colour from what is around it. */
function ink(): string {
  switch (vscode.window.activeColorTheme.kind) {
    case vscode.ColorThemeKind.Light:
      return '#3b3b3b';
    case vscode.ColorThemeKind.HighContrastLight:
      return '#292929';
    case vscode.ColorThemeKind.Dark:
      return '#cccccc';
    case vscode.ColorThemeKind.HighContrast:
      return '#ffffff';
  }
}
