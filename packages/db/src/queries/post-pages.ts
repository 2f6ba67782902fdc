/**
 * Pages of posts, and how many there are: what every list asks for. What a page costs must depend neither on how many
 * posts there are nor on where among them the wanted ones lie, so its statement leaves Postgres little to choose: first
 * the ids of the page, each along an index that has them in order; then what the screen shows of these.
 */

import { postStatuses } from '@hawker/core';
import { oneRow, type SqlRunner, type SqlValue } from '../sql.ts';
import { conditionsFor, type PostFilter, type PostRow, postColumns, postJoins } from './posts.ts';
import { searchCondition } from './search.ts';

/** A page by keyset: the posts that follow `after` in the order, or those right before `before`; never both. */
export interface PostKeyset {
  after?: string;
  before?: string;
  limit: number;
  /** In the order in which they were made, as the rows of a sheet; without it the newest comes first. */
  oldestFirst?: boolean;
}

/** The statement of a page of posts; also the floor that the bench measures the service against. */
export function postPageStatement(filter: PostFilter, page: PostKeyset): [string, SqlValue[]] {
  const values: SqlValue[] = [];
  // Before a post one reads against the order, so that the nearest come first.
  const isAscending = (page.oldestFirst ?? false) !== (page.before !== undefined);
  const from = page.before ?? page.after;
  const walk: Walk = {
    values,
    direction: isAscending ? 'ASC' : 'DESC',
    beyond: isAscending ? '>' : '<',
    from: from === undefined ? null : `$${values.push(from)}::uuid`,
    limit: `$${values.push(page.limit)}`,
  };
  return [
    `SELECT ${postColumns} FROM (${idsOfPage(walk, filter)}) AS page JOIN post ON post.id = page.id ${postJoins}
     ORDER BY ${inOrder(walk, isByListing(filter) ? ['post.listing_id', 'post.id'] : ['post.id'])}`,
    values,
  ];
}

/** Always in the asked order, also with `before`. */
export async function listPosts(sql: SqlRunner, filter: PostFilter, page: PostKeyset): Promise<PostRow[]> {
  const rows = await sql.rows<PostRow>(...postPageStatement(filter, page));
  return page.before === undefined ? rows : rows.reverse();
}

interface Walk {
  values: SqlValue[];
  direction: 'ASC' | 'DESC';
  beyond: '>' | '<';
  /** The post that the page begins behind; null for the first page. */
  from: string | null;
  limit: string;
}

function inOrder({ direction }: Walk, columns: readonly string[]): string {
  return columns.map((column) => `${column} ${direction}`).join(', ');
}

/**
 * Posts come by when they were made. What a search finds comes by its listing, and then so: the posts of a listing stand
 * together, and a page is full after a few listings that match. Not in a batch or in a status, which have walks of their own.
 */
function isByListing({ search, statuses, batchId }: PostFilter): boolean {
  return search !== undefined && statuses === undefined && batchId === undefined;
}

function idsOfPage(walk: Walk, filter: PostFilter): string {
  const { lastClass, ...rest } = filter;
  if (rest.listingId !== undefined) {
    return alongColumns(walk, filter, []);
  }
  if (isByListing(filter)) {
    return foundBySearch(walk, filter);
  }
  if (lastClass !== undefined) {
    return alongColumns(walk, rest, [['post.last_class', `$${walk.values.push(lastClass)}`]]);
  }
  const isNarrow = [rest.statuses, rest.accountId, rest.batchId, rest.channel].some((value) => value !== undefined);
  return isNarrow ? mergedWalks(walk, rest) : alongColumns(walk, rest, []);
}

/** So many posts of an account or a channel are sooner looked at, one by one, than an index of titles is. */
const fewPosts = 1_000;

/**
 * What a search finds, by its listing. A walk through the listings is the shortest where most of them are on the account,
 * or on an account of the channel; else their posts may lie all at its end, and the accounts are walked, one by one; few
 * posts are looked at whole. All three are in the statement, the counters say which of them is carried out.
 */
function foundBySearch(walk: Walk, filter: PostFilter): string {
  const { accountId, channel, ...rest } = filter;
  const wanted = [
    ...(accountId === undefined ? [] : [`id = $${walk.values.push(accountId)}`]),
    ...(channel === undefined ? [] : [`channel = $${walk.values.push(channel)}`]),
  ];
  if (wanted.length === 0) {
    return searchedListings(walk, filter);
  }
  const accounts = `(SELECT id FROM account WHERE ${wanted.join(' AND ')})`;
  const isWay = (name: string) => `(SELECT name FROM way) = '${name}'`;
  // An account has a listing once at most: the fullest account says how many there are at least. The last LIMIT tells
  // Postgres that one of the three is carried out.
  return `WITH way AS (
      SELECT CASE WHEN 2 * max(n) FILTER (WHERE is_wanted) > max(n) THEN 'listings'
        WHEN coalesce(sum(n) FILTER (WHERE is_wanted), 0) <= ${fewPosts} THEN 'posts' ELSE 'accounts' END AS name
      FROM (SELECT account_id IN ${accounts} AS is_wanted, sum(n) AS n FROM post_count GROUP BY account_id) AS held
    )
    SELECT id FROM (${searchedListings(walk, filter)}) AS found WHERE ${isWay('listings')}
    UNION ALL SELECT id FROM (${searchedPosts(walk, rest, accounts)}) AS found WHERE ${isWay('posts')}
    UNION ALL SELECT id FROM (${searchedAccounts(walk, { ...rest, accountId }, accounts)}) AS found WHERE ${isWay('accounts')}
    LIMIT ${walk.limit}`;
}

/** All posts of the accounts, and the listing of each. OFFSET 0 keeps Postgres at it, which takes them for many. */
function searchedPosts(walk: Walk, { search = '', ...rest }: PostFilter, accounts: string): string {
  const { values, beyond, from, limit } = walk;
  const conditions = conditionsFor(rest, values);
  if (from !== null) {
    conditions.push(`(post.listing_id, post.id) ${beyond} ${ofPost(from, 'listing_id, id')}`);
  }
  return `SELECT held.id FROM ${accounts} AS seller CROSS JOIN LATERAL (
      SELECT post.id, post.listing_id FROM post
      WHERE post.account_id = seller.id AND ${conditions.join(' AND ')} OFFSET 0
    ) AS held
    WHERE EXISTS (SELECT FROM listing WHERE listing.id = held.listing_id AND ${searchCondition(search, values)} OFFSET 0)
    ORDER BY ${inOrder(walk, ['held.listing_id', 'held.id'])} LIMIT ${limit}`;
}

/**
 * Along the listings until the page is full, or from those that match, of which there are then few: Postgres has seen the
 * titles, and knows which words are frequent. OFFSET 0 keeps it from coming at it from the posts.
 */
function searchedListings(walk: Walk, { search = '', ...rest }: PostFilter): string {
  const { values, beyond, from, limit } = walk;
  const conditions = [searchCondition(search, values)];
  if (from !== null) {
    conditions.push(`(listing.id, found.id) ${beyond} ${ofPost(from, 'listing_id, id')}`);
    // Follows from the other, but the walk begins there only if it is told.
    conditions.push(`listing.id ${beyond}= ${ofPost(from, 'listing_id')}`);
  }
  return `SELECT found.id FROM listing CROSS JOIN LATERAL (
      SELECT post.id FROM post ${joinsFor(rest)}
      WHERE post.listing_id = listing.id AND ${conditionsFor(rest, values).join(' AND ')} OFFSET 0
    ) AS found
    WHERE ${conditions.join(' AND ')} ORDER BY ${inOrder(walk, ['listing.id', 'found.id'])} LIMIT ${limit}`;
}

/** Along the listings of each account, of which it has one post at most; or, here too, from those that match. */
function searchedAccounts(walk: Walk, filter: PostFilter, accounts: string): string {
  const { values, direction, beyond, from, limit } = walk;
  const start = from === null ? null : ofPost(from, 'listing_id');
  const order = ['post.account_id', 'post.listing_id'];
  const conditions = [...conditionsFor(filter, values), ...between(order, ['seller.id'], direction, start, '=')];
  if (from !== null) {
    conditions.push(`(post.listing_id, post.id) ${beyond} ${ofPost(from, 'listing_id, id')}`);
  }
  return `SELECT walk.id FROM ${accounts} AS seller CROSS JOIN LATERAL (
      SELECT post.id, post.listing_id FROM post ${joinsFor(filter)}
      WHERE ${conditions.join(' AND ')} ORDER BY ${inOrder(walk, order)} LIMIT ${limit}
    ) AS walk ORDER BY ${inOrder(walk, ['walk.listing_id', 'walk.id'])} LIMIT ${limit}`;
}

function ofPost(id: string, columns: string): string {
  return `(SELECT ${columns} FROM post WHERE id = ${id})`;
}

/**
 * One walk for each status that is wanted (and for each account of a channel), from the beginning of the page and for no
 * more than a page; the page is the first of them all. A single walk that passes over what is not wanted would be
 * short or long, depending on what the last weeks were like.
 */
function mergedWalks(walk: Walk, filter: PostFilter): string {
  const { source, columns, rest } = beginnings(walk.values, filter);
  return `SELECT walk.id FROM (${source}) AS begun
    CROSS JOIN LATERAL (${alongColumns(walk, rest, [...columns, ['post.status', 'begun.status']])}) AS walk
    ORDER BY ${inOrder(walk, ['walk.id'])} LIMIT ${walk.limit}`;
}

interface Beginnings {
  /** A row for each walk, with its `status`. */
  source: string;
  /** What else the walk keeps to. */
  columns: Column[];
  /** Of the filter, what a walk has still to look at. */
  rest: PostFilter;
}

/** Of a batch, an account or a channel the counters say in which statuses there is anything to walk to. */
function beginnings(values: SqlValue[], { statuses, accountId, batchId, channel, ...others }: PostFilter): Beginnings {
  const counted = (counters: string, owner: string, condition: string): string => {
    const isWanted = statuses === undefined ? '' : `AND status = ANY($${values.push(statuses)}::post_status[])`;
    return `SELECT DISTINCT ${owner}, status FROM ${counters} WHERE ${owner} ${condition} ${isWanted}`;
  };
  if (batchId !== undefined) {
    const source = counted('batch_count', 'batch_id', `= $${values.push(batchId)}`);
    return { source, columns: [['post.batch_id', 'begun.batch_id']], rest: { ...others, accountId, channel } };
  }
  const columns: Column[] = [['post.account_id', 'begun.account_id']];
  if (accountId !== undefined) {
    const source = counted('post_count', 'account_id', `= $${values.push(accountId)}`);
    return { source, columns, rest: { ...others, channel } };
  }
  if (channel !== undefined) {
    const accounts = `IN (SELECT id FROM account WHERE channel = $${values.push(channel)})`;
    return { source: counted('post_count', 'account_id', accounts), columns, rest: others };
  }
  const source = `SELECT unnest($${values.push(statuses ?? postStatuses)}::post_status[]) AS status`;
  return { source, columns: [], rest: others };
}

/** Of `post`, and the value that it must have. */
type Column = readonly [name: string, value: string];

/** The posts that have these values, in order. */
function alongColumns(walk: Walk, filter: PostFilter, columns: readonly Column[]): string {
  const { values, direction, from, limit } = walk;
  const conditions = conditionsFor(filter, values);
  const order = [...columns.map(([name]) => name), 'post.id'];
  if (columns.length > 0 || from !== null) {
    const wanted = columns.map(([, value]) => value);
    conditions.push(...between(order, wanted, direction, from));
    // Which follows, but a partial index wants to hear it.
    conditions.push(...columns.map(([name]) => `${name} IS NOT NULL`));
  }
  return `SELECT post.id FROM post ${joinsFor(filter)}
    WHERE ${conditions.join(' AND ')} ORDER BY ${inOrder(walk, order)} LIMIT ${limit}`;
}

/**
 * What begins with the wanted values, as a range of the whole order: equalities would make these columns redundant in it,
 * and what Postgres takes for few rows it likes to sort. So only an index that begins with the columns gives the order.
 */
function between(
  order: readonly string[],
  wanted: readonly string[],
  direction: Walk['direction'],
  from: string | null,
  inclusive: '=' | '' = '',
): string[] {
  const low = (direction === 'ASC' ? from : null) ?? `'00000000-0000-0000-0000-000000000000'`;
  const high = (direction === 'DESC' ? from : null) ?? `'ffffffff-ffff-ffff-ffff-ffffffffffff'`;
  const row = (parts: readonly string[]) => `(${parts.join(', ')})`;
  return [
    `${row(order)} >${inclusive} ${row([...wanted, low])}`,
    `${row(order)} <${inclusive} ${row([...wanted, high])}`,
  ];
}

function joinsFor({ search, channel }: PostFilter): string {
  const listing = search === undefined ? '' : 'JOIN listing ON listing.id = post.listing_id';
  const account = channel === undefined ? '' : 'JOIN account ON account.id = post.account_id';
  return `${listing} ${account}`;
}

/**
 * Where no counter helps, counting goes no further than this: then the screen says "more than". Of what a search finds no
 * further than the page beside it, because it passes over as many titles.
 */
const countLimits = { indexed: 1_000, searched: 100 } as const;

export interface PostCount {
  count: number;
  /** Counting stopped there. */
  atLeast: boolean;
}

/** How many match: by counters alone where the filter allows it; else no further than a limit, found as a page is. */
export async function countPosts(sql: SqlRunner, filter: PostFilter): Promise<PostCount> {
  const byCounter = counterStatement(filter);
  if (byCounter) {
    return { count: (await oneRow<{ n: number }>(sql, ...byCounter)).n, atLeast: false };
  }
  const most = filter.search === undefined ? countLimits.indexed : countLimits.searched;
  const values: SqlValue[] = [];
  const limit = `$${values.push(most + 1)}`;
  const matching = idsOfPage({ values, direction: 'DESC', beyond: '<', from: null, limit }, filter);
  const { n } = await oneRow<{ n: number }>(sql, `SELECT count(*)::int AS n FROM (${matching}) AS matching`, values);
  return { count: Math.min(n, most), atLeast: n > most };
}

/** Whether the counters can answer, and so exactly whatever the number. */
function isCounted(filter: PostFilter): boolean {
  const { accountId, batchId, channel, listingId, lastClass, search } = filter;
  const unsupported = [listingId, lastClass, search].some((value) => value !== undefined);
  return !unsupported && (batchId === undefined || (accountId === undefined && channel === undefined));
}

function counterStatement(filter: PostFilter): [string, SqlValue[]] | null {
  const { statuses = null, accountId = null, channel = null, batchId } = filter;
  if (!isCounted(filter)) {
    return null;
  }
  if (batchId === undefined) {
    return [
      `SELECT coalesce(sum(n), 0)::int AS n FROM post_count
       WHERE ($1::post_status[] IS NULL OR status = ANY($1::post_status[])) AND ($2::uuid IS NULL OR account_id = $2)
         AND ($3::text IS NULL OR account_id IN (SELECT id FROM account WHERE channel = $3))`,
      [statuses, accountId, channel],
    ];
  }
  return [
    `SELECT coalesce(sum(n), 0)::int AS n FROM batch_count
     WHERE batch_id = $2 AND ($1::post_status[] IS NULL OR status = ANY($1::post_status[]))`,
    [statuses, batchId],
  ];
}
