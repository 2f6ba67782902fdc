/** The columns of a listing in a sheet, and what people call them. */

export const columns = [
  'sku',
  'title',
  'description',
  'price',
  'currency',
  'quantity',
  'condition',
  'category',
  'brand',
  'location',
  'tags',
  'images',
] as const;

export type Column = (typeof columns)[number];

/** What a sheet says of one listing, as text under our names; what the column mapper, the grid and the checks share. */
export type Cells = Partial<Record<Column, string>>;

/** Names in lower case, without spaces, digits and punctuation. */
const names: Readonly<Record<Column, readonly string[]>> = {
  sku: ['sku', 'id', 'itemnumber', 'articlenumber', 'customlabel', 'customlabelsku', 'reference'],
  title: ['title', 'name', 'producttitle', 'productname', 'listing'],
  description: ['description', 'text', 'details', 'body'],
  price: ['price', 'amount', 'saleprice', 'regularprice', 'unitprice'],
  currency: ['currency', 'currencycode'],
  quantity: ['quantity', 'qty', 'stock', 'inventory'],
  condition: ['condition', 'state'],
  category: ['category', 'categories', 'producttype'],
  brand: ['brand', 'vendor', 'manufacturer', 'make'],
  location: ['location', 'city', 'place'],
  tags: ['tags', 'keywords', 'labels'],
  images: [
    'image',
    'images',
    'imageurl',
    'imageurls',
    'imagelink',
    'imagesrc',
    'photo',
    'photos',
    'picture',
    'pictures',
    'photourl',
  ],
};

const columnByName = new Map(columns.flatMap((column) => names[column].map((name) => [name, column] as const)));

/** Our column for a header, or null. A number at the end (`image 2`) does not matter. */
export function columnFor(header: string): Column | null {
  const plain = header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '');
  return columnByName.get(plain) ?? null;
}
