import type { Theme } from './theme.ts';

/** Colours of the runs, from the theme. After the last colour the first comes again with another dash. */
const names = [
  '--vscode-charts-blue',
  '--vscode-charts-yellow',
  '--vscode-charts-green',
  '--vscode-charts-purple',
  '--vscode-terminal-ansiCyan',
  '--vscode-charts-red',
] as const;

const dashes: readonly (readonly number[])[] = [[], [8, 4], [2, 3], [10, 3, 2, 3], [5, 2], [3, 5]];

export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const value = (name: string, otherwise: string) => style.getPropertyValue(name).trim() || otherwise;
  const isHighContrast =
    document.body.classList.contains('vscode-high-contrast') || document.body.classList.contains('vscode-high-contrast-light');
  const foreground = value('--vscode-foreground', 'gray');
  const colors = names.map((name) => value(name, foreground));
  return {
    isHighContrast,
    foreground,
    // There, what is only quieter is no longer read.
    muted: isHighContrast ? foreground : value('--vscode-descriptionForeground', foreground),
    grid: isHighContrast
      ? value('--vscode-charts-lines', foreground)
      : value('--vscode-widget-border', value('--vscode-panel-border', foreground)),
    axis: value('--vscode-charts-lines', foreground),
    warning: value('--vscode-editorWarning-foreground', foreground),
    error: value('--vscode-errorForeground', foreground),
    selection: value('--vscode-editor-selectionBackground', foreground),
    font: `11px ${value('--vscode-font-family', 'sans-serif')}`,
    surface: value('--vscode-editor-background', 'transparent'),
    color: (index) => colors[index % colors.length] ?? foreground,
    dash: (index) => {
      const round = Math.floor(index / colors.length);
      return [...(dashes[(isHighContrast ? index + round : round) % dashes.length] ?? [])];
    },
  };
}

/** Calls back when VS Code changes the theme of this webview. A canvas keeps the old colours until it is drawn again. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-kind', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  return () => observer.disconnect();
}
