/** What a drawing takes of the editor's theme. */
export interface Theme {
  readonly isHighContrast: boolean;
  readonly foreground: string;
  readonly muted: string;
  readonly grid: string;
  /** The line under the plot. */
  readonly axis: string;
  readonly warning: string;
  readonly error: string;
  readonly selection: string;
  readonly font: string;
  readonly surface: string;
  color(index: number): string;
  /** In high contrast the dash tells runs apart as well as the colour does. */
  dash(index: number): number[];
}
