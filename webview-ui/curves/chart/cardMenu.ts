import type { PictureFormat } from '../../../src/protocol/curves.ts';
import type { MenuItem } from '../../shared/menu.tsx';
import type { Board } from '../board.ts';
import type { Theme } from '../theme.ts';
import { asCsv, asLatex, asMarkdown } from './copies.ts';
import { pictureOf } from './picture.ts';
import type { Scene } from './scene.ts';

export interface CardMenu {
  readonly board: Board;
  readonly metric: string;
  readonly theme: Theme;
  readonly scene: () => Scene | undefined;
  readonly isTable: boolean;
  readonly isPinned: boolean;
  readonly isWide: boolean;
  readonly toggleTable: () => void;
}

export function cardMenuItems({ board, metric, theme, scene, isTable, isPinned, isWide, toggleTable }: CardMenu): readonly MenuItem[] {
  const shown = () => {
    const summaries = board.summariesOf(metric).peek();
    return board.shown.peek().filter(({ id }) => summaries.has(id));
  };
  const ids = () => shown().map(({ id }) => id);
  const copy = (what: string, text: string) => {
    board.post({ type: 'copy', text, what });
    board.spoken.value = `Copied ${what}`;
  };
  const summarized = (write: typeof asMarkdown) => write(metric, shown(), board.summariesOf(metric).peek());
  const drawn = (use: (scene: Scene) => void) => () => {
    const now = scene();
    if (now !== undefined) use(now);
  };
  const save = (format: PictureFormat) =>
    drawn((now) => {
      void pictureOf(format, metric, now, theme).then((bytes) => board.post({ type: 'savePicture', format, name: metric, bytes }));
    });
  const points = (format: 'csv' | 'jsonl') => () => board.post({ type: 'exportPoints', format, runs: ids(), metrics: [metric] });
  return [
    { label: isPinned ? 'Unpin' : 'Pin to the top', onChoose: () => board.togglePin(metric) },
    { label: isTable ? 'Show as chart' : 'Show as table', onChoose: toggleTable },
    { label: isWide ? 'Normal width' : 'Full width', onChoose: () => board.toggleWide(metric) },
    {
      label: 'Ask about this',
      words: 'What is seen goes into the chat',
      onChoose: () => {
        const zoom = board.zoom.peek();
        const range = zoom === undefined ? {} : { from: zoom.from, to: zoom.to };
        board.post({ type: 'ask', runs: ids(), metric, axis: board.view.peek().axis, ...range });
      },
    },
    { label: 'Copy what is seen as CSV', onChoose: drawn((now) => copy('CSV', asCsv(now))) },
    { label: 'Copy best and last as Markdown', onChoose: () => copy('Markdown', summarized(asMarkdown)) },
    { label: 'Copy best and last as LaTeX', onChoose: () => copy('LaTeX', summarized(asLatex)) },
    { label: 'Export every point as CSV', onChoose: points('csv') },
    { label: 'Export every point as JSON lines', onChoose: points('jsonl') },
    { label: 'Save as PNG', onChoose: save('png') },
    { label: 'Save as SVG', onChoose: save('svg') },
  ];
}
