import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { Boxes, Upload } from 'lucide-react';
import { ButtonLink } from '../components/button.tsx';
import { Card, EmptyState, PageHeader } from '../components/page.tsx';
import { Pagination } from '../components/pagination.tsx';
import { TextLink } from '../components/text-link.tsx';
import { BatchList } from '../features/batches/batch-list.tsx';
import { idIn } from '../features/posts/ids.ts';
import { guardedLoader } from '../server/guard.server.ts';

export const meta: MetaFunction = () => [{ title: 'Batches · Hawker' }];

const pageSize = 25;

export const loader = guardedLoader(async ({ caller, request }) => {
  const cursor = idIn(new URL(request.url).searchParams.get('after'));
  // One more than is shown tells whether the list goes on.
  const rows = await caller.batches.list({ limit: pageSize + 1, ...(cursor ? { cursor } : {}) });
  const batches = rows.slice(0, pageSize);
  return {
    batches,
    isFirst: cursor === null,
    olderCursor: rows.length > pageSize ? (batches.at(-1)?.id ?? null) : null,
  };
});

export default function Batches() {
  const { batches, isFirst, olderCursor } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title="Batches"
        back={<TextLink to="/posts">Posts</TextLink>}
        description="What one upload, or one bulk act on listings, made."
        actions={
          <ButtonLink to="/upload" variant="primary" icon={Upload}>
            Upload a file
          </ButtonLink>
        }
      />
      <Card flush>
        {batches.length === 0 && isFirst ? (
          <EmptyState
            icon={Boxes}
            title="No batches yet"
            actions={
              <ButtonLink to="/upload" variant="primary" icon={Upload}>
                Upload a file
              </ButtonLink>
            }
          >
            Bring a spreadsheet of listings and choose the accounts. All the posts it makes are one batch, and you watch
            them go out here.
          </EmptyState>
        ) : (
          <>
            <BatchList batches={batches} />
            {isFirst && olderCursor === null ? null : (
              <div className="border-t">
                <Pagination label="batches" newerCursor={null} olderCursor={olderCursor}>
                  {isFirst ? 'Newest first' : <TextLink to="/batches">Back to the newest</TextLink>}
                </Pagination>
              </div>
            )}
          </>
        )}
      </Card>
    </>
  );
}
