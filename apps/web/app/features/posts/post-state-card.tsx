import type { PostStatus } from '@hawker/core';
import type { ReactNode } from 'react';
import { useClock } from '../../components/clock.tsx';
import { Card } from '../../components/page.tsx';
import { ExactTime, RelativeTime } from '../../components/relative-time.tsx';
import { PostStatusPill } from '../../components/status-pill.tsx';
import { OutsideLink, TextLink } from '../../components/text-link.tsx';
import { zoneWord } from '../../components/time-words.ts';
import { type PostSheet, PostSheetPart } from '../sheets/post-sheet.tsx';
import { FieldErrorList } from './field-error-list.tsx';
import { LateNews } from './late-news.tsx';
import { photoTrouble } from './photo-trouble.ts';
import { PostActs } from './post-acts-bar.tsx';
import type { PostStory } from './post-types.ts';
import { describeState } from './post-words.ts';
import { SettleForm } from './settle-form.tsx';

interface PostStateCardProps {
  post: PostStory;
  status: PostStatus;
  /** Where it goes out, or went out, by a sheet. */
  sheet: PostSheet | null;
}

/** How it stands, why, and what to do next. */
export function PostStateCard({ post, status, sheet }: PostStateCardProps) {
  const { sentence, next: usual } = describeState(status, post);
  const next = photoTrouble(status, post) ?? usual;
  const refused = status === 'failed' ? post.attempts.at(0)?.fieldErrors : null;
  return (
    <Card>
      <div className="grid gap-3">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h2 className="sr-only">State</h2>
          <PostStatusPill status={status} />
          <span className="text-ink-muted text-xs">
            <RelativeTime at={post.statusSince} />
          </span>
        </div>
        <div className="text-sm" role="status">
          <p className="wrap-anywhere font-medium">{sentence}</p>
          <FieldErrorList errors={refused} />
          {next ? <p className="mt-1 wrap-anywhere text-ink-muted">{next}</p> : null}
        </div>
        <StateTimes post={post} status={status} />
        <LateNews post={post} status={status} />
        {status === 'needs_review' ? <SettleForm key={post.version} post={post} /> : null}
        <PostSheetPart post={post} status={status} sheet={sheet} />
        <PostActs post={post} status={status} sheet={sheet} />
      </div>
    </Card>
  );
}

function StateTimes({ post, status }: { post: PostStory; status: PostStatus }) {
  const isLive = status === 'published' || status === 'sold';
  if (isLive && post.externalUrl) {
    return (
      <p className="text-sm">
        <OutsideLink href={post.externalUrl}>See it at {post.channelTitle}</OutsideLink>
      </p>
    );
  }
  if (status === 'scheduled' && post.scheduledAt) {
    return <TimeRow word="Goes out" at={post.scheduledAt} accountZone={post.timeZone} />;
  }
  if ((status === 'retry_wait' || status === 'rate_limited') && post.dueAt) {
    return <TimeRow word="Next try" at={post.dueAt} accountZone={post.timeZone} />;
  }
  if (status === 'unknown' && post.dueAt) {
    return <TimeRow word="Looks again" at={post.dueAt} accountZone={post.timeZone} />;
  }
  return null;
}

function TimeRow({ word, at, accountZone }: { word: string; at: Date; accountZone: string }) {
  return (
    <dl className="grid gap-1 rounded-md bg-sunken px-3 py-2 text-sm">
      <div className="flex flex-wrap justify-between gap-x-3">
        <dt className="text-ink-muted">{word}</dt>
        <dd>
          <ExactTime at={at} /> (<RelativeTime at={at} />)
        </dd>
      </div>
      <AccountTime at={at} zone={accountZone} />
    </dl>
  );
}

/** The same instant by the account's clock, where that is another one. */
function AccountTime({ at, zone }: { at: Date; zone: string }) {
  const clock = useClock();
  if (clock.zone === zone) {
    return null;
  }
  return (
    <div className="flex flex-wrap justify-between gap-x-3">
      <dt className="text-ink-muted">For the account</dt>
      <dd>
        <ExactTime at={at} zone={zone} />
      </dd>
    </div>
  );
}

/** What it belongs to. */
export function PostFacts({ post }: { post: PostStory }) {
  return (
    <Card title="Belongs to">
      <dl className="grid gap-2 text-sm">
        <Fact name="Listing">
          <TextLink to={`/listings/${post.listingId}`} dir="auto">
            {post.fromListing.title}
          </TextLink>
        </Fact>
        <Fact name="Account">
          <TextLink to={`/accounts/${post.accountId}`} dir="auto">
            {post.accountName}
          </TextLink>
          <span className="block text-ink-muted text-xs">
            {post.channelTitle}, {zoneWord(post.timeZone)} time
          </span>
        </Fact>
        {post.batchId ? (
          <Fact name="Batch">
            <TextLink to={`/batches/${post.batchId}`} dir="auto">
              {post.batchName}
            </TextLink>
          </Fact>
        ) : null}
        <Fact name="Made">
          <RelativeTime at={post.createdAt} />
        </Fact>
      </dl>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-3">
      <dt className="w-16 shrink-0 text-ink-muted">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}
