/** What people write for a currency: `€`, `US$`, `kr.`, `CAD`. Many signs stand for several currencies. */

export const knownCurrencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** In lower case. Only what is met often: for the rest there are the codes. */
const currenciesOfSigns: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    '€': 'EUR',
    $: 'USD CAD AUD NZD MXN SGD HKD TWD ARS CLP COP',
    us$: 'USD',
    ca$: 'CAD',
    c$: 'CAD',
    au$: 'AUD',
    a$: 'AUD',
    nz$: 'NZD',
    mx$: 'MXN',
    s$: 'SGD',
    hk$: 'HKD',
    nt$: 'TWD',
    r$: 'BRL',
    '£': 'GBP EGP',
    '¥': 'JPY CNY',
    'cn¥': 'CNY',
    'jp¥': 'JPY',
    kr: 'SEK NOK DKK ISK',
    'kr.': 'SEK NOK DKK ISK',
    'fr.': 'CHF',
    zł: 'PLN',
    kč: 'CZK',
    '₺': 'TRY',
    '₴': 'UAH',
    '₹': 'INR',
    '₩': 'KRW',
    '₪': 'ILS',
    '฿': 'THB',
    '₫': 'VND',
    '₱': 'PHP',
  }).map(([sign, currencies]) => [sign, currencies.split(' ')]),
);

/** Of a sign that several have, these are meant where nothing says which. */
const meantByThemselves: ReadonlySet<string> = new Set(['USD', 'GBP', 'JPY']);

/** The currencies that a sign or a code may mean; none where it is neither. */
export function currenciesOf(signOrCode: string): readonly string[] {
  const code = signOrCode.toUpperCase();
  return knownCurrencies.has(code) ? [code] : (currenciesOfSigns.get(signOrCode.toLowerCase()) ?? []);
}

/** The one that is meant among several where nothing else says which; null where people would disagree. */
export function likeliestOf(currencies: readonly string[]): string | null {
  const [first = null, ...others] = currencies;
  return others.length === 0 ? first : (currencies.find((currency) => meantByThemselves.has(currency)) ?? null);
}

const currenciesWithSigns: ReadonlySet<string> = new Set([...currenciesOfSigns.values()].flat());

/** The name of a column without its currency, and that: `Price ($)`, `Preis in €`, `price_cad`. Null: it names none, or two. */
export function splitCurrencyOff(columnName: string): { name: string; sign: string | null } {
  const words = columnName.normalize('NFKC').match(/\p{Lu}{0,2}\p{Sc}|\p{L}+\.?|\S/gu) ?? [];
  const [sign, other] = words.filter(isCurrencyOfColumn);
  if (sign === undefined || other !== undefined) {
    return { name: columnName, sign: null };
  }
  const name = words.filter((word) => word !== sign && word.toLowerCase() !== 'in').join(' ');
  const code = sign.toUpperCase();
  return { name, sign: knownCurrencies.has(code) ? code : sign };
}

/** Gives a price below a column of that name what the name says of its currency, where the price says nothing of it. */
export function withCurrencyOf(columnName: string): (price: string) => string {
  const { sign } = splitCurrencyOff(columnName);
  return (price) => (sign === null || price === '' || /[\p{L}\p{Sc}]/u.test(price) ? price : `${sign} ${price}`);
}

/** Codes in small letters may be words (`all`, `top`, `cup`). Those of currencies that have a sign here are not. */
function isCurrencyOfColumn(word: string): boolean {
  const code = word.toUpperCase();
  return (
    currenciesOfSigns.has(word.toLowerCase()) ||
    currenciesWithSigns.has(code) ||
    (word === code && knownCurrencies.has(code))
  );
}
