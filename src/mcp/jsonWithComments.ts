/** JSON as editors let people write it: with comments and with commas behind the last item. Throws SyntaxError. */
export function parseJsonWithComments(text: string): unknown {
  const plain = text.replace(/^\uFEFF/, '').replace(tokens, (token) => (token.startsWith('"') ? token : blank(token)));
  return JSON.parse(plain.replace(trailingCommas, (token) => (token.startsWith(',') ? ` ${token.slice(1)}` : token)));
}

/** A string, or a comment outside of one. */
const tokens = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
/** A string, or a comma that nothing follows. */
const trailingCommas = /"(?:[^"\\\n]|\\.)*"|,(?=\s*[\]}])/g;

/** As long as it was, so that a message about what stands behind it names the right place. */
function blank(comment: string): string {
  return comment.replace(/[^\n]/g, ' ');
}
