// What the form offers to choose from, fetched once for the account.
import { createContext } from 'svelte';

import { Resource } from '../../../lib/state/resource.svelte';
import type { Session } from '../../../lib/state/session.svelte';
import type { LinkChoices, ShippingRate } from '../../../lib/ipc/generated';
import { Pictures } from './pictures.svelte';

export class Choices extends Resource<LinkChoices> {
  readonly rates: Resource<{ rows: ShippingRate[] }>;
  readonly pictures: Pictures;

  constructor(session: Session) {
    super(() => session.call('link_choices', null));
    this.pictures = new Pictures(session);
    this.rates = new Resource(() => session.call('list_shipping_rates', null));
  }
}

export const [getChoices, setChoices] = createContext<Choices>();
