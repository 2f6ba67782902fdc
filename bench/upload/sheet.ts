/** The listings of a bench upload, as rows and as the sheet that a person would bring. */

export interface SheetListing {
  title: string;
  description: string;
  priceMinor: number;
  category: string;
  image: string;
}

const things = ['Oak chair', 'Walnut table', 'Desk lamp', 'Touring bicycle', 'Bookshelf', 'Wall mirror', 'Radio'];

/** No two sheets share a title: each listing gets an SKU of its own from it. */
export function listingsOf(sheet: number, count: number): SheetListing[] {
  return Array.from({ length: count }, (_, n) => ({
    title: `${things[n % things.length]} ${sheet}-${n}`,
    description: 'Well kept, from a house without pets or smoke. Collected in person or sent insured. '.repeat(
      1 + (n % 5),
    ),
    priceMinor: 500 + ((n * 7919) % 90_000),
    category: n % 2 === 0 ? 'Furniture' : 'Electronics',
    image: `http://127.0.0.1:9/pictures/${sheet}-${n}.jpg`,
  }));
}

export function makeSheet(sheet: number, count: number): string {
  const lines = listingsOf(sheet, count).map(
    ({ title, description, priceMinor, category, image }) =>
      `${title},"${description}",${(priceMinor / 100).toFixed(2)},${category},${image}`,
  );
  return ['title,description,price,category,images', ...lines].join('\n');
}
