import katex from 'katex';

/** Formulas whose MathML would carry styles of its own, which the page’s policy refuses: what is read aloud is their TeX. */
const styledMathMl = /\\(?:pmb|fcolorbox)(?![A-Za-z])/;

const mostEm = 60;

/** Draws a formula into an element, with MathML for whoever does not see it. Answers why it cannot be drawn. */
export function drawFormula(element: HTMLElement, tex: string, isDisplay: boolean): string | undefined {
  let refused: string | undefined;
  const isStyled = styledMathMl.test(tex);
  try {
    katex.render(tex, element, {
      displayMode: isDisplay,
      output: isStyled ? 'html' : 'htmlAndMathml',
      throwOnError: true,
      strict: 'ignore',
      maxSize: mostEm,
      maxExpand: 10_000,
      macros: {},
      // It would draw the command’s name instead.
      trust: ({ command }) => {
        refused = command;
        return false;
      },
    });
  } catch (error) {
    element.replaceChildren();
    return reasonOf(error);
  }
  if (refused !== undefined) {
    element.replaceChildren();
    return `${refused} is not drawn here`;
  }
  for (const coloured of element.querySelectorAll<HTMLElement>('.katex-html [style*="color"]')) {
    // Against the colours of another theme the paper’s own may be unreadable.
    for (const name of ['color', 'background-color', 'border-color']) coloured.style.removeProperty(name);
  }
  if (isStyled) {
    element.setAttribute('role', 'math');
    element.setAttribute('aria-label', tex);
  } else {
    element.removeAttribute('role');
    element.removeAttribute('aria-label');
  }
  return undefined;
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^KaTeX parse error: /, '').split(' at position')[0] ?? message;
}
