/** How fine a grid is searched, `the mixing weight was varied in steps of 0.1`: no step of a learner. */
const finely = /\b(?:in|by|at|with) (?:an? )?(?:even |equal |constant |regular )?(?:steps?|increments?) (?:size )?of $/i;
const searched =
  /\b(?:scan\w*|var(?:y|ied|ies)|sweep\w*|swept|grid|mov(?:e|ed|ing)|rais(?:e|ed|ing)|search\w*|lower\w*|between|from \d\S* (?:to|up)|went|stepped|increas\w+)\b/i;
const learns = /\b(?:gradient|descent|adam\w*|sgd|learning)\b/i;

export function isStepOfGrid(text: string, start: number): boolean {
  return finely.test(text.slice(0, start)) && searched.test(text) && !learns.test(text);
}
