/** Draws formulas. A script of its own (`reproductionFormulas.js`): most of what the tab shows is no mathematics. */
import 'katex/dist/katex.min.css';
import { drawFormula } from '../../paper/formula.ts';
import { imageOf } from './image.ts';

export const draw = drawFormula;
/** For the extension host, where there is no page. */
export const formulaImage = imageOf;
