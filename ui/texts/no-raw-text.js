// A rule for eslint: what people read comes from the catalogue, so that it exists in every language.
const SPOKEN = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'caption',
  'description',
  'heading',
  'hint',
  'label',
  'note',
  'placeholder',
  'text',
  'title',
]);

/** The one word that is the same in every language. */
const NAME = 'Countertop';

const hasWord = (text) => /\p{L}{2}/u.test(text) && text.trim() !== NAME;

/**
 * Whether something within code is a name, such as "American Express" or "MB WAY", or codes: every
 * word begins with a capital, none with a small letter.
 */
const isName = (text) => !/(?:^|\s)[^\p{L}\s]*\p{Ll}/u.test(text);

/** A sentence begins with a capital and goes on in words. */
const isSentence = (text) => /^\p{Lu}\S* \p{L}/u.test(text) && !isName(text);

/** Whether an element holds no text of ours: a style, a script, or what people type just so. */
const isVerbatim = (node) =>
  node.type === 'SvelteStyleElement' ||
  node.type === 'SvelteScriptElement' ||
  (node.type === 'SvelteElement' && ['code', 'kbd'].includes(node.name?.name));

export default {
  meta: {
    type: 'problem',
    docs: { description: 'texts come from the catalogue' },
    messages: { raw: '“{{text}}” belongs into texts/, where every language has it.' },
    schema: [],
  },
  create(context) {
    const report = (node, text) =>
      context.report({ node, messageId: 'raw', data: { text: text.trim().slice(0, 40) } });
    return {
      SvelteText(node) {
        if (!isVerbatim(node.parent) && hasWord(node.value)) report(node, node.value);
      },
      SvelteLiteral(node) {
        const { parent } = node;
        if (parent.type !== 'SvelteAttribute' || !SPOKEN.has(parent.key.name)) return;
        if (hasWord(node.value)) report(node, node.value);
      },
      Literal(node) {
        if (typeof node.value === 'string' && isSentence(node.value)) report(node, node.value);
      },
      TemplateElement(node) {
        const { raw } = node.value;
        if (/^\p{Lu}\p{L}+ \p{L}/u.test(raw) && !isName(raw)) report(node, raw);
      },
    };
  },
};
