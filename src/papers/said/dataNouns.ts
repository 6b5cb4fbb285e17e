/** What data consist of: one list for all ways of saying how many there are, what they are for and how many an update sees. Data. */

/** `games`, `tasks` and `runs` are played, learned and made. */
export const exampleNouns =
  '(?:(?:sentence|image|text|preference|question[- ]answer) pairs|examples|images|samples|instances|sentences|pairs|points|sequences|documents|graphs|questions|prompts|items|pictures|clips|recordings|utterances|rows|records|molecules|queries|passages|articles|tiles|scenes|spectra|notes|reviews|trajectories|demonstrations|problems|answers|solutions|dialogues|conversations|meetings|volumes|scans|slices|videos|photographs|photos|structures|reports|patients|transcripts|galaxies|comparisons|preferences|texts|captions|proteins|compounds|crystals|showers|spectrograms|exercises|programs|studies|drawings|radiographs|abstracts|tweets|posts|segments|lines|paintings|slides|users)';
const besides =
  'draws|sheets|sessions|trials|subjects|participants|frames|nodes|patches|windows|inputs|cases|digits|mails|messages|users|simulations|signals';
/** Where a clause says what they are for, also what else is divided. */
export const dividedNouns = String.raw`(?:${exampleNouns}|${besides}|[\p{L}]+graphs|[\p{L}]+grams)`;
/** What an update or a device sees: also what examples are made of, and what is learned. */
export const seenNouns = `(?:${exampleNouns}|tokens|transitions|users|tasks|patches|windows|sessions|crops|mixtures|loans|letters|frames|pieces|jets|instructions|groups|episodes|words)`;
/** What a data set has, and no network: `has images of …`, `has 2,708 papers`. */
export const heldByData = String.raw`(?:[\d,·]+k? )?(?:[\p{Ll}-]+ ){0,2}(?:images|digits|pictures|sentences|documents|papers|reviews|nodes|classes|examples|records|recordings|pairs|rows|patients|questions|molecules)\b`;
