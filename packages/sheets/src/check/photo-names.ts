/** Which of the pictures that came along a sheet means: it names them with more or fewer folders than they came with. */

export type FoundPhoto =
  | { is: 'found'; name: string }
  | { is: 'missing' }
  /** Several are named so, and nothing tells which one is meant. */
  | { is: 'ambiguous'; names: readonly string[] };

export interface PhotoNames {
  find(named: string): FoundPhoto;
}

/** Of pictures under the names that they came with, folders included: `front.jpg`, `chairs/front.jpg`. */
export function createPhotoNames(stored: Iterable<string>): PhotoNames {
  const byOwnName = new Map<string, string[]>();
  for (const name of stored) {
    const own = ownNameOf(name.toLowerCase());
    byOwnName.set(own, [...(byOwnName.get(own) ?? []), name]);
  }
  return {
    find(named) {
      const path = named.replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '');
      const candidates = byOwnName.get(ownNameOf(path.toLowerCase())) ?? [];
      return candidates.length === 0 ? { is: 'missing' } : choose(path, candidates);
    },
  };
}

/** The folders of the sheet and those of the picture must agree as far as both go. */
function choose(path: string, candidates: readonly string[]): FoundPhoto {
  if (candidates.includes(path)) {
    return { is: 'found', name: path };
  }
  const plain = path.toLowerCase();
  const same = candidates.filter((name) => name.toLowerCase() === plain);
  const names = same.length > 0 ? same : candidates.filter((name) => endsWithPath(name.toLowerCase(), plain));
  const [first, ...others] = names;
  if (first !== undefined) {
    return others.length === 0 ? { is: 'found', name: first } : { is: 'ambiguous', names };
  }
  // The picture came with fewer folders than the sheet knows. Where another has its name too, it could be either.
  const [only, ...more] = candidates;
  return only !== undefined && more.length === 0 && endsWithPath(plain, only.toLowerCase())
    ? { is: 'found', name: only }
    : { is: 'missing' };
}

function endsWithPath(path: string, end: string): boolean {
  return path.endsWith(`/${end}`);
}

function ownNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
