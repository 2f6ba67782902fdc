import { SearchX, Trash2 } from 'lucide-react';
import { ButtonLink } from '../../components/button.tsx';
import { EmptyState } from '../../components/page.tsx';

/** Instead of a batch's posts. `clear`: its address without the filters; null where nothing filters. */
export function NoPosts({ clear }: { clear: string | null }) {
  if (clear === null) {
    return (
      <EmptyState icon={Trash2} title="No posts are left in this batch">
        All of them were deleted.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      title="No post of this batch matches"
      actions={<ButtonLink to={clear}>Clear filters</ButtonLink>}
    >
      Posts move on by themselves, so what was here may be in another view by now.
    </EmptyState>
  );
}
