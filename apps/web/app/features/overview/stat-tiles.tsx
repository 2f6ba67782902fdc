import { Tile, Tiles } from '../../components/tile.tsx';

interface StatTilesProps {
  stats: {
    publishedToday: number;
    posts: { waiting: number; needsYou: number; failed: number };
    accounts: { blocked: number; paused: number };
    accountsTotal: number;
  };
}

/** Each number leads to the list that it counts. */
export function StatTiles({ stats }: StatTilesProps) {
  const { blocked, paused } = stats.accounts;
  const note = [blocked > 0 ? `${blocked} blocked` : '', paused > 0 ? `${paused} paused` : ''].filter(Boolean);
  return (
    <Tiles label="Today">
      <Tile label="Published today" count={stats.publishedToday} to="/posts?status=live" hue="good" />
      <Tile label="Waiting" count={stats.posts.waiting} to="/posts?status=waiting" />
      <Tile label="Needs you" count={stats.posts.needsYou} to="/posts?status=needsYou" hue="caution" />
      <Tile label="Failed" count={stats.posts.failed} to="/posts?status=failed" hue="bad" />
      <Tile label="Accounts" count={stats.accountsTotal} to="/accounts" note={note.join(', ')} />
    </Tiles>
  );
}
