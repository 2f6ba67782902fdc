/** Conditions in the words that people and marketplaces have for them. */

import { type Condition, conditions } from './listing.ts';

/**
 * What marketplaces and people call them in English, German, French, Spanish, Italian, Dutch, Portuguese and Polish: in
 * lower case, without accents and without what `aboutIt` takes away. Numbers are eBay's condition ids. What is broken has
 * no word but eBay's: else a person says what a broken thing goes as.
 */
const words: Readonly<Record<Condition, readonly string[]>> = {
  new: listed(
    '1000, new, brand new, new with tags, new with box, new without tags, new without box, new other, new in box, nib, nwt',
    'new other see details, new with defects, unused, unopened, unworn, sealed, factory sealed',
    'neu, neue, neuer, neuware, brandneu, neu mit etikett, neu ohne etikett, neu mit karton, neu ohne karton, neu mit fehlern',
    'neu sonstige, neu sonstige siehe artikelbeschreibung, neu in ovp, unbenutzt, ungebraucht, ungetragen, ungeoffnet, ovp',
    'originalverpackt, neuf, neuve, tout neuf, neuf avec etiquette, neuf avec etiquettes, neuf sans etiquette',
    'neuf sans etiquettes, neuf avec boite, neuf sans boite, neuf avec defauts, neuf autre, jamais utilise, jamais porte',
    'nuevo, nueva, nuevo con etiquetas, nuevo sin etiquetas, nuevo con caja, nuevo sin caja, nuevo con defectos, nuevo otro',
    'sin abrir, sin usar, sin estrenar, a estrenar, precintado, nuovo, nuova, mai usato, nuovo mai usato, sigillato',
    'nuovo con etichette, nuovo senza etichette, nuovo con cartellino, nuovo senza cartellino, nuovo con scatola',
    'nuovo senza scatola, nuovo con difetti, nuovo altro, nieuw, nieuwe, gloednieuw, nieuw met kaartje, nieuw zonder kaartje',
    'nieuw in doos, ongebruikt, ongeopend, ongedragen, novo, nova, nowy, nowa, nowe, nieuzywany',
  ),
  like_new: listed(
    '1500, 1750, 2000, 2010, 2750, 2990, like new, as new, almost new, nearly new, mint, near mint, open box, open box new',
    'excellent, excellent refurbished, refurbished, certified refurbished, seller refurbished, manufacturer refurbished',
    'renewed, cpo, wie neu, so gut wie neu, neuwertig, neuwertiger, fast neu, nahezu neu, kaum benutzt, kaum gebraucht',
    'kaum getragen, ausgezeichnet, ausgezeichnet refurbished, hervorragend, generaluberholt, zertifiziert generaluberholt',
    'vom hersteller generaluberholt, vom verkaufer generaluberholt, comme neuf, comme neuve, quasi neuf, presque neuf',
    'impeccable, parfait, reconditionne, reconditionne certifie, remis a neuf, como nuevo, como nueva, casi nuevo, seminuevo',
    'excelente, impecable, reacondicionado, reacondicionado certificado, come nuovo, come nuova, pari al nuovo, quasi nuovo',
    'come nuovo perfetto o ricondizionato, eccellente, eccellenti, ricondizionato, ricondizionato certificato, rigenerato',
    'zo goed als nieuw, als nieuw, bijna nieuw, nauwelijks gebruikt, uitstekend, uitstekende, gereviseerd, refurbished als nieuw',
    'como novo, seminovo, recondicionado, jak nowy, jak nowa, jak nowe, odnowiony',
  ),
  good: listed(
    '2020, 2030, 2500, 3000, 4000, 5000, good, very good, very good refurbished, good refurbished, gently used, lightly used',
    'gut, gute, guter, gutem, sehr gut, sehr gute, sehr guter, sehr gutem, gut erhalten, sehr gut erhalten, gepflegt',
    'leichte gebrauchsspuren, mit leichten gebrauchsspuren, sehr gut refurbished, gut refurbished, bon, bonne, tres bon',
    'bueno, buena, buen, buenas, muy bueno, muy buena, muy buen, muy buenas, buono, buona, buone, molto buono, molto buona',
    'molto buone, ottimo, ottima, ottime, ottimo poco usato e ben conservato, buono usato ma ben conservato, goed, goede',
    'zeer goed, zeer goede, heel goed, bom, boa, muito bom, muito boa, dobry, dobrym, bardzo dobry, bardzo dobrym',
  ),
  fair: listed(
    '3010, 6000, 7000, fair, acceptable, poor, worn, well used, heavily used, for parts, for parts or not working',
    'akzeptabel, annehmbar, ausreichend, befriedigend, in ordnung, ok, stark gebraucht, stark benutzt, abgenutzt',
    'starke gebrauchsspuren, mit starken gebrauchsspuren, deutliche gebrauchsspuren, correct, satisfaisant, assez bon, moyen',
    'aceptable, aceptables, regular, accettabile, accettabili, discreto, discreta, discrete, sufficiente, molto usato',
    'redelijk, redelijke, acceptabel, matig, matige, aceitavel, razoavel, dostateczny, zadowalajacy',
  ),
};

/** They say that a thing is not new, and not how good it is: by themselves it is good. */
const usedWords = listed(
  'used, pre owned, preowned, pre loved, preloved, second hand, secondhand, gebraucht, gebrauchte, gebrauchter, benutzt',
  'getragen, occasion, d occasion, utilise, usado, usada, de segunda mano, segunda mano, usato, usata, di seconda mano',
  'seconda mano, gebruikt, gebruikte, tweedehands, em segunda mao, segunda mao, uzywany, uzywana, uzywane',
);

/** `Condition: good`, `in gutem Zustand`, `en bon état`: what stands around the word. */
const aboutIt =
  /\b(?:in|en|em|w|condition|zustand|etat|estado|condiciones|stato|condizioni|condizione|staat|conditie|stan|stanie)\b/g;

function listed(...lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split(', '));
}

const conditionByWord = new Map(
  conditions.flatMap((condition) => words[condition].map((word) => [word, condition] as const)),
);

const anyUsedWord = usedWords.join('|');
const usedBesideIt = new RegExp(`^(?:${anyUsedWord}) | (?:${anyUsedWord})$`);

/**
 * Null: it is none that we know, or several that differ. `Used - Like New`, `used_like_new`, `LikeNew`, `1000-New`,
 * `Wie neu`, `gebraucht (sehr gut)` and `guter Zustand, gebraucht` are known.
 */
export function parseCondition(text: string): Condition | null {
  const whole = readWords(plainWords(text));
  if (whole !== null) {
    return whole === 'used' ? 'good' : whole;
  }
  // A hyphen stands between two only where there is room beside it: `pre-owned` is one word.
  const parts = text.split(/[()[\],;:/|.–—]|-(?=\s)|(?<=\s)-/).map((part) => plainWords(part));
  const said = new Set(parts.filter((part) => withoutAboutIt(part) !== '').map(readWords));
  const isUsed = said.delete('used');
  const [condition = isUsed ? 'good' : null, ...others] = said;
  return others.length > 0 || condition === 'used' || (isUsed && condition === 'new') ? null : condition;
}

function readWords(said: string): Condition | 'used' | null {
  const known = conditionByWord.get(said);
  if (known !== undefined) {
    return known;
  }
  const plain = withoutAboutIt(said);
  if (usedWords.includes(plain)) {
    return 'used';
  }
  const beside = conditionByWord.get(plain.replace(usedBesideIt, ''));
  const [, id = ''] = /^(\d{4})\b/.exec(plain) ?? [];
  // Nothing is used and new.
  return conditionByWord.get(plain) ?? (beside === 'new' ? undefined : beside) ?? conditionByWord.get(id) ?? null;
}

function withoutAboutIt(said: string): string {
  return said.replace(aboutIt, '').replace(/ +/g, ' ').trim();
}

/** In lower case, without accents and punctuation, words apart by one space. */
function plainWords(text: string): string {
  return text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
