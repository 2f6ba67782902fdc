import { RotateCw } from 'lucide-react';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { countOf } from '../../components/number.tsx';
import { usePostActs } from '../posts/use-post-acts.ts';
import type { SheetWithPosts } from './sheet-posts.tsx';

/** What to do with those that were refused: mended, they go into a new sheet together. */
export function RefusedBanner({ sheet: { posts, place }, mayEdit }: { sheet: SheetWithPosts; mayEdit: boolean }) {
  const { act, pending } = usePostActs();
  const refused = posts.filter(({ isRefused, status }) => isRefused && status === 'failed');
  if (refused.length === 0) {
    return null;
  }
  const one = refused.length === 1;
  const again = () =>
    act({
      act: 'retry',
      choice: { ids: refused.map(({ id }) => id) },
      posts: refused.length,
      statuses: refused.map(({ status }) => status),
    });
  return (
    <Banner
      tone="caution"
      title={`${place} refused ${countOf(refused.length, 'listing')} of this sheet`}
      action={
        mayEdit ? (
          <Button size="sm" icon={RotateCw} busy={pending === 'retry'} onClick={again}>
            Publish {one ? 'it' : `all ${refused.length}`} again
          </Button>
        ) : null
      }
    >
      Mend {one ? 'it' : 'them'} first: published again, {one ? 'it goes' : 'they go'} into a new sheet.
    </Banner>
  );
}
