import { IconButton } from '../shared/icon.tsx';
import type { Board } from './board.ts';
import { axisWords } from './chart/words.ts';
import { searchOf } from './names.ts';
import { axes } from './viewState.ts';

interface ToolbarProps {
  readonly board: Board;
  readonly onKeys: () => void;
}

/** How all curves are shown. */
export function Toolbar({ board, onKeys }: ToolbarProps) {
  const { search, axis, isLogX, isLogY, isClipped } = board.view.value;
  const { isWords } = searchOf(search);
  return (
    <div class="toolbar" role="group" aria-label="How the curves are shown">
      <span class="search">
        <input
          class="text-input"
          type="search"
          placeholder="Search metrics"
          title="A regular expression, or words"
          aria-label="Search metrics"
          aria-describedby={isWords ? 'search-words' : undefined}
          value={search}
          onInput={(event) => board.change({ search: event.currentTarget.value })}
        />
        {isWords && (
          <span id="search-words" class="search-words">
            no regular expression: read as words
          </span>
        )}
      </span>
      <select
        class="select"
        aria-label="What x is"
        value={axis}
        onChange={(event) => {
          const chosen = axes.find((name) => name === event.currentTarget.value);
          if (chosen !== undefined) board.change({ axis: chosen });
        }}
      >
        {axes.map((name) => (
          <option key={name} value={name}>
            {axisWords[name].short}
          </option>
        ))}
      </select>
      <Smoothing board={board} />
      <span class="toggles">
        <Toggle isOn={isLogX} label="log x" words="Logarithmic x" onClick={() => board.change({ isLogX: !isLogX })} />
        <Toggle
          isOn={isLogY}
          label="log y"
          words="Logarithmic y; what is not positive is marked"
          onClick={() => board.change({ isLogY: !isLogY })}
        />
        <Toggle
          isOn={isClipped}
          label="clip"
          words="Leave out outliers: y from the 5th to the 95th percentile of what is seen, with room"
          onClick={() => board.change({ isClipped: !isClipped })}
        />
        <Follow board={board} />
      </span>
      <span class="toolbar-end">
        <IconButton
          icon="screen-normal"
          label="Show all of x"
          isDisabled={board.zoom.value === undefined}
          whyNot="all of it is shown"
          onClick={() => board.zoomTo(undefined)}
        />
        <IconButton
          icon="link-external"
          label="Open as an editor tab"
          onClick={() => board.post({ type: 'openTab', state: board.state() })}
        />
        <IconButton icon="keyboard" label="Keys of the charts" onClick={onKeys} />
      </span>
    </div>
  );
}

function Smoothing({ board }: { readonly board: Board }) {
  const { smoothing } = board.view.value;
  const words = smoothing === 0 ? 'off' : smoothing.toFixed(smoothing >= 0.99 ? 3 : 2);
  return (
    <label
      class="smoothing"
      title="Exponential moving average over every point, without the bias of its start; the raw line stays behind it"
    >
      <span>smooth</span>
      <input
        type="range"
        min="0"
        max="1"
        step="0.01"
        aria-label="Smoothing"
        value={toSlider(smoothing)}
        aria-valuetext={words}
        onInput={(event) => board.change({ smoothing: fromSlider(event.currentTarget.valueAsNumber) })}
      />
      <output>{words}</output>
    </label>
  );
}

/** Half of the slider is for weights up to 0.8, the rest for those up to 0.999, where the eye tells them apart. */
function fromSlider(place: number): number {
  return Number((place <= 0.5 ? place * 1.6 : 1 - 0.2 * 200 ** (1 - place * 2)).toFixed(3));
}

function toSlider(smoothing: number): number {
  return smoothing <= 0.8 ? smoothing / 1.6 : (1 - Math.log((1 - smoothing) / 0.2) / Math.log(200)) / 2;
}

/** Without a zoom new points are always seen; with one, what is seen stays or moves along. */
function Follow({ board }: { readonly board: Board }) {
  const isAll = board.zoom.value === undefined;
  return (
    <Toggle
      isOn={isAll || board.isFollowing.value}
      isDisabled={isAll}
      label="follow"
      words={isAll ? 'New points are seen as they come' : 'Move along with the newest point'}
      onClick={() => board.follow(!board.isFollowing.peek())}
    />
  );
}

interface ToggleProps {
  readonly isOn: boolean;
  readonly label: string;
  readonly words: string;
  readonly isDisabled?: boolean;
  readonly onClick: () => void;
}

function Toggle({ isOn, label, words, isDisabled = false, onClick }: ToggleProps) {
  return (
    <button type="button" class="button button-secondary toggle" aria-pressed={isOn} disabled={isDisabled} title={words} onClick={onClick}>
      {label}
    </button>
  );
}
