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
  frame(
    String.raw`\b(?:variances?|betas|β_?[ti]?s?)\b[^.;#]{0,40}? from NN (?:up )?to NN(?:,? (?:over|in|during|within|through) (?:the |all )?NN (?:small |equal |noise )?(?:steps|levels|stages|links)\b)?`,
    ['beta start', 'beta end', 'diffusion steps'],
  ),
  frame(
    String.raw`\b(?:going back|way back|reverse (?:chain|process|diffusion|walk)|reversal|backward (?:chain|process))\b[^.;#]{0,30}? (?:takes?|uses?|needs?|run (?:with|in|for|over|at)|runs (?:with|in|for|over)|has|in|with|over) (?:only |just )?NN(?=[^.;]{0,40}\b(?:steps|evaluations|calls|stages)\b)`,
    ['sampling steps'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:DDIM|sampl\w+|generat\w+)\b(?: ?\([^()]*\))?[^.;#()]{0,40}? (?:with|in|using|by|on|over|visits?|takes?|uses?) (?:only |just )?NN (?:out )?of (?:the |its |all |these )*#_* (?:noise )?(?:steps|levels|stages)`,
    ['sampling steps'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b[Oo]f (?:the |these |all |its )*#_* (?:noise )?(?:steps|levels|stages),? (?:only |just |we use |we visit |we keep )*NN[^.;#]{0,60}?\b(?:sampl|generat|going back|revers|way back)\w*`,
    ['sampling steps'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\bexponential (?:moving |running )?(?:average|mean)s?\b[^.;#]{0,30}?,? (?:with |of |at )?NN (?:per|a|each|every) (?:step|update|iteration)`,
    ['ema decay'],
    { fits: 'high share' },
  ),
  // Flows.
  frame(String.raw`(?<![\p{L}])[KLM] ?∈ ?\{ ?NN[^{}]*\} (?:affine )?(?:layers|couplings|blocks)\b`, ['layers']),
  frame(
    String.raw`\b(?:chain|forward process) (?:is|was|has|of) (?:(?:an? )?length (?:of )?NN(?=[.,;)]|$| )|NN (?:links|levels|stages|steps)? ?long\b)`,
    ['diffusion steps', 'diffusion steps'],
    { fits: 'count', unless: /\b(?:Markov|MCMC|Gibbs|burn\w*|Metropolis|HMC|Langevin|posterior)\b/i },
  ),
  frame(
    String.raw`NN (?:(?:network|function|model) )?(?:evaluations|calls|passes) (?:make|makes|give|gives|yield|produce|are (?:needed|used|spent) (?:for|per)|per|for|to) (?:a|an|each|one|every) (?:single )?(?:sample|point|image|picture|digit|draw)`,
    ['sampling steps'],
  ),
  frame(
    String.raw`\b(?:probability flow|flow ODE|reverse (?:ODE|SDE)|the (?:ODE|SDE|flow))\b[^.;#]{0,60}? (?:in|with|by|using|over) NN (?:equal |uniform )?steps`,
    ['sampling steps'],
  ),
  frame(
    String.raw`β (?:then )?(?:climbs|rises|grows|goes|increases|ramps|is (?:raised|increased|annealed|ramped|warmed))(?: (?:up|linearly|slowly|gradually))* from #_* (?:up )?to NN`,
    ['loss weight'],
  ),
  frame(
    String.raw`\b(?:bound|likelihoods?|ELBO|IWAE|evidence)\b[^.;#]{0,40}? (?:with|by|from|using) NN (?:importance |posterior )?(?:samples|draws|particles)\b`,
    [undefined],
  ),
  frame(String.raw`\blatent (?:vector|variable|code|space)s?\b[^.;#()]{0,12}?\((?:of |in )?dimension(?:ality|s)? (?:is |= ?)?NN\)`, [
    'embedding dimension',
  ]),
  frame(String.raw`NN latent (?:variables|dimensions|coordinates)\b`, ['embedding dimension'], { fits: 'count' }),
  frame(String.raw`\bsinusoidal (?:time |step )?embedding (?:of|with|in) (?:dimension |size |length )?NN`, ['embedding dimension'], {
    fits: 'count',
  }),
  frame(
    String.raw`\b(?:divergence|KL|rate|terms?|losses|reconstruction|distortion)\b[^.;#]{0,40}? (?:balanced|traded(?: off)?|weighed|combined|joined|mixed) (?:by|with) (?:a |the )?(?:weight|factor|multiplier|coefficient)(?: of)? NN`,
    ['loss weight'],
  ),
  frame(
    String.raw`\b(?:weight|multiplier|factor|coefficient) (?:of|on|for|before) the (?:${divergence}|latent loss)(?: term)?\b[^.;#]{0,40}? (?:increas|rais|ris|grow|ramp|anneal|warm)\w*(?:[^.;#]|#_*){0,60}?,? up to NN`,
    ['loss weight'],
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
