import { Images } from 'lucide-react';
import { buttonStyles } from '../../components/button.tsx';
import { countOf } from '../../components/number.tsx';

interface PhotosLinkProps {
  sheet: { id: string; number: number; photos: number };
  size?: 'sm' | 'md';
}

/** The photos of a sheet as a ZIP. Not there where there are none. */
export function PhotosLink({ sheet: { id, number, photos }, size = 'md' }: PhotosLinkProps) {
  return photos === 0 ? null : (
    <a href={`/sheets/${id}/photos`} download className={buttonStyles({ size })}>
      <Images aria-hidden />
      {countOf(photos, 'photo')}
      <span className="sr-only"> of sheet {number}, as a ZIP</span>
    </a>
  );
}
