import { Tile, Tiles } from '../../components/tile.tsx';
import { postsPath } from './account-links.ts';
import type { AccountSummary } from './account-summary.ts';

/** How its posts stand; each number leads to the posts it counts. */
export function PostTiles({ account: { id, name, posts } }: { account: AccountSummary }) {
  return (
    <Tiles label={`Posts of ${name}`}>
      <Tile label="Waiting" count={posts.waiting} to={postsPath(id, 'waiting')} />
      <Tile label="Needs you" count={posts.needsYou} to={postsPath(id, 'needsYou')} hue="caution" />
      <Tile label="Failed" count={posts.failed} to={postsPath(id, 'failed')} hue="bad" />
      <Tile label="Live" count={posts.live} to={postsPath(id, 'live')} hue="good" />
      <Tile label="Drafts" count={posts.draft} to={postsPath(id, 'draft')} />
      <Tile label="Ended" count={posts.ended} to={postsPath(id, 'ended')} />
    </Tiles>
  );
}
