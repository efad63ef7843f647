// DEVELOPMENT ONLY: passing an invented link on.
import type {
  AddressCheck,
  AddressDraft,
  AddressParts,
  LinkVariant,
  LinkVariants,
  MailDraft,
  SaveCode,
  SavedCode,
  SavedPoster,
  SaveVariant,
  ShareChoices,
  VariantChoice,
} from '../src/lib/ipc/generated';
import { refusal } from './demo-answers';
import { demoQr } from './demo-qr';

const LINK = 'https://buy.stripe.com/test_9AQ5nE0Qa1Fd6';

const NONE: AddressParts = {
  email: '',
  isEmailLocked: false,
  promoCode: '',
  locale: '',
  reference: '',
  utmSource: '',
  utmMedium: '',
  utmCampaign: '',
  utmTerm: '',
  utmContent: '',
};

export class DemoShare {
  #variants: LinkVariant[] = [
    this.#row('v1', 'Shop window', { ...NONE, reference: 'window', locale: 'de' }, 12, 57600),
    this.#row('v2', 'Newsletter in May', { ...NONE, utmSource: 'news', utmCampaign: 'may' }),
  ];

  #row(id: string, name: string, parts: AddressParts, paid = 0, amount = 0): LinkVariant {
    const revenue = amount > 0 ? [{ currency: 'eur', amount }] : [];
    const query = [
      parts.reference && `client_reference_id=${parts.reference}`,
      parts.locale && `locale=${parts.locale}`,
      parts.utmSource && `utm_source=${parts.utmSource}`,
      parts.utmCampaign && `utm_campaign=${parts.utmCampaign}`,
    ].filter(Boolean);
    const url = query.length > 0 ? `${LINK}?${query.join('&')}` : LINK;
    return { id, name, parts, url, results: parts.reference ? { paid, revenue } : null };
  }

  link_qr() {
    return { svg: demoQr() };
  }

  share_choices(): ShareChoices {
    return {
      locales: ['auto', 'de', 'en', 'fr', 'ja', 'pt-BR', 'zh-TW'],
      posterLanguages: [
        { tag: 'de', name: 'Deutsch' },
        { tag: 'en', name: 'English' },
        { tag: 'ja', name: '日本語' },
      ],
    };
  }

  link_mail(): MailDraft {
    return { url: 'mailto:?subject=Sourdough%20box&body=x' };
  }

  save_link_code({ format }: SaveCode): SavedCode {
    return { path: `~/Documents/sourdough-box.${format}`, bytes: 18_442 };
  }

  save_link_poster(): SavedPoster {
    return { path: '~/Documents/sourdough-box.pdf', missing: '' };
  }

  check_link_address({ name, parts }: AddressDraft): AddressCheck {
    const problems = /^[A-Za-z0-9_-]*$/.test(parts.reference)
      ? []
      : [
          {
            param: 'client_reference_id',
            message:
              'A reference has only letters without accents, digits, hyphens and underscores; Stripe drops any other.',
          },
        ];
    const notes = parts.promoCode
      ? [
          {
            param: 'prefilled_promo_code',
            message:
              'This link takes no promotion codes, so the code does nothing: allow them in the link first.',
          },
        ]
      : [];
    return {
      url: problems.length > 0 ? null : this.#row('', '', parts).url,
      problems,
      notes,
      suggestedReference: name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-') || 'variant',
    };
  }

  list_link_variants(): LinkVariants {
    return { rows: this.#variants };
  }

  save_link_variant({ id, name, parts }: SaveVariant): LinkVariant {
    if (!name.trim()) {
      throw refusal('invalid_input', 'Give it a name of 1 to 100 characters.', { field: 'name' });
    }
    const row = this.#row(id ?? `v${this.#variants.length + 1}`, name, parts);
    this.#variants = [...this.#variants.filter((it) => it.id !== row.id), row];
    return row;
  }

  remove_link_variant({ id }: VariantChoice): LinkVariants {
    this.#variants = this.#variants.filter((it) => it.id !== id);
    return this.list_link_variants();
  }
}
