import { Images } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Banner } from '../../components/banner.tsx';
import { cn } from '../../components/cn.ts';
import { formatCount, Money } from '../../components/number.tsx';
import { Card } from '../../components/page.tsx';
import { Photo } from '../../components/photo.tsx';
import { conditionWords } from './condition-words.ts';
import { photoAddress } from './photo-address.ts';
import type { PostStory } from './post-types.ts';

/** The listing as the channel shows it, with what this one post says differently. */
export function ListingPreview({ post }: { post: PostStory }) {
  const { overrides, fromListing } = post;
  const facts = [
    ['Condition', conditionWords[post.condition]],
    ['Category', post.category],
    ['Brand', post.brand],
    ['Quantity', post.quantity === 1 ? null : formatCount(post.quantity)],
    ['Location', post.location],
    ['SKU', post.sku],
  ].flatMap(([name, value]) => (name && value ? [{ name, value }] : []));
  return (
    <Card title={titleOf(post)}>
      <div className="grid gap-5">
        {post.isOutdated ? (
          <Banner tone="caution" title="The listing was changed after this went out">
            {post.channelTitle} still shows what it said then. Relist it to show this.
          </Banner>
        ) : null}
        <Gallery hashes={post.photoHashes} title={post.title} />
        <div>
          <p dir="auto" className="wrap-anywhere font-semibold text-base">
            {post.title}
          </p>
          {overrides.title === null ? null : <Instead>“{fromListing.title}”</Instead>}
          <p className="mt-1 font-semibold text-lg">
            <Money amountMinor={post.priceMinor} currency={post.currency} />
          </p>
          {overrides.priceMinor === null ? null : (
            <Instead>
              <Money amountMinor={fromListing.priceMinor} currency={post.currency} />
            </Instead>
          )}
        </div>
        <div>
          {post.description === '' ? (
            <p className="text-ink-muted text-sm">No description</p>
          ) : (
            <p dir="auto" className="max-w-prose whitespace-pre-line wrap-anywhere text-sm">
              {post.description}
            </p>
          )}
          {overrides.description === null ? null : <Instead>another description</Instead>}
        </div>
        <dl className="grid gap-x-6 gap-y-2 border-t pt-4 text-sm sm:grid-cols-2">
          {facts.map(({ name, value }) => (
            <div key={name} className="flex gap-3">
              <dt className="w-20 shrink-0 text-ink-muted">{name}</dt>
              <dd dir="auto" className="min-w-0 wrap-anywhere">
                {value}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </Card>
  );
}

function titleOf({ channelTitle, publishedAt, isOutdated }: PostStory): string {
  if (isOutdated) {
    return 'As it would be listed now';
  }
  return `As ${channelTitle} ${publishedAt ? 'shows' : 'will show'} it`;
}

function Instead({ children }: { children: ReactNode }) {
  return (
    <p dir="auto" className="mt-0.5 wrap-anywhere text-ink-muted text-sm">
      Only on this account. The listing says {children}
    </p>
  );
}

/** One large, the others below it to choose from. */
function Gallery({ hashes, title }: { hashes: readonly string[]; title: string }) {
  const [chosen, setChosen] = useState(0);
  const shown = hashes[Math.min(chosen, hashes.length - 1)];
  if (shown === undefined) {
    return (
      <div className="grid place-items-center gap-2 rounded-md bg-sunken px-4 py-12 text-ink-muted text-sm">
        <Images aria-hidden className="size-6" />
        No photos
      </div>
    );
  }
  return (
    <div className="grid gap-2">
      <Photo
        src={photoAddress(shown, 'full')}
        alt={`Photo ${chosen + 1} of ${hashes.length} of ${title}`}
        size="fill"
        className="max-h-96 object-contain!"
      />
      {hashes.length > 1 ? (
        <ul className="flex flex-wrap gap-2">
          {hashes.map((hash, index) => (
            <li key={hash}>
              <button
                type="button"
                aria-label={`Photo ${index + 1}`}
                aria-pressed={index === chosen}
                onClick={() => setChosen(index)}
                className={cn('block rounded-sm border-2', index === chosen ? 'border-accent' : 'border-transparent')}
              >
                <Photo src={photoAddress(hash, 'thumbnail')} alt="" size="card" className="block" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
