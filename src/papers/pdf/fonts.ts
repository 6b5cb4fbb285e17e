/** What the name of a font tells about the letters set in it. */
export interface FontTraits {
  readonly name: string;
  readonly isMath: boolean;
  /** Large delimiters, sums and integrals: their glyphs hang from the baseline instead of standing on it. */
  readonly isExtension: boolean;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly isMono: boolean;
  readonly isSmallCapitals: boolean;
  /** It brings its own drawings and says nothing of itself; see unnamedFonts.ts. */
  readonly isUnnamed?: boolean;
}

/** The families of TeX and of word processors that set formulas and nothing else. */
const mathFamilies = [
  'cmmi|cmmib|cmsy|cmbsy|cmex|ccmi|xccmi|xccsy|xccex|sccmi|lmmath|lmmi|lmsy|lmex',
  'msam|msbm|eufm|eufb|eurm|eurb|eusm|eusb|euex|rsfs|stmary|wasy|lasy|esint|yhcmex|mnsymbol|dsrom|dsss|bbm|bbold|bbmss',
  'r?tx(?:mi|sy|ex|bmi|bsy|bex)|ntxb?(?:mi|sy|ex)|new[tp]xb?(?:mi|sy|ex|math)|r?px(?:mi|sy|ex|bmi|bsy|bex)|zptmcm|zplm|rpsy|psy|mtmi|mtsy|mtex|mtextra|mathpi|mathematicalpi|euclid(?:math|extra|fraktur|symbol)',
  'libertinemath|stix.*math|fourier-m|futm(?:i|r-m)|kpmath|mdput|mdmath|hvmath|eulervm|zeu|zcr|fdsymbol|boondox|txsym|symbol$|symbolmt|cmr\\d+-math',
];
const math = new RegExp(`^(?:${mathFamilies.join('|')})|math(?:$|-)`, 'i');
const extension =
  /^(?:cmex|lmex|lmmathextension|euex|yhcmex|esint|(?:r?[tp]x|ntx|newtx|newpx)b?ex|mtex|xccex|zptmcmrv|stix.*mathex|mnsymbol)/i;

export function fontTraits(loadedName: string): FontTraits {
  const name = loadedName.replace(/^[A-Z]{6}\+/, '');
  return {
    name,
    isMath: math.test(name),
    isExtension: extension.test(name),
    isBold:
      /bold|black|heavy|demi|-medi|semib|^(?:cm|ec|sf|la)(?:b|ss?bx|bx)|^lmroman.*bold|bx\d|^ptmb|^phvb|^linlibertinetb|TB(?:$|I|_)/i.test(
        name,
      ),
    isItalic: /ital|obli|slant|^(?:cm|ec|sf)(?:bx)?(?:ti|sl)|^cmssi|bxti|(?:^|T)I$|TBI$/i.test(name),
    isMono:
      /mono|courier|typewriter|consol|inconsolata|^cm(?:sl|i)?tt|^cmvtt|^ec?tt|^sftt|^lmtt|txtt|menlo|nimbusmon|libertinemt|libertinusmono|sourcecode|firacode/i.test(
        name,
      ),
    isSmallCapitals: /^cm(?:b?x?)csc|^lmromancaps|smallcap|caps|sc(?:$|-)|^ec(?:cc|xc|sc)|^sfcc/i.test(name),
  };
}
