/** Tables that set the same things beside each other, `PPO.` and `DQN.`: what their captions differ in is what each of them is for. */
import { isUsualHeading } from './headingScopes.ts';

export interface CaptionedTable {
  readonly caption: string;
  /** The settings that stand in it. */
  readonly names: ReadonlySet<string>;
}

const opens =
  /^(?:(?:table|tab\.) [\dA-Z]+[.:]? |(?:the|our|all|full|final|chosen|used|complete|training|hyper-?\s?parameters?|parameters|settings?|values|configurations?|details|set-?up|recipe|architecture|optimi[sz]ation|constants|of|for|in|on|with|used|what|we|as|when|by|to train|training)[,:]? )+/i;
const closes =
  /(?: (?:hyper-?\s?parameters?|parameters|settings?|values|configurations?|details|set-?up|recipe|constants|training|runs|experiments?|used))+$/i;

/** For each table what it is for, if another one with other words above it sets the same. */
export function captionsApart(tables: readonly CaptionedTable[]): readonly (string | undefined)[] {
  const titles = tables.map(({ caption }) => titleOf(caption));
  return tables.map(({ names }, at) => {
    const title = titles[at];
    if (title === undefined || names.size < 3) return undefined;
    const beside = tables.filter(
      (other, index) =>
        index !== at && titles[index] !== undefined && titles[index]?.toLowerCase() !== title.toLowerCase() && areAlike(names, other.names),
    );
    return beside.length > 0 && beside.every((other) => !titleOf(other.caption)?.toLowerCase().includes(title.toLowerCase()))
      ? title
      : undefined;
  });
}

function areAlike(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  const shared = [...some].filter((name) => others.has(name)).length;
  return shared >= 2 && shared * 3 >= Math.min(some.size, others.size);
}

/** `Hyperparameters for the large model. Others are defaults.` → `large model` */
function titleOf(caption: string): string | undefined {
  const sentence = caption.split(/[.;:(](?:\s|$)| \(/)[0] ?? '';
  const title = `${sentence.trim()} `.replace(opens, '').trim().replace(closes, '').replace(opens, '');
  const isName = /^[\p{L}\d][^,]{0,30}$/u.test(title) && title.split(' ').length <= 3;
  return isName && (/\p{L}\d/u.test(title) || !isUsualHeading(title)) ? title : undefined;
}
