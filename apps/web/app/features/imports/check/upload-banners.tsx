import { Banner } from '../../../components/banner.tsx';
import { countOf, formatCount } from '../../../components/number.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { TextLink } from '../../../components/text-link.tsx';
import type { UploadDetail } from '../upload-types.ts';
import { mendedWords } from '../upload-words.ts';

/** So many names or sentences are written out; the rest is counted. */
const written = 8;

/** As what the file was read, and what of it is not read or is read otherwise than it stands there. */
export function ReadAsBanner({ upload }: { upload: UploadDetail }) {
  const { formatTitle, ignoredColumns, notes } = upload;
  if (ignoredColumns.length === 0 && notes.length === 0) {
    return <p className="text-ink-muted text-sm">Read as: {formatTitle}</p>;
  }
  return (
    <Banner tone="info" title={`Read as: ${formatTitle}`}>
      {ignoredColumns.length > 0 ? (
        <p className="wrap-anywhere">
          {ignoredColumns.length === 1 ? 'Column' : 'Columns'} not read:{' '}
          {ignoredColumns
            .slice(0, written)
            .map((name) => `“${name}”`)
            .join(', ')}
          {ignoredColumns.length > written ? ` and ${formatCount(ignoredColumns.length - written)} more` : ''}.
        </p>
      ) : null}
      {notes.length > 0 ? <Sentences sentences={notes} /> : null}
    </Banner>
  );
}

/** Pictures that came along and cannot be used. */
export function RefusedPhotosBanner({ sentences }: { sentences: readonly string[] }) {
  return sentences.length === 0 ? null : (
    <Banner tone="caution" title={`${countOf(sentences.length, 'picture')} could not be taken`}>
      <Sentences sentences={sentences} />
    </Banner>
  );
}

/** What became of mended cells when the columns were chosen anew: `kept` and `dropped` of the address. */
export function MendedBanner({ params }: { params: URLSearchParams }) {
  const sentence = mendedWords({ kept: Number(params.get('kept')), dropped: Number(params.get('dropped')) });
  return sentence === '' ? null : <Banner tone="info" title={sentence} />;
}

/** These rows stayed when the others of their file went. */
export function RestBanner({ batchId }: { batchId: string }) {
  return (
    <Banner tone="info" title="These are the rows that stayed behind">
      The others of the file became <TextLink to={`/batches/${batchId}`}>a batch</TextLink>.
    </Banner>
  );
}

/** The very file became a batch before. */
export function SameFileBanner({ sameAs }: { sameAs: NonNullable<UploadDetail['sameAs']> }) {
  return (
    <Banner tone="caution" title="You have brought this very file before">
      It became <TextLink to={`/batches/${sameAs.batchId}`}>a batch</TextLink> <RelativeTime at={sameAs.createdAt} />.
      Listings with the same SKU are updated, and none is posted twice on one account.
    </Banner>
  );
}

function Sentences({ sentences }: { sentences: readonly string[] }) {
  const more = sentences.length - written;
  return (
    <ul className="mt-1 list-disc pl-5">
      {sentences.slice(0, written).map((sentence) => (
        <li key={sentence} className="wrap-anywhere">
          {sentence}
        </li>
      ))}
      {more > 0 ? <li>and {formatCount(more)} more</li> : null}
    </ul>
  );
}
