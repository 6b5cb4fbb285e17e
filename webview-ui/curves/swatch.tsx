import type { Theme } from './theme.ts';

interface SwatchProps {
  readonly theme: Theme;
  readonly color: number;
  readonly isShown: boolean;
}

/** A piece of the run's line as it is drawn: colour and dash. Attributes, since the content policy forbids inline styles. */
export function Swatch({ theme, color, isShown }: SwatchProps) {
  return (
    <svg class="swatch" width="18" height="10" viewBox="0 0 18 10" aria-hidden="true">
      <line
        x1="1"
        y1="5"
        x2="17"
        y2="5"
        stroke={isShown ? theme.color(color) : theme.muted}
        stroke-width={isShown ? 2.5 : 1}
        stroke-dasharray={isShown ? theme.dash(color).join(' ') : '1 3'}
      />
    </svg>
  );
}
