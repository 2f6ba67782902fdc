/** Category paths: `A > B > C` with us, `A//B//C` in Facebook's template. */

export function categoryPath(text: string): string {
  return text
    .split(/\/\/|[>›»]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' > ');
}

export function facebookCategory(path: string): string {
  return categoryPath(path).replaceAll(' > ', '//');
}
