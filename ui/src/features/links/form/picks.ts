// What the form knows of the catalogue's products and prices that it names.
import type { LinkForm, Pick } from './form.svelte';
import type { CataloguePrice, CatalogueProduct, LinkTermsPage } from '../../../lib/ipc/generated';

/** How many links of one name are looked through. */
const MOST_LINKS = 100;

/** A product, with the price of it that is charged; none where it is a new one. */
export function pickOfProduct(product: CatalogueProduct, price: CataloguePrice | null): Pick {
  const { id, name } = product;
  return { product: id, name, price };
}

/**
 * Finds the names of what a filled form names by its id alone: in the catalogue, else among the
 * items of the link that it was filled from.
 */
export async function learnPicks(form: LinkForm, page?: LinkTermsPage): Promise<void> {
  const unknown = unknownIds(form);
  if (unknown.size === 0) return;
  try {
    await learnFromCatalogue(form, unknown);
    if (page) await learnFromLink(form, page);
  } catch {
    // Their ids stand there then.
  }
}

function unknownIds(form: LinkForm): Set<string> {
  const { line_items, optional_items } = form.written;
  const named = [
    ...line_items.map((item) => item.price || item.price_data.product),
    ...optional_items.map((item) => item.price),
  ];
  return new Set(named.filter((id) => id !== ''));
}

async function learnFromCatalogue(form: LinkForm, unknown: ReadonlySet<string>): Promise<void> {
  const { rows } = await form.session.call('search_catalogue', { search: '' });
  for (const product of rows) {
    if (unknown.has(product.id)) form.picks.set(product.id, pickOfProduct(product, null));
    for (const price of product.prices) {
      if (unknown.has(price.id)) form.picks.set(price.id, pickOfProduct(product, price));
    }
  }
}

/** What was made with a link is not on sale in the catalogue; the link's own row has its name. */
async function learnFromLink(form: LinkForm, page: LinkTermsPage): Promise<void> {
  const search = page.name ?? undefined;
  const { rows } = await form.session.call('list_links', { search, limit: MOST_LINKS });
  const link = rows.find(({ id }) => id === page.id);
  const currency = link?.currency ?? form.currency;
  page.terms.line_items.forEach(({ price }, at) => {
    const item = link?.items[at];
    if (price === '' || form.picks.has(price) || !item?.name) return;
    const { unitAmount } = item;
    const known = { unitAmount, currency, interval: null, intervalCount: null, nickname: null };
    const isChosen = unitAmount === null;
    const said = { ...known, customerChooses: isChosen };
    form.picks.set(price, { product: '', name: item.name, price: said });
  });
}
