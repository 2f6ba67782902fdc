import { Banner } from '../../components/banner.tsx';
import { ButtonLink } from '../../components/button.tsx';
import type { PostRow } from '../posts/post-types.ts';

/** The way to the sheets of the posts that are shown: what a batch wants of a person is done on the account's page. */
export function SheetsToUpload({ posts }: { posts: readonly PostRow[] }) {
  const waiting = posts.filter(({ status }) => status === 'awaiting_upload');
  const accounts = new Map(waiting.map(({ accountId, accountName }) => [accountId, accountName]));
  return [...accounts].map(([id, name]) => (
    <Banner
      key={id}
      tone="caution"
      title={
        <>
          Posts of “<span dir="auto">{name}</span>” wait in a sheet
        </>
      }
      action={
        <ButtonLink size="sm" to={`/accounts/${id}#sheets`}>
          See its sheets
        </ButtonLink>
      }
    >
      Download it there, upload it at the marketplace, and say that they are live.
    </Banner>
  ));
}
