/** Ways of saying what is drawn, latent or gone back: of diffusions, flows, autoencoders and those who compete. Data. */
import { type Frame, frame } from './frame.ts';

const back = '(?:sampling|generation|generating|inference|the way back|going back|reversal|the reverse (?:chain|process)|drawing|samples?)';
const calls = '(?:(?:network|function|model|denoiser|score) )?(?:evaluations|calls|passes|NFEs?)';
const divergence = '(?:KL|Kullback\\S*|divergence|rate)';

export const latentFrames: readonly Frame[] = [
  // How many steps go back.
  frame(
    String.raw`\ball (?:of (?:the |its )?)?NN (?:of them |noise )?(?:steps|levels|stages) (?:are|is|were) (?:used|taken|visited|made|run) (?:for|in|during|when|to) ${back}`,
    ['sampling steps'],
  ),
  frame(
    String.raw`\ball (?:of (?:the |its )?)?NN (?:noise )?(?:steps|levels|stages) (?:are|is|were) (?:used|taken|visited|made|run)(?=[.,;]|$)`,
    ['sampling steps'],
  ),
  frame(String.raw`\bsampl(?:es?|ing)\b[^.;#]{0,30}? (?:costs?|needs?|takes?|requires?|uses?) NN ${calls}`, ['sampling steps']),
  frame(
    String.raw`\b(?:only |just )?every #_* of (?:the |its )#_*(?: (?:steps|levels))? (?:is|are) (?:visited|used|kept)[^.;]{0,60}? NN (?:steps|${calls})`,
    ['sampling steps'],
  ),
  frame(
    String.raw`(?<=\b(?:DDIM|DDPM|Euler|Heun|ancestral \w+|the sampler|sampler|ODE|SDE|DPM\S*)\b[^.;#]{0,40} )(?:S|K|N|M|T) ?[=∈] ?[{]? ?NN(?= ?[}.,;)]|$| (?:steps|${calls}))`,
    ['sampling steps'],
    { fits: 'count', unless: /\b(?:seeds|train(?:ed|ing)? for)\b/i },
  ),
  frame(
    String.raw`\b(?:integrat\w+|solv\w+|ODE|flow)\b[^.;#]{0,50}? (?:in|with|by|using) NN (?:equal |uniform |fixed )?(?:(?:Euler|Heun|midpoint|Runge-Kutta|RK4) )(?:steps|stages)`,
    ['sampling steps'],
  ),
  // How much the divergence counts.
  frame(
    String.raw`\b(?:weight|factor|coefficient|β|multiplier) (?:of|on|for|before|in front of) (?:the |its )?${divergence}(?: term| divergence)?\b[^.;#]{0,30}? (?:grow|ris|rais|increas|anneal|warm|climb|ramp)\w*(?: (?:up|linearly|slowly|gradually))* from NN (?:up )?to NN`,
    [undefined, 'loss weight'],
  ),
  frame(
    String.raw`\b${divergence}(?: term| divergence)?\b[^.;#]{0,40}? (?:weighted|weighed|scaled|multiplied)(?: (?:by|with))?(?: (?:a |the )?(?:factor|weight|constant))?(?: (?:β|λ))?,? (?:which|that) (?:is|was) (?:varied|swept|changed|moved) (?:over|among|through|between|across|in|from) (?:the (?:values|set) )?\{? ?NN`,
    ['loss weight'],
  ),
  frame(
    String.raw`\b(?:gradient|Lipschitz|zero-centred|zero-centered|R1) penalty\b[^.;#]{0,40}? (?:with|by|has|of|enters with|at|weighs|counts)(?: (?:a |the )?(?:weight|factor|coefficient|strength))?(?: of)?(?: [λγ] ?=)? NN`,
    ['loss weight'],
  ),
];
