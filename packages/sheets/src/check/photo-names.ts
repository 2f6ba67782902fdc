/** Which of the pictures that came along a sheet means: it names them with more or fewer folders than they came with. */

export type FoundPhoto =
  | { is: 'found'; name: string }
  | { is: 'missing' }
  /** Several are named so, and nothing tells which one is meant. */
  | { is: 'ambiguous'; names: readonly string[] };

export interface PhotoNames {
  find(named: string): FoundPhoto;
}

/**
 * Of pictures under the names that they came with, folders included: `front.jpg`, `chairs/front.jpg`. The folders of the
 * sheet and those of the picture must agree as far as both go; capitals tell names apart only where nothing else does.
 */
export function createPhotoNames(stored: Iterable<string>): PhotoNames {
  const names = new Set(stored);
  const byPath = new Map<string, string[]>();
  /** `a/b/c.jpg` is there as `b/c.jpg` and `c.jpg`: no name is slow to find, however many pictures share it. */
  const byEnd = new Map<string, string[]>();
  for (const name of names) {
    const path = name.toLowerCase();
    add(byPath, path, name);
    for (const end of shorterEnds(path)) {
      add(byEnd, end, name);
    }
  }
  return {
    find(named) {
      const written = named.replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '');
      if (names.has(written)) {
        return { is: 'found', name: written };
      }
      const path = written.toLowerCase();
      // Else it came with fewer folders than the sheet knows, as one that is dropped by itself does. Of several the one with
      // the most is meant: a picture that is dropped for one row must not make another row's name ambiguous.
      const fewer = () => shorterEnds(path).find((end) => byPath.has(end)) ?? '';
      const found = byPath.get(path) ?? byEnd.get(path) ?? byPath.get(fewer()) ?? [];
      const [first] = found;
      if (first === undefined) {
        return { is: 'missing' };
      }
      return found.length === 1 ? { is: 'found', name: first } : { is: 'ambiguous', names: found };
    },
  };
}

/** The path without its first folder, without its first two, and so on. */
function shorterEnds(path: string): string[] {
  const ends: string[] = [];
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    ends.push(path.slice(slash + 1));
  }
  return ends;
}

function add(index: Map<string, string[]>, key: string, name: string): void {
  const names = index.get(key);
  if (names) {
    names.push(name);
  } else {
    index.set(key, [name]);
  }
}
