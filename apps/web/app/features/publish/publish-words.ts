import { countOf } from '../../components/number.tsx';
import type { When } from './when-fields.tsx';

/** What pressing the button does: `Publish 250 posts`. */
export function publishWords(when: When, posts: number): string {
  switch (when) {
    case 'now':
      return `Publish ${countOf(posts, 'post')}`;
    case 'at':
      return `Schedule ${countOf(posts, 'post')}`;
    case 'draft':
      return `Make ${countOf(posts, 'draft')}`;
  }
}
